"""Versions of answers: what is said when, who was faster, and what stays in the audit trail; on both databases."""

from __future__ import annotations

from datetime import timedelta

import pytest

from crm.actor import Actor
from crm.audit import trail
from crm.content import answer_versions, changes
from crm.content.answer_versions import (
    AnswerText,
    effective,
    published_now,
    save_version,
    version_of,
    versions,
    withdraw,
)
from crm.content.changes import ContentEdit
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue, NotFound
from crm.staff.members import actor_named, add_staff
from protocol.clock import FixedClock

NAME = "utter_hours"


def text(word: str) -> AnswerText:
    return AnswerText(f"متن {word}", f"text {word}")


@pytest.fixture
async def nora(store: Store) -> Actor:
    await add_staff(store, "nora", "Nora", "editor", "a long pass phrase", by=Actor("system", "test"))
    return await actor_named(store, "nora")


async def said(store: Store) -> str | None:
    """The English text that is said now."""
    found = effective(await published_now(store), store.clock.now()).get(NAME)
    return None if found is None else found.content.text_en


async def test_drafts_publications_and_the_way_back(store: Store, nora: Actor) -> None:
    assert await save_version(store, NAME, text("one"), by=nora, publish=False, base=0) == 1
    assert await said(store) is None
    await answer_versions.publish_version(store, NAME, 1, by=nora)
    assert await said(store) == "text one"
    with pytest.raises(Conflict):
        await answer_versions.publish_version(store, NAME, 1, by=nora)
    await save_version(store, NAME, text("two"), by=nora, publish=True, base=1, note="  because  ")
    assert await said(store) == "text two"
    first = await version_of(store, NAME, 1)
    await save_version(store, NAME, first.content, by=nora, publish=True, base=2, restored_from=1)
    newest = (await versions(store, NAME))[0]
    assert (newest.version, newest.restored_from, newest.author) == (3, 1, "Nora")
    assert await said(store) == "text one"
    assert await withdraw(store, NAME, by=nora) == 3
    assert await said(store) is None
    with pytest.raises(Conflict):
        await withdraw(store, NAME, by=nora)
    assert [each.state for each in await versions(store, NAME)] == ["withdrawn"] * 3
    assert (await trail.verify(store)).is_sound


async def test_who_comes_second_is_told(store: Store, nora: Actor) -> None:
    await save_version(store, NAME, text("one"), by=nora, publish=True, base=0)
    with pytest.raises(Conflict):
        await save_version(store, NAME, text("other"), by=nora, publish=True, base=0)
    assert await said(store) == "text one"


async def test_a_window_goes_before_and_steps_back(store: Store, nora: Actor, clock: FixedClock) -> None:
    now = clock.now()
    await save_version(store, NAME, text("always"), by=nora, publish=True, base=0)
    await save_version(
        store, NAME, text("holiday"), by=nora, publish=True, base=1,
        starts_at=now + timedelta(hours=2), ends_at=now + timedelta(hours=5),
    )  # fmt: skip
    await save_version(store, NAME, text("always, newer"), by=nora, publish=True, base=2)
    told = []
    for hours in (0, 2, 4.99, 5):
        clock.advance(now + timedelta(hours=hours) - clock.now())
        told.append(await said(store))
    assert told == ["text always, newer", "text holiday", "text holiday", "text always, newer"]


async def test_what_is_refused(store: Store, nora: Actor, clock: FixedClock) -> None:
    now = clock.now()
    with pytest.raises(InvalidValue, match="text_fa"):
        await save_version(store, NAME, AnswerText(" ", "x"), by=nora, publish=True, base=0)
    with pytest.raises(InvalidValue, match="order"):
        await save_version(
            store, NAME, text("x"), by=nora, publish=False, base=0, starts_at=now, ends_at=now - timedelta(1)
        )
    with pytest.raises(InvalidValue, match="past"):
        await save_version(store, NAME, text("x"), by=nora, publish=True, base=0, ends_at=now - timedelta(1))
    with pytest.raises(NotFound):
        await version_of(store, NAME, 7)
    assert await versions(store) == []


async def test_changes_of_the_content_are_kept_in_order(store: Store, nora: Actor) -> None:
    edits = [
        ContentEdit("example_added", "fa", "hours", "کی باز است"),
        ContentEdit("exported", detail={"files": ["x"]}),
    ]
    numbers = await changes.record_changes(store, edits, by=nora)
    await changes.record_changes(store, [ContentEdit("imported")], by=Actor("system", "command-line"))
    listed = await changes.changes(store)
    assert [(each.kind, each.author) for each in listed] == [
        ("imported", None),
        ("exported", "Nora"),
        ("example_added", "Nora"),
    ]
    assert (await changes.change(store, numbers[0])).text == "کی باز است"
    assert [each.kind for each in await changes.changes(store, intent="hours")] == ["example_added"]
    assert await changes.count_changes(store, kind="exported") == 1
    with pytest.raises(NotFound):
        await changes.change(store, 999)
    assert (await trail.verify(store)).is_sound
