"""The daily run on both databases, with a clock that is set: every state once, on its day, with its date."""

from __future__ import annotations

from datetime import timedelta
from typing import Any
from zoneinfo import ZoneInfo

import pytest
from sqlalchemy import update

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.patrons import erase_patron
from crm.lifecycle import daily
from crm.lifecycle.engagement import engaged
from crm.lifecycle.rule import LifecycleRule
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import add, add_patron, answer, rows, say, sign_in, visitor

RULE = LifecycleRule()
ZONE = ZoneInfo("Asia/Tehran")
DAY = timedelta(days=1)


async def day(store: Store, clock: FixedClock, number: int) -> None:
    """Let a number of days have passed since the beginning, and the night's run be made."""
    clock.advance(NOW + number * DAY - clock.now())
    await daily.run(store, RULE, ZONE)


async def states(store: Store, who: int) -> list[tuple[str, str]]:
    return [(one.to_state, one.reason) for one in await rows(store, records.LifecycleEvent, patron_id=who)]


async def state(store: Store, who: int) -> str:
    [row] = await rows(store, records.Patron, id=who)
    return str(row.lifecycle)


async def loan(store: Store, who: int, number: str = "1") -> None:
    now = store.clock.now()
    row: dict[str, Any] = {"loaned_at": now, "due_at": now + 14 * DAY, "synced_at": now}
    await add(store, records.Loan, ils_loan_id=number, patron_id=who, **row)


async def test_new_active_lapsing_lapsed_and_one_loan_brings_back(store: Store, clock: FixedClock) -> None:
    who = await add_patron(store, "20001001", lifecycle="prospect", registered_at=NOW)
    await loan(store, who)
    for number, expected in (
        (0, "new"),
        (84, "new"),
        (85, "active"),
        (180, "active"),
        (181, "lapsing"),
        (365, "lapsing"),
    ):
        await day(store, clock, number)
        assert await state(store, who) == expected, number
    await day(store, clock, 366)
    assert await state(store, who) == "lapsed"
    events = await rows(store, records.LifecycleEvent, patron_id=who)
    assert [(one.from_state, one.to_state, one.reason) for one in events] == [
        (None, "new", "registered"),
        ("new", "active", "unused"),
        ("active", "lapsing", "time"),
        ("lapsing", "lapsed", "time"),
    ]
    assert [(one.occurred_at - NOW).days for one in events] == [0, 84, 180, 365]
    clock.advance(5 * DAY)
    await loan(store, who, "2")
    await daily.run(store, RULE, ZONE)
    assert await state(store, who) == "active"
    [*_, last] = await rows(store, records.LifecycleEvent, patron_id=who)
    assert (last.from_state, last.reason) == ("lapsed", "engaged")
    assert last.occurred_at == NOW + 371 * DAY, "it is dated to the loan"


async def test_a_run_that_is_repeated_writes_nothing_and_one_that_was_missed_is_made_up(
    store: Store, clock: FixedClock
) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW, last_engaged_at=NOW)
    await day(store, clock, 0)
    assert await daily.run(store, RULE, ZONE) == 0
    await day(store, clock, 400)
    assert await state(store, who) == "lapsed"
    events = await rows(store, records.LifecycleEvent, patron_id=who)
    assert [(one.to_state, (one.occurred_at - NOW).days) for one in events] == [
        ("new", 0), ("active", 84), ("lapsing", 180), ("lapsed", 365),
    ]  # fmt: skip


async def test_use_brings_back_at_once(store: Store, clock: FixedClock) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW - 500 * DAY, last_engaged_at=NOW - 400 * DAY)
    await day(store, clock, 0)
    assert await states(store, who) == [("lapsed", "first_seen")]
    clock.advance(timedelta(hours=2))
    await store.transact(lambda connection: engaged(connection, who, clock.now()))
    await store.transact(lambda connection: engaged(connection, who, clock.now()))
    assert await state(store, who) == "active"
    assert await states(store, who) == [("lapsed", "first_seen"), ("active", "engaged")]
    await day(store, clock, 1)
    assert len(await states(store, who)) == 2
    # An earlier moment does not move the last use back.
    await store.transact(lambda connection: engaged(connection, who, NOW - 900 * DAY))
    [row] = await rows(store, records.Patron, id=who)
    assert row.last_engaged_at == NOW + timedelta(hours=2)


