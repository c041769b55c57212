"""Faults at random: processes killed and paused, and cut off from each other,
one after the other, each followed until all is ready again."""

from __future__ import annotations

import asyncio
import contextlib
import os
import random
import signal
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp
import psutil

from benchmarks.faults.many import Many
from tests.support.databases import NoPostgresError, Postgres
from tests.support.system import System

__all__ = ["KILLS", "Fault", "Storm"]

# Two kills for each pause.
KILLS = 0.67

# With a network between them, the share of what is done to a process and not to the way between two.
TO_PROCESSES = 0.4
# And of that the share in which what is said is lost; in the rest connections are reset.
CUTS = 0.67
PROCESSES = ("engine", "actions", "gateway")
BACK_SECONDS = 90.0
STARTS = 12
# The last is longer than a gateway is believed to be there that says nothing.
PAUSES = (0.5, 2.0, 6.0, 12.0, 20.0)


@dataclass(frozen=True)
class Fault:
    """One kill or pause, and the seconds until everything was ready again."""

    target: str
    kind: str
    seconds: float | None


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

    async def run(self) -> None:
        """Do one harm after the other."""
        processes = self.system.processes if isinstance(self.system, Many) else PROCESSES
        everything = [*processes, *(("postgres",) if self.postgres else ())]
        targets = [name for name in everything if self.only in name]
        ways = [f"{one}~{other}" for one, other in self._pairs if self.only in f"{one}~{other}"]
        while not self.over():
            await asyncio.sleep(self.chance.uniform(*self.gap))
            if self.over():
                return
            if ways and (not targets or self.chance.random() > TO_PROCESSES):
                await self._disturb(*self.chance.choice(ways).split("~"))
                continue
            target = self.chance.choice(targets)
            # A pause now and then is longer than a turn may last.
            if self.chance.random() < self.kills:
                await self._kill(target)
            else:
                await self._pause(target, self.chance.choice(PAUSES))

    @property
    def _pairs(self) -> list[tuple[str, str]]:
        return self.system.pairs if isinstance(self.system, Many) and self.system.network is not None else []

    async def _disturb(self, one: str, other: str) -> None:
        """Lose all that two say to each other for a while, or break their connections again and again."""
        assert isinstance(self.system, Many)
        network, seconds = self.system.network, self.chance.choice(PAUSES)
        assert network is not None
        is_cut = self.chance.random() < CUTS
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
        begun = time.monotonic()
        back = await self._ready(begun)
        kind = f"{'cut' if is_cut else 'resets'} {seconds:g} s"
        self.faults.append(Fault(f"{one}~{other}", kind, None if back is None else back - begun))

    async def _kill(self, target: str) -> None:
        begun = time.monotonic()
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
        back = await self._ready(begun)
        self.faults.append(Fault(target, "kill", None if back is None else back - begun))

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

    async def _pause(self, target: str, seconds: float) -> None:
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
        begun = time.monotonic()
        back = await self._ready(begun)
        self.faults.append(Fault(target, f"pause {seconds:g} s", None if back is None else back - begun))

    async def _ready(self, begun: float) -> float | None:
        """Wait until everything is ready for a whole second; the moment at which it first was."""
        timeout, first = aiohttp.ClientTimeout(total=2), None
        urls = self.system.urls if isinstance(self.system, Many) else [self.system.url]
        async with aiohttp.ClientSession(timeout=timeout) as http:
            while time.monotonic() - begun < BACK_SECONDS:
                good = False
                with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError):
                    good = all([await _is_ready(http, url) for url in urls])
                if not good:
                    first = None
                elif first is None:
                    first = time.monotonic()
                elif time.monotonic() - first > 1.0:
                    return first
                await asyncio.sleep(0.1)
        return None


async def _is_ready(http: aiohttp.ClientSession, url: str) -> bool:
    async with http.get(f"{url}/health/ready") as answer:
        return answer.status == 200


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
