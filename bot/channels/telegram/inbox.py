"""Incoming updates: into the journal first, in order per chat, each once."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Callable, Coroutine
from typing import Any

from telegram import Update

from bot.channels.telegram import unreadable
from bot.channels.telegram.bot_api_client import BotApiClient
from bot.channels.telegram.commands import read_command
from bot.channels.telegram.indicators import Indicators
from bot.channels.telegram.keyboards import read_key
from bot.channels.telegram.reading import (
    Blocked,
    Edited,
    Event,
    InGroup,
    NotText,
    Tapped,
    Who,
    WrittenText,
    completed,
    read_update,
)
from bot.channels.telegram.texts import only_private, say
from bot.conversation.channel import Accepted, Conversations
from bot.conversation.message import IncomingMessage, Pressed
from bot.conversation.rates import Rates
from crm.conversations import identities
from crm.conversations.identities import Identity
from crm.database.store import Store
from crm.errors import StoreBusy, StoreUnavailable
from crm.messages.buttons import button_of
from crm.notices.fallbacks import chat_blocked
from process.queues import Queues
from protocol.values import Language

__all__ = ["Inbox"]

log = logging.getLogger(__name__)

# An update that fails for a reason of its own is given up after this many tries; a store that is away never.
MOST_TRIES = 3
ANSWER_SECONDS = 2.0
TYPING_AFTER = 0.25
TYPING_EVERY = 4.5


class Inbox:
    """The handler of updates; whoever fetches them calls `take` and acknowledges when it returns."""

    def __init__(
        self,
        client: BotApiClient,
        store: Store,
        conversations: Conversations,
        *,
        default_language: Language,
        session_minutes: int,
        replied: Callable[[], None],
    ) -> None:
        self._client = client
        self._signs = Indicators(client)
        self._store = store
        self._conversations = conversations
        self._default_language = default_language
        self._session_minutes = session_minutes
        self._replied = replied
        self._chats: Queues[None] = Queues()
        self._tries: Counter[int] = Counter()
        self._note_rates = Rates(per_minute=10, burst=10)
        self._refusal_rates = Rates(per_minute=6, burst=2)
        self._tasks: set[asyncio.Task[None]] = set()

    async def take(self, raw: dict[str, Any]) -> None:
        """Take one update in; it may be acknowledged when this returns.

        Raises what made it fail while it is worth being delivered again: always when the store cannot be written.
        """
        number = raw.get("update_id")
        try:
            update = Update.de_json(completed(raw), self._client)
            event = read_update(update)
        except Exception as error:  # whatever a messenger may send one day must not hold up what comes after it
            log.warning("an update could not be read and is left out: %s", type(error).__name__)
            return
        if event is None:
            return
        chat_id = event.chat_id if isinstance(event, InGroup) else event.who.chat_id
        try:
            # A webhook gets several updates at once: those of one chat are taken in the order they came.
            async with self._chats.hold(chat_id):
                await self._handle(event)
        except (StoreBusy, StoreUnavailable):
            raise
        except Exception as error:
            if not isinstance(number, int):
                raise
            self._tries[number] += 1
            if self._tries[number] < MOST_TRIES:
                raise
            log.exception("an update was given up after %d tries: %s", MOST_TRIES, type(error).__name__)
        if isinstance(number, int):
            self._tries.pop(number, None)

    async def drain(self, seconds: float) -> None:
        """Let what still goes on beside the turns end."""
        running = list(self._tasks)
        if running:
            _, late = await asyncio.wait(running, timeout=seconds)
            for task in late:
                task.cancel()
            await asyncio.gather(*late, return_exceptions=True)

    async def _handle(self, event: Event) -> None:
        match event:
            case WrittenText():
                await self._said(event)
            case Tapped():
                await self._tapped(event)
            case Edited():
                identity = await self._identity(event.who)
                await self._note(identity, f"edit:{event.message_id}", "[edited]", "edited")
            case NotText():
                identity = await self._identity(event.who)
                answer = "contact" if event.kind == "contact" else "not_text"
                # Ten pictures in one album are told once.
                key = f"album:{event.album}" if event.album else str(event.message_id)
                await self._note(identity, key, f"[{event.kind}]", answer)
            case InGroup():
                await self._in_group(event)
            case Blocked():
                identity = await self._identity(event.who)
                await chat_blocked(self._store, identity.id)

    async def _said(self, event: WrittenText) -> None:
        identity = await self._identity(event.who)
        command = read_command(event.text, identity.language)
        said = event.text if command is None else command.said
        await self._take_in(event.who, identity, str(event.message_id), said)

    async def _tapped(self, event: Tapped) -> None:
        identity = await self._identity(event.who)
        key = read_key(event.data)
        button = await button_of(self._store, identity.id, *key) if key is not None else None
        stale = None if button is not None else say("stale_button", identity.language)
        answer = self._keep(self._signs.answer(event.callback_id, stale))
        # The button stops spinning before its turn begins; the messenger being slow does not hold the turn up.
        await asyncio.wait({answer}, timeout=ANSWER_SECONDS)
        if key is not None and button is not None:
            # The same button twice, by two quick taps, is one wish.
            await self._take_in(event.who, identity, f"b:{key[0]}:{key[1]}", Pressed(button.payload, button.title))
        if event.message_id is not None:
            self._keep(self._signs.drop_keyboard(event.who.chat_id, event.message_id))

    async def _take_in(self, who: Who, identity: Identity, key: str, said: str | Pressed) -> None:
        message = IncomingMessage(identity, self._message_key(key), said, who.language)
        self._keep(self._follow(who.chat_id, await self._conversations.accept(message)))

    async def _note(self, identity: Identity, key: str, text: str, answer: str) -> None:
        if self._note_rates.take(identity.id) > 0:
            # A flood of stickers is neither kept nor answered one by one.
            return
        noted = await unreadable.keep(
            self._store,
            identity,
            self._message_key(key),
            text,
            say(answer, identity.language),
            session_minutes=self._session_minutes,
        )
        if noted:
            self._replied()

    async def _in_group(self, event: InGroup) -> None:
        group = await identities.identity_for(
            self._store,
            self._client.messenger.channel,
            str(event.chat_id),
            language=event.language or self._default_language,
        )
        if group.blocked_at is not None:
            return
        # Marked before it is said: a group is told once, even when that once is lost.
        await chat_blocked(self._store, group.id)
        self._keep(self._signs.say(event.chat_id, only_private()))

    async def _identity(self, who: Who) -> Identity:
        return await identities.identity_for(
            self._store,
            self._client.messenger.channel,
            str(who.chat_id),
            display_name=who.first_name,
            language=who.language or self._default_language,
        )

    def _message_key(self, key: str) -> str:
        # With the bot's own id in it: another bot on the same store counts its messages from one again.
        return f"{self._client.number}:{key}"

    async def _follow(self, chat_id: int, accepted: Accepted) -> None:
        """Show that an answer is being prepared until it is there."""
        turn = asyncio.ensure_future(accepted.outcome())
        try:
            done, _ = await asyncio.wait({turn}, timeout=TYPING_AFTER)
            while not done:
                self._keep(self._signs.typing(chat_id))
                done, _ = await asyncio.wait({turn}, timeout=TYPING_EVERY)
        finally:
            turn.cancel()
        try:
            outcome = turn.result()
        except Exception as error:  # the turn's own task has logged it, and the journal has the message
            log.warning("a turn ended with %s", type(error).__name__)
            return
        refused = outcome.refused
        if refused is not None and not refused.kept and self._refusal_rates.take(chat_id) == 0:
            await self._signs.say(chat_id, refused.texts[outcome.language])
        self._replied()

    def _keep(self, work: Coroutine[Any, Any, None]) -> asyncio.Task[None]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)
        return task
