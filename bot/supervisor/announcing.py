"""An engine that gateways of other machines are to find: announced in the store while it answers, and taken back.

The supervisor says it, not the engine: it knows whether the engine answers, which one took over from which, and holds
the store's address, which the engine is not given.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Never

from bot.settings import Settings
from bot.sharing.background import beside
from bot.sharing.engine_directory import LOOK_SECONDS
from bot.start_errors import StartError
from bot.supervisor.draining import drained
from bot.supervisor.engines import Engines
from crm.database.instances import BEAT_SECONDS, Presence
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["announced"]

log = logging.getLogger(__name__)

ASK_SECONDS = 0.5
# By then every gateway has looked again.
KNOWN_AFTER = LOOK_SECONDS + 1.0


@asynccontextmanager
async def announced(settings: Settings, engines: Engines) -> AsyncIterator[None]:
    """Announce the engine for as long as the block lasts, where KETABYAR_ENGINE_HOST is set; then let it drain.

    Raises StartError where the store cannot be shared, or cannot be reached.
    """
    if not settings.engine_host:
        yield
        return
    try:
        store = await Store.open(settings.database_url, clock=settings.clock(), **settings.store_keys)
    except StoreError as error:
        raise StartError(f"the engine cannot be announced in the store: {error}") from error
    try:
        if store.is_sqlite:
            raise StartError("KETABYAR_ENGINE_HOST needs a store that several machines share: PostgreSQL.")
        announcer = _Announcer(store, engines)
        try:
            async with beside(announcer.run(), "announcing"):
                yield
        finally:
            if await announcer.leave():
                # Its turns end here, and new ones go elsewhere.
                await asyncio.sleep(KNOWN_AFTER)
                await drained(engines.service, settings.turn_seconds)
    finally:
        await store.close()


class _Announcer:
    def __init__(self, store: Store, engines: Engines) -> None:
        self._store = store
        self._engines = engines
        self._presence: Presence | None = None
        self._address = ""
        self._said_at = 0.0

    async def run(self) -> Never:
        """Say that the engine is there as long as it answers; no more when it does not, or another took over."""
        while True:
            try:
                await self._say()
            except StoreError as error:
                log.warning("the engine could not be announced: %s", type(error).__name__)
            await asyncio.sleep(ASK_SECONDS)

    async def leave(self) -> bool:
        """Take it back; tell whether it was announced."""
        presence, self._presence = self._presence, None
        if presence is None:
            return False
        await presence.leave()
        return True

    async def _say(self) -> None:
        address = self._engines.address if self._engines.service.is_answering else ""
        if address != self._address:
            await self.leave()
            self._address, self._said_at = address, 0.0
        if not address:
            return
        now = asyncio.get_running_loop().time()
        if self._presence is not None and now - self._said_at < BEAT_SECONDS:
            return
        self._presence = self._presence or Presence(self._store, "engine", address=address)
        await self._presence.beat(model=self._engines.model)
        self._said_at = now
