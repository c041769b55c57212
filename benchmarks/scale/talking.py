"""Patrons with the messages of judged conversations, who send each to any of some gateways."""

from __future__ import annotations

import asyncio
import contextlib
import random
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field

import aiohttp

from benchmarks.spoken import Conversation

__all__ = ["Talkers"]


@dataclass
class Talkers:
    """A bounded number of patrons, each with one message on its way at a time."""

    everything: Sequence[Conversation]
    origin: str
    patrons: int
    chance: random.Random
    # Seconds from an answer to the patron's next message.
    pause: float = 0.0
    latencies: list[float] = field(default_factory=list)
    unanswered: int = 0
    texts: list[str] = field(default_factory=list)

    async def talk(self, urls: Sequence[str], over: Callable[[], bool]) -> float:
        """Hold conversations until it is over; give the seconds until the last answer came."""
        self.latencies, self.unanswered, begun = [], 0, time.perf_counter()
        connector = aiohttp.TCPConnector(limit=0)
        async with aiohttp.ClientSession(connector=connector, trust_env=False) as http:
            await asyncio.gather(*(self._one(http, urls, over) for _ in range(self.patrons)))
        return time.perf_counter() - begun

    async def _one(self, http: aiohttp.ClientSession, urls: Sequence[str], over: Callable[[], bool]) -> None:
        while not over():
            talk = self.chance.choice(self.everything)
            # As a balancer tells it: each of them is at home somewhere else.
            address = ".".join(str(self.chance.randint(1, 254)) for _ in range(4))
            headers = {"Origin": self.origin, "X-Forwarded-For": address}
            body = {"language": talk.language}
            async with http.post(f"{self.chance.choice(urls)}/api/chat/session", json=body, headers=headers) as answer:
                answer.raise_for_status()
                headers["Authorization"] = f"Bearer {(await answer.json())['token']}"
            for text in talk.messages:
                if over():
                    return
                await self._say(http, self.chance.choice(urls), headers, text)

    async def _say(self, http: aiohttp.ClientSession, url: str, headers: dict[str, str], text: str) -> None:
        body, begun = {"client_message_id": str(uuid.uuid4()), "text": text}, time.perf_counter()
        is_answered = False
        with contextlib.suppress(aiohttp.ClientError, TimeoutError):
            async with http.post(f"{url}/api/chat/messages", json=body, headers=headers) as answer:
                is_answered = answer.status == 200 and bool((await answer.json())["messages"])
        self.unanswered += not is_answered
        self.latencies.append((time.perf_counter() - begun) * 1000)
        self.texts.append(text)
        if self.pause:
            await asyncio.sleep(self.pause)
