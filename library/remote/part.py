"""The common ground of adapters for library systems elsewhere: our own store beside them, and one change at a time."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from crm.database.store import Store
from crm.database.turn_guard import done_already
from library.embedded.base import Branches, EmbeddedPart, HouseRules, local_date
from process.queues import Queues
from protocol.clock import Clock

__all__ = ["RemotePart", "together"]

T = TypeVar("T")


class RemotePart(EmbeddedPart):
    """The base of each part; `_read` and `_write` are of our own store: branches, rules, titles and patrons."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._turns: Queues[None] = Queues()

    def _alone(self, patron_id: int) -> AbstractAsyncContextManager[None]:
        """Wait for the turn of a patron's change: two at once with one key are one after the other."""
        return self._turns.hold(patron_id)

    async def _house(self) -> HouseRules:
        """Give branches, rules and currency, as they were a moment ago."""
        return await self._read(
            lambda session: HouseRules(self._places(session), self._rules(session), self._currency(session))
        )

    async def _noted(self, work: Callable[[Session], T]) -> T:
        """Write down what the library system has done, to the end, also when nobody waits for it any more."""

        async def write() -> T:
            with done_already():
                return await self._write(work)

        return await asyncio.shield(asyncio.ensure_future(write()))

    def _today(self, places: Branches, zone: ZoneInfo | None = None) -> date:
        return local_date(self._clock.now(), zone or places.zone(None))


async def together(*asked: Coroutine[Any, Any, Any]) -> list[Any]:
    """Ask several things at once; the first failure ends the others and is raised as it is."""
    tasks = [asyncio.ensure_future(one) for one in asked]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
