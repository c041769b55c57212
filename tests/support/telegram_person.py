"""A patron who writes to the bot on Telegram, through the whole system."""

from __future__ import annotations

import asyncio
import re

import httpx

from tests.support.system import System
from tests.support.telegram_peer import Call, Telegram

__all__ = ["LINK", "Person"]

LINK = re.compile(r"http://\S+/sign-in/\S+")
SECONDS = 40.0


class Person:
    """A patron at his telephone."""

    def __init__(self, world: Telegram, chat: int, language: str) -> None:
        self.world = world
        self.chat = chat
        self.language = language

    async def say(self, text: str) -> list[Call]:
        """Write a text and wait for what the bot sends."""
        before = len(self.world.of("sendMessage", self.chat))
        await self.world.write(text, self.chat, language=self.language)
        return await self._answer(before)

    async def tap(self, call: Call, place: int = 0) -> list[Call]:
        """Tap a button under a message and wait for what the bot sends."""
        before = len(self.world.of("sendMessage", self.chat))
        await self.world.tap(call, place, self.chat)
        return await self._answer(before)

    async def sign_in(self, answer: list[Call], system: System, card: int | str) -> list[Call]:
        """Open the link that the bot gave and type card number and PIN there; a text is a card's number."""
        link = LINK.search(" ".join(call.text for call in answer))
        assert link, [call.text for call in answer]
        before = len(self.world.of("sendMessage", self.chat))
        known = system.card(card) if isinstance(card, str) else system.cards[card]
        async with httpx.AsyncClient() as browser:
            page = await browser.post(link[0], data={"card": known.number, "pin": known.pin})
        assert page.status_code == 200
        return await self._answer(before)

    async def _answer(self, before: int) -> list[Call]:
        calls = await self.world.sent(before + 1, self.chat, seconds=SECONDS)
        # An answer may be of several messages; nothing tells the patron's telephone how many.
        await asyncio.sleep(0.5)
        return self.world.of("sendMessage", self.chat)[before:] or calls
