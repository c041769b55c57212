"""Patrons that talk all at once: a bounded load on loopback, and what it measured."""

from __future__ import annotations

import asyncio
import statistics
import time
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass

Say = Callable[[str], Awaitable[int]]
"""Send one message and return how many replies came."""


@dataclass(frozen=True)
class Measured:
    """Messages a second, and latencies and processor time of a message in milliseconds, of one load."""

    messages: int
    seconds: float
    p50: float
    p95: float
    unanswered: int
    processor_ms: float

    @property
    def per_second(self) -> float:
        return self.messages / self.seconds


async def talk(
    patrons: Sequence[Sequence[tuple[Say, Sequence[str]]]], processor: Callable[[], float] = lambda: 0.0
) -> Measured:
    """Let every patron hold conversations one after another, all patrons side by side.

    patrons: for each patron, conversations of (way to say something, messages). processor: the seconds of processor
    time taken so far by whoever is talked with.
    """
    latencies: list[float] = []
    unanswered = 0

    async def one(conversations: Sequence[tuple[Say, Sequence[str]]]) -> None:
        nonlocal unanswered
        for say, messages in conversations:
            for message in messages:
                started = time.perf_counter()
                if not await say(message):
                    unanswered += 1
                latencies.append((time.perf_counter() - started) * 1000)

    begun, taken = time.perf_counter(), processor()
    await asyncio.gather(*(one(conversations) for conversations in patrons))
    seconds = time.perf_counter() - begun
    cuts = statistics.quantiles(latencies, n=100, method="inclusive")
    spent = (processor() - taken) * 1000 / len(latencies)
    return Measured(len(latencies), seconds, cuts[49], cuts[94], unanswered, spent)
