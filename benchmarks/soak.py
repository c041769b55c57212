"""`python -m benchmarks.soak`: hours of bounded talk with the whole system, and whether any process keeps growing.

Everything runs as in `make scale`. Once a minute the memory of each process is read: what it holds by itself and its
share of what it holds with others (PSS), what of that is no page of a file, and what is resident (RSS). After the
warm-up a line is laid through it by least squares. A process grows when the line rises by more than TOLERATED an hour
and surely so: by more than twice the standard error of its slope. Ends with 1 when one does. With --messages whatever
is remembered of a text is full before the warm-up ends; what still rises then grows with time or with messages.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import random
import re
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from math import sqrt
from pathlib import Path
from typing import NamedTuple

import psutil

from benchmarks.scale.capacity import Layout
from benchmarks.scale.house import House, running
from benchmarks.scale.talking import Talkers
from benchmarks.spoken import chosen, spoken

# MiB an hour: below that a process that lives for a week between two upgrades is not worth a look.
TOLERATED = 2.0
MINUTE = 60.0
# Of the time, before which nothing is counted: caches fill up.
WARM_UP = 0.25
MIB = 2**20


@dataclass(frozen=True)
class Line:
    """A line by least squares: its slope in MiB an hour, and the standard error of that."""

    slope: float
    error: float

    @property
    def grows(self) -> bool:
        return self.slope > TOLERATED and self.slope > 2 * self.error

    def __str__(self) -> str:
        return f"{self.slope:+.1f} ± {2 * self.error:.1f}"


class Reading(NamedTuple):
    """What a process held in a minute, in MiB: its share (PSS), what is resident (RSS), and what of PSS no file has."""

    minute: float
    pss: float
    rss: float
    own: float


def line_through(minutes: Sequence[float], mib: Sequence[float]) -> Line:
    """Lay a line through at least three points; raises ValueError with fewer."""
    count = len(minutes)
    if count < 3:
        raise ValueError("a line with its error needs three points")
    middle, height = sum(minutes) / count, sum(mib) / count
    spread = sum((at - middle) ** 2 for at in minutes)
    slope = sum((at - middle) * (size - height) for at, size in zip(minutes, mib, strict=True)) / spread
    off = sum((size - height - slope * (at - middle)) ** 2 for at, size in zip(minutes, mib, strict=True))
    return Line(slope * 60, sqrt(off / (count - 2) / spread) * 60)


def read_memory(pid: int) -> tuple[float, float, float]:
    """Give PSS, RSS and what of the PSS is no file's, of a process in MiB; raises OSError when it is not there."""
    told = Path(f"/proc/{pid}/smaps_rollup").read_text(encoding="ascii")
    pss, rss, own = (
        int(re.search(rf"^{name}:\s+(\d+) kB", told, re.MULTILINE)[1]) / 1024  # type: ignore[index]
        for name in ("Pss", "Rss", "Pss_Anon")
    )
    return pss, rss, own


def main() -> int:
    """Talk for as long as asked, and print a table."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.soak", description=__doc__)
    parser.add_argument("--minutes", type=float, default=120.0)
    parser.add_argument("--patrons", type=int, default=4, help="who talk at a time")
    parser.add_argument("--pause", type=float, default=0.5, help="seconds from an answer to the patron's next message")
    parser.add_argument("--layout", type=int, nargs=3, default=(1, 1, 1), help="gateways, engines, action servers")
    parser.add_argument("--messages", type=int, help="some so many different messages, over and over, and no others")
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ketabyar-soak-") as folder:
        return asyncio.run(_run(Path(folder), options))


async def _run(folder: Path, options: argparse.Namespace) -> int:
    layout = Layout(*options.layout)
    async with running(folder, layout) as house:
        talks = chosen(spoken(), options.messages, options.seed) if options.messages else spoken()
        talkers = Talkers(talks, house.many.url, options.patrons, random.Random(options.seed), pause=options.pause)
        begun = time.monotonic()
        end = begun + options.minutes * 60
        seen: dict[str, list[Reading]] = {}
        talking = asyncio.create_task(talkers.talk(house.urls(layout), lambda: time.monotonic() > end))
        while not talking.done():
            minute = (time.monotonic() - begun) / 60
            for name, memory in _memory(house).items():
                seen.setdefault(name, []).append(Reading(minute, *memory))
            line = ", ".join(f"{name} {points[-1].pss:.0f} ({points[-1].own:.0f})" for name, points in seen.items())
            print(
                f"{minute:.0f} min, {len(talkers.latencies)} messages, PSS and of it no file's in MiB: {line}",
                file=sys.stderr,
                flush=True,
            )
            await asyncio.wait({talking}, timeout=MINUTE)
        took = await talking
    print(f"{len(talkers.latencies)} messages in {took / 60:.0f} minutes, {talkers.unanswered} not answered\n")
    lines = list(verdicts(seen, options.minutes * WARM_UP))
    print(*(row for row, _ in lines), sep="\n")
    return int(any(grows for _, grows in lines))


def verdicts(seen: dict[str, list[Reading]], warm: float) -> list[tuple[str, bool]]:
    """Give the rows of a table, each with whether its process grows; nothing before minute `warm` counts."""
    rows = [
        (
            "| process | PSS at first | after the warm-up | at the end | of it no file's | RSS at the end "
            "| MiB an hour | of it no file's | |",
            False,
        ),
        ("|---|---|---|---|---|---|---|---|---|", False),
    ]
    for name, points in seen.items():
        after, first, last = [point for point in points if point.minute >= warm], points[0], points[-1]
        if len(after) < 3:
            rows.append((f"| {name} | {first.pss:.0f} | | {last.pss:.0f} | | {last.rss:.0f} | | | too short |", False))
            continue
        minutes = [point.minute for point in after]
        line = line_through(minutes, [point.pss for point in after])
        own = line_through(minutes, [point.own for point in after])
        rows.append((
            f"| {name} | {first.pss:.0f} | {after[0].pss:.0f} | {last.pss:.0f} | {last.own:.0f} | {last.rss:.0f} | "
            f"{line} | {own} | {'grows' if line.grows else 'does not grow'} |",
            line.grows,
        ))  # fmt: skip
    return rows


def _memory(house: House) -> dict[str, tuple[float, float, float]]:
    found = {}
    for unit in house.many.units:
        assert unit.supervisor is not None
        for name, pid in ((unit.name, unit.pid), (f"{unit.name}, its supervisor", unit.supervisor.pid)):
            with contextlib.suppress(OSError):
                found[name] = read_memory(pid)
    server = psutil.Process(int((house.postgres.data / "postmaster.pid").read_text().split()[0]))
    pieces = []
    for process in (server, *server.children(recursive=True)):
        with contextlib.suppress(OSError):
            pieces.append(read_memory(process.pid))
    pss, rss, own = (sum(piece[place] for piece in pieces) for place in range(3))
    found["PostgreSQL"] = (pss, rss, own)
    return found


if __name__ == "__main__":
    sys.exit(main())
