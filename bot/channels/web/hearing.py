"""What the event streams of this gateway hear from the others: told by signals, read from the store.

Signals are lost with a connection, or with the gateway that was to give them. So the store is also looked at every few
seconds, and whenever hearing begins anew, for messages that came since a while and that a stream here lacks.
"""

from __future__ import annotations

import asyncio
import contextlib
import logging
import time
from collections import deque
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from typing import Never

from bot.channels.web.hub import STAFF_WRITES, STANDING, STATE, TOLD, Hub, shown
from bot.conversation.signs import LiveSigns
from bot.sharing.background import beside
from bot.sharing.signals import Signals
from crm.conversations import identities
from crm.database.store import Store
from crm.errors import StoreError
from crm.messages.views import last_message, messages_after, new_on_the_web

__all__ = ["CHANGED", "PATRON_WRITES", "Hearing"]

log = logging.getLogger(__name__)

CHANGED, PATRON_WRITES = "changed", "writes"
LOOK_SECONDS = 5.0
# A message is looked for anew for so long: transactions do not end in the order of their messages' ids.
BACK_SECONDS = 40.0
GATHER_SECONDS = 0.02
PAGE = 200


class Hearing:
    """Hears for the hub, the console's pages and the signs of one gateway, for as long as it runs."""

    def __init__(self, store: Store, hub: Hub, signs: LiveSigns, signals: Signals, publish: Callable[[], None]) -> None:
        self._store = store
        self._hub = hub
        self._signs = signs
        self._publish = publish
        self._heard: dict[tuple[str, int], None] = {}
        self._must_look = False
        self._woken = asyncio.Event()
        # Last messages by the moment at which they were the last, the oldest first.
        self._marks: deque[tuple[float, int]] = deque()
        self._mark = 0
        signals.listeners.append(self.hear)
        signals.began.append(self.look)

    def hear(self, kind: str, identity_id: int) -> None:
        """Take a signal of another gateway."""
        if kind == PATRON_WRITES:
            self._signs.patron_writes(identity_id)
            return
        if kind in (TOLD, CHANGED, STATE):
            self._publish()
        if kind != CHANGED and self._hub.listening(identity_id):
            self._heard[kind, identity_id] = None
            self._woken.set()

    def look(self) -> None:
        """Look for what went unheard."""
        self._must_look = True
        self._publish()
        self._woken.set()

    @asynccontextmanager
    async def running(self) -> AsyncIterator[None]:
        """Hear for as long as the block lasts; where the store is not shared there is nothing to hear."""
        if self._store.holder is None:
            yield
            return
        self._mark = await last_message(self._store)
        async with beside(self._run(), "hearing"):
            yield

    async def _run(self) -> Never:
        looked = time.monotonic()
        while True:
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(max(0.0, looked + LOOK_SECONDS - time.monotonic())):
                    await self._woken.wait()
                    # What happens together is looked for together.
                    await asyncio.sleep(GATHER_SECONDS)
            self._woken.clear()
            heard, self._heard = self._heard, {}
            is_due = time.monotonic() - looked >= LOOK_SECONDS
            all_of_them, self._must_look = self._must_look or is_due, False
            try:
                await self._take(heard, all_of_them)
            except StoreError as error:
                log.warning("what happened at other gateways could not be read: %s", type(error).__name__)
                self._must_look = True
            except Exception:
                log.exception("what happened at other gateways was not told")
                self._must_look = True
            if all_of_them:
                looked = time.monotonic()

    async def _take(self, heard: dict[tuple[str, int], None], all_of_them: bool) -> None:
        told = {identity_id for kind, identity_id in heard if kind == TOLD}
        if all_of_them or told:
            await self._catch_up(None if all_of_them else told)
        for kind, identity_id in heard:
            if kind == STATE:
                await self._hub.tell_state_here(identity_id)
            elif kind == STAFF_WRITES:
                await self._hub.tell_writing_here(identity_id)
            elif kind == STANDING:
                await self._settle(identity_id)

    async def _catch_up(self, whose: set[int] | None) -> None:
        """Tell the streams of some chat partners, or of all, what they lack of the last while."""
        now = time.monotonic()
        new = await new_on_the_web(self._store, self._mark)
        for identity_id in self._hub.listeners():
            if identity_id in new and (whose is None or identity_id in whose):
                await self._tell_missed(identity_id, set(new[identity_id]))
        if whose is None:
            # Nothing of it was missed: next time it begins with what was the last one a while ago.
            self._marks.append((now, max((max(ids) for ids in new.values()), default=self._mark)))
            while self._marks and now - self._marks[0][0] > BACK_SECONDS:
                self._mark = max(self._mark, self._marks.popleft()[1])

    async def _tell_missed(self, identity_id: int, new: set[int]) -> None:
        views = [view for view in await messages_after(self._store, identity_id, min(new) - 1, PAGE) if view.id in new]
        # Read after the messages: a stream of somebody who has signed out since, or in, must not get them.
        await self._settle(identity_id)
        if views and self._hub.listening(identity_id):
            partner = await identities.identity(self._store, identity_id)
            self._hub.tell_missed(identity_id, shown(views), await self._hub.state(partner))

    async def _settle(self, identity_id: int) -> None:
        standing = (await identities.standings(self._store, [identity_id])).get(identity_id)
        if standing is not None and not self._hub.is_current(identity_id, standing):
            partner = await identities.identity(self._store, identity_id)
            self._hub.settle(identity_id, standing, await self._hub.state(partner))
