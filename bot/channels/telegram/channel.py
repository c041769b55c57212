"""The channel of a messenger: started and stopped with the gateway, without ever stopping it."""

from __future__ import annotations

import asyncio
import contextlib
import logging
from collections.abc import Awaitable, Callable, Sequence
from typing import Self

from litestar.handlers import HTTPRouteHandler
from telegram import BotCommand
from telegram.error import RetryAfter, TelegramError

from bot.channels.telegram.bot_api_client import UPDATES, BotApiClient, wait_of
from bot.channels.telegram.commands import COMMANDS
from bot.channels.telegram.inbox import Inbox
from bot.channels.telegram.indicators import Indicators
from bot.channels.telegram.messengers import Messenger
from bot.channels.telegram.polling import Polling
from bot.channels.telegram.sender import Sender
from bot.channels.telegram.webhook import webhook_route
from bot.conversation.channel import Conversations
from bot.conversation.outcome import TurnOutcome
from bot.settings import Settings
from bot.sharing.membership import Membership
from crm.conversations.open_turns import OpenTurn
from crm.database.store import Store
from crm.messages.views import MessageView
from protocol.values import LANGUAGES

__all__ = ["MessengerChannel"]

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0
LONGEST_PAUSE = 60.0
# Together with the rest of the gateway this stays below what a supervisor waits for.
DRAIN_SECONDS = 2.5
# How often it is looked whether another gateway has become the one that fetches.
LOOK_SECONDS = 1.0
# A sign that comes later is none.
SIGN_SECONDS = 4.0


