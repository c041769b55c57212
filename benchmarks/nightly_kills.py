"""A night and its morning killed at random moments, for `make bench-nightly`, and what is left compared."""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import random
import sys
import time
from collections.abc import Awaitable, Callable
from multiprocessing.connection import Connection as Connected
from multiprocessing.process import BaseProcess

from sqlalchemy import Connection, select

from benchmarks.nightly_library import KEY, begun
from benchmarks.nightly_places import Files, Server
from benchmarks.notices import NIGHT
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.stocks import STOCK
from protocol.clock import FixedClock

__all__ = ["killed"]

# What a night leaves, and what of it must not depend on how often it was cut off.
LEFT = (
    (records.Notice, ("kind", "patron_id", "due_at", "step", "channel", "status")),
    (records.LifecycleEvent, ("patron_id", "from_state", "to_state", "reason", "occurred_at")),
    (records.Patron, ("id", "lifecycle", "last_engaged_at")),
    (records.MetricDaily, ("day", "metric", "dims_key", "numerator")),
    (records.Loan, ("id", "patron_id")),
    (records.Fine, ("ils_fine_id", "patron_id")),
    (records.Interaction, ("kind", "patron_id", "channel_identity_id", "status", "redacted_at")),
    (records.Message, ("body", "sender", "answer_name")),
    (records.Outbox, ("identity_id", "state")),
    (records.TitleMatch, ("patron_id", "title_id")),
    (records.SegmentMember, ("segment_id", "patron_id", "status")),
)


Work = Callable[[str], Awaitable[None]]

# Copies of a process that has read all modules: one that begins anew needs as long for that as for some parts.
_CHILDREN = multiprocessing.get_context("forkserver")
_CHILDREN.set_forkserver_preload(["benchmarks.nightly_library", "bot.jobs.retention", "bot.notices.wording"])


def killed(kills: int, place: Files | Server, work: Work, patrons: int, loans: int, *, seed: int = 1) -> dict[str, int]:
    """Kill `work` on a store at random moments, take it up again, and compare what is left with what nobody disturbed.

    Raises AssertionError when anything is there twice, or missing.
    """
    chance = random.Random(seed)
    asyncio.run(begun(place.make("start"), patrons, loans))
    calm = place.copy("start", "calm")
    undisturbed = _child(calm, work)
    began = time.perf_counter()
    _done(undisturbed)
    lasts = time.perf_counter() - began
    expected = asyncio.run(_digest(calm))
    cut = tries = 0
    while cut < kills:
        name = f"cut{tries}"
        url = place.copy("start", name)
        child = _child(url, work)
        child.join(chance.uniform(0, lasts))
        if child.is_alive():
            child.kill()
            cut += 1
        else:
            # The machine has become quicker since.
            lasts *= 0.8
        child.join()
        tries += 1
        _done(_child(url, work))
        left = asyncio.run(_digest(url))
        if left != expected:
            differing = [table for table, sum_ in left.items() if sum_ != expected[table]]
            raise AssertionError(f"kill {tries}: another night's result in {', '.join(differing)}")
        place.drop(name)
        print(f"  kill {cut} of {kills}: as after an undisturbed night", file=sys.stderr, flush=True)
    messages = asyncio.run(_counted(calm))
    for name in ("start", "calm"):
        place.drop(name)
    return {"kills": cut, "ended_before_the_kill": tries - cut, "messages_each": messages}


def _child(url: str, work: Work) -> BaseProcess:
    """Start the work in a process of its own; give it when it has begun."""
    begins, begun_there = _CHILDREN.Pipe(duplex=False)
    child = _CHILDREN.Process(target=_run, args=(url, work, begun_there))
    child.start()
    begins.recv()
    return child


def _run(url: str, work: Work, begun_here: Connected) -> None:
    begun_here.send("begun")
    asyncio.run(work(url))  # type: ignore[arg-type]


def _done(child: BaseProcess) -> None:
    child.join()
    if child.exitcode:
        raise AssertionError("a night that nobody killed has failed")


async def _digest(url: str) -> dict[str, str]:
    """What a night has left, table by table, as checksums that do not depend on the order of rows."""

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
        # Each message tells what its notices are about: whoever hears something twice has two for one.
        told, outbox = table_of(records.Notice), table_of(records.Outbox)
        letters = select(outbox.c.identity_id, told.c.kind, told.c.due_at, told.c.step).join(
            outbox, outbox.c.message_id == told.c.message_id
        )
        rows = sorted(repr(tuple(row)) for row in connection.execute(letters))
        found["told"] = hashlib.sha256("\n".join(rows).encode()).hexdigest()[:16]
        return found

    return await _looked(url, look)


async def _counted(url: str) -> int:
    outbox = table_of(records.Outbox)
    return await _looked(url, lambda connection: len(connection.execute(select(outbox.c.id)).all()))


async def _looked[T](url: str, look: object) -> T:
    store = await Store.open(url, clock=FixedClock(NIGHT, frozen=True), server_key=KEY)
    try:
        return await store.look(look)  # type: ignore[arg-type]
    finally:
        await store.close()
