"""Connections to PostgreSQL that outlive a test where tests share an event loop.

A new one makes the server begin a process that reads the catalogue and plans every statement anew: for a small test
that is more than half of its work.
"""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

from sqlalchemy import event
from sqlalchemy.ext.asyncio import AsyncEngine

from crm.database import engines
from crm.database.key_ring import KeyRing
from crm.database.store import Store
from crm.database.urls import driver_url
from protocol.clock import Clock
from protocol.patience import STORE_SECONDS

__all__ = ["KeptEngines"]

# What a test of many writers at once has opened beyond these is closed again: a server has so many places.
KEPT = 2


@dataclass
class _Kept:
    engine: AsyncEngine
    loop: asyncio.AbstractEventLoop
    # The server's numbers of its connections.
    pids: set[int] = field(default_factory=set)


class KeptEngines:
    """The engine of each database, kept from one test to the next."""

    def __init__(self) -> None:
        self._kept: dict[str, _Kept] = {}

    @asynccontextmanager
    async def store(self, url: str, *, clock: Clock, server_key: bytes) -> AsyncIterator[Store]:
        """Open a store as `Store.open` does, over the connections of the test before."""
        name = driver_url(url).database or ""
        kept = self._kept.get(name) or self._made(name, url)
        assert kept.loop is asyncio.get_running_loop()
        store = Store(kept.engine, clock=clock, keys=KeyRing.of(server_key, b"", b""), busy_seconds=STORE_SECONDS)
        try:
            await store.look(lambda connection: connection.exec_driver_sql("SELECT 1"))
            yield store
        finally:
            # Who holds a connection still is no part of the next test.
            if kept.engine.sync_engine.pool.checkedout() or len(kept.pids) > KEPT:  # type: ignore[attr-defined]
                await self.forget(name)

    def pids(self, name: str) -> list[int]:
        """Give the server's numbers of the connections that are kept to a database."""
        kept = self._kept.get(name)
        return sorted(kept.pids) if kept else []

    async def forget(self, name: str) -> None:
        """Close what is kept of a database."""
        kept = self._kept.pop(name, None)
        if kept is not None:
            await kept.engine.dispose()

    def close(self) -> None:
        """Close everything, from outside of any event loop."""
        for kept in self._kept.values():
            if not kept.loop.is_closed():
                kept.loop.run_until_complete(kept.engine.dispose())
        self._kept.clear()

    def _made(self, name: str, url: str) -> _Kept:
        made = _Kept(engines.postgresql(driver_url(url), busy_seconds=STORE_SECONDS), asyncio.get_running_loop())

        @event.listens_for(made.engine.sync_engine, "connect")
        def opened(connection: Any, _record: Any) -> None:
            made.pids.add(connection.driver_connection.get_server_pid())

        self._kept[name] = made
        return made
