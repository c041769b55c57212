"""`make bench-nightly`: a night's work for a large library, part by part, and killed at random moments.

The parts are planning of notices, new titles that meet interests, the life cycle, segments, stocks, figures, and the
erasure of what is old. A morning's sending follows. Each part is told as it ends: seconds by the clock, seconds of a
processor (with those of PostgreSQL's server), the most memory so far, and the longest transaction, in which others wait
to write into SQLite. After each kill the night and the morning are taken up again, and the store must be as after ones
that nobody disturbed: nobody hears anything twice, and nobody is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import json
import os
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from functools import partial
from pathlib import Path
from typing import Any

from sqlalchemy import Connection

from benchmarks.nightly_kills import killed, killed_in_a_row
from benchmarks.nightly_library import KEY, begun
from benchmarks.nightly_places import SETTINGS, Files, Server
from benchmarks.notices import NIGHT, RULES, ZONE, megabytes
from bot.jobs.retention import erase_what_is_old
from bot.notices.wording import word
from bot.settings import Settings
from crm.database.store import Store
from crm.figures.rollup import roll_up
from crm.figures.stocks import take_stock
from crm.interests.news import find_new, plan_new
from crm.lifecycle import daily
from crm.lifecycle.rule import LifecycleRule
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue, send_due
from crm.outreach.segments import refresh_all
from protocol.clock import FixedClock
from tests.support.databases import postgres_cluster

MORNING = timedelta(hours=8)
KILLED_PATRONS, KILLED_LOANS = 10_000, 20_000


class TimedStore(Store):
    """A store that knows its longest writing transaction."""

    longest = 0.0
    longest_cpu = 0.0

    async def transact[T](self, work: Callable[[Connection], T], *, aside: bool = False) -> T:
        """Do it, and note how long it took from its beginning to its commit, and how much of a processor."""
        began = 0.0

        def timed(connection: Connection) -> T:
            nonlocal began
            began, worked = time.perf_counter(), time.thread_time()
            try:
                return work(connection)
            finally:
                self.longest_cpu = max(self.longest_cpu, time.thread_time() - worked)

        result = await super().transact(timed, aside=aside)
        self.longest = max(self.longest, time.perf_counter() - began)
        return result


@dataclass
class Told:
    """What the parts took, told as each ends."""

    place: Files | Server
    clock: float = 0.0
    cpu: float = 0.0
    most_server: float = 0.0

    async def part(self, name: str, work: Callable[[], Awaitable[object]], store: TimedStore | None = None) -> None:
        """Do a part, and tell of it."""
        if store is not None:
            store.longest = store.longest_cpu = 0.0
        began, worked = time.perf_counter(), self._worked()
        done = await work()
        clock, cpu, server = time.perf_counter() - began, self._worked() - worked, self.place.megabytes()
        self.clock, self.cpu, self.most_server = self.clock + clock, self.cpu + cpu, max(self.most_server, server)
        line = {"part": name, "s": round(clock, 1), "cpu_s": round(cpu, 1), "mb": round(megabytes())}
        if server:
            line["server_mb"] = round(server)
        if store is not None:
            line["longest_write_ms"] = round(1000 * store.longest)
            line["longest_write_cpu_ms"] = round(1000 * store.longest_cpu)
        print(json.dumps(line | {"load": round(os.getloadavg()[0], 1), "done": str(done)[:60]}), flush=True)

    def _worked(self) -> float:
        return time.process_time() + self.place.cpu_seconds()


def parts(store: Store, home: Path, *, all_days: bool) -> dict[str, Callable[[], Awaitable[object]]]:
    """The night's parts, in the order in which a night has them; a night counts two days, the first one all of them."""
    settings = Settings(home=home)
    return {
        "drop_notices": lambda: drop_untrue(store, RULES),
        "plan_notices": lambda: plan(store, RULES),
        "find_new_titles": lambda: find_new(store),
        "plan_new_titles": lambda: plan_new(store, RULES),
        "life_cycle": lambda: daily.run(store, LifecycleRule(), ZONE),
        # Behind the life cycle, which some of them ask for: one that is followed again finds the same patrons.
        "segments": lambda: refresh_all(store, ZONE),
        "stocks": lambda: take_stock(store, ZONE),
        "figures": lambda: _all_days(store) if all_days else roll_up(store, most_days=2),
        "erase": lambda: erase_what_is_old(settings, store),
    }


