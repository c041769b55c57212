"""The sender: delivers the outbox to a messenger, in order per chat, chats in parallel."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable
from datetime import timedelta
from functools import partial

from telegram.error import BadRequest, Forbidden, InvalidToken, RetryAfter, TelegramError

from bot.channels.telegram.bot_api_client import BotApiClient, is_gone, is_shut_out, wait_of
from bot.channels.telegram.rendering import MessageParts, letter_of
from bot.conversation.channel import Conversations, DataAddress, SignInAddress
from bot.notices.wording import word
from bot.sharing.membership import Membership
from crm.conversations import identities
from crm.database.store import Store
from crm.errors import StoreError
from crm.messages import outbox
from crm.messages.outbox import OutboxItem
from crm.notices.fallbacks import chat_blocked
from crm.notices.rules import NoticeRules
from crm.notices.trying import take
from process.traces import carried
from process.tracing import span

__all__ = ["Sender"]

log = logging.getLogger(__name__)

# A librarian's answer comes from elsewhere in the gateway: nobody wakes the sender for it.
POLL_SECONDS = 1.0
MOST_AT_ONCE = 20
FIRST_PAUSE = 1.0
LONGEST_PAUSE = 300.0
# What could not be sent for so long is of no use to the patron any more; staff see it as failed.
OLDEST = timedelta(hours=24)
Note = Callable[..., Awaitable[object]]


class Sender:
    """One task that looks into the outbox, and one for each message under way."""

    def __init__(
        self,
        client: BotApiClient,
        store: Store,
        conversations: Conversations,
        rules: NoticeRules,
        membership: Membership | None = None,
    ) -> None:
        self._membership = membership or Membership(store)
        self._client = client
        self._rules = rules
        self._store = store
        self._conversations = conversations
        self._woken = asyncio.Event()
        self._loop: asyncio.Task[None] | None = None
        self._under_way: dict[int, asyncio.Task[None]] = {}
        # How many parts of a long message were taken before one was not; by what no other message is ever called.
        self._parts_sent: dict[tuple[str, int, str], int] = {}
        self._takes_preview_options = client.messenger.dialect.takes_preview_options

    def start(self) -> None:
        """Begin to look into the outbox."""
        if self._loop is None:
            self._loop = asyncio.create_task(self._run(), name=f"{self._client.messenger.channel}-sender")

    def wake(self) -> None:
        """Look into the outbox now."""
        self._woken.set()

    async def stop(self, seconds: float) -> None:
        """Send what is due at this moment, and stop; what is left waits for the next start."""
        loop, self._loop = self._loop, None
        if loop is None:
            return
        # First of all, so that nobody else begins what is counted here.
        loop.cancel()
        await asyncio.gather(loop, return_exceptions=True)
        with contextlib.suppress(TimeoutError, StoreError):
            async with asyncio.timeout(seconds):
                while self._under_way or await self._begin():
                    await asyncio.wait(self._under_way.values(), return_when=asyncio.FIRST_COMPLETED)
        left = list(self._under_way.values())
        for task in left:
            task.cancel()
        await asyncio.gather(*left, return_exceptions=True)

    async def _run(self) -> None:
        while True:
            self._woken.clear()
            try:
                await self._begin()
            except StoreError as error:
                log.warning("the outbox cannot be read: %s", type(error).__name__)
            with contextlib.suppress(TimeoutError):
                async with asyncio.timeout(POLL_SECONDS):
                    await self._woken.wait()

    async def _begin(self) -> int:
        """Start to send what is due, within what may be under way; give how much was started."""
        room = MOST_AT_ONCE - len(self._under_way)
        # Believed to be gone by the others, what it took now it would only put back.
        if room <= 0 or not self._membership.is_sure:
            return 0
        begun = 0
        for item in await outbox.due(self._store, self._client.messenger.channel, limit=room):
            if item.identity_id not in self._under_way:
                task = asyncio.create_task(self._deliver(item))
                self._under_way[item.identity_id] = task
                task.add_done_callback(partial(self._ended, item.identity_id))
                begun += 1
        return begun

    def _ended(self, identity_id: int, _: asyncio.Task[None]) -> None:
        self._under_way.pop(identity_id, None)
        self.wake()

    async def _deliver(self, item: OutboxItem) -> None:
        try:
            taken = await take(self._store, self._rules, word, item)
        except StoreError as error:
            log.warning("a message could not be claimed: %s", type(error).__name__)
            await asyncio.sleep(FIRST_PAUSE)
            return
        if taken is None:
            return
        item = taken
        if not self._membership.is_sure:
            # Stopped for so long that the others believe it gone: one of them may be sending this now.
            await self._note(outbox.retry_at, item.id, self._store.clock.now(), "this gateway was away")
            return
        with carried(item.trace), span("send", channel=item.channel) as mark:
            mark("send.result", await self._tried(item))

    async def _tried(self, item: OutboxItem) -> str:
        """Send a message and note what became of it; give that, as the metrics call it."""
        try:
            await self._send(item)
        except RetryAfter as error:
            return await self._again(item, wait_of(error), error)
        except Forbidden as error:
            if is_shut_out(error):
                return await self._later(item, error)
            log.info("a chat partner has blocked the bot: %s", self._client.reason(error))
            await self._note(partial(chat_blocked, tried=item.id), item.identity_id)
            return "dropped"
        except BadRequest as error:
            return await self._give_up(item, error)
        except InvalidToken as error:
            return await (self._give_up(item, error) if is_gone(error) else self._later(item, error))
        except (TelegramError, StoreError) as error:
            return await self._later(item, error)
        except Exception as error:  # a message that cannot even be made must not hold its chat up
            log.exception("message %d cannot be sent", item.message.id)
            return await self._give_up(item, error)
        await self._note(outbox.sent, item.id)
        self._parts_sent.pop(_name(item), None)
        return "sent"

    async def _send(self, item: OutboxItem) -> None:
        partner = await identities.identity(self._store, item.identity_id)
        address: SignInAddress | None = None
        if item.message.custom.get("sign_in"):
            # Made at this moment and put into this message only: the store has no more than its hash.
            address = await self._conversations.sign_in_address(partner)
        data: DataAddress | None = None
        if item.message.custom.get("my_data"):
            data = await self._conversations.data_address(partner)
        language = item.message.language or partner.language
        try:
            await self._send_parts(item, letter_of(item.message, language, address, data))
        except BadRequest as error:
            if (address is None and data is None) or "url" not in str(error).lower():
                raise
            name = self._client.messenger.name
            log.warning("%s takes no button with this library's address: KETABYAR_PUBLIC_URL", name)
            await self._send_parts(item, letter_of(item.message, language, address, data, as_button=False))

    async def _send_parts(self, item: OutboxItem, letter: MessageParts) -> None:
        begin = self._parts_sent.get(_name(item), 0)
        for place in range(begin, len(letter.parts)):
            await self._send_part(int(item.external_id), letter, place)
            self._parts_sent[_name(item)] = place + 1

    async def _send_part(self, chat_id: int, letter: MessageParts, place: int) -> None:
        text = letter.parts[place]
        buttons = letter.buttons if place == len(letter.parts) - 1 else None
        if letter.has_link and self._takes_preview_options:
            try:
                await self._client.send_text(chat_id, text, buttons, no_preview=True)
                return
            except BadRequest as error:
                if "link_preview" not in str(error):
                    raise
                log.info("this Bot API takes no link_preview_options; they are left out from now on")
                self._takes_preview_options = False
        await self._client.send_text(chat_id, text, buttons)

    async def _later(self, item: OutboxItem, error: Exception) -> str:
        """Try again after a pause that grows, until the message is too old to be of use."""
        if self._store.clock.now() - item.message.created_at > OLDEST:
            return await self._give_up(item, error)
        return await self._again(item, min(FIRST_PAUSE * 2**item.attempts, LONGEST_PAUSE), error)

    async def _again(self, item: OutboxItem, seconds: float, error: Exception) -> str:
        said = self._client.reason(error)
        log.warning("message %d is sent again in %.0f s: %s", item.message.id, seconds, said)
        when = self._store.clock.now() + timedelta(seconds=seconds)
        await self._note(outbox.retry_at, item.id, when, said)
        return "retried"

    async def _give_up(self, item: OutboxItem, error: Exception) -> str:
        said = self._client.reason(error)
        log.error("message %d could not be sent: %s", item.message.id, said)
        self._parts_sent.pop(_name(item), None)
        await self._note(outbox.failed, item.id, said)
        return "failed"

    async def _note(self, note: Note, *values: object) -> None:
        """Write down what became of a message, until it is written: it must not be sent a second time."""
        pause = 0.2
        while True:
            try:
                await note(self._store, *values)
            except StoreError as error:
                log.warning("what became of a message could not be kept yet: %s", type(error).__name__)
                await asyncio.sleep(pause)
                pause = min(pause * 2, 5.0)
            else:
                return


def _name(item: OutboxItem) -> tuple[str, int, str]:
    """Give what a message is called here; in other words, it is another one."""
    return item.conversation, item.message.seq, item.message.text
