"""Patrons that talk: each with one message on its way, or messages that come when they come; and what it measured."""

from __future__ import annotations

import asyncio
import random
import statistics
import time
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import accumulate

__all__ = ["Measured", "Say", "Talk", "arrivals", "dealt", "one_by_one", "talk", "talk_at"]

Say = Callable[[str], Awaitable[int]]
"""Send one message and return how many replies came."""
Talk = tuple[Say, Sequence[str]]
"""A conversation: a way to say something, and what is said."""
Spent = Callable[[], Mapping[str, float]]
"""The seconds of a processor that each process of whoever is talked with has taken so far."""


def _nobody() -> Mapping[str, float]:
    return {}


@dataclass(frozen=True)
class Measured:
    """Latencies in milliseconds of one load, the seconds it took, and seconds of a processor by process."""

    latencies: Sequence[float]
    seconds: float
    unanswered: int = 0
    spent: Mapping[str, float] = field(default_factory=dict)

    @property
    def per_second(self) -> float:
        return len(self.latencies) / self.seconds

    def percentile(self, hundredth: int) -> float:
        """Milliseconds within which so many of a hundred answers came."""
        return statistics.quantiles(self.latencies, n=100, method="inclusive")[hundredth - 1]

    def processor_ms(self, process: str | None = None) -> float:
        """Milliseconds of a processor that a message took, of one process or of all."""
        spent = sum(self.spent.values()) if process is None else self.spent[process]
        return spent * 1000 / len(self.latencies)


def dealt(talks: Sequence[Talk], patrons: int) -> list[list[Talk]]:
    """Deal conversations out to patrons, as many messages to each as can be; none is torn."""
    hands: list[list[Talk]] = [[] for _ in range(patrons)]
    counts = [0] * patrons
    for one in sorted(talks, key=lambda each: -len(each[1])):
        place = counts.index(min(counts))
        hands[place].append(one)
        counts[place] += len(one[1])
    return hands


async def talk(patrons: Sequence[Sequence[Talk]], spent: Spent = _nobody) -> Measured:
    """Let every patron hold conversations one after another, all patrons side by side."""
    latencies: list[float] = []
    unanswered = 0

    async def one(conversations: Sequence[Talk]) -> None:
        nonlocal unanswered
        for say, messages in conversations:
            for message in messages:
                started = time.perf_counter()
                is_answered = await say(message)
                # Not in one line: others count while this one waits.
                unanswered += not is_answered
                latencies.append((time.perf_counter() - started) * 1000)

    begun, before = time.perf_counter(), spent()
    await asyncio.gather(*(one(conversations) for conversations in patrons))
    seconds = time.perf_counter() - begun
    return Measured(latencies, seconds, unanswered, _between(before, spent()))


def arrivals(rate: float, count: int, seed: int) -> list[float]:
    """Give the seconds at which `count` messages come, `rate` a second in the middle, each whenever it likes."""
    chance = random.Random(seed)
    return list(accumulate(chance.expovariate(rate) for _ in range(count)))


def one_by_one(talks: Sequence[Talk], side_by_side: int) -> list[tuple[int, str]]:
    """Give the messages of conversations in the order in which they come: the number of each's conversation with it.

    So many conversations go on at a time and take turns; where one ends, another begins.
    """
    waiting = list(enumerate(talks))
    open_now = [(number, list(one[1])) for number, one in waiting[:side_by_side]]
    waiting = waiting[side_by_side:]
    order: list[tuple[int, str]] = []
    while open_now:
        number, left = open_now.pop(0)
        order.append((number, left.pop(0)))
        if left:
            open_now.append((number, left))
        elif waiting:
            number, one = waiting.pop(0)
            open_now.append((number, list(one[1])))
    return order


async def talk_at(
    rate: float,
    talks: Sequence[Talk],
    *,
    side_by_side: int,
    seed: int,
    spent: Spent = _nobody,
    now: Callable[[], float] = time.perf_counter,
    sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
) -> Measured:
    """Let messages come at a rate, whether those before are answered or not; only a conversation keeps its order.

    A latency counts from the moment at which a message came, also while it waited for another of its conversation.
    """
    order = one_by_one(talks, side_by_side)
    before_it: dict[int, asyncio.Task[None]] = {}
    latencies: list[float] = []
    unanswered = 0

    async def one(due: float, say: Say, message: str, earlier: asyncio.Task[None] | None) -> None:
        nonlocal unanswered
        if earlier is not None:
            await earlier
        is_answered = await say(message)
        unanswered += not is_answered
        latencies.append((now() - due) * 1000)

    begun, before = now(), spent()
    every = []
    for at, (number, message) in zip(arrivals(rate, len(order), seed), order, strict=True):
        if (early := begun + at - now()) > 0:
            await sleep(early)
        task = asyncio.create_task(one(begun + at, talks[number][0], message, before_it.get(number)))
        before_it[number] = task
        every.append(task)
    await asyncio.gather(*every)
    return Measured(latencies, now() - begun, unanswered, _between(before, spent()))


def _between(before: Mapping[str, float], after: Mapping[str, float]) -> dict[str, float]:
    return {name: after[name] - before.get(name, 0.0) for name in after}
