"""A night's work that ends at any commit and is taken up again: nothing is written twice, and nobody is left out."""

from __future__ import annotations

import asyncio
import shutil
from collections import Counter
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from crm import records
from crm.database.store import Store
from crm.figures.stocks import take_stock
from crm.lifecycle import daily
from crm.lifecycle.rule import LifecycleRule
from protocol.clock import FixedClock
from tests.support.givens import NOW, SERVER_KEY
from tests.support.mortal_store import Killed, MortalStore
from tests.support.store_rows import add_patron, rows

ZONE = ZoneInfo("Asia/Tehran")
DAY = timedelta(days=1)
PATRONS = 8


async def night(store: Store) -> None:
    await daily.run(store, LifecycleRule(), ZONE)
    await take_stock(store, ZONE)


async def opened(path: Path, clock: FixedClock) -> MortalStore:
    return await MortalStore.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)


@pytest.mark.parametrize("after_commit", [False, True], ids=["before the commit", "after the commit"])
async def test_whenever_it_ends_every_state_is_written_once(
    tmp_path: Path, sqlite_file: Path, clock: FixedClock, monkeypatch: pytest.MonkeyPatch, after_commit: bool
) -> None:
    monkeypatch.setattr(daily, "BATCH", 3)
    begun = tmp_path / "begun.sqlite3"
    shutil.copy(sqlite_file, begun)
    store = await opened(begun, clock)
    silent = {"registered_at": NOW - 300 * DAY, "last_engaged_at": NOW - 180 * DAY}
    people = [await add_patron(store, str(n), **silent) for n in range(PATRONS)]
    await night(store)
    await store.close()
    clock.advance(DAY)
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
        events = await rows(store, records.LifecycleEvent)
        assert Counter((one.patron_id, one.to_state) for one in events) == Counter(
            (who, state) for who in people for state in ("active", "lapsing")
        ), f"killed at commit {ends}"
        today = (NOW + DAY).astimezone(ZONE).date()
        stock = {one.dims_key: one.numerator for one in await rows(store, records.MetricDaily, day=today)}
        assert stock["patrons:lapsing"] == PATRONS and "patrons:active" not in stock
        assert all(one.finished_at for one in await rows(store, records.DailyRun))
        await store.close()
        if not killed:
            break
    # Three batches, a look whether there is more, and the stocks.
    assert ends >= 5


async def test_two_at_once_share_the_work(store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(daily, "BATCH", 2)
    people = [await add_patron(store, str(n), registered_at=NOW - 10 * DAY) for n in range(PATRONS)]
    done = await asyncio.gather(*(daily.run(store, LifecycleRule(), ZONE) for _ in range(3)))
    assert sum(done) == PATRONS
    assert sorted(one.patron_id for one in await rows(store, records.LifecycleEvent)) == people
    written = await asyncio.gather(*(take_stock(store, ZONE) for _ in range(3)))
    assert sorted(written)[:2] == [0, 0] and max(written) > 0
