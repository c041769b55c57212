"""The engines that answer for this library, as the store knows them, and which of them a conversation goes to.

Rendezvous hashing: each conversation goes to the engine whose address and it make the highest hash. When one comes or
goes, only the conversations move that go to it, or went there; and the one that takes them over reads from the shared
database what was said. Where no engine is announced in the store, the gateway asks the one of its own machine.
"""

from __future__ import annotations

import asyncio
import hashlib
import logging
import time
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from typing import Never

from bot.sharing.background import beside
from crm.database.instances import EngineThere, engines
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["LOOK_SECONDS", "EngineDirectory", "in_order"]

log = logging.getLogger(__name__)

LOOK_SECONDS = 2.0
# So long an engine that did not answer is asked only when no other is there.
DOWN_SECONDS = 5.0


class EngineDirectory:
    """Knows the engines that are announced; looks again every LOOK_SECONDS."""

    def __init__(self, store: Store) -> None:
        self._store = store
        self._there: Sequence[EngineThere] | None = None
        self._down: dict[str, float] = {}

    @asynccontextmanager
    async def followed(self) -> AsyncIterator[None]:
        """Follow what the store says for as long as the block lasts."""
        if self._store.is_sqlite:
            yield
            return
        await self._look()
        async with beside(self._follow(), "engines"):
            yield

    def route(self, conversation: str) -> list[str] | None:
        """List the engines for a conversation, the one to be asked first; None when none is announced."""
        if self._there is None:
            return None
        now = time.monotonic()

        def is_worse(one: EngineThere) -> tuple[bool, bool]:
            return self._down.get(one.address, 0.0) > now, one.is_draining

        there = {one.address: one for one in self._there}
        return sorted(in_order(conversation, list(there)), key=lambda address: is_worse(there[address]))

    def is_down(self, address: str) -> None:
        """Note that an engine did not answer."""
        self._down[address] = time.monotonic() + DOWN_SECONDS

    async def _follow(self) -> Never:
        while True:
            await asyncio.sleep(LOOK_SECONDS)
            await self._look()

    async def _look(self) -> None:
        try:
            found = await engines(self._store)
        except StoreError as error:
            # Those of before: a turn that finds nobody is tried again.
            log.warning("the engines could not be looked up: %s", type(error).__name__)
            return
        if found != self._there:
            log.info("engines: %s", _named(found))
            if len(models := {one.model for one in found or () if one.model is not None}) > 1:
                log.warning("the engines answer with different models: %s", ", ".join(sorted(models)))
        self._there = found


def in_order(conversation: str, addresses: Sequence[str]) -> list[str]:
    """List addresses by their hash with a conversation, the highest first."""

    def weight(address: str) -> bytes:
        return hashlib.blake2b(f"{address}\0{conversation}".encode(), digest_size=8).digest()

    return sorted(addresses, key=weight, reverse=True)


def _named(found: Sequence[EngineThere] | None) -> str:
    if found is None:
        return "none is announced, the one of this machine answers"
    return ", ".join(one.address for one in found) or "none is there"