class MessengerChannel:
    """One bot on one messenger (bot.conversation.channel.Channel); also hears of turns that end (a Listener)."""

    def __init__(
        self,
        bot: Messenger,
        settings: Settings,
        store: Store,
        conversations: Conversations,
        *,
        membership: Membership | None = None,
        first_pause: float = FIRST_PAUSE,
    ) -> None:
        self._bot = bot
        self._settings = settings
        self._first_pause = first_pause
        self._client = BotApiClient(bot)
        membership = membership or Membership(store)
        # Of the gateways on one store one fetches the updates; a webhook's may come to any of them.
        self._may_fetch = membership.lease(f"updates of {bot.channel}") if bot.mode == "polling" else None
        self._sender = Sender(self._client, store, conversations, settings.notice_rules, membership)
        self._inbox = Inbox(
            self._client,
            store,
            conversations,
            default_language=settings.default_language,
            session_minutes=settings.session_minutes,
            replied=self._sender.wake,
        )
        self._polling = Polling(self._client, self._inbox)
        self._signs = Indicators(self._client)
        self._tasks: list[asyncio.Task[None]] = []
        self._state = "stopped"

    @classmethod
    def made(
        cls,
        bot: Messenger,
        settings: Settings,
        store: Store,
        conversations: Conversations,
        membership: Membership | None = None,
    ) -> Self | None:
        """Make the channel of a bot; None without a token, or where its client cannot be made.

        A proxy in the environment that is none, or a token that is none, must not take the web channel down.
        """
        if not bot.token:
            return None
        try:
            return cls(bot, settings, store, conversations, membership=membership)
        except Exception as error:
            log.error(
                "%s stays off, its client cannot be made (%s): look at %s, %s, HTTPS_PROXY and ALL_PROXY, or run "
                "`ketabyar doctor`",
                bot.name,
                type(error).__name__,
                bot.variable("token"),
                bot.variable("proxy"),
            )
            return None

    @property
    def name(self) -> str:
        """The channel's name in the store."""
        return self._bot.channel

    @property
    def state(self) -> str:
        """How it stands: stopped, connecting (the messenger has not answered yet) or running."""
        return self._state

    @property
    def routes(self) -> Sequence[HTTPRouteHandler]:
        """The routes that the gateway has to serve: the webhook's, in webhook mode."""
        if self._bot.mode != "webhook":
            return ()
        return (webhook_route(self._inbox, self._bot),)

    async def start(self) -> None:
        """Begin in the background; returns at once, whatever the messenger does."""
        if self._tasks:
            return
        self._state = "connecting"
        self._tasks = [asyncio.create_task(self._keep_running(), name=self._bot.channel)]

    async def stop(self) -> None:
        """Stop fetching, acknowledge what was taken, send what is under way, and hang up."""
        fetching, self._tasks = self._tasks, []
        was_running, self._state = self._state == "running", "stopped"
        for task in fetching:
            task.cancel()
        await asyncio.gather(*fetching, return_exceptions=True)
        await self._inbox.drain(DRAIN_SECONDS)
        await self._sender.stop(DRAIN_SECONDS)
        if was_running and self._may_fetch is not None and self._may_fetch.is_held:
            await self._polling.acknowledge()
        with contextlib.suppress(TelegramError, RuntimeError):
            await self._client.shutdown()

    async def show_writing(self, external_id: str) -> None:
        """Show a chat for some seconds that somebody is writing, where the messenger can; never fails."""
        if self._state != "running":
            return
        with contextlib.suppress(TimeoutError):
            async with asyncio.timeout(SIGN_SECONDS):
                await self._signs.typing(int(external_id))

    def told(self, turn: OpenTurn, messages: Sequence[MessageView], outcome: TurnOutcome) -> None:
        """Hear that a turn has ended: what it left in the outbox is sent at once."""
        if turn.channel == self._bot.channel:
            self._sender.wake()

    def changed(self, identity_id: int) -> None:
        """Hear of a changed language or binding, which the next message shows anyway."""

    async def _keep_running(self) -> None:
        while True:
            try:
                await self._run()
                return
            except Exception:
                log.exception("the channel of %s broke and begins again", self._bot.name)
                await asyncio.sleep(LONGEST_PAUSE)

    async def _run(self) -> None:
        await self._insist("reach the bot", self._client.initialize)
        self._state = "running"
        self._sender.start()
        if self._bot.dialect.has_commands:
            self._tasks.append(asyncio.create_task(self._insist("set the commands", self._set_commands)))
        if self._bot.mode == "webhook":
            await self._insist("set the webhook", self._set_webhook)
        else:
            await self._fetch()

    async def _fetch(self) -> None:
        """Fetch updates whenever no other gateway does, for ever."""
        lease = self._may_fetch
        assert lease is not None  # noqa: S101 - who polls has one
        while True:
            if not lease.is_held:
                await asyncio.sleep(LOOK_SECONDS)
                continue
            await self._insist("remove an earlier webhook", self._client.delete_webhook)
            fetching = asyncio.create_task(self._polling.run())
            try:
                while lease.is_held and not fetching.done():
                    await asyncio.wait({fetching}, timeout=LOOK_SECONDS)
            finally:
                fetching.cancel()
                await asyncio.wait({fetching})
            if not fetching.cancelled() and (error := fetching.exception()) is not None:
                raise error

    async def _insist(self, what: str, ask: Callable[[], Awaitable[object]]) -> None:
        """Ask until the messenger grants it, waiting as long as it says, or longer each time it only fails."""
        pause = self._first_pause
        while True:
            try:
                await ask()
            except RetryAfter as error:
                log.warning("%s: could not %s yet: %s", self._bot.name, what, self._client.reason(error))
                await asyncio.sleep(wait_of(error))
            except TelegramError as error:
                log.warning("%s: could not %s yet: %s", self._bot.name, what, self._client.reason(error))
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                return

    async def _set_commands(self) -> None:
        for language in LANGUAGES:
            menu = [BotCommand(command.name, command.line(language)) for command in COMMANDS]
            await self._client.set_my_commands(menu, language_code=language)
            if language == self._settings.default_language:
                # For everybody whose own language is neither.
                await self._client.set_my_commands(menu)

    async def _set_webhook(self) -> None:
        address = f"{self._settings.public_url}{self._bot.hook_path}"
        if self._bot.dialect.shows_secret:
            secret = self._bot.webhook_secret
            await self._client.set_webhook(address, secret_token=secret, allowed_updates=UPDATES)
        else:
            await self._client.set_webhook(address)
