"""How a gateway stands at this moment: its backlog, disks, jobs, open streams and the queues of its chats."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Awaitable, Mapping
from dataclasses import dataclass
from typing import Protocol

from bot.channels.web.services import Gateway
from bot.health import Readiness, readiness
from bot.jobs.runner import JobRunner, JobState
from crm.database.instances import InstanceThere, instances
from crm.database.urls import store_file
from crm.errors import StoreError
from crm.handoff.backlog import Backlog, backlog

__all__ = ["Counts", "Disk", "GatewayState", "Watch"]

SECONDS = 3.0


class Counts(Protocol):
    """Something open that can be counted."""

    def count(self) -> int:
        """Count what is open."""


@dataclass(frozen=True, slots=True)
class Disk:
    """A disk on which something of ours lies, `place` (home or store); sizes are in bytes."""

    place: str
    free: int
    total: int


@dataclass(frozen=True, slots=True)
class GatewayState:
    """The state of one gateway; without a backlog the store did not answer, and its size is 0 beside PostgreSQL."""

    backlog: Backlog | None
    store_bytes: int
    disks: tuple[Disk, ...]
    jobs: tuple[JobState, ...]
    streams: Mapping[str, int]
    chats: int
    messages: int
    longest: int


class Watch:
    """Who looks at a gateway's parts."""

    def __init__(self, gateway: Gateway, runner: JobRunner, pages: Counts) -> None:
        self._gateway = gateway
        self._runner = runner
        self._pages = pages

    async def standing(self) -> GatewayState:
        """Look at everything; what does not answer within some seconds is left out."""
        gateway = self._gateway
        chats, messages, longest = gateway.conversations.under_way()
        found, disks = await asyncio.gather(self._asked(backlog(gateway.store)), asyncio.to_thread(self._disks))
        return GatewayState(
            backlog=found,
            store_bytes=self._store_bytes(),
            disks=disks,
            jobs=self._runner.states,
            streams={"web": gateway.hub.count(), "console": self._pages.count()},
            chats=chats,
            messages=messages,
            longest=longest,
        )

    async def instances(self) -> list[InstanceThere]:
        """List all gateways and engines that share the store; none where nobody does, or the store does not answer."""
        return await self._asked(instances(self._gateway.store)) or []

    async def ready(self) -> Readiness:
        """Ask whether everything that is needed to answer patrons does."""
        return await readiness(self._gateway)

    async def _asked[T](self, question: Awaitable[T]) -> T | None:
        try:
            async with asyncio.timeout(SECONDS):
                return await question
        except (StoreError, TimeoutError):
            return None

    def _disks(self) -> tuple[Disk, ...]:
        settings = self._gateway.settings
        file = store_file(settings.database_url)
        places = {"home": settings.home} | ({"store": file.parent} if file is not None else {})
        found = []
        for name, place in places.items():
            try:
                usage = shutil.disk_usage(place)
            except OSError:
                continue
            found.append(Disk(name, usage.free, usage.total))
        return tuple(found)

    def _store_bytes(self) -> int:
        file = store_file(self._gateway.settings.database_url)
        try:
            return 0 if file is None else file.stat().st_size
        except OSError:
            return 0
