"""The words of cases that were closed long ago are erased; what is counted of them stays."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import Connection, select

from crm import records
from crm.cases import opening
from crm.cases.file import case_file
from crm.cases.work import add_note, appeal, move
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.counting import count_day
from crm.figures.facts import Counts, Day
from crm.forgetting.cases import erase_old_cases
from crm.staff import members
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import SARA, add_contact, ends

PRIVATE = ("the man with the loud radio", "a note of mine", "how it ended", "radio@example.org", "Loud radio")
KEPT = timedelta(days=365)


async def complained(store: Store, key: str) -> str:
    made = await opening.open_case(
        store,
        "complaint",
        conversation=None,
        subject=PRIVATE[4],
        description=PRIVATE[0],
        language="en",
        idempotency_key=key,
    )
    await add_contact(store, made.number, PRIVATE[3])
    await add_note(store, made.number, PRIVATE[1], by=SARA)
    return made.number


async def closed(store: Store, number: str) -> None:
    file = await case_file(store, number)
    assert file is not None
    await ends(store, number, "fixed", version=file.version, note=PRIVATE[2])


async def words_of(store: Store, number: str) -> str:
    file = await case_file(store, number)
    assert file is not None
    contact = await store.look(lambda connection: connection.scalar(select(table_of(records.ServiceCase).c.contact)))
    return (
        f"{file.subject} {file.description} {[step.note for step in file.steps]} {contact if file.has_contact else ''}"
    )


async def counted(store: Store, day: date) -> Counts:
    """Count a day's figures anew."""
    return await store.look(
        lambda connection: count_day(connection, Day(day, ZoneInfo("Asia/Tehran"), store.clock.now()))
    )


async def test_old_cases_lose_their_words_and_keep_their_figures(store: Store, clock: FixedClock) -> None:
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    old, newer, still_open = [await complained(store, key) for key in ("a", "b", "c")]
    await closed(store, old)
    clock.advance(timedelta(days=100))
    await closed(store, newer)
    await add_note(store, still_open, "still at it", by=SARA)
    clock.advance(timedelta(days=280))
    before = await counted(store, NOW.date())
    assert any("complaint" in name or "case" in name for name, _ in before)
    figures = await steps(store, old)
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 1
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 0
    assert await counted(store, NOW.date()) == before
    assert await steps(store, old) == figures
    left = await words_of(store, old)
    assert not any(text in left for text in PRIVATE)
    for number in (newer, still_open):
        words = await words_of(store, number)
        assert all(text in words for text in (*PRIVATE[:2], PRIVATE[4]))
    file = await case_file(store, old)
    assert file is not None
    assert (file.kind, file.status, file.resolution, file.has_contact) == ("complaint", "closed", "fixed", False)


async def test_what_is_said_of_an_old_case_later_is_kept_as_long_again(sqlite_store: Store, clock: FixedClock) -> None:
    store = sqlite_store
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    number = await complained(store, "a")
    await closed(store, number)
    clock.advance(KEPT + timedelta(days=1))
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 1
    await add_note(store, number, "asked again by telephone", by=SARA)
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 0
    assert "asked again" in await words_of(store, number)
    await appeal(store, number, "it is loud again", by=SARA)
    clock.advance(KEPT / 2)
    await add_note(store, number, "it is still being looked into", by=SARA)
    clock.advance(KEPT / 2 + timedelta(days=1))
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 0, "a case that is worked at keeps its words"
    assert "it is loud again" in await words_of(store, number)
    await closed(store, number)
    clock.advance(KEPT + timedelta(days=1))
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 1
    assert "again" not in await words_of(store, number)


@pytest.mark.parametrize("then", ["new", "acknowledged", "answered"])
async def test_a_case_that_nobody_closed_or_touched_keeps_no_words_for_ever(
    sqlite_store: Store, clock: FixedClock, then: str
) -> None:
    store = sqlite_store
    await members.add_staff(store, "sara", "Sara", "librarian", "a long password")
    number = await complained(store, "a")
    if then != "new":
        file = await case_file(store, number)
        assert file is not None
        await move(store, number, then, version=file.version, by=SARA)
    clock.advance(KEPT - timedelta(days=1))
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 0
    clock.advance(timedelta(days=2))
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 1
    assert await erase_old_cases(store, before=clock.now() - KEPT) == 0
    left = await words_of(store, number)
    assert not any(text in left for text in PRIVATE)
    file = await case_file(store, number)
    assert file is not None
    assert (file.status, file.has_contact) == (then, False), "it is still there to be worked at"


async def steps(store: Store, number: str) -> list[tuple[Any, ...]]:
    step, case = table_of(records.CaseEvent).c, table_of(records.ServiceCase)

    def look(connection: Connection) -> list[tuple[Any, ...]]:
        query = select(step.kind, step.from_value, step.to_value, step.staff_id, step.occurred_at)
        of_case = query.where(step.case_id == select(case.c.id).where(case.c.number == number).scalar_subquery())
        return [tuple(row) for row in connection.execute(of_case.order_by(step.id))]

    return await store.look(look)
