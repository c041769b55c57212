"""Who comes in one's place, and which periodicals there are, is said to be unknown where no fact tells it."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Services
from actions.subjects.catalogue.periodicals import asks_which
from crm.knowledge.facts import FactValues, add_fact
from tests.support.store_rows import SARA
from tests.support.talk import Begin

FACTS = (
    FactValues(
        "account", "تلفنم را چگونه عوض کنم؟", "How do I change my telephone?", "پای میز امانت.",
        "At the circulation desk.",
    ),
    FactValues(
        "hold", "کس دیگری می‌تواند رزروم را تحویل بگیرد؟", "Can somebody else collect my reservation?", "بله، با کارت.",
        "Yes, anybody can, with your card.",
    ),
    FactValues(
        "facilities", "روزنامه و مجله دارید؟", "Do you have newspapers and magazines?", "بله، در همکف.",
        "Yes, on the ground floor.",
    ),
)  # fmt: skip


@pytest.fixture
async def told(services: Services) -> Services:
    """A library that says nothing of who may come, and which newspapers it has."""
    for fact in FACTS:
        await add_fact(services.store, fact, by=SARA)
    return services


@pytest.mark.usefixtures("told")
async def test_nothing_tells_whether_another_may_come(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("account", "how do I change my telephone?", sure=0.97)
    said = await talk.says("card_registration", "Could my daughter come in my place?", sure=0.6)
    assert said.names == ["utter_fact_untold"] and "in your place" in said.text


@pytest.mark.usefixtures("told")
async def test_who_may_collect_is_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hold", "can somebody else collect my reservation?", sure=0.97)
    said = await talk.says("hold", "could my husband collect the reservation in my place?", sure=0.9)
    assert "utter_fact_untold" not in said.names


@pytest.mark.parametrize(
    ("text", "unknown"),
    [
        ("do you have English newspapers?", True),
        ("do you have newspapers in English?", True),
        ("do you have newspapers?", False),
        ("do you have newspapers and magazines for children?", False),
    ],
)
@pytest.mark.usefixtures("told")
async def test_which_newspapers_there_are_is_unknown(begin: Begin, text: str, *, unknown: bool) -> None:
    said = await (await begin("en")).says("facilities", text, sure=0.9)
    assert ("utter_fact_untold" in said.names) is unknown, said.names


@pytest.mark.parametrize(
    ("text", "which"),
    [
        ("do you have English newspapers?", True), ("روزنامه انگلیسی دارید؟", True),
        ("which newspapers exactly?", True),
        ("do you have magazines, for example Bukhara?", True),
        ("where are the English magazines?", False), ("مجله‌های خارجی کجان؟", False),
        ("how do I read English papers?", False),
        ("do you have magazines, for example in the evening when you close at 8?", False),
    ],
)  # fmt: skip
def test_which_periodicals_is_asked(text: str, which: bool) -> None:
    assert asks_which(text) is which
