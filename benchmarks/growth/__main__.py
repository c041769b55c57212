"""`make bench-growth`: what turns, console, night and backup take among 100,000, a million, ten million messages.

Each size has a database of its own in one PostgreSQL, which commits to the disk. Figures are told as each part ends,
and at the end in one table, by size, with how many times those of a million messages they are.
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
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.growth.counted import counted, opened, plain
from benchmarks.growth.filling import FILLED, TALK, fill
from benchmarks.growth.night import backed_up, night, on_disk
from benchmarks.growth.tables import percentile, table
from benchmarks.growth.turns import TURNS, talk
from benchmarks.million import PASSWORD, SECRET, measure
from benchmarks.nightly_places import SETTINGS, Server
from bot.settings import Settings
from crm.database import migrate
from crm.database.store import Store
from crm.staff.members import add_staff
from library import seed
from protocol.clock import FixedClock, SystemClock
from tests.support.databases import Postgres, postgres_cluster

SIZES = (100_000, 1_000_000, 10_000_000)
MEGABYTE = 1_000_000


def settings_of(url: str, home: Path) -> Settings:
    """Make the settings of a gateway that erases nothing by itself while the pages are read."""
    return Settings(
        environment="demo", home=home, secret=SECRET, database_url=url, port=8000, engine_port=2, actions_port=3,
        public_url="http://127.0.0.1:8000", retention_days=3650,
    )  # fmt: skip


async def filled(server: Server, url: str, conversations: int) -> dict[str, float]:
    """Make a store and fill it; give what was made, and what that took."""
    await asyncio.to_thread(migrate.upgrade, url)
    began, own, theirs = time.perf_counter(), time.process_time(), server.cpu_seconds()
    store = await Store.open(url, clock=SystemClock(), **settings_of(url, Path()).store_keys)
    try:
        await seed.load(store, seed.DEMO_FILE)
        await add_staff(store, "bench", "Bench", "admin", PASSWORD)
        messages = await fill(store, conversations)
    finally:
        await store.close()
    connection = await asyncpg.connect(plain(url))
    try:
        # As a database does by itself in its quiet minutes.
        for table_name in FILLED:
            await connection.execute(f"VACUUM (ANALYZE) {table_name}")
        await connection.execute("CHECKPOINT")
    finally:
        await connection.close()
    return {
        "messages": messages, "filled_s": time.perf_counter() - began,
        "filled_own_cpu_s": time.process_time() - own, "filled_server_cpu_s": server.cpu_seconds() - theirs,
    }  # fmt: skip


async def turns_of(server: Server, url: str, now: FixedClock, conversations: int, turns: int) -> dict[str, float]:
    """Measure the store's part of turns; what is planned once for a connection is planned before."""
    async with opened(url, now) as store:
        await talk(store, conversations, 10 * TURNS)
        timed = await talk(store, conversations, turns)
    found = {}
    for step, taken in timed.taken.items():
        found |= {f"{step}, p50 ms": percentile(taken, 0.5), f"{step}, p95 ms": percentile(taken, 0.95)}
    part, _ = await counted(server, url, now, lambda store: talk(store, conversations, turns))
    done = turns // TURNS * TURNS
    return found | {
        "PostgreSQL's processor, ms a turn": part.server_cpu * 1000 / done,
        "rows read a turn": part.read / done,
        **{f"gone through of {table}, a turn": rows / done for table, rows in part.gone_through.items()},
    }


async def measured(server: Server, url: str, folder: Path, messages: int, turns: int, rounds: int) -> dict[str, float]:
    """Measure everything in a filled store; give the figures by name."""
    conversations = messages // TALK
    now = FixedClock(SystemClock().now())
    figures: dict[str, float] = {}

    def told(part: str, found: dict[str, Any]) -> None:
        figures.update({f"{part}: {name}": float(value) for name, value in found.items()})
        shown = {name: round(value, 2) for name, value in found.items()}
        print(
            json.dumps({"messages": messages, "part": part, "load": round(os.getloadavg()[0], 1)} | shown), flush=True
        )

    told("disk, MB", {name: size / MEGABYTE for name, size in (await on_disk(url)).items()})
    told("turns", await turns_of(server, url, now, conversations, turns))
    middle = f"00000000-0000-4000-8000-{conversations // 2:012d}"
    began = server.cpu_seconds()
    pages = await measure(settings_of(url, folder), middle, rounds)
    told("pages, p50 ms", {name: row["p50"] for name, row in pages.items()})
    told("pages, p95 ms", {name: row["p95"] for name, row in pages.items()})
    asked = len(pages) * (rounds + 2)
    told("pages", {"PostgreSQL's processor, ms a page": (server.cpu_seconds() - began) * 1000 / asked})
    for part, found in (await night(server, url, folder, now.now(), conversations)).items():
        told(part, found)
    backup = await asyncio.to_thread(backed_up, server, url, folder / f"backup-{messages}")
    told("backup", backup | {"bytes": backup["bytes"] / MEGABYTE})
    return figures


@contextlib.contextmanager
def cluster_in(folder: Path | None) -> Iterator[Postgres]:
    """Run a PostgreSQL in a folder of its own for this once, or in one that is kept and taken up again."""
    if folder is None:
        with postgres_cluster(SETTINGS) as cluster:
            yield cluster
        return
    folder.mkdir(parents=True, exist_ok=True)
    cluster = Postgres(folder, SETTINGS)
    if cluster.data.exists():
        cluster.again()
    else:
        cluster.start()
    try:
        yield cluster
    finally:
        cluster.stop("fast")


async def run(cluster: Postgres, home: Path, sizes: list[int], turns: int, rounds: int) -> dict[int, dict[str, float]]:
    """Fill and measure each size; one that is there from an earlier run is not filled again."""
    server = Server(cluster)
    found: dict[int, dict[str, float]] = {}
    for size in sizes:
        name = f"growth_{size}"
        url = server.url(name)
        if await cluster.execute(f"SELECT count(*) FROM pg_database WHERE datname = '{name}'") == "0":
            await cluster.execute(f"CREATE DATABASE {name}")
            made = await filled(server, url, size // TALK)
            print(json.dumps({key: round(value, 1) for key, value in made.items()}), flush=True)
        found[size] = await measured(server, url, home, size, turns, rounds)
        print(table(found), flush=True)
    return found


def main() -> int:
    """Measure, and print the table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.growth", description=__doc__)
    parser.add_argument("--most", type=int, default=SIZES[-1], help="no size above it")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="multiples of ten million, or up to one")
    parser.add_argument("--turns", type=int, default=300)
    parser.add_argument("--rounds", type=int, default=20, help="how often each page is asked for")
    parser.add_argument("--folder", type=Path, help="where PostgreSQL's files are kept, to be measured again")
    parser.add_argument("--json", type=Path, help="where the figures are written")
    wanted = parser.parse_args()
    os.environ.setdefault("KETABYAR_ENVIRONMENT", "demo")
    sizes = sorted(size for size in wanted.sizes if size <= wanted.most)
    with tempfile.TemporaryDirectory(prefix="ky-growth-") as home, cluster_in(wanted.folder) as cluster:
        found = asyncio.run(run(cluster, Path(home), sizes, wanted.turns, wanted.rounds))
    if wanted.json:
        wanted.json.write_text(json.dumps(found, indent=1), encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
