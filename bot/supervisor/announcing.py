"""An engine as others on the store know it: announced while it answers, given what is published, and taken back.

The supervisor does it, not the engine: it knows whether the engine answers, which one took over from which, and holds
the store's address, which the engine is not given.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Never

from bot.settings import Settings
from bot.sharing.background import beside
from bot.sharing.engine_directory import LOOK_SECONDS
from bot.start_errors import StartError
from bot.supervisor.draining import drained
from bot.supervisor.engines import Engines
from bot.supervisor.following import Follower, FollowerStanding
from bot.supervisor.shared_store import is_shared
from crm.database.instances import BEAT_SECONDS, Presence
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["announced"]

log = logging.getLogger(__name__)

ASK_SECONDS = 0.5
# By then every gateway has looked again.
KNOWN_AFTER = LOOK_SECONDS + 1.0
# Before a store that was away at the start is sought again.
PAUSE_SECONDS = 5.0

Say = Callable[[str], None]


@asynccontextmanager
async def announced(settings: Settings, engines: Engines, say: Say) -> AsyncIterator[None]:
    """Announce the engine, and follow what is published, for as long as the block lasts; then let it drain.

    Nothing of it where the store is not shared. Gateways of other machines find the engine, and its turns are waited
    for at the end, where KETABYAR_ENGINE_HOST is set.
    Raises StartError where that needs a store that cannot be shared, or cannot be reached.
    """
    if not is_shared(settings):
        if settings.engine_host:
            raise StartError("KETABYAR_ENGINE_HOST needs a store that several machines share: PostgreSQL.")
        yield
        return
    store = await _opened(settings) if settings.engine_host else None
    announcer = _Announcer(settings, engines, say)
    try:
        async with beside(announcer.run(store), "announcing"):
            yield
    finally:
        try:
            if await announcer.leave() and settings.engine_host:
                # Its turns end here, and new ones go elsewhere.
                await asyncio.sleep(KNOWN_AFTER)
                await drained(engines.service, settings.turn_seconds)
        finally:
            await announcer.close()


async def _opened(settings: Settings) -> Store:
    try:
        return await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    except StoreError as error:
        raise StartError(f"the engine cannot be announced in the store: {error}") from error


class _Announcer:
    def __init__(self, settings: Settings, engines: Engines, say: Say) -> None:
        self._settings = settings
        self._engines = engines
        self._speak = say
        self._store: Store | None = None
        self._presence: Presence | None = None
        self._replaced: list[Presence] = []
        self._where: str | None = None
        self._said_at = 0.0
        self._told: tuple[str | None, FollowerStanding] | None = None
        self._follower: Follower | None = None
        self._looked_at = 0.0

    async def run(self, store: Store | None) -> Never:
        """Say that the engine is there as long as it answers, and with what; no more when another took over."""
        while store is None:
            try:
                store = await _opened(self._settings)
            except StartError as error:
                log.warning("%s", error)
                await asyncio.sleep(PAUSE_SECONDS)
        self._store = store
        follower = self._follower = Follower(self._settings, store, self._speak)
        while True:
            try:
                await self._look(follower)
                await self._say(store, follower)
            except (StoreError, OSError) as error:
                log.warning("the engine could not be announced: %s", type(error).__name__)
            except Exception:
                log.exception("the engine could not be announced")
            await asyncio.sleep(ASK_SECONDS)

    async def leave(self) -> bool:
        """Take it back; tell whether it was announced."""
        there = [*self._replaced, *([self._presence] if self._presence is not None else [])]
        self._presence, self._told = None, None
        self._replaced.clear()
        for presence in there:
            await presence.leave()
        return bool(there)

    async def close(self) -> None:
        """Close the store."""
        if self._follower is not None:
            await self._follower.close()
        if self._store is not None:
            await self._store.close()

    async def _look(self, follower: Follower) -> None:
        now = asyncio.get_running_loop().time()
        if now - self._looked_at >= LOOK_SECONDS:
            self._looked_at = now
            await follower.look(None if self._presence is None else self._presence.name)

    async def _say(self, store: Store, follower: Follower) -> None:
        address = self._engines.address if self._engines.service.is_answering else ""
        if not address:
            await self.leave()
            return
        # One that listens on loopback answers its own machine alone: the store knows of it, and no gateway elsewhere.
        where = address if self._settings.engine_host else None
        if where != self._where and self._presence is not None:
            self._replaced.append(self._presence)
            self._presence, self._told = None, None
        self._where = where
        now, told = asyncio.get_running_loop().time(), (self._engines.model, follower.standing)
        if self._presence is not None and told == self._told and now - self._said_at < BEAT_SECONDS:
            return
        self._presence = self._presence or Presence(store, "engine", address=where)
        model, standing = told
        await self._presence.beat(
            model=model,
            publication_id=standing.publication_id,
            phase=standing.phase,
            reason=standing.reason,
        )
        self._told, self._said_at = told, now
        while self._replaced:
            # Last: there is always one that gateways can find.
            await self._replaced.pop().leave()