async def _all_days(store: Store) -> int:
    done = 0
    while counted := await roll_up(store):
        done += counted
    return done


async def _opened(url: str, after: timedelta = timedelta()) -> TimedStore:
    store = await TimedStore.open(url, clock=FixedClock(NIGHT + after, frozen=True), server_key=KEY)
    assert isinstance(store, TimedStore)
    return store


async def night(
    url: str,
    home: Path,
    told: Told | None = None,
    *,
    first: bool = False,
    begins: Callable[[str], None] | None = None,
) -> None:
    """Do the whole of a night's work on a store; `begins` is called with each part's name."""
    store = await _opened(url)
    try:
        for name, part in parts(store, home, all_days=first).items():
            if begins is not None:
                begins(name)
            await (part() if told is None else told.part(name, part, store))
    finally:
        await store.close()


async def morning(url: str, told: Told | None = None) -> None:
    """Send everything that has been planned."""
    store = await _opened(url, MORNING)

    async def send() -> int:
        messages = 0
        while sent := (await send_due(store, RULES, word)).messages:
            messages += sent
        return messages

    try:
        await (send() if told is None else told.part("morning", send, store))
    finally:
        await store.close()


async def whole(url: str, begins: Callable[[str], None], home: Path) -> None:
    """Do a night's work, and the morning's; `begins` is called with each part's name."""
    await night(url, home, begins=begins)
    begins("morning")
    await morning(url)


async def measure(place: Files | Server, home: Path, patrons: int, loans: int) -> dict[str, Any]:
    """Fill a store, do a first night's work and the morning's in it, and the same night's again."""
    url = await asyncio.to_thread(place.make, "measured")
    await Told(place).part("filling", lambda: begun(url, patrons, loans))
    first, again = Told(place), Told(place)
    await night(url, home, first, first=True)
    await morning(url, first)
    print("the same night again", flush=True)
    await night(url, home, again)
    return {
        "patrons": patrons,
        "loans": loans,
        "night_and_morning_s": round(first.clock, 1),
        "night_and_morning_cpu_s": round(first.cpu, 1),
        "peak_mb": round(megabytes()),
        "server_mb": round(max(first.most_server, again.most_server)),
        "again_s": round(again.clock, 1),
        "again_cpu_s": round(again.cpu, 1),
    }


def main() -> None:
    """Measure, kill, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patrons", type=int, default=100_000, help="0 measures nothing")
    parser.add_argument("--loans", type=int, default=200_000)
    parser.add_argument("--postgres", action="store_true", help="on a PostgreSQL of its own, which commits to the disk")
    parser.add_argument("--kills", type=int, default=20, help="how often another library's night is killed")
    parser.add_argument("--in-a-row", action="store_true", help="kill one store's night again and again")
    parser.add_argument("--killed-patrons", type=int, default=KILLED_PATRONS)
    parser.add_argument("--killed-loans", type=int, default=KILLED_LOANS)
    wanted = parser.parse_args()
    figures: dict[str, Any] = {}
    with contextlib.ExitStack() as stack:
        folder = Path(stack.enter_context(tempfile.TemporaryDirectory(prefix="ky-nightly-")))
        place: Files | Server = Files(folder)
        if wanted.postgres:
            place = Server(stack.enter_context(postgres_cluster(SETTINGS)))
        if wanted.patrons:
            figures |= asyncio.run(measure(place, folder, wanted.patrons, wanted.loans))
            place.drop("measured")
        if wanted.kills:
            figures |= (killed_in_a_row if wanted.in_a_row else killed)(
                wanted.kills, place, partial(whole, home=folder), wanted.killed_patrons, wanted.killed_loans
            )
    json.dump(figures, sys.stdout, indent=2)
    print()


if __name__ == "__main__":
    main()
