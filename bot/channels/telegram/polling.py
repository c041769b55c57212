"""Polling: fetches updates, and acknowledges each only after it was taken in."""

from __future__ import annotations

import asyncio
import logging
import time
from typing import Any

from telegram.error import Conflict, RetryAfter, TelegramError

from bot.channels.telegram.bot_api_client import BotApiClient, wait_of
from bot.channels.telegram.inbox import Inbox

__all__ = ["Polling"]

log = logging.getLogger(__name__)

POLL_SECONDS = 25.0
FIRST_PAUSE = 0.5
LONGEST_PAUSE = 30.0
# An empty answer that comes sooner was not waited for.
AT_ONCE = 0.5


class Polling:
    """A loop of `getUpdates` for as long as it runs.

    Nothing is kept of how far it came: the messenger keeps what was not acknowledged, and what is delivered twice
    finds itself in the journal.
    """

    def __init__(self, client: BotApiClient, inbox: Inbox, *, seconds: float = POLL_SECONDS) -> None:
        self._client = client
        self._inbox = inbox
        self._seconds = seconds
        self._offset: int | None = None

    async def run(self) -> None:
        """Fetch and take in until cancelled."""
        pause = FIRST_PAUSE
        while True:
            began = time.monotonic()
            try:
                updates = await self._client.updates(self._offset, seconds=self._seconds)
                taken = await self._take(updates)
            except RetryAfter as error:
                log.warning("%s asks to wait before updates are fetched again", self._client.messenger.name)
                await asyncio.sleep(wait_of(error))
            except TelegramError as error:
                self._complain(error)
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
            else:
                if taken:
                    pause = FIRST_PAUSE
                    if not updates and time.monotonic() - began < AT_ONCE:
                        # It does not wait for updates as it was asked to: then we do.
                        await asyncio.sleep(AT_ONCE)
                else:
                    await asyncio.sleep(pause)
                    pause = min(pause * 2, LONGEST_PAUSE)

    async def acknowledge(self) -> None:
        """Tell the messenger what was taken in since the last fetch, so that a restart need not hear it again."""
        if self._offset is None:
            return
        try:
            async with asyncio.timeout(1.0):
                await self._client.updates(self._offset, seconds=0)
        except (TelegramError, TimeoutError) as error:
            log.info("the last updates could not be acknowledged: %s", type(error).__name__)

    async def _take(self, updates: list[dict[str, Any]]) -> bool:
        """Take in what came, chats side by side; False when something has to be delivered again."""
        chats: dict[object, list[dict[str, Any]]] = {}
        for update in updates:
            chats.setdefault(_chat_of(update), []).append(update)
        failed = [place for place in await asyncio.gather(*map(self._take_chat, chats.values())) if place]
        if failed:
            # Those after it are delivered again as well: the journal knows them.
            self._offset = min(failed)
        elif updates:
            self._offset = max(_number(update) for update in updates) + 1
        return not failed

    async def _take_chat(self, updates: list[dict[str, Any]]) -> int | None:
        for update in updates:
            try:
                await self._inbox.take(update)
            except Exception as error:  # whatever it is: not taken in, so it is asked for again
                log.warning("an update was not taken in and will be fetched again: %s", type(error).__name__)
                return _number(update)
        return None

    def _complain(self, error: TelegramError) -> None:
        if isinstance(error, Conflict):
            name = self._client.messenger.name
            log.error("%s: another program fetches this bot's updates, or a webhook is set for it", name)
        else:
            log.warning("updates could not be fetched: %s", self._client.reason(error))


def _number(update: dict[str, Any]) -> int:
    return int(update["update_id"])


def _chat_of(update: dict[str, Any]) -> object:
    for content in update.values():
        if isinstance(content, dict):
            chat = content.get("chat") or (content.get("message") or {}).get("chat") or {}
            return chat.get("id")
    return None
