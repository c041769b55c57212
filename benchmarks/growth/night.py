"""A night among the messages of years: figures, the erasure of one day's words, vacuum; and what lies on the disk."""

from __future__ import annotations

import time
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import asyncpg

from benchmarks.growth.counted import counted, figures_of, plain
from benchmarks.growth.filling import FILLED, days_of
from benchmarks.nightly_places import Server
from bot.settings import Settings
from crm.database import dump
from crm.database.store import Store
from crm.figures.rollup import roll_up
from crm.messages import search
from crm.trust.periods import days_of as periods_of
from library.retention import erase_old
from protocol.clock import FixedClock

__all__ = ["backed_up", "night", "on_disk"]

DAY = timedelta(days=1)
SIZES = """
SELECT c.relname, pg_table_size(c.oid) FROM pg_class c WHERE c.relkind = 'r' AND c.relname = ANY($1::text[])
UNION ALL
SELECT x.relname, pg_relation_size(x.oid) FROM pg_class x JOIN pg_index i ON i.indexrelid = x.oid
JOIN pg_class c ON c.oid = i.indrelid WHERE c.relname = ANY($1::text[]) ORDER BY 2 DESC
"""


async def night(server: Server, url: str, home: Path, now: datetime, conversations: int) -> dict[str, dict[str, float]]:
    """Do the night after the last day, in which the words of the first one are to go."""
    clock = FixedClock(now + DAY, frozen=True)
    settings = Settings(home=home, retention_days=min(3650, days_of(conversations)))
    told: dict[str, dict[str, float]] = {}

    async def erase(store: Store) -> int:
        counts = await erase_old(store, await periods_of(store, settings.retention_defaults))
        return sum(counts.values())

    parts: tuple[tuple[str, Callable[[Store], Awaitable[int]]], ...] = (
        ("index of words", search.index_new),
        ("figures", roll_up),
        ("erasure", erase),
        ("erasure, nothing to erase", erase),
    )
    for name, work in parts:
        part, done = await counted(server, url, clock, work)
        told[name] = figures_of(part) | {"done": float(done)}
    told["vacuum"] = await _vacuumed(server, url)
    return told


async def _vacuumed(server: Server, url: str) -> dict[str, float]:
    connection = await asyncpg.connect(plain(url))
    try:
        began, worked = time.perf_counter(), server.cpu_seconds()
        for table in FILLED:
            await connection.execute(f"VACUUM {table}")
        return {"s": time.perf_counter() - began, "server_cpu_s": server.cpu_seconds() - worked}
    finally:
        await connection.close()


async def on_disk(url: str) -> dict[str, int]:
    """Give the bytes of the whole database, and of each table and index that grows with the messages."""
    connection = await asyncpg.connect(plain(url))
    try:
        whole = await connection.fetchval("SELECT pg_database_size(current_database())")
        rows = await connection.fetch(SIZES, list(FILLED))
    finally:
        await connection.close()
    return {"all of it": int(whole)} | {name: int(size) for name, size in rows}


def backed_up(server: Server, url: str, folder: Path) -> dict[str, Any]:
    """Take the store's part of a backup, as `ketabyar backup` does before it packs it."""
    folder.mkdir()
    began, own, theirs = time.perf_counter(), time.process_time(), server.cpu_seconds()
    dump.dump(url, folder)
    figures = {
        "s": time.perf_counter() - began,
        "own_cpu_s": time.process_time() - own,
        "server_cpu_s": server.cpu_seconds() - theirs,
        "bytes": float(sum(file.stat().st_size for file in folder.iterdir())),
    }
    for file in folder.iterdir():
        file.unlink()
    folder.rmdir()
    return figures
