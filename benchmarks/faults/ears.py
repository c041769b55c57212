"""What a patron's open page hears: an event stream at one gateway after the other, and what it never told."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import time
from collections.abc import Callable
from dataclasses import dataclass, field

import aiohttp

__all__ = ["Ear"]

PAUSE_SECONDS = 0.5


@dataclass
class Ear:
    """One stream, opened again wherever `pick` says when it breaks, and what it has heard."""

    pick: Callable[[], str]
    chance: random.Random
    heard: dict[int, float] = field(default_factory=dict)
    # By the message's id the moment at which its answer came to who had sent it.
    expected: dict[int, float] = field(default_factory=dict)
    opened_at: float = float("inf")
    twice: int = 0
    opened: int = 0

    def expect(self, message_id: int) -> None:
        """Note that a message is to be heard."""
        self.expected.setdefault(message_id, time.monotonic())

    @property
    def missing(self) -> list[int]:
        """The messages that were not heard."""
        return sorted(set(self.expected) - set(self.heard))

    @property
    def delays(self) -> list[float]:
        """Seconds from the answer to the stream, of what was answered while the stream stood."""
        return [max(0.0, self.heard[one] - at) for one, at in self.expected.items() if one in self.heard]

    async def listen(self, http: aiohttp.ClientSession, headers: Callable[[], dict[str, str]]) -> None:
        """Listen until cancelled."""
        while True:
            with contextlib.suppress(aiohttp.ClientError, TimeoutError, OSError, ValueError):
                await self._listen_once(http, f"{self.pick()}/api/chat/events?after={self._cursor()}", headers())
            await asyncio.sleep(PAUSE_SECONDS * self.chance.uniform(0.5, 1.5))

    def _cursor(self) -> int:
        """The last message before which nothing is missing."""
        missing = self.missing
        return missing[0] - 1 if missing else max(self.heard, default=0)

    async def _listen_once(self, http: aiohttp.ClientSession, url: str, headers: dict[str, str]) -> None:
        timeout = aiohttp.ClientTimeout(total=None, sock_connect=5, sock_read=40)
        here: set[int] = set()
        async with http.get(url, headers=headers, timeout=timeout) as answer:
            if answer.status != 200:
                return
            self.opened += 1
            name = ""
            async for raw in answer.content:
                line = raw.decode().rstrip("\r\n")
                if line.startswith("event: "):
                    name = line.removeprefix("event: ")
                elif line.startswith("data: ") and name == "message":
                    number = int(json.loads(line.removeprefix("data: "))["id"])
                    self.twice += number in here
                    here.add(number)
                    self.heard.setdefault(number, time.monotonic())
