"""Patrons with the messages of judged conversations, who send each to any of some gateways."""

from __future__ import annotations

import asyncio
import contextlib
import json
import random
import subprocess
import tempfile
import time
import uuid
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import aiohttp

from benchmarks.talk.rows import conversations, read_rows, repository_files
from bot.interpreters import ENGINE_PYTHON
from bot.models.building import cache_folder, inputs_hash, recorded
from bot.settings import ROOT

__all__ = ["Conversation", "Talkers", "spoken", "vector_share"]

# One read by itself; in a conversation, and to choose a fact, more of them are.
_COUNT = """
import asyncio, json, sys
from pathlib import Path
from engine.nlu import intents
from engine.nlu.vectors import open_vectors
asked = 0
class Counted:
    def __init__(self, source): self.source, self.width = source, source.width
    def encode(self, texts): return self.source.encode(texts)
    def encode_one(self, text):
        global asked
        asked = 1
        return self.source.encode_one(text)
intents.open_vectors = lambda name: Counted(open_vectors(name))
from rasa.core.channels.channel import UserMessage
from engine.examine import open_agent
processor = open_agent(Path(sys.argv[1])).processor
async def main():
    global asked
    total = 0
    texts = json.load(open(sys.argv[2]))
    for text in texts:
        asked = 0
        await processor.parse_message(UserMessage(text))
        total += asked
    print(total / len(texts))
asyncio.run(main())
"""


@dataclass(frozen=True)
class Conversation:
    """What one patron types, in order."""

    language: str
    messages: Sequence[str]


def spoken(files: Sequence[Path] | None = None) -> list[Conversation]:
    """Read what was typed in the judged conversations; what was pressed there is left out, and so is the sign-in."""
    rows = read_rows(repository_files() if files is None else files)
    found = []
    for talk in conversations(rows):
        typed = [row.text for row in talk if row.is_playable and row.press is None and not row.text.startswith("/")]
        if typed:
            found.append(Conversation(talk[0].lang, typed))
    return found


def vector_share(texts: Sequence[str]) -> float | None:
    """Tell in what share of messages the reading needs a sentence vector; None where there is no model to ask."""
    model = recorded(cache_folder(), inputs_hash())
    if model is None or not texts:
        return None
    with tempfile.NamedTemporaryFile("w", suffix=".json", encoding="utf-8") as file:
        json.dump(list(texts), file)
        file.flush()
        command = [str(ENGINE_PYTHON), "-c", _COUNT, str(model.path), file.name]
        told = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    return float(told.stdout.split()[-1])


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
