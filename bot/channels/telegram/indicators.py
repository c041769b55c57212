"""Chat indicators that are sent once and never retried: typing, answered taps, removed buttons."""

from __future__ import annotations

import logging

from telegram.error import TelegramError

from bot.channels.telegram.bot_api_client import BotApiClient

__all__ = ["Indicators"]

log = logging.getLogger(__name__)


class Indicators:
    """Answers taps, shows typing, removes used buttons, and says what is not kept."""

    def __init__(self, client: BotApiClient) -> None:
        self._client = client

    async def answer(self, callback_id: str, text: str | None) -> None:
        """Stop a tapped button from spinning, with a word about it or without."""
        try:
            await self._client.answer_callback_query(callback_id, text=text)
        except TelegramError as error:
            log.info("a tap could not be answered: %s", self._client.reason(error))

    async def drop_keyboard(self, chat_id: int, message_id: int) -> None:
        """Take the buttons of a message away."""
        try:
            await self._client.drop_buttons(chat_id, message_id)
        except TelegramError as error:
            log.info("used buttons could not be taken away: %s", self._client.reason(error))

    async def typing(self, chat_id: int) -> None:
        """Show for some seconds that an answer is being prepared, where the messenger can."""
        if not self._client.messenger.dialect.shows_typing:
            return
        try:
            await self._client.send_chat_action(chat_id, "typing")
        except TelegramError as error:
            log.debug("the typing sign could not be shown: %s", self._client.reason(error))

    async def say(self, chat_id: int, text: str) -> None:
        """Say something that is part of no conversation."""
        try:
            await self._client.send_text(chat_id, text)
        except TelegramError as error:
            log.warning("a notice could not be sent: %s", self._client.reason(error))
