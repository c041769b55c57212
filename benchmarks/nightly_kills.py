"""A night and its morning killed at random moments, for `make bench-nightly`, and what is left compared.

Either each kill has a store of its own, and the night is taken up once; or, as is affordable for a large library, one
store's night is killed at all the moments, one after the other, and taken up each time where it was left.
"""

from __future__ import annotations

import asyncio
import hashlib
import multiprocessing
import random
import sys
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
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

__all__ = ["killed", "killed_in_a_row"]

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


# A night and its morning on the store at an address; it calls what it is given with each part's name as that begins.
Work = Callable[[str, Callable[[str], None]], Awaitable[None]]

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
    lasts = sum(part.clock for part in _watched(place, *_child(calm, work)).values())
    expected = asyncio.run(_digest(calm))
    cut = tries = 0
    while cut < kills:
        name = f"cut{tries}"
        url = place.copy("start", name)
        # What it says of its parts is not read here, but has to have somebody who could.
        child, begins = _child(url, work)
        child.join(chance.uniform(0, lasts))
        if child.is_alive():
            child.kill()
            cut += 1
        else:
            # The machine has become quicker since.
            lasts *= 0.8
        child.join()
        begins.close()
        tries += 1
        _watched(place, *_child(url, work))
        _compare(f"kill {tries}", asyncio.run(_digest(url)), expected)
        place.drop(name)
        print(f"  kill {cut} of {kills}: as after an undisturbed night", file=sys.stderr, flush=True)
    messages = asyncio.run(_counted(calm))
    for name in ("start", "calm"):
        place.drop(name)
    return {"kills": cut, "ended_before_the_kill": tries - cut, "messages_each": messages}


def killed_in_a_row(
    kills: int, place: Files | Server, work: Work, patrons: int, loans: int, *, seed: int = 1
) -> dict[str, object]:
    """Kill `work` on one store at random moments, taking it up after each, and compare what is left at the end.

    The moments are drawn over the time that an undisturbed night takes, and each is waited for in its part: what a
    night that is taken up passes over once more does not count. Raises as `killed` does.
    """
    chance = random.Random(seed)
    asyncio.run(begun(place.make("start"), patrons, loans))
    calm = place.copy("start", "calm")
    told = _watched(place, *_child(calm, work))
    parts = {name: part.clock for name, part in told.items()}
    expected = asyncio.run(_digest(calm))
    cut: dict[str, int] = {}
    stores = 0
    while sum(cut.values()) < kills:
        # A night that was over before its last kill, since the machine is quicker by now, is followed by another.
        stores += 1
        url = place.copy("start", f"cut{stores}")
        left = kills - sum(cut.values())
        spent = dict.fromkeys(parts, 0.0)
        for moment in sorted(chance.uniform(0, sum(parts.values())) for _ in range(left)):
            where = _kill_at(*_child(url, work), *_part_at(parts, moment), spent)
            if where is None:
                break
            cut[where] = cut.get(where, 0) + 1
            print(f"  kill {sum(cut.values())} of {kills}: in {where}", file=sys.stderr, flush=True)
        _watched(place, *_child(url, work))
        _compare(f"{sum(cut.values())} kills", asyncio.run(_digest(url)), expected)
        place.drop(f"cut{stores}")
        # The next one is drawn over what a night takes now.
        parts = {name: 0.8 * seconds for name, seconds in parts.items()}
    messages = asyncio.run(_counted(calm))
    for name in ("start", "calm"):
        place.drop(name)
    return {"kills": sum(cut.values()), "stores": stores, "in": cut, "messages": messages} | {
        "undisturbed_s": round(sum(part.clock for part in told.values()), 1),
        "undisturbed_cpu_s": round(sum(part.cpu for part in told.values()), 1),
    }


def _part_at(parts: dict[str, float], moment: float) -> tuple[str, float]:
    """Give the part in which a moment of the night lies, and how far in it is."""
    for name, seconds in parts.items():
        if moment < seconds:
            return name, moment
        moment -= seconds
    return name, seconds


@dataclass(frozen=True, slots=True)
class _Took:
    """What a part took, in seconds by the clock and of a processor, the server's among them."""

    clock: float
    cpu: float


def _watched(place: Files | Server, child: BaseProcess, begins: Connected) -> dict[str, _Took]:
    """Let a night run to its end; give what each part took, told as it ends."""
    took: dict[str, _Took] = {}
    part, clock, cpu = begins.recv(), time.perf_counter(), place.cpu_seconds()
    worked = part[1]
    while part[0] is not None:
        following = begins.recv()
        now, server = time.perf_counter(), place.cpu_seconds()
        took[part[0]] = _Took(now - clock, following[1] - worked + server - cpu)
        print(f"  {part[0]}: {took[part[0]]}", file=sys.stderr, flush=True)
        part, clock, cpu, worked = following, now, server, following[1]
    _done(child)
    return took


def _kill_at(child: BaseProcess, begins: Connected, part: str, into: float, spent: dict[str, float]) -> str | None:
    """Kill a night so many seconds into a part, those of the nights before it counted; give where, None at its end."""
    order, now = list(spent), ""
    try:
        while now not in order[order.index(part) :]:
            now, _ = begins.recv()
        began = time.perf_counter()
        if now == part and begins.poll(max(0.0, into - spent[part])):
            # It is over sooner than in the undisturbed night: the next one is killed as it begins.
            now, _ = begins.recv()
    except EOFError:
        _done(child)
        return None
    child.kill()
    child.join()
    spent[part] += time.perf_counter() - began
    return now


def _compare(after: str, left: dict[str, str], expected: dict[str, str]) -> None:
    differing = [table for table, sum_ in left.items() if sum_ != expected[table]]
    if differing:
        raise AssertionError(f"{after}: another night's result in {', '.join(differing)}")


def _child(url: str, work: Work) -> tuple[BaseProcess, Connected]:
    """Start the work in a process of its own; give it when it has begun, and where it names its parts."""
    begins, told_there = _CHILDREN.Pipe(duplex=False)
    child = _CHILDREN.Process(target=_run, args=(url, work, told_there))
    child.start()
    # Only the child's end is left: what it was about to say ends with it.
    told_there.close()
    begins.recv()
    return child, begins


def _run(url: str, work: Work, told: Connected) -> None:
    def begins(part: str | None) -> None:
        told.send((part, time.process_time()))

    told.send("begun")
    asyncio.run(work(url, begins))  # type: ignore[arg-type]
    begins(None)


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
