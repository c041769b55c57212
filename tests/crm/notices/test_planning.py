"""Planning: each thing once for each date and channel, however often it is planned, and at the right moment."""

from __future__ import annotations

import asyncio
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from crm import records
from crm.database.store import Store
from crm.messages import outbox
from crm.notices import planning
from crm.notices.planning import plan
from crm.notices.rules import ELSEWHERE
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, TEHRAN, change, due_in, loan, reader, ready_hold, send, wants
from tests.support.store_rows import add, add_patron, rows


async def planned(store: Store, **where: Any) -> list[tuple[str, str, int]]:
    return [(one.kind, one.channel, one.step) for one in await rows(store, records.Notice, **where)]


async def test_only_who_asked_is_planned_for(store: Store) -> None:
    patron, _ = await reader(store)
    stranger = await add_patron(store)
    await loan(store, patron, 2)
    await loan(store, stranger, 2)
    assert await plan(store, RULES) == 1
    assert await planned(store) == [("due_soon", "telegram", 0)]
    assert [one.patron_id for one in await rows(store, records.Notice)] == [patron]


async def test_planned_again_nothing_is_new(store: Store) -> None:
    patron, _ = await reader(store)
    await wants(store, patron, "email", "due_soon", "overdue", "hold_ready", "card_expiring")
    for days in (1, 2, -1, -8):
        await loan(store, patron, days)
    await ready_hold(store, patron)
    await change(store, records.Patron, patron, expires_at=due_in(store, 10))
    assert await plan(store, RULES) == 12
    before = await rows(store, records.Notice)
    assert [await plan(store, RULES) for _ in range(2)] == [0, 0]
    assert await rows(store, records.Notice) == before


async def test_two_planners_at_once_write_each_notice_once(store: Store) -> None:
    for _ in range(5):
        patron, _ = await reader(store)
        await loan(store, patron, 1)
    done = await asyncio.gather(plan(store, RULES), plan(store, RULES))
    assert sum(done) == 5 and len(await planned(store)) == 5


async def test_small_batches_leave_nobody_out(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(planning, "BATCH", 3)
    patrons = [(await reader(store))[0] for _ in range(4)]
    for patron in patrons:
        await wants(store, patron, "email", "due_soon")
        for _ in range(2):
            await loan(store, patron, 1)
    assert await plan(store, RULES) == 16


async def test_a_reminder_goes_out_in_the_morning_so_many_days_before(store: Store, clock: FixedClock) -> None:
    patron, _ = await reader(store)
    other, _ = await reader(store, days_before=5)
    await loan(store, patron, 3)
    await loan(store, other, 6)
    assert await plan(store, RULES) == 2
    tomorrow = datetime(2026, 11, 25, 9, tzinfo=TEHRAN).astimezone(UTC)
    assert {one.send_after for one in await rows(store, records.Notice)} == {tomorrow}
    await loan(store, patron, 4)
    assert await plan(store, RULES) == 0, "not yet"
    clock.advance(timedelta(days=1))
    assert await plan(store, RULES) == 1


async def test_a_renewal_makes_a_new_reminder_possible(store: Store) -> None:
    patron, _ = await reader(store)
    book = await loan(store, patron, 1)
    await plan(store, RULES)
    await change(store, records.Loan, book, due_at=due_in(store, 2))
    assert await plan(store, RULES) == 1


async def test_after_days_without_a_planner_one_overdue_reminder_is_enough(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, -9)
    await loan(store, patron, -400)
    await plan(store, RULES)
    assert await planned(store) == [("overdue", "telegram", 7)]


async def test_every_minute_only_what_happens_in_between_is_looked_for(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await ready_hold(store, patron)
    assert await plan(store, RULES, soon=True) == 1
    assert await planned(store) == [("hold_ready", "telegram", 0)]


async def test_a_reservation_that_is_ready_without_a_last_day_is_told_for_a_while(
    store: Store, clock: FixedClock
) -> None:
    patron, _ = await reader(store)
    hold = await ready_hold(store, patron)
    long_ago = await ready_hold(store, patron)
    await change(store, records.Hold, hold, ready_until=None, ready_at=clock.now() - timedelta(hours=1))
    await change(store, records.Hold, long_ago, ready_until=None, ready_at=clock.now() - timedelta(days=15))
    assert await plan(store, RULES, soon=True) == 1
    clock.advance(timedelta(minutes=1))
    assert await plan(store, RULES, soon=True) == 0
    assert [one.hold_id for one in await rows(store, records.Notice)] == [hold]
    assert (await send(store)).things == 1
    [item] = await outbox.due(store, "telegram")
    assert item.message.text.startswith("hold_ready None ")


async def test_an_answer_that_no_chat_took_is_told_by_mail(store: Store, clock: FixedClock) -> None:
    patron = await add_patron(store)
    await wants(store, patron, "email", "case_answered")
    case = await add(
        store, records.ServiceCase, number="K-000001", patron_id=patron, kind="question", subject="x",
        opened_at=clock.now(),
    )  # fmt: skip
    step = {"case_id": case, "kind": "message", "note": "…", "occurred_at": clock.now()}
    await add(store, records.CaseEvent, **step, to_value="telegram")
    assert await plan(store, RULES, soon=True) == 0
    await add(store, records.CaseEvent, **step)
    assert await plan(store, RULES, soon=True) == 1


async def test_what_another_system_keeps_is_not_planned_from_the_store(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await ready_hold(store, patron)
    assert await plan(store, replace(RULES, kinds=ELSEWHERE)) == 0


async def test_a_channel_without_a_sender_gets_nothing_planned(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    assert await plan(store, replace(RULES, channels=frozenset({"web_chat"}))) == 0


@pytest.mark.parametrize(
    ("at", "awake"),
    [((20, 59), (24, 20, 59)), ((21, 0), (25, 9, 0)), ((3, 0), (24, 9, 0)), ((9, 0), (24, 9, 0))],
)
def test_quiet_hours_end_in_the_morning(at: tuple[int, int], awake: tuple[int, int, int]) -> None:
    moment = datetime(2026, 11, 24, *at, tzinfo=TEHRAN)
    assert RULES.awake(moment) == datetime(2026, 11, *awake, tzinfo=TEHRAN)
