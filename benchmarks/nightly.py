"""`make bench-nightly`: a night's work for a large library, part by part, and killed at random moments.

The parts are planning of notices, new titles that meet interests, segments, the life cycle, stocks, figures, and the
erasure of what is old. A morning's sending follows. After each kill the night and the morning are taken up again, and
the store must be as after ones that nobody disturbed: nobody hears anything twice, and nobody is left out.
"""

from __future__ import annotations

import argparse
import asyncio
import hashlib
import json
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Awaitable, Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any

from sqlalchemy import Connection, select, update

from benchmarks.nightly_interests import NEW_TITLES, fill_interests
from benchmarks.notices import NIGHT, RULES, ZONE, fill, megabytes, written
from bot.jobs.retention import erase_what_is_old
from bot.notices.wording import word
from bot.settings import Settings
from crm import records
from crm.database import migrate
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.rollup import roll_up
from crm.figures.stocks import STOCK, take_stock
from crm.interests.news import find_new, plan_new
from crm.lifecycle import daily
from crm.lifecycle.rule import LifecycleRule
from crm.notices.planning import plan
from crm.notices.sending import drop_untrue, send_due
from crm.outreach.segments import refresh_all
from protocol.clock import FixedClock

KEY = b"a key for a benchmark, 32 bytes"
DAY, MORNING = timedelta(days=1), timedelta(hours=8)
# Every so many patrons one has talked with the library long ago: words that are to be erased now.
TALKED = 10
SMALL_PATRONS, SMALL_LOANS = 2000, 4000
# What a night leaves, and what of it must not depend on how often it was cut off.
LEFT = (
    (records.Notice, ("kind", "thing", "due_at", "step", "channel", "status")),
    (records.LifecycleEvent, ("patron_id", "from_state", "to_state", "reason", "occurred_at")),
    (records.Patron, ("id", "lifecycle", "last_engaged_at")),
    (records.MetricDaily, ("day", "metric", "dims_key", "numerator")),
    (records.Loan, ("id", "patron_id")),
    (records.Message, ("body", "sender", "answer_name")),
    (records.Outbox, ("identity_id", "state")),
    (records.TitleMatch, ("patron_id", "title_id")),
    (records.SegmentMember, ("segment_id", "patron_id", "status")),
)


def talk_rows(patrons: int) -> Iterator[dict[str, Any]]:
    """Conversations of 200 days ago, whose words are to go."""
    at = NIGHT - 200 * DAY
    for one in range(1, patrons + 1, TALKED):
        yield {
            "id": one, "public_id": f"t{one}", "engine_conversation": f"t{one}", "patron_id": one, "started_at": at,
            "channel": "telegram", "status": "closed", "outcome": "bot_resolved", "ended_at": at, "last_message_at": at,
            "patron_message_count": 1, "last_seq": 2, "primary_intent": "hours",
        }  # fmt: skip


def message_rows(patrons: int) -> Iterator[dict[str, Any]]:
    """What was said in them."""
    at = NIGHT - 200 * DAY
    for one in range(1, patrons + 1, TALKED):
        said = {"interaction_id": one, "created_at": at}
        yield {**said, "seq": 1, "sender": "patron", "body": "when do you open", "answer_status": None}
        yield {**said, "seq": 2, "sender": "bot", "body": "at eight", "answer_status": "answered"}


def fill_all(connection: Connection, store: Store, patrons: int, loans: int) -> None:
    """Write a library whose patrons joined and were last there at all times, half of whose loans are long returned."""
    fill(connection, store, patrons, loans)
    patron, loan = table_of(records.Patron), table_of(records.Loan)
    for span in range(10):
        mine = patron.c.id % 10 == span
        joined = NIGHT - timedelta(days=60 * span + 20)
        values = {"card_number_hash": "c" + patron.c.public_id, "registered_at": joined, "last_engaged_at": joined}
        connection.execute(update(patron).where(mine).values(**values))
    back = {"loaned_at": NIGHT - 150 * DAY, "due_at": NIGHT - 130 * DAY, "returned_at": NIGHT - 130 * DAY}
    connection.execute(update(loan).where(loan.c.id % 2 == 0).values(**back))
    written(connection, records.Interaction, talk_rows(patrons))
    written(connection, records.Message, message_rows(patrons))
    fill_interests(connection, store, patrons, min(NEW_TITLES, patrons))


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


async def night(url: str, home: Path, *, told: dict[str, float] | None = None) -> None:
    """Do the whole of a night's work on a store; `told` gets seconds, and the most memory so far, by part."""
    store = await Store.open(url, clock=FixedClock(NIGHT, frozen=True), server_key=KEY)
    try:
        for name, part in parts(store, home, all_days=told is not None).items():
            began, worked = time.perf_counter(), time.process_time()
            await part()
            if told is not None:
                told[f"{name}_s"] = round(time.perf_counter() - began, 2)
                told[f"{name}_cpu_s"] = round(time.process_time() - worked, 2)
                told[f"{name}_mb"] = round(megabytes(), 1)
    finally:
        await store.close()


