"""The Bot API client: python-telegram-bot's, with raw updates, and errors that are safe to log."""

from __future__ import annotations

import logging
import os
import re
from collections.abc import Sequence
from datetime import timedelta
from typing import Any

# Asks for the library's coming way of giving periods; without it every RetryAfter warns.
os.environ.setdefault("PTB_TIMEDELTA", "true")

from telegram.error import RetryAfter, TelegramError
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

__all__ = ["UPDATES", "TelegramClient", "reason", "wait_of"]

UPDATES = ("message", "edited_message", "callback_query", "my_chat_member")
SECONDS = 10.0
MARGIN = 5.0
# Telegram quotes the address of a button that it refuses.
ONE_TIME = re.compile(r"/sign-in/[^\s'\"]+")


class TelegramClient(ExtBot[int]):
    """The Bot API client of one bot, within Telegram's own rate limits.

    A RetryAfter is never waited for in here: who sends decides what waits for it. Without a `proxy` the one of
    HTTPS_PROXY or ALL_PROXY is used.
    """

    def __init__(self, token: str, base_url: str, proxy: str = "") -> None:
        # The transport logs every address, and the token is part of it; the limiter logs a traceback for each 429.
        logging.getLogger("httpx").setLevel(logging.WARNING)
        logging.getLogger("telegram.ext.AIORateLimiter").setLevel(logging.CRITICAL)
        super().__init__(
            token,
            base_url=base_url,
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


def reason(error: Exception, token: str) -> str:
    """Say in one line what went wrong, never with the bot's token or a sign-in link in it."""
    if not isinstance(error, TelegramError):
        return type(error).__name__
    said = ONE_TIME.sub("/sign-in/…", str(error).replace(token, "[token]"))
    return f"{type(error).__name__}: {said}"[:300]
