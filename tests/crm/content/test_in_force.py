"""What is published is said from the next turn on, whoever published it; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.actor import Actor
from crm.content.answer_versions import AnswerText, publish_version, save_version, withdraw
from crm.content.in_force import InForce
from crm.database.store import Store
from crm.staff.members import actor_named, add_staff
from protocol.clock import FixedClock

NAME = "utter_hours"


def text(word: str) -> AnswerText:
    return AnswerText(f"متن {word}", f"text {word}")


@pytest.fixture
async def nora(store: Store) -> Actor:
    await add_staff(store, "nora", "Nora", "editor", "a long pass phrase", by=Actor("system", "test"))
    return await actor_named(store, "nora")


@pytest.fixture
def in_force(store: Store) -> InForce:
    return InForce(store.clock)


async def said(store: Store, in_force: InForce, name: str = NAME) -> str | None:
    chosen = await store.look(in_force.then(lambda found: found))
    return chosen[name].content.text_en if name in chosen else None


async def test_every_change_is_seen_at_the_next_look(store: Store, in_force: InForce, nora: Actor) -> None:
    assert await said(store, in_force) is None
    await save_version(store, NAME, text("one"), by=nora, publish=True, base=0)
    assert await said(store, in_force) == "text one"
    await save_version(store, NAME, text("two"), by=nora, publish=False, base=1)
    assert await said(store, in_force) == "text one"
    await publish_version(store, NAME, 2, by=nora)
    assert await said(store, in_force) == "text two"
    await withdraw(store, NAME, by=nora, version=2)
    assert await said(store, in_force) == "text one"
    # Another one comes as this one goes: as many as before.
    await withdraw(store, NAME, by=nora)
    await save_version(store, "utter_other", text("three"), by=nora, publish=True, base=0)
    assert await said(store, in_force) is None
    assert await said(store, in_force, "utter_other") == "text three"


async def test_while_nothing_changes_the_same_is_given(store: Store, in_force: InForce, nora: Actor) -> None:
    await save_version(store, NAME, text("one"), by=nora, publish=True, base=0)
    first = await store.look(in_force.then(lambda found: found))
    assert await store.look(in_force.then(lambda found: found)) is first


async def test_windows_begin_and_end_by_themselves(
    store: Store, in_force: InForce, nora: Actor, clock: FixedClock
) -> None:
    now = store.clock.now()
    await save_version(store, NAME, text("always"), by=nora, publish=True, base=0)
    await save_version(
        store, NAME, text("feast"), by=nora, publish=True, base=1,
        starts_at=now + timedelta(hours=1), ends_at=now + timedelta(hours=2),
    )  # fmt: skip
    heard = []
    for _ in range(4):
        heard.append(await said(store, in_force))
        clock.advance(timedelta(minutes=40))
    assert heard == ["text always", "text always", "text feast", "text always"]
