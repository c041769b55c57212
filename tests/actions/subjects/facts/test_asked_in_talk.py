"""A question inside small talk gets its fact; a leave that is taken behind "never mind" asks for none."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue.turn import Services
from crm.knowledge.facts import FactValues, add_fact
from crm.knowledge.searching import FoundEntry, index_of
from tests.support.store_rows import SARA
from tests.support.talk import Begin

QUIET = FactValues(
    "facilities", "بی‌خیالِ سروصدا: کجا ساکت است؟", "Never mind the noise: where is it quiet?", "طبقهٔ سوم.", "On floor 3."
)


@pytest.fixture
async def near(services: Services, monkeypatch: pytest.MonkeyPatch) -> None:
    """A fact whose question begins with a phrase, and is found for whatever holds that phrase."""
    await add_fact(services.store, QUIET, by=SARA)

    async def found(*_: Any, **__: Any) -> list[FoundEntry]:
        entries = (await index_of(services.store)).by_ref.values()
        return [FoundEntry(entry, 0.95) for entry in entries if "On floor 3." in entry.text.values()]

    monkeypatch.setattr("actions.subjects.facts.facts_again.find_facts", found)


@pytest.mark.usefixtures("near")
@pytest.mark.parametrize(
    ("text", "rest", "is_told"),
    [
        ("never mind, bye", ("goodbye", 1.0), False),
        ("no, never mind then, thanks, bye", ("goodbye", 1.0), False),
        ("never mind the noise, where is it quiet then, bye", ("facilities", 0.9), True),
    ],
)
async def test_a_leave_behind_never_mind_asks_nothing(
    begin: Begin, text: str, rest: tuple[str, float], is_told: bool
) -> None:
    said = await (await begin("en")).says("goodbye", text, rest=rest)
    assert ("On floor 3." in said.text) is is_told
