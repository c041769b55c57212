"""Faults: processes killed, paused, and stopped and started again, and cut off from each other,
one after the other, each followed until all is ready again: everything once, then at random."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import psutil

from benchmarks.faults.many import Many
from benchmarks.faults.readiness import ready_again
from benchmarks.faults.round import CUT, DRAIN, KILL, PAUSE, RESETS, Harm, first_round
from tests.support.databases import NoPostgresError, Postgres
from tests.support.system import System

__all__ = ["KILLS", "Fault", "Storm"]

# Two kills for each pause.
KILLS = 0.67
# The share of stops and starts among what is done to a process that can be stopped politely.
DRAINS = 0.2

# With a network between them, the share of what is done to a process and not to the way between two.
TO_PROCESSES = 0.4
# And of that the share in which what is said is lost; in the rest connections are reset.
CUTS = 0.67
PROCESSES = ("engine", "actions", "gateway")
STARTS = 12
# The last is longer than a gateway is believed to be there that says nothing.
PAUSES = (0.5, 2.0, 6.0, 12.0, 20.0)


@dataclass(frozen=True)
class Fault:
    """One harm, how long it was kept up (`6 s`), and the seconds until everything was ready again."""

    harm: Harm
    span: str
    seconds: float | None

    @property
    def is_kill(self) -> bool:
        """Tell whether a process was killed."""
        return self.harm.kind == KILL


@dataclass
class Storm:
    """Do harm to a system until told to stop."""

    system: System | Many
    chance: random.Random
    gap: tuple[float, float]
    over: Callable[[], bool]
    postgres: Postgres | None = None
    only: str = ""
    kills: float = KILLS
    faults: list[Fault] = field(default_factory=list)
    # What of the first round is left.
    left: list[Harm] = field(default_factory=list)

    def __post_init__(self) -> None:
        processes = self.system.processes if isinstance(self.system, Many) else PROCESSES
        everything = [*processes, *(("postgres",) if self.postgres else ())]
        self.targets = [name for name in everything if self.only in name]
        self._ways = [f"{one}~{other}" for one, other in self._pairs if self.only in f"{one}~{other}"]
        units = [unit.name for unit in self.system.units] if isinstance(self.system, Many) else []
        self._drained = frozenset(units) & frozenset(self.targets)
        self.left = first_round(self.targets, self._ways, drained=self._drained, kills=self.kills, chance=self.chance)

    async def run(self) -> None:
        """Do one harm after the other."""
        while not self.over():
            await asyncio.sleep(self.chance.uniform(*self.gap))
            if self.over():
                return
            await self._do(self.left[-1] if self.left else self._any())
            if self.left:
                self.left.pop()

    def _any(self) -> Harm:
        if self._ways and (not self.targets or self.chance.random() > TO_PROCESSES):
            return Harm(self.chance.choice(self._ways), CUT if self.chance.random() < CUTS else RESETS)
        target = self.chance.choice(self.targets)
        if target in self._drained and self.chance.random() < DRAINS:
            return Harm(target, DRAIN)
        return Harm(target, KILL if self.chance.random() < self.kills else PAUSE)

    async def _do(self, harm: Harm) -> None:
        if harm.kind in (CUT, RESETS):
            await self._disturb(harm)
        elif harm.kind == KILL:
            await self._kill(harm)
        elif harm.kind == DRAIN:
            await self._drain(harm)
        else:
            # A pause now and then is longer than a turn may last.
            await self._pause(harm, self.chance.choice(PAUSES))

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return self.system.pairs if isinstance(self.system, Many) and self.system.network is not None else []

    async def _disturb(self, harm: Harm) -> None:
        """Lose all that two say to each other for a while, or break their connections again and again."""
        assert isinstance(self.system, Many)
        network, seconds = self.system.network, self.chance.choice(PAUSES)
        assert network is not None
        one, other = harm.target.split("~")
        is_cut = harm.kind == CUT
        end = time.monotonic() + seconds
        if is_cut:
            await asyncio.to_thread(network.cut, one, other)
            try:
                await asyncio.sleep(seconds)
            finally:
                await asyncio.to_thread(network.heal, one, other)
        while not is_cut and time.monotonic() < end:
            await asyncio.to_thread(network.reset, one, other, self.chance)
            await asyncio.sleep(self.chance.uniform(0.05, 1.0))
        await self._follow(harm, time.monotonic(), f"{seconds:g} s")

    async def _drain(self, harm: Harm) -> None:
        """Stop a process as an administrator does, let it be away for a while, and start it again."""
        assert isinstance(self.system, Many)
        unit, seconds = self.system.unit(harm.target), self.chance.choice(PAUSES)
        ended = await asyncio.to_thread(unit.drain)
        await asyncio.sleep(seconds)
        begun = time.monotonic()
        unit.start()
        await self._follow(harm, begun, f"{seconds:g} s" if ended else "killed, for it did not end")

    async def _follow(self, harm: Harm, begun: float, span: str = "") -> None:
        back = await ready_again(self.system, begun)
        self.faults.append(Fault(harm, span, None if back is None else back - begun))

    async def _kill(self, harm: Harm) -> None:
        begun, target = time.monotonic(), harm.target
        if target == "postgres":
            assert self.postgres is not None
            for process in _family(self.postgres):
                with contextlib.suppress(psutil.NoSuchProcess):
                    process.kill()
            await asyncio.sleep(self.chance.uniform(0.2, 2.0))
            begun = time.monotonic()
            await self._start_again(self.postgres)
        else:
            with contextlib.suppress(ProcessLookupError, OSError, ValueError):
                await asyncio.to_thread(self.system.signal, target, signal.SIGKILL)
        await self._follow(harm, begun)

    async def _start_again(self, postgres: Postgres) -> None:
        """Start the database; what was killed may hold its memory for a moment yet."""
        for tries_left in reversed(range(STARTS)):
            try:
                await asyncio.to_thread(postgres.again)
                return
            except NoPostgresError:
                if not tries_left:
                    raise
                await asyncio.sleep(0.5)

    async def _pause(self, harm: Harm, seconds: float) -> None:
        target = harm.target
        assert target != "postgres" or self.postgres is not None
        family: list[psutil.Process] = []
        with contextlib.suppress(OSError, ValueError):
            family = _family(self.postgres) if target == "postgres" else _of(self.system.pid(target))  # type: ignore[arg-type]
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.suspend()
        await asyncio.sleep(seconds)
        for process in family:
            with contextlib.suppress(psutil.NoSuchProcess):
                process.resume()
        await self._follow(harm, time.monotonic(), f"{seconds:g} s")


def _of(pid: int) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess):
        return [psutil.Process(pid)]
    return []


def _family(postgres: Postgres) -> list[psutil.Process]:
    with contextlib.suppress(psutil.NoSuchProcess, OSError, ValueError):
        first = (postgres.data / "postmaster.pid").read_text().split()[0]
        parent = psutil.Process(int(first))
        return [parent, *parent.children(recursive=True)] if os.getpid() != parent.pid else []
    return []
