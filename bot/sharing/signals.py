"""Signals between the gateways on one store: that there is something to see, never what it is.

Who hears one asks the store. A signal may be lost, with a connection or with the gateway that was to give it; so what
hangs on signals also looks by itself now and then (bot.channels.web.hearing).
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Never, Protocol

from bot.sharing.background import beside
from crm.database import notifying
from crm.database.store import Store
from crm.errors import StoreError

__all__ = ["Signals"]

log = logging.getLogger(__name__)

# So many in one word: far below what PostgreSQL takes.
MOST_AT_ONCE = 200
# What nobody could be told for so long is found by looking.
MOST_WAITING = 5000

Heard = Callable[[str, int], None]


class Carrier(Protocol):
    """What carries words from one process to all others."""

    async def say(self, word: str) -> None:
        """Say a word to all who listen."""

    async def listen(self, heard: Callable[[str], None], began: Callable[[], None]) -> Never:
        """Hear every word, for ever, and tell whenever that begins anew."""

    async def close(self) -> None:
        """Hang up."""


class _Postgres:
    def __init__(self, store: Store) -> None:
        self._store = store

    async def say(self, word: str) -> None:
        await notifying.notify(self._store, word)

    async def listen(self, heard: Callable[[str], None], began: Callable[[], None]) -> Never:
        await notifying.listen(self._store, heard, began)

    async def close(self) -> None:
        """Nothing of it is left."""


class Signals:
    """Gives and hears signals of a kind about a chat partner; where the store is not shared, nobody is there to hear.

    `began` is called whenever hearing begins, anew after a break too: what was said before must be looked for.
    """

    def __init__(self, store: Store, redis_url: str = "") -> None:
        self._store = store
        self._redis_url = redis_url
        self._waiting: dict[tuple[str, int], None] = {}
        self._woken = asyncio.Event()
        self.listeners: list[Heard] = []
        self.began: list[Callable[[], None]] = []

    def tell(self, kind: str, identity_id: int = 0) -> None:
        """Tell all other gateways, soon; never fails and never waits."""
        if self._store.holder is None or len(self._waiting) >= MOST_WAITING:
            return
        self._waiting[kind, identity_id] = None
        self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Give and hear signals for as long as the block lasts."""
        if self._store.holder is None:
            yield
            return
        carrier = self._carrier()
        try:
            async with (
                beside(self._send(carrier), "signals out"),
                beside(carrier.listen(self._heard, self._began), "signals in"),
            ):
                yield
        finally:
            # Who stops has often just said something.
            with contextlib.suppress(Exception):
                async with asyncio.timeout(1.0):
                    await self._send_waiting(carrier)
            await carrier.close()

    def _carrier(self) -> Carrier:
        if not self._redis_url:
            return _Postgres(self._store)
        from bot.sharing.redis_signals import RedisCarrier

        # Several libraries may use one Redis.
        return RedisCarrier(self._redis_url, f"ketabyar:{self._store.keys.named('signals')[:16]}")

    async def _send(self, carrier: Carrier) -> Never:
        while True:
            await self._woken.wait()
            self._woken.clear()
            try:
                await self._send_waiting(carrier)
            except (StoreError, OSError) as error:
                log.warning("other gateways could not be told: %s", type(error).__name__)
                await asyncio.sleep(1.0)
                if self._waiting:
                    self._woken.set()

    async def _send_waiting(self, carrier: Carrier) -> None:
        while self._waiting:
            taken = list(self._waiting)[:MOST_AT_ONCE]
            said = ";".join(f"{kind}:{identity_id}" for kind, identity_id in taken)
            for each in taken:
                del self._waiting[each]
            try:
                await carrier.say(f"{self._store.holder} {said}")
            except BaseException:
                self._waiting = dict.fromkeys(taken) | self._waiting
                raise

    def _began(self) -> None:
        for listener in self.began:
            listener()

    def _heard(self, word: str) -> None:
        origin, _, said = word.partition(" ")
        if origin == self._store.holder:
            return
        for each in said.split(";"):
            kind, _, number = each.partition(":")
            if kind and number.isdecimal():
                for listener in self.listeners:
                    listener(kind, int(number))
