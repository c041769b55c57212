"""This gateway among those that share the store: its presence, said again and again, and the leases it asks for."""

from __future__ import annotations

import asyncio
import contextlib
import json
import logging
import socket
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

import psutil

from crm.database.instances import BEAT_SECONDS, Presence, dismiss
from crm.database.leases import Lease
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["Membership"]

log = logging.getLogger(__name__)


class Membership:
    """Keeps a gateway known to the others; on SQLite it is alone, holds every lease and says nothing."""

    def __init__(self, store: Store, note: Path | None = None) -> None:
        self._store = store
        self._note = note
        self._presence: Presence | None = None
        self._leases: dict[str, Lease] = {}
        self._beating: asyncio.Task[None] | None = None

    @property
    def is_shared(self) -> bool:
        """Tell whether other gateways may be on the same store."""
        return self._presence is not None

    @property
    def is_sure(self) -> bool:
        """Tell whether what this gateway holds is certainly nobody else's; not after it was stopped for a while."""
        return self._presence is None or self._presence.is_sure

    def lease(self, name: str) -> Lease:
        """Ask for a lease from now on, whenever it is free."""
        return self._leases.setdefault(name, Lease(self._store, name))

    @asynccontextmanager
    async def joined(self) -> AsyncIterator[None]:
        """Be there for as long as the block lasts."""
        if self._store.is_sqlite:
            yield
            return
        self._presence = presence = Presence(self._store, "gateway")
        await presence.beat()
        self._store.holder = presence.name
        if self._note is not None:
            await self._succeed(self._note, presence.name)
        self._beating = asyncio.create_task(self._beat(presence), name="membership")
        try:
            yield
        finally:
            self._beating.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await self._beating
            for lease in self._leases.values():
                await lease.give_up()
            await presence.leave()

    async def _succeed(self, note: Path, name: str) -> None:
        """Say that the gateway before this one in the same state folder is gone, if it is: nobody need wait for it."""
        before = await asyncio.to_thread(_ended_before, note)
        if before is not None:
            await dismiss(self._store, before)
        with contextlib.suppress(OSError):
            # Without the note it is waited for, which is all.
            await asyncio.to_thread(_write, note, name)

    async def _beat(self, presence: Presence) -> None:
        while True:
            try:
                await presence.beat()
                for lease in list(self._leases.values()):
                    await lease.ask()
            except StoreError as error:
                log.warning("the other gateways do not hear of this one: %s", type(error).__name__)
            except Exception:
                log.exception("the other gateways do not hear of this one")
            await asyncio.sleep(BEAT_SECONDS)


def _ended_before(note: Path) -> str | None:
    """Name the gateway of a note, when it ran on this machine and its process is there no more."""
    try:
        told = json.loads(note.read_text(encoding="ascii"))
        name, host, pid, born = str(told["name"]), told["host"], int(told["pid"]), float(told["born"])
    except (OSError, ValueError, KeyError, TypeError):
        return None
    if host != socket.gethostname():
        return None
    with contextlib.suppress(psutil.Error):
        # A number is given again; a moment of birth with it is not.
        if abs(psutil.Process(pid).create_time() - born) < 1.0:
            return None
    return name


def _write(note: Path, name: str) -> None:
    own = psutil.Process()
    told = {"name": name, "host": socket.gethostname(), "pid": own.pid, "born": own.create_time()}
    note.parent.mkdir(parents=True, exist_ok=True)
    note.write_text(json.dumps(told), encoding="ascii")