async def test_what_counts_as_use_and_what_does_not(store: Store, clock: FixedClock) -> None:
    long_ago = {"registered_at": NOW - 500 * DAY, "last_engaged_at": NOW - 400 * DAY}
    people = [await add_patron(store, str(20001001 + n), **long_ago) for n in range(6)]
    await day(store, clock, 0)
    renewer, holder, talker, caller, tester, written_to = people
    clock.advance(DAY)
    now = clock.now()
    old = await add(
        store, records.Loan, ils_loan_id="old", patron_id=renewer, loaned_at=NOW - 400 * DAY, due_at=now, synced_at=now
    )
    attempt = {"loan_id": old, "requested_at": now, "result": "succeeded", "new_due_at": now, "idempotency_key": "k"}
    await add(store, records.RenewalAttempt, **attempt)
    title = {"ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    title_id = await add(store, records.TitleRecord, **title)
    await add(store, records.Hold, ils_hold_id="h", patron_id=holder, title_id=title_id, placed_at=now)
    chat = await sign_in(store, await visitor(store), talker)
    await answer(store, await say(store, chat), "سلام")
    contact = {"started_at": now, "ended_at": now, "status": "closed", "handled_by": "staff"}
    for number, (who, kind, direction, is_test) in enumerate(
        [
            (caller, "call", "inbound", False),
            (written_to, "notice", "outbound", False),
            (tester, "call", "inbound", True),
        ]
    ):
        names = {"public_id": f"x{number}", "engine_conversation": f"x{number}", "channel": "phone"}
        more = {"patron_id": who, "kind": kind, "direction": direction, "is_test": is_test, "outcome": "staff_resolved"}
        await add(store, records.Interaction, **names, **contact, **more)
    clock.advance(DAY)
    await daily.run(store, RULE, ZONE)
    assert [await state(store, who) for who in people] == ["active"] * 4 + ["lapsed"] * 2


async def test_whether_a_new_patron_used_the_library_is_kept_with_the_step(store: Store, clock: FixedClock) -> None:
    first_day, later, never = [await add_patron(store, str(n), registered_at=NOW) for n in (1, 2, 3)]
    await loan(store, first_day, "1")
    await day(store, clock, 10)
    await loan(store, later, "2")
    await day(store, clock, 85)
    assert await states(store, first_day) == [("new", "registered"), ("active", "unused")]
    assert await states(store, later) == [("new", "registered"), ("active", "settled")]
    assert await states(store, never) == [("new", "registered"), ("lapsed", "unused")]


async def test_closed_and_reopened_memberships(store: Store, clock: FixedClock) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW - 100 * DAY, last_engaged_at=NOW)
    await day(store, clock, 0)
    patron = table_of(records.Patron)
    clock.advance(timedelta(hours=5))
    shut = update(patron).where(patron.c.id == who).values(lifecycle="closed", updated_at=clock.now())
    await store.transact(lambda connection: connection.execute(shut) and None)
    await day(store, clock, 400)
    assert await states(store, who) == [("active", "first_seen"), ("closed", "closed")]
    opened = update(patron).where(patron.c.id == who).values(lifecycle="active")
    await store.transact(lambda connection: connection.execute(opened) and None)
    await day(store, clock, 401)
    assert (await states(store, who))[2:] == [("lapsed", "reopened")]
    assert await state(store, who) == "lapsed"


async def test_another_rule_is_followed_and_said_to_be_the_reason(store: Store, clock: FixedClock) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW - 500 * DAY, last_engaged_at=NOW - 100 * DAY)
    await day(store, clock, 0)
    clock.advance(DAY)
    await daily.run(store, LifecycleRule(lapsing_days=30, lapsed_days=365), ZONE)
    assert await state(store, who) == "lapsing"
    assert (await states(store, who))[-1][0] == "lapsing"


async def test_of_an_erased_patron_the_steps_stay_without_the_patron(store: Store, clock: FixedClock) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW)
    await day(store, clock, 0)
    await erase_patron(store, who, by=PATRON)
    assert await states(store, who) == []
    assert [(one.patron_id, one.to_state) for one in await rows(store, records.LifecycleEvent)] == [
        (None, "new"), (None, "erased"),
    ]  # fmt: skip
    await day(store, clock, 500)
    assert len(await rows(store, records.LifecycleEvent)) == 2


@pytest.mark.parametrize("lifecycle", ["prospect", "lapsed"])
async def test_a_state_that_somebody_else_wrote_is_put_right(store: Store, clock: FixedClock, lifecycle: str) -> None:
    who = await add_patron(store, "20001001", registered_at=NOW - 100 * DAY, last_engaged_at=NOW)
    await day(store, clock, 0)
    patron = table_of(records.Patron)
    wrong = update(patron).where(patron.c.id == who).values(lifecycle=lifecycle)
    await store.transact(lambda connection: connection.execute(wrong) and None)
    await day(store, clock, 1)
    assert await state(store, who) == "active"
    assert len(await states(store, who)) == 1
