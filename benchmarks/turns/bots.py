"""The bots that are measured: ketabyar as `ketabyar up` starts it, and Rasa's starter bot; how each is talked with."""

from __future__ import annotations

import asyncio
import secrets
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import aiohttp
import psutil

from benchmarks.spoken import Conversation
from benchmarks.turns import stock
from benchmarks.turns.load import Say, Talk
from bot.settings import ROOT
from tests.support.system import System, make_begun_system, make_system

__all__ = ["Bot", "ketabyar", "starter_bot"]

# A bot rests when it takes less than this share of a processor for so many seconds; the last is the longest wait.
_AT_REST, _REST_SECONDS, _SETTLED_WITHIN = 0.06, 3.0, 120.0
# Nobody is refused for writing too fast, and patrons come from anywhere, as a balancer tells it.
_SETTINGS = {"KETABYAR_MESSAGES_PER_MINUTE": "1000000", "KETABYAR_TRUSTED_PROXIES": "127.0.0.1"}
_PROCESSES = ("gateway", "engine", "actions")

Begin = Callable[[aiohttp.ClientSession, Sequence[Conversation]], Coroutine[None, None, list[Talk]]]


@dataclass
class Bot:
    """A running bot: how conversations are begun with it, its processes by name, and the seconds until it was ready."""

    name: str
    begin: Begin
    processes: Callable[[], Mapping[str, Sequence[psutil.Process]]]
    ready: float

    def spent(self) -> dict[str, float]:
        """Give the seconds of a processor that each of its processes has taken."""
        return {name: sum(sum(each.cpu_times()[:2]) for each in family) for name, family in self.processes().items()}

    def memory(self) -> float:
        """Give the MiB that are resident of all of them."""
        return sum(each.memory_info().rss for family in self.processes().values() for each in family) / 2**20

    def settle(self) -> None:
        """Wait until it rests: what it does after its start takes from everybody, and is done once."""
        deadline = time.monotonic() + _SETTLED_WITHIN
        while time.monotonic() < deadline:
            before = sum(self.spent().values())
            time.sleep(_REST_SECONDS)
            if sum(self.spent().values()) - before < _AT_REST * _REST_SECONDS:
                return


@contextmanager
def starter_bot() -> Iterator[Bot]:
    """Start what `rasa init` makes; it hears the same messages and answers what it can."""
    with stock.running() as running:
        yield Bot(
            "starter bot",
            partial(_begin_stock, running),
            lambda: {"engine": _family(running.process)},
            running.ready_seconds,
        )


@contextmanager
def ketabyar(folder: Path, name: str, root: Path) -> Iterator[Bot]:
    """Start the three processes of a checkout on SQLite, with the demonstration library."""
    # One that was started before: its library is loaded, and the vectors of its facts are made.
    system = make_begun_system(folder, _SETTINGS) if root == ROOT else make_system(folder, _SETTINGS)
    system.root = root
    begun = time.perf_counter()
    system.start()
    ready = time.perf_counter() - begun
    try:
        yield Bot(
            name,
            partial(_begin_ours, system),
            lambda: {each: _family(psutil.Process(system.pid(each))) for each in _PROCESSES},
            ready,
        )
    finally:
        system.stop()


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


async def _begin_ours(system: System, http: aiohttp.ClientSession, talks: Sequence[Conversation]) -> list[Talk]:
    return [(await _visitor(system, http, talk), talk.messages) for talk in talks]


async def _begin_stock(running: stock.Stock, http: aiohttp.ClientSession, talks: Sequence[Conversation]) -> list[Talk]:
    def sender() -> Say:
        name = uuid.uuid4().hex

        async def say(text: str) -> int:
            async with http.post(running.url, json={"sender": name, "message": text}) as answer:
                answer.raise_for_status()
                return len(await answer.json())

        return say

    return [(sender(), talk.messages) for talk in talks]


async def _visitor(system: System, http: aiohttp.ClientSession, talk: Conversation) -> Say:
    """Begin a conversation on the web channel, signed in when it has a card."""
    address = ".".join(str(1 + secrets.randbelow(254)) for _ in range(4))
    headers = {"Origin": system.url, "X-Forwarded-For": address}
    session = f"{system.url}/api/chat/session"
    begun = await _post(http, session, headers, {"language": talk.language})
    headers = {**headers, "Authorization": f"Bearer {begun['token']}"}
    if talk.card is not None:
        claim = secrets.token_urlsafe(32)
        offer = await _post(http, f"{system.url}/api/chat/sign-in", headers, {"claim": claim})
        form = {"card": talk.card, "pin": system.card(talk.card).pin, "number": offer["number"]}
        async with http.post(offer["url"], data=form, headers=headers) as answer:
            answer.raise_for_status()
        renewed = await _post(http, f"{session}/renew", headers, {"claims": [claim]})
        headers["Authorization"] = f"Bearer {renewed['token']}"

    async def say(text: str) -> int:
        body = {"client_message_id": str(uuid.uuid4()), "text": text}
        async with http.post(f"{system.url}/api/chat/messages", json=body, headers=headers) as answer:
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {await answer.text()}")
            return len((await answer.json())["messages"])

    return say


async def _post(http: aiohttp.ClientSession, url: str, headers: Mapping[str, str], body: dict[str, Any]) -> Any:
    """Give the answer's JSON; where too many came from this address, wait and ask again."""
    while True:
        async with http.post(url, json=body, headers=headers) as answer:
            if answer.status == 429:
                await asyncio.sleep(float(answer.headers["Retry-After"]))
                continue
            answer.raise_for_status()
            return await answer.json()
