"""What a part takes: by the clock, of processors, and in rows that PostgreSQL reads for it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import AsyncIterator, Awaitable, Callable, Mapping
from contextlib import asynccontextmanager
from dataclasses import dataclass

import asyncpg

from benchmarks.nightly import TimedStore
from benchmarks.nightly_places import Server
from protocol.clock import FixedClock

__all__ = ["Counted", "counted", "figures_of", "opened", "plain"]

KEY = b"a key for a benchmark, 32 bytes"
# Of each table the rows that were read in going through it, and all that were read, by indexes too.
READ = """
SELECT relname, seq_tup_read, seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_user_tables
"""
# Tables of which fewer rows were gone through are small, whatever the size of the library.
MUCH = 1000


@dataclass(frozen=True, slots=True)
class Counted:
    """What a part took: seconds by the clock, of this process, of the server; rows read, and by table gone through."""

    seconds: float
    own_cpu: float
    server_cpu: float
    gone_through: Mapping[str, int]
    read: int
    longest_ms: float
    longest_cpu_ms: float


@asynccontextmanager
async def opened(url: str, clock: FixedClock) -> AsyncIterator[TimedStore]:
    """Open a store, and close it: what its connections counted is told with their ends."""
    store = await TimedStore.open(url, clock=clock, server_key=KEY)
    assert isinstance(store, TimedStore)
    try:
        yield store
    finally:
        await store.close()


def plain(url: str) -> str:
    """Give the address as the driver itself understands it."""
    return url.replace("postgresql+asyncpg", "postgresql")


async def counted[T](
    server: Server, url: str, clock: FixedClock, work: Callable[[TimedStore], Awaitable[T]]
) -> tuple[Counted, T]:
    """Do a part in a store that is opened for it; give what it took, and what came of it."""
    before = await _rows(url)
    began, own, theirs = time.perf_counter(), time.process_time(), server.cpu_seconds()
    async with opened(url, clock) as store:
        done = await work(store)
        taken = time.perf_counter() - began, time.process_time() - own, server.cpu_seconds() - theirs
        longest = store.longest * 1000, store.longest_cpu * 1000
    after = await _rows(url)
    through = {table: after[table][0] - before[table][0] for table in after}
    read = sum(after[table][1] - before[table][1] for table in after)
    return Counted(*taken, {table: rows for table, rows in through.items() if rows > MUCH}, read, *longest), done


async def _rows(url: str) -> dict[str, tuple[int, int]]:
    connection = await asyncpg.connect(plain(url))
    try:
        # The ends of other connections are told with a moment's delay.
        await asyncio.sleep(0.5)
        return {name: (int(through), int(read)) for name, through, read in await connection.fetch(READ)}
    finally:
        await connection.close()


def figures_of(part: Counted) -> dict[str, float]:
    """Name the figures of a part, as the table has them."""
    return {
        "s": part.seconds,
        "own_cpu_s": part.own_cpu,
        "server_cpu_s": part.server_cpu,
        "rows_read": part.read,
        **{f"gone_through_{table}": rows for table, rows in part.gone_through.items()},
        "longest_ms": part.longest_ms,
        "longest_cpu_ms": part.longest_cpu_ms,
    }
