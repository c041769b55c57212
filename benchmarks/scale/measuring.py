"""Rounds of talk with one layout after the other, and what each took."""

from __future__ import annotations

import statistics
import time
from collections.abc import Sequence
from dataclasses import dataclass, field

import psutil

from benchmarks.scale.capacity import Cost, Layout
from benchmarks.scale.holding import Holder
from benchmarks.scale.house import KINDS, House
from benchmarks.scale.talking import Talkers

__all__ = ["Measured", "Parts", "Round", "measure"]

# Of a round that is not counted: connections are made, and caches filled.
WARM_SECONDS = 3.0


@dataclass(frozen=True)
class Parts:
    """Seconds by the clock that engines spent on turns, on reading, and on waiting for actions."""

    turns: float
    parse: float
    actions: float

    @property
    def parse_share(self) -> float:
        """The share of reading in what an engine does itself."""
        own = self.turns - self.actions
        return self.parse / own if own > 0 else 0.0


@dataclass(frozen=True)
class Round:
    """One layout for some seconds: latencies in milliseconds, and seconds of a processor by kind of process.

    `talking` are the seconds of who talked, `others` those of everybody else on the machine, `idle` what nobody took.
    """

    latencies: Sequence[float]
    unanswered: int
    seconds: float
    spent: dict[str, float]
    talking: float
    others: float
    idle: float
    parts: Parts

    @property
    def rate(self) -> float:
        return len(self.latencies) / self.seconds

    def each(self, kind: str) -> float:
        """Milliseconds of a processor that a turn took of a kind of process."""
        return self.spent[kind] * 1000 / len(self.latencies)


@dataclass
class Measured:
    """The rounds of one layout; each figure is the median of the rounds."""

    layout: Layout
    rounds: list[Round] = field(default_factory=list)

    @property
    def rate(self) -> float:
        return statistics.median(each.rate for each in self.rounds)

    def percentile(self, hundredth: int) -> float:
        """Milliseconds within which so many of a hundred answers came, over all rounds."""
        every = [latency for each in self.rounds for latency in each.latencies]
        return statistics.quantiles(every, n=100, method="inclusive")[hundredth - 1]

    @property
    def cost(self) -> Cost:
        """What a turn takes; supervisors, who take the same without any turn, are left out."""
        return Cost(*(self.each(kind) for kind in ("gateway", "engine", "actions", "postgres")))

    def each(self, kind: str) -> float:
        return statistics.median(each.each(kind) for each in self.rounds)

    @property
    def talking(self) -> float:
        """Milliseconds of a processor that who talks takes for a turn."""
        return statistics.median(each.talking * 1000 / len(each.latencies) for each in self.rounds)

    @property
    def processors(self) -> float:
        """How many processors others on the machine left to it."""
        processors = psutil.cpu_count() or 1
        return statistics.median(processors - each.others / each.seconds for each in self.rounds)

    @property
    def idle(self) -> float:
        """The share of the machine's processors that nobody used."""
        processors = psutil.cpu_count() or 1
        return statistics.median(each.idle / each.seconds / processors for each in self.rounds)

    @property
    def parse_share(self) -> float:
        return statistics.median(each.parts.parse_share for each in self.rounds)

    @property
    def unanswered(self) -> int:
        return sum(each.unanswered for each in self.rounds)


async def measure(
    house: House, talkers: Talkers, layout: Layout, seconds: float, held: tuple[Holder, str, float] | None = None
) -> Round:
    """Let patrons talk with a layout for some seconds, the first few not counted.

    held: who holds processes, the kind that is held, and the share of a processor that each of it has.
    """
    await house.use(layout)
    if held is None:
        return await _measure(house, talkers, layout, seconds)
    holder, kind, share = held
    with holder.held(house.pids(kind), share):
        return await _measure(house, talkers, layout, seconds)


async def _measure(house: House, talkers: Talkers, layout: Layout, seconds: float) -> Round:
    urls = house.urls(layout)
    end = time.monotonic() + WARM_SECONDS
    await talkers.talk(urls, lambda: time.monotonic() > end)
    before, machine, own = house.spent(), psutil.cpu_times(), sum(psutil.Process().cpu_times()[:2])
    parts = await _parts(house)
    end = time.monotonic() + seconds
    took = await talkers.talk(urls, lambda: time.monotonic() > end)
    after, machine_after, own_after = house.spent(), psutil.cpu_times(), sum(psutil.Process().cpu_times()[:2])
    parts_after = await _parts(house)
    spent = {kind: after[kind] - before[kind] for kind in KINDS}
    idle = (machine_after.idle + machine_after.iowait) - (machine.idle + machine.iowait)
    busy = (sum(machine_after) - sum(machine)) - idle
    talking = own_after - own
    others = max(0.0, busy - sum(spent.values()) - talking)
    return Round(
        list(talkers.latencies), talkers.unanswered, took, spent, talking, others, max(0.0, idle),
        Parts(*(new - old for new, old in zip(parts_after, parts, strict=True))),
    )  # fmt: skip


async def _parts(house: House) -> tuple[float, float, float]:
    told = await house.figures()
    return (
        sum(each.turn_seconds for each in told),
        sum(each.parse_seconds for each in told),
        sum(each.action_seconds for each in told),
    )
