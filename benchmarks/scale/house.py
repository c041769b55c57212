"""The house that is measured: PostgreSQL and several of each, of which a layout uses some while the others rest."""

from __future__ import annotations

import asyncio
import contextlib
import os
import signal
from collections.abc import AsyncIterator, Iterator, Sequence
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path

import aiohttp
import psutil
from sqlalchemy import text

from benchmarks.faults.many import Many, Unit
from benchmarks.scale.capacity import Layout
from bot.engine_client import EngineClient, EngineFigures
from bot.settings import Settings
from crm.database.store import Store
from library import seed
from protocol.clock import SystemClock
from protocol.keys import engine_secret
from tests.support.databases import HASTE, Postgres, postgres_cluster
from tests.support.kept_vectors import give_vectors
from tests.support.waiting import eventually

__all__ = ["KINDS", "House", "running"]

KINDS = ("gateway", "engine", "actions", "postgres", "supervisors")
# What a layout changes is known to every gateway, and to every engine, by then.
KNOWN_SECONDS = 60.0
# Nobody waits for the disk here; a server of production does, and takes no more of a processor for it.
# Its shared buffers stay small: as they fill, it would seem to grow.
SETTINGS = {**HASTE, "autovacuum": "on", "max_connections": "250"}
# Patrons come from anywhere, and each as often as there is an answer.
EXTRA = {"KETABYAR_MESSAGES_PER_MINUTE": "1000000", "KETABYAR_TRUSTED_PROXIES": "127.0.0.1"}


@dataclass
class House:
    """Running processes, and which of them are used."""

    many: Many
    store: Store
    postgres: Postgres

    def spent(self) -> dict[str, float]:
        """Give the seconds of a processor that each kind of process has taken so far."""
        taken = dict.fromkeys(KINDS, 0.0)
        for unit in self.many.units:
            if unit.supervisor is None:
                continue
            process, watcher = _seconds(unit.pid), _seconds(unit.supervisor.pid)
            taken[unit.kind] += process
            taken["supervisors"] += watcher
        server = psutil.Process(int((self.postgres.data / "postmaster.pid").read_text().split()[0]))
        times = server.cpu_times()
        # Connections that were closed meanwhile are counted with their parent.
        taken["postgres"] = sum(times[:4]) + sum(_seconds(child.pid) for child in server.children(recursive=True))
        return taken

    def pids(self, kind: str) -> list[int]:
        """List the processes of a kind that run, without their supervisors."""
        return [unit.pid for unit in self._of(kind) if unit.supervisor is not None]

    async def figures(self) -> list[EngineFigures]:
        """Ask every engine that is awake for what it has counted."""
        secret = engine_secret(self.many.secret)
        found = []
        for unit in self._of("engine"):
            async with EngineClient(f"http://127.0.0.1:{unit.port}", secret) as client:
                if (told := await client.figures()) is not None:
                    found.append(told)
        return found

    def urls(self, layout: Layout) -> list[str]:
        """The gateways that patrons of a layout write to."""
        return self.many.urls[: layout.gateways]

    async def use(self, layout: Layout) -> None:
        """Let as many answer as a layout has: other engines are stopped like hung ones, other action servers ended."""
        for number, unit in enumerate(self._of("actions")):
            is_wanted, is_there = number < layout.actions, unit.supervisor is not None
            if is_wanted and not is_there:
                await asyncio.to_thread(unit.start)
                await eventually(lambda unit=unit: _answers(f"http://127.0.0.1:{unit.port}/health/live"), KNOWN_SECONDS)
            elif is_there and not is_wanted:
                await asyncio.to_thread(unit.stop)
                unit.supervisor = None
        wanted = []
        for number, unit in enumerate(self._of("engine")):
            if number < layout.engines:
                wanted.append(f"http://127.0.0.1:{unit.port}")
                _signal(unit, signal.SIGCONT)
            else:
                _signal(unit, signal.SIGSTOP)
        gone = text("DELETE FROM instance WHERE kind = 'engine' AND NOT address = ANY(:wanted)")
        await self.store.transact(lambda connection: connection.execute(gone, {"wanted": wanted}))
        await eventually(lambda: self._are_announced(wanted), KNOWN_SECONDS)
        # Every gateway has looked by then.
        await asyncio.sleep(3.0)  # nothing tells when all have

    async def _are_announced(self, wanted: Sequence[str]) -> bool:
        there = text("SELECT address FROM instance WHERE kind = 'engine' AND until > clock_timestamp()")
        found = await self.store.look(lambda connection: connection.execute(there).scalars().all())
        return sorted(found) == sorted(wanted)

    def _of(self, kind: str) -> list[Unit]:
        return [unit for unit in self.many.units if unit.kind == kind]


def _family(unit: Unit) -> Iterator[psutil.Process]:
    assert unit.supervisor is not None
    with contextlib.suppress(psutil.NoSuchProcess):
        watcher = psutil.Process(unit.supervisor.pid)
        yield from (watcher, *watcher.children(recursive=True))


def _signal(unit: Unit, what: signal.Signals) -> None:
    for process in _family(unit):
        with contextlib.suppress(ProcessLookupError):
            os.kill(process.pid, what)


def _seconds(pid: int) -> float:
    with contextlib.suppress(psutil.NoSuchProcess):
        return float(sum(psutil.Process(pid).cpu_times()[:2]))
    return 0.0


async def _answers(url: str) -> bool:
    with contextlib.suppress(aiohttp.ClientError, OSError):
        async with aiohttp.ClientSession(trust_env=False) as http, http.get(url) as answer:
            return answer.status == 200
    return False


@contextmanager
def _resting(many: Many) -> Iterator[None]:
    try:
        yield
    finally:
        for unit in many.units:
            if unit.supervisor is not None:
                # Who is stopped hears of no other signal.
                _signal(unit, signal.SIGCONT)
        many.stop()


@asynccontextmanager
async def running(folder: Path, most: Layout, *, with_vectors: bool = True) -> AsyncIterator[House]:
    """Start everything that any layout uses, on the demonstration library, with the vectors of its facts."""
    with postgres_cluster(SETTINGS) as postgres:
        url = postgres.url(await postgres.create()).render_as_string(hide_password=False)
        counts = {"gateway": most.gateways, "engine": most.engines, "actions": most.actions}
        many = Many(folder / "many", url, counts, extra=EXTRA)
        key = Settings(secret=many.secret).server_key
        store = await Store.open(url, clock=SystemClock(), server_key=key)
        try:
            await seed.load(store, seed.DEMO_FILE)
            if with_vectors:
                await give_vectors(store)
            with _resting(many):
                await asyncio.to_thread(many.start)
                yield House(many, store, postgres)
        finally:
            await store.close()
