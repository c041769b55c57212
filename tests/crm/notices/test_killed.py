"""A process that ends at any commit, before or after it: nobody hears twice, and nobody is left out."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path

import pytest

from crm import records
from crm.database.store import Store
from crm.messages import outbox
from crm.notices import planning, sending
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue
from protocol.clock import FixedClock
from tests.support.given_notices import RULES, change, loan, reader, ready_hold, send
from tests.support.givens import SERVER_KEY
from tests.support.mortal_store import Killed, MortalStore
from tests.support.store_rows import rows

PATRONS = 4
TOLD_AT_ONCE = 2


async def night(store: Store) -> None:
    await drop_untrue(store, RULES)
    await plan(store, RULES)
    await send(store)


async def opened(path: Path, clock: FixedClock) -> MortalStore:
    return await MortalStore.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)


@pytest.mark.parametrize("after_commit", [False, True], ids=["before the commit", "after the commit"])
async def test_whenever_it_ends_each_patron_hears_of_each_thing_once(
    tmp_path: Path, sqlite_file: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, after_commit: bool
) -> None:
    monkeypatch.setattr(planning, "BATCH", 3)
    monkeypatch.setattr(sending, "AT_ONCE", TOLD_AT_ONCE)
    begun = tmp_path / "begun.sqlite3"
    shutil.copy(sqlite_file, begun)
    store = await opened(begun, clock)
    for _ in range(PATRONS):
        patron, _ = await reader(store)
        await loan(store, patron, 1)
        book = await loan(store, patron, 2)
        await ready_hold(store, patron)
    await plan(store, RULES)
    # One that was planned and is true no more: dropping it is a commit too.
    await change(store, records.Loan, book, returned_at=clock.now())
    await store.transact(
        lambda connection: connection.execute(records.Notice.__table__.delete().where(records.Notice.loan_id != book))
    )  # type: ignore[attr-defined]
    await store.close()
    ends = 0
    while True:
        ends += 1
        path = tmp_path / f"{ends}.sqlite3"
        shutil.copy(begun, path)
        store = await opened(path, clock)
        store.ends_at, store.after_commit, store.commits = ends, after_commit, 0
        killed = False
        try:
            await night(store)
        except Killed:
            killed = True
        await store.close()
        store = await opened(path, clock)
        await night(store)
        told = Counter(
            line for item in await outbox.due(store, "telegram", limit=99) for line in item.message.text.splitlines()
        )
        things = {one.ils_loan_id for one in await rows(store, records.Loan, returned_at=None)}
        things |= {one.ils_hold_id for one in await rows(store, records.Hold)}
        heard = Counter(line.split()[-1] for line in told.elements())
        assert heard == Counter(things), f"killed at commit {ends}"
        assert len(await rows(store, records.Outbox)) <= 2 * PATRONS
        await store.close()
        if not killed:
            break
    # Dropping, planning in small batches, and one commit for every few patrons were all among them.
    assert ends > PATRONS // TOLD_AT_ONCE + 4
