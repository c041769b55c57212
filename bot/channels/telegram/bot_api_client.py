"""The Bot API client: python-telegram-bot's, with raw updates and answers, and errors that are safe to log."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

# Asks for the library's coming way of giving periods; without it every RetryAfter warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram import InlineKeyboardMarkup, LinkPreviewOptions
from telegram.error import Forbidden, InvalidToken, RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

from bot.channels.telegram.messengers import Messenger
from bot.channels.telegram.plain import as_plain

__all__ = ["UPDATES", "BotApiClient", "is_gone", "is_shut_out", "wait_of"]

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
SECONDS = 10.0
MARGIN = 5.0
# Telegram quotes the address of a button that it refuses.
ONE_TIME = re.compile(r"/sign-in/[^\s'\"]+")


NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


class BotApiClient(ExtBot[int]):
    """The Bot API client of one bot, within Telegram's own rate limits.

    A RetryAfter is never waited for in here: who sends decides what waits for it. Without a proxy the one of
    HTTPS_PROXY or ALL_PROXY is used.
    """

    def __init__(self, bot: Messenger) -> None:
        self._messenger = bot
        proxy = bot.proxy
        # The transport logs every address, and the token is part of it; the limiter logs a traceback for each 429.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
        super().__init__(
            bot.token,
            base_url=bot.base_url,
            request=HTTPXRequest(
                connection_pool_size=32,
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
                write_timeout=SECONDS,
                pool_timeout=SECONDS,
                proxy=proxy or None,
            ),
            get_updates_request=HTTPXRequest(
                connection_pool_size=2,
                connect_timeout=SECONDS,
                read_timeout=SECONDS,
                pool_timeout=SECONDS,
                proxy=proxy or None,
            ),
            rate_limiter=AIORateLimiter(max_retries=0),
        )

    @property
    def number(self) -> str:
        """The bot's id, which begins its token; never any more of the token than that."""
        number = self.token.partition(":")[0]
        return number if number.isdecimal() else "bot"

    @property
    def messenger(self) -> Messenger:
        """The bot as the settings have it."""
        return self._messenger

    def reason(self, error: Exception) -> str:
        """Say in one line what went wrong, never with the bot's token, its secret or a sign-in link in it."""
        if not isinstance(error, TelegramError):
            return type(error).__name__
        said = ONE_TIME.sub("/sign-in/…", self._messenger.covered(str(error)))
        return f"{type(error).__name__}: {said}"[:300]

    async def send_text(
        self, chat_id: int, text: str, buttons: InlineKeyboardMarkup | None = None, *, no_preview: bool = False
    ) -> None:
        """Send a text without any markup; raises TelegramError.

        What comes back is not read: a message that was taken must not count as failed because its answer is odd.
        """
        # No parse mode: nothing that a patron or a title contains becomes markup.
        said = as_plain(text) if self._messenger.dialect.makes_markup else text
        options = NO_PREVIEW if no_preview else None
        asked = {"chat_id": chat_id, "text": said, "reply_markup": buttons, "link_preview_options": options}
        await self._post("sendMessage", asked)

    async def drop_buttons(self, chat_id: int, message_id: int) -> None:
        """Take the buttons of a message away; raises TelegramError."""
        await self._post("editMessageReplyMarkup", {"chat_id": chat_id, "message_id": message_id})

    async def updates(
        self, offset: int | None, *, seconds: float, kinds: Sequence[str] = UPDATES
    ) -> list[dict[str, Any]]:
        """Wait up to `seconds` for updates from `offset` on, which acknowledges all before it.

        They are not parsed in here: one that cannot be read must not hold up all others. Raises TelegramError.
        """
        asked: dict[str, Any] = {"timeout": int(seconds), "allowed_updates": list(kinds)}
        if offset is not None:
            asked["offset"] = offset
        found = await self._post("getUpdates", asked, read_timeout=seconds + MARGIN)
        updates = found if isinstance(found, list) else []
        return [update for update in updates if isinstance(update, dict) and "update_id" in update]


def wait_of(error: RetryAfter) -> float:
    """Give the seconds that Telegram asks to wait."""
    wait = error.retry_after
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def is_shut_out(error: Forbidden) -> bool:
    """Tell whether it is the bot that may do nothing, by a token that is none: no chat partner has blocked it."""
    return "token" in str(error).lower()


def is_gone(error: InvalidToken) -> bool:
    """Tell whether there is no such chat, which is said with the status of a token that is none."""
    return "no such" in str(error).lower()
