"""What was returned long ago forgets its reader, unless they want a history; figures do not change."""

from __future__ import annotations

from datetime import timedelta
from zoneinfo import ZoneInfo

from crm import records
from crm.database.store import Store
from crm.figures.counting import count_day
from crm.figures.facts import Counts, Day
from crm.figures.rollup import roll_up
from library.embedded.history import forget_readers
from protocol.clock import FixedClock
from tests.support.givens import NOW
from tests.support.store_rows import add, add_patron, rows, say, visitor

KEPT = timedelta(days=90)


async def lent(store: Store, patron_id: int, number: str, *, back: bool = True) -> int:
    now = store.clock.now()
    loan = {"ils_loan_id": number, "patron_id": patron_id, "loaned_at": now, "due_at": now, "synced_at": now}
    return await add(store, records.Loan, **loan, returned_at=now if back else None)


async def counted(store: Store) -> Counts:
    day = Day(NOW.date(), ZoneInfo("Asia/Tehran"), store.clock.now())
    return await store.look(lambda connection: count_day(connection, day))


async def test_loans_holds_and_fines_lose_their_reader_after_their_time(store: Store, clock: FixedClock) -> None:
    now = clock.now()
    one = await add_patron(store, "20001001", last_engaged_at=now)
    wants = await add_patron(store, "20001002", history_opt_in=True)
    interaction = (await say(store, await visitor(store), "renew")).interaction.id
    back, out, kept, owed = [
        await lent(store, one, "back"),
        await lent(store, one, "out", back=False),
        await lent(store, wants, "kept"),
        await lent(store, one, "owed"),
    ]
    renewal = {"loan_id": back, "interaction_id": interaction, "idempotency_key": "k", "result": "succeeded"}
    await add(store, records.RenewalAttempt, **renewal, requested_at=now, new_due_at=now)
    title = {"ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    hold = {"patron_id": one, "title_id": await add(store, records.TitleRecord, **title), "placed_at": now}
    await add(store, records.Hold, ils_hold_id="h1", **hold, status="filled", closed_at=now, interaction_id=interaction)
    await add(store, records.Hold, ils_hold_id="h2", **hold)
    fine = {"kind": "overdue", "amount_minor": 5, "currency": "IRR", "assessed_at": now, "patron_id": one}
    await add(store, records.Fine, ils_fine_id="f1", **fine, loan_id=back, closed_at=now)
    await add(store, records.Fine, ils_fine_id="f2", **fine, loan_id=owed)
    before = await counted(store)
    clock.advance(KEPT - timedelta(days=1))
    assert await forget_readers(store, before=clock.now() - KEPT) == 0
    clock.advance(timedelta(days=2))
    await roll_up(store, most_days=200)
    assert await forget_readers(store, before=clock.now() - KEPT) == 5
    assert await forget_readers(store, before=clock.now() - KEPT) == 0
    loans = {row.id: row for row in await rows(store, records.Loan)}
    assert {number: row.patron_id for number, row in loans.items()} == {back: None, out: one, kept: wants, owed: one}
    assert loans[back].anonymised_at == clock.now()
    assert [row.patron_id for row in await rows(store, records.Hold)] == [None, one]
    assert [row.patron_id for row in await rows(store, records.Fine)] == [None, one]
    assert [row.interaction_id for row in await rows(store, records.RenewalAttempt)] == [None]
    (left,) = await rows(store, records.Patron, id=one)
    assert left.last_engaged_at == now
    # What is counted of a day so long ago was counted and kept long ago; but for the way a hold came, even counted
    # again it is the same.
    after = await counted(store)
    assert {name: value for name, value in after.items() if name[0] not in ("hold", "hold_ready")} == {
        name: value for name, value in before.items() if name[0] not in ("hold", "hold_ready")
    }


async def test_a_short_period_leaves_what_figures_still_ask_for(sqlite_store: Store, clock: FixedClock) -> None:
    store, now = sqlite_store, clock.now()
    one = await add_patron(store, "20001001")
    interaction = (await say(store, await visitor(store), "renew")).interaction.id
    loan = await lent(store, one, "back")
    renewal = {"loan_id": loan, "interaction_id": interaction, "idempotency_key": "k", "result": "succeeded"}
    await add(store, records.RenewalAttempt, **renewal, requested_at=now, new_due_at=now)
    before = await counted(store)
    clock.advance(timedelta(days=2))
    assert await forget_readers(store, before=clock.now() - timedelta(days=1)) == 1
    assert await counted(store) == before
    assert [row.interaction_id for row in await rows(store, records.RenewalAttempt)] == [interaction]
    clock.advance(timedelta(days=40))
    await roll_up(store)
    assert await forget_readers(store, before=clock.now() - timedelta(days=1)) == 1


async def test_what_came_through_a_chat_is_known_until_its_day_was_counted(
    sqlite_store: Store, clock: FixedClock
) -> None:
    store, now = sqlite_store, clock.now()
    interaction = (await say(store, await visitor(store), "hold")).interaction.id
    title = {"ils_bib_id": "b", "title": "t", "search_norm": "t", "search_squash": "t"}
    hold = {"title_id": await add(store, records.TitleRecord, **title), "placed_at": now, "ready_at": now}
    await add(store, records.Hold, ils_hold_id="h", **hold, status="filled", closed_at=now, interaction_id=interaction)
    clock.advance(timedelta(days=100))
    # As after an update that counts differently: the newest days come first, and this one is not among them yet.
    await roll_up(store, most_days=60)
    assert await forget_readers(store, before=clock.now() - KEPT) == 0
    await roll_up(store, most_days=60)
    assert await forget_readers(store, before=clock.now() - KEPT) == 1
    kept = {row.dims_key for row in await rows(store, records.MetricDaily, metric="hold")}
    assert kept == {"chat"}, "and the figures of that day stay"
