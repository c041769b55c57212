"""The sender of letters: takes the outbox of one channel, in order for each address, and notes what became of each.

A letter is claimed before it is handed over and noted afterwards. Ends the process in between, it is handed over once
more under the same name (`letter_name`), by which a mail server or gateway can tell that it has it already.
"""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import timedelta
from typing import Any

from bot.notices.wording import word
from bot.sharing.membership import Membership
from crm.database.store import Store
from crm.errors import StoreError
from crm.messages import outbox
from crm.messages.outbox import OutboxItem
from crm.notices.rules import NoticeRules
from crm.notices.trying import take
from crm.notices.ways import Addressee, addressee, note_bounce
from process.traces import carried
from process.tracing import span

__all__ = ["Deliver", "OutgoingLetter", "LetterSender", "NotTaken"]

log = logging.getLogger(__name__)

POLL_SECONDS = 5.0
BATCH = 20
FIRST_PAUSE = 30.0
LONGEST_PAUSE = 1800.0
# A reminder that could not be handed over for so long is of no use any more; staff see it as failed.
OLDEST = timedelta(hours=24)


class NotTaken(Exception):
    """A letter was not taken: for good, or for now; `is_address` when nobody is reached there.

    Its text is for staff.
    """

    def __init__(self, reason: str, *, for_good: bool = False, is_address: bool = False) -> None:
        super().__init__(reason)
        self.for_good = for_good or is_address
        self.is_address = is_address


@dataclass(frozen=True, slots=True)
class OutgoingLetter:
    """What is handed over: to whom, what, and a name that stays the same however often it is tried."""

    name: str
    to: Addressee
    text: str
    language: str


Deliver = Callable[[OutgoingLetter], Awaitable[None]]


class LetterSender:
    """One task that looks into the outbox of a channel and hands letters over, a few at a time."""

    def __init__(
        self, store: Store, channel: str, deliver: Deliver, rules: NoticeRules, membership: Membership | None = None
    ) -> None:
        self._store = store
        self._membership = membership or Membership(store)
        self._rules = rules
        self._channel = channel
        self._deliver = deliver
        self._loop: asyncio.Task[None] | None = None

    def start(self) -> None:
        """Begin to look into the outbox."""
        self._loop = asyncio.create_task(self._run(), name=f"letters by {self._channel}")

    async def stop(self) -> None:
        """Stop; what is under way is handed over again at the next start, under the same name."""
        loop, self._loop = self._loop, None
        if loop is not None:
            loop.cancel()
            await asyncio.gather(loop, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            sent = 0
            try:
                sent = await self.round()
            except StoreError as error:
                log.warning("the outbox of %s could not be read: %s", self._channel, type(error).__name__)
            except Exception:  # whatever it is, the next round may go well; without this task no letter leaves
                log.exception("a round of letters by %s ended early", self._channel)
            if not sent:
                await asyncio.sleep(POLL_SECONDS)

    async def round(self) -> int:
        """Hand over what is due now, of each address the first letter; give how many were tried."""
        if not self._membership.is_sure:
            # Believed to be gone: what it took now it would only put back.
            return 0
        items = await outbox.due(self._store, self._channel, BATCH)
        for item in items:
            # Before it is claimed: what is claimed and then not looked up would wait for the next start.
            to = await addressee(self._store, item.identity_id)
            taken = await take(self._store, self._rules, word, item)
            if taken is None:
                continue
            if not self._membership.is_sure:
                # Stopped for so long that the others believe it gone: one of them may be sending this now.
                await self._note(outbox.retry_at, item.id, self._store.clock.now(), "this gateway was away")
                continue
            with carried(taken.trace), span("send", channel=self._channel) as mark:
                mark("send.result", await self._hand_over(taken, to))
        return len(items)

    async def _hand_over(self, item: OutboxItem, to: Addressee | None) -> str:
        """Hand a letter over; give what became of it, as the metrics call it."""
        if to is None:
            await self._note(outbox.failed, item.id, "no address")
            return "failed"
        # Of what is never given to another message: SQLite gives a row's number again.
        name = self._store.keys.named(f"letter:{item.conversation}:{item.message.seq}")[:32]
        try:
            await self._deliver(OutgoingLetter(name, to, item.message.text, item.message.language or "fa"))
        except NotTaken as error:
            return await self._not_taken(item, error)
        except Exception as error:  # a letter that cannot even be made must not hold up the others
            log.exception("message %d cannot be sent by %s", item.message.id, self._channel)
            await self._note(outbox.failed, item.id, type(error).__name__)
            return "failed"
        await self._note(outbox.sent, item.id)
        return "sent"

    async def _not_taken(self, item: OutboxItem, error: NotTaken) -> str:
        if error.is_address:
            await self._note(note_bounce, item.identity_id)
        if error.for_good or self._store.clock.now() - item.message.created_at > OLDEST:
            log.error("message %d could not be sent by %s: %s", item.message.id, self._channel, error)
            await self._note(outbox.failed, item.id, str(error))
            return "failed"
        seconds = min(FIRST_PAUSE * 2**item.attempts, LONGEST_PAUSE)
        log.warning("message %d is sent again by %s in %.0f s: %s", item.message.id, self._channel, seconds, error)
        when = self._store.clock.now() + timedelta(seconds=seconds)
        await self._note(outbox.retry_at, item.id, when, str(error))
        return "retried"

    async def _note(self, note: Callable[..., Awaitable[Any]], *values: object) -> None:
        """Write down what became of a letter, until it is written: it must not be sent a second time."""
        pause = 0.2
        while True:
            try:
                await note(self._store, *values)
            except StoreError as error:
                log.warning("what became of a letter could not be kept yet: %s", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                return