async def morning(url: str) -> None:
    """Send everything that has been planned."""
    store = await Store.open(url, clock=FixedClock(NIGHT + MORNING, frozen=True), server_key=KEY)
    try:
        while (await send_due(store, RULES, word)).messages:
            pass
    finally:
        await store.close()


async def begun(url: str, patrons: int, loans: int) -> None:
    """Make the store of a library."""
    migrate.upgrade(url)
    store = await Store.open(url, clock=FixedClock(NIGHT, frozen=True), server_key=KEY)
    try:
        await store.transact(lambda connection: fill_all(connection, store, patrons, loans))
    finally:
        await store.close()


async def whole(url: str, home: Path) -> None:
    """Do a night's work, and the morning's."""
    await night(url, home)
    await morning(url)


async def digest(url: str) -> dict[str, str]:
    """What a night has left, table by table, as checksums that do not depend on the order of rows."""
    store = await Store.open(url, clock=FixedClock(NIGHT, frozen=True), server_key=KEY)

    def look(connection: Connection) -> dict[str, str]:
        found = {}
        for record, names in LEFT:
            table = table_of(record)
            query = select(*(table.c[name] for name in names))
            if record is records.MetricDaily:
                # Days are counted a few at a time; stocks are there once.
                query = query.where(table.c.metric == STOCK)
            rows = sorted(repr(tuple(row)) for row in connection.execute(query))
            found[record.__tablename__] = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
        return found

    try:
        return await store.look(look)
    finally:
        await store.close()


def killed(kills: int, folder: Path, patrons: int, loans: int, *, seed: int = 1) -> dict[str, int]:
    """Kill a night and its morning at random, take them up again, and compare what is left with undisturbed ones.

    Raises AssertionError when anything is there twice, or missing.
    """
    chance = random.Random(seed)
    start, calm = folder / "start.sqlite3", folder / "calm.sqlite3"
    asyncio.run(begun(f"sqlite:///{start}", patrons, loans))
    shutil.copy(start, calm)
    began = time.perf_counter()
    _child(calm, folder).wait()
    lasts = time.perf_counter() - began
    expected = asyncio.run(digest(f"sqlite:///{calm}"))
    cut = 0
    for number in range(kills):
        path = folder / f"{number}.sqlite3"
        shutil.copy(start, path)
        child = _child(path, folder)
        assert child.stdout is not None
        child.stdout.readline()
        try:
            child.wait(chance.uniform(0, lasts))
        except subprocess.TimeoutExpired:
            child.kill()
            child.wait()
            cut += 1
        asyncio.run(whole(f"sqlite:///{path}", folder))
        left = asyncio.run(digest(f"sqlite:///{path}"))
        if left != expected:
            differing = [table for table, sum_ in left.items() if sum_ != expected[table]]
            raise AssertionError(f"kill {number}: another night's result in {', '.join(differing)}")
        path.unlink()
    return {"kills": kills, "cut_off": cut}


def _child(path: Path, home: Path) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "benchmarks.nightly", "--only-run", str(path), "--home", str(home)]
    return subprocess.Popen(command, stdout=subprocess.PIPE, text=True)


def main() -> None:
    """Measure, kill, and print the figures as JSON."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--patrons", type=int, default=100_000)
    parser.add_argument("--loans", type=int, default=200_000)
    parser.add_argument("--url", default="", help="an empty database to measure on; without it, SQLite in a new folder")
    parser.add_argument("--kills", type=int, default=20, help="how often a small library's night is killed")
    parser.add_argument("--only-run", type=Path, help=argparse.SUPPRESS)
    parser.add_argument("--home", type=Path, help=argparse.SUPPRESS)
    wanted = parser.parse_args()
    if wanted.only_run is not None:
        print("begun", flush=True)
        asyncio.run(whole(f"sqlite:///{wanted.only_run}", wanted.home))
        return
    with tempfile.TemporaryDirectory(prefix="ky-nightly-") as name:
        folder = Path(name)
        url = wanted.url or f"sqlite:///{folder / 'store.sqlite3'}"
        figures: dict[str, float] = {"patrons": wanted.patrons, "loans": wanted.loans}
        asyncio.run(begun(url, wanted.patrons, wanted.loans))
        figures["filled_mb"] = round(megabytes(), 1)
        began, worked = time.perf_counter(), time.process_time()
        asyncio.run(night(url, folder, told=figures))
        figures["night_s"] = round(time.perf_counter() - began, 2)
        figures["night_cpu_s"] = round(time.process_time() - worked, 2)
        figures["peak_mb"] = round(megabytes(), 1)
        again: dict[str, float] = {}
        asyncio.run(night(url, folder, told=again))
        for kind in ("_cpu_s", "_s"):
            figures[f"again{kind}"] = round(sum(again.pop(key) for key in list(again) if key.endswith(kind)), 2)
        if wanted.kills:
            figures |= killed(wanted.kills, folder, SMALL_PATRONS, SMALL_LOANS)
    print(json.dumps(figures, indent=2))


if __name__ == "__main__":
    main()
