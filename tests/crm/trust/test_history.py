"""A borrowing history is kept for nobody, or for who said yes and until they say no."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest

from crm import records
from crm.actor import PATRON
from crm.database.store import Store
from crm.errors import Conflict, InvalidValue
from crm.trust import history
from crm.trust.consents import consents_of
from crm.trust.history import change_mode, choose_history, history_mode, wants_history
from crm.trust.periods import DEFAULTS
from library.retention import erase_old
from protocol.clock import FixedClock
from tests.support.planted import team
from tests.support.store_rows import add, add_patron, rows

SAID: dict[str, Any] = {"channel": "web_chat", "source": "page", "by": PATRON}


async def returned(store: Store, patron: int, number: str) -> None:
    now = store.clock.now()
    loan = {"ils_loan_id": number, "patron_id": patron, "loaned_at": now, "due_at": now, "synced_at": now}
    await add(store, records.Loan, **loan, returned_at=now)


async def readers(store: Store) -> list[int | None]:
    return [row.patron_id for row in await rows(store, records.Loan)]


async def test_only_who_said_yes_keeps_what_they_borrowed_and_until_they_say_no(
    store: Store, clock: FixedClock
) -> None:
    mine, other = await add_patron(store), await add_patron(store)
    for number, patron in enumerate((mine, other)):
        await returned(store, patron, f"L{number}")
    assert await choose_history(store, mine, keep=True, **SAID)
    assert not await choose_history(store, mine, keep=True, **SAID), "nothing new"
    clock.advance(timedelta(days=91))
    assert await erase_old(store, DEFAULTS)
    assert await readers(store) == [mine, None] and await wants_history(store, mine)
    assert await choose_history(store, mine, keep=False, **SAID)
    await erase_old(store, DEFAULTS)
    assert await readers(store) == [None, None] and not await wants_history(store, mine)
    said = [(one.purpose, one.channel, one.action) for one in await consents_of(store, mine)]
    assert said == [("borrowing_history", None, "withdrawn"), ("borrowing_history", "web_chat", "granted")]


async def test_a_library_that_keeps_none_ends_every_yes_and_takes_no_new_one(store: Store, clock: FixedClock) -> None:
    by = await team(store)
    mine = await add_patron(store)
    await returned(store, mine, "L1")
    await choose_history(store, mine, keep=True, **SAID)
    await change_mode(store, "none", by=by)
    assert (await history_mode(store)).changed_by == "Sara" and not await wants_history(store, mine)
    with pytest.raises(Conflict):
        await choose_history(store, mine, keep=True, **SAID)
    clock.advance(timedelta(days=91))
    await erase_old(store, DEFAULTS)
    assert await readers(store) == [None]
    assert [one.action for one in await consents_of(store, mine)] == ["expired", "granted"]
    await change_mode(store, "opt_in", by=by)
    assert not await wants_history(store, mine), "they are asked again"
    with pytest.raises(InvalidValue):
        await change_mode(store, "everything", by=by)


async def test_a_choice_to_keep_none_is_done_in_batches_and_to_its_end(
    store: Store, monkeypatch: pytest.MonkeyPatch
) -> None:
    by = await team(store)
    patrons = [await add_patron(store) for _ in range(5)]
    for patron in patrons:
        await choose_history(store, patron, keep=True, **SAID)
    monkeypatch.setattr(history, "BATCH", 2)
    transact, done = store.transact, []

    async def cut_off(work: Any) -> Any:
        if len(done) == 2:
            raise ConnectionError
        done.append(1)
        return await transact(work)

    monkeypatch.setattr(store, "transact", cut_off)
    with pytest.raises(ConnectionError):
        await change_mode(store, "none", by=by)
    monkeypatch.setattr(store, "transact", transact)
    kept = [row.history_opt_in for row in await rows(store, records.Patron)]
    assert kept == [False, False, True, True, True], "no more than a batch at once"
    await erase_old(store, DEFAULTS)
    assert not any(row.history_opt_in for row in await rows(store, records.Patron))
    for patron in patrons:
        assert [one.action for one in await consents_of(store, patron)] == ["expired", "granted"]
