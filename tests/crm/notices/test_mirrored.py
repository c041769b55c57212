"""What notices make of our own store's leftovers, and of rows of the mirror that come, go and grow old."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

import pytest
from sqlalchemy import delete

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices import sending
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue, send_due
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, change, due_in, loan, plainly, reader, ready_hold, send, try_all
from tests.support.store_rows import add, rows

ELSEWHERE = replace(RULES, own_loans=False)


async def mirrored(store: Store, patron: int, kind: str = "loan", **more: Any) -> int:
    """A row of the mirror of a patron who was read a moment ago."""
    now = store.clock.now()
    if not await rows(store, records.MirrorRead, patron_id=patron):
        await add(store, records.MirrorRead, patron_id=patron, system="sip2", read_at=now, next_at=now)
    row = {"patron_id": patron, "kind": kind, "ref": "31", "name": f"n{patron}", "due_at": due_in(store, 1)}
    return await add(store, records.Mirrored, **{**row, "seen_at": now, **more})


async def forget(store: Store) -> None:
    await store.transact(lambda connection: connection.execute(delete(table_of(records.Mirrored))))


async def test_leftovers_of_our_own_store_are_not_told_as_current(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await loan(store, patron, -1)
    await ready_hold(store, patron)
    assert await plan(store, ELSEWHERE) == 0
    assert await plan(store, RULES) == 3
    # The library moves to another system: what waits, and what waits in the outbox.
    assert (await send(store, ELSEWHERE)).cancelled == {"closed": 3}


async def test_what_lies_in_the_outbox_or_waits_for_the_night_is_closed_too(store: Store) -> None:
    patron, _ = await reader(store)
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await send(store)).messages == 1
    assert await try_all(store, rules=ELSEWHERE) == []
    await loan(store, patron, 1)
    await plan(store, RULES)
    assert (await drop_untrue(store, ELSEWHERE)).cancelled == {"closed": 1}


async def test_who_waits_to_be_read_takes_nobodys_turn(
    store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sending, "PATRONS", 1)
    first, _ = await reader(store)
    await mirrored(store, first)
    second, _ = await reader(store)
    await loan(store, second, 1)
    await plan(store, RULES)
    clock.advance(timedelta(minutes=5))
    assert (await send_due(store, RULES, plainly, most=1)).messages == 1
    assert {one.patron_id for one in await rows(store, records.Notice, status="sent")} == {second}


async def test_a_row_that_goes_while_it_is_planned_ends_no_round(store: Store, monkeypatch: pytest.MonkeyPatch) -> None:
    patron, _ = await reader(store)
    await mirrored(store, patron)
    look = store.look

    async def gone_after(work: Any) -> Any:
        found = await look(work)
        if isinstance(found, list | tuple) and found:
            await forget(store)
        return found

    monkeypatch.setattr(store, "look", gone_after)
    assert await plan(store, RULES) == 0
    monkeypatch.undo()
    assert await rows(store, records.Notice) == []


async def told_now(store: Store) -> int:
    """Plan, read anew and send; give how many messages."""
    await plan(store, RULES)
    for row in await rows(store, records.MirrorRead):
        await change(store, records.MirrorRead, row.id, read_at=store.clock.now())
    return (await send(store)).messages


async def test_a_reservation_that_is_seen_anew_is_told_once(store: Store, clock: FixedClock) -> None:
    patron, _ = await reader(store)

    async def seen(until: datetime | None = None) -> None:
        await forget(store)
        due = until or store.clock.now()
        await mirrored(store, patron, "hold", due_at=due, has_last_day=until is not None)

    await seen()
    assert await told_now(store) == 1
    clock.advance(timedelta(days=10))
    await seen()
    clock.advance(timedelta(days=5))
    assert await told_now(store) == 0
    # The system names a last day at last: of a reservation that is known to be ready that is no news.
    await seen(due_in(store, 3))
    assert await told_now(store) == 0
    # Another last day is, as of every reservation.
    await change(store, records.Notice, (await rows(store, records.Notice))[0].id, due_at=due_in(store, 4))
    await seen(due_in(store, 6))
    assert await told_now(store) == 1
