"""`make bench`: ketabyar's whole way, store, actions and masking included, beside Rasa's bare starter bot."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import secrets
import sys
import tempfile
import time
import uuid
from collections.abc import Callable, Coroutine, Iterator, Sequence
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any

import aiohttp
import psutil

from benchmarks import stock
from benchmarks.load import Measured, Say, talk
from bot.settings import ROOT
from tests.support.system import System, make_begun_system, make_system

# What patrons ask, in both languages: a mix of answers from rows, the catalogue and a signed-in account.
GUEST = (
    "سلام", "ساعت کاری شعبه سعدی فردا چنده؟", "کتابی از صادق هدایت دارین؟", "وای‌فای دارین؟",
    "hello", "Are you open on Friday?", "do you have Pride and Prejudice", "how much is printing?",
)  # fmt: skip
SIGNED_IN = (
    "چی امانت دارم؟", "جریمه‌ام چقدره؟", "شماره موبایلم 09123456789 است، رزروم در چه حاله؟", "ساعت کاری امروز؟",
    "what do I have on loan", "do I owe anything?", "is my hold in", "when do you close today?",
)  # fmt: skip


async def _post(http: aiohttp.ClientSession, url: str, headers: dict[str, str], body: dict[str, Any]) -> Any:
    """Give the answer's JSON; where too many came from this address, wait and ask again."""
    while True:
        async with http.post(url, json=body, headers=headers) as answer:
            if answer.status == 429:
                await asyncio.sleep(float(answer.headers["Retry-After"]))
                continue
            answer.raise_for_status()
            return await answer.json()


async def visitor(http: aiohttp.ClientSession, system: System, card: tuple[str, str] | None) -> Say:
    """Begin a conversation on the web channel, signed in when a card is given."""
    origin = {"Origin": system.url}
    session = f"{system.url}/api/chat/session"
    begun = await _post(http, session, origin, {"language": "fa"})
    headers = {**origin, "Authorization": f"Bearer {begun['token']}"}
    if card is not None:
        claim = secrets.token_urlsafe(32)
        offer = await _post(http, f"{system.url}/api/chat/sign-in", headers, {"claim": claim})
        form = {"card": card[0], "pin": card[1], "number": offer["number"]}
        async with http.post(offer["url"], data=form, headers=origin) as answer:
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


async def measure_ours(
    system: System, patrons: int, conversations: int, processor: Callable[[], float] = lambda: 0.0
) -> Measured:
    """Talk with ketabyar: every second conversation is signed in."""
    cards = itertools.cycle((card.number, card.pin) for card in system.cards)
    async with aiohttp.ClientSession() as http:
        work = []
        for _ in range(patrons):
            talks = []
            for number in range(conversations):
                card = next(cards) if number % 2 else None
                talks.append((await visitor(http, system, card), SIGNED_IN if card else GUEST))
            work.append(talks)
        return await talk(work, processor)


async def measure_stock(
    bot: stock.Stock, patrons: int, conversations: int, processor: Callable[[], float] = lambda: 0.0
) -> Measured:
    """Talk with the starter bot through its REST channel."""
    async with aiohttp.ClientSession() as http:

        def sender() -> Say:
            name = uuid.uuid4().hex

            async def say(text: str) -> int:
                async with http.post(bot.url, json={"sender": name, "message": text}) as answer:
                    answer.raise_for_status()
                    return len(await answer.json())

            return say

        work = [[(sender(), stock.MESSAGES) for _ in range(conversations)] for _ in range(patrons)]
        return await talk(work, processor)


ONE, MANY = 1, 8
# Conversations of a patron in one round: rounds are short, so that every bot has its share of a slow minute.
_PER_ROUND = {ONE: 4, MANY: 2}
# A bot rests when it takes less than this share of a processor for so many seconds; the last is the longest wait.
_AT_REST, _REST_SECONDS, _SETTLED_WITHIN = 0.03, 3.0, 120.0


@dataclass
class Bot:
    """A running bot: how it is talked with, its processes, and what was measured, round by round."""

    name: str
    measure: Callable[[int, int, Callable[[], float]], Coroutine[None, None, Measured]]
    processes: Callable[[], list[psutil.Process]]
    ready: float
    memory: float = 0.0
    rounds: dict[int, list[Measured]] = field(default_factory=lambda: {ONE: [], MANY: []})

    def processor(self) -> float:
        """Seconds of processor time that its processes have taken."""
        return sum(sum(each.cpu_times()[:2]) for each in self.processes())

    def figures(self) -> dict[str, list[float]]:
        """Give each figure, round by round."""
        found: dict[str, list[float]] = {}
        for patrons, measured in reversed(self.rounds.items()):
            found[f"messages_per_second_{patrons}"] = [each.per_second for each in measured]
            found[f"processor_ms_{patrons}"] = [each.processor_ms for each in measured]
            found[f"p50_ms_{patrons}"] = [each.p50 for each in measured]
            found[f"p95_ms_{patrons}"] = [each.p95 for each in measured]
        every = [each for measured in self.rounds.values() for each in measured]
        found["unanswered"] = [float(sum(each.unanswered for each in every))]
        return {**found, "ready_seconds": [self.ready], "memory_mib": [self.memory]}


def _family(process: psutil.Process) -> list[psutil.Process]:
    return [process, *process.children(recursive=True)]


@contextmanager
def _starter_bot() -> Iterator[Bot]:
    with stock.running() as bot:
        yield Bot("starter bot", partial(measure_stock, bot), lambda: _family(bot.process), bot.ready_seconds)


@contextmanager
def _ketabyar(folder: Path, name: str, root: Path) -> Iterator[Bot]:
    extra = {"KETABYAR_MESSAGES_PER_MINUTE": "100000"}
    # One that was started before: its library is loaded, and the vectors of its facts are made.
    system = make_begun_system(folder, extra) if root == ROOT else make_system(folder, extra)
    system.root = root
    begun = time.perf_counter()
    system.start()
    ready = time.perf_counter() - begun

    def processes() -> list[psutil.Process]:
        return [each for one in ("engine", "actions", "gateway") for each in _family(psutil.Process(system.pid(one)))]

    try:
        yield Bot(name, partial(measure_ours, system), processes, ready)
    finally:
        system.stop()


def _settle(bot: Bot) -> None:
    """Wait until a bot rests: what it does after its start takes from everybody, and is done once."""
    deadline = time.monotonic() + _SETTLED_WITHIN
    while time.monotonic() < deadline:
        before = bot.processor()
        time.sleep(_REST_SECONDS)
        if bot.processor() - before < _AT_REST * _REST_SECONDS:
            return


def measure(bots: Sequence[Bot], rounds: int) -> None:
    """Let all bots talk in turn, round by round, one patron and then eight; the first talk of each is not counted."""
    for bot in bots:
        asyncio.run(bot.measure(ONE, 2, bot.processor))
        _settle(bot)
    for _ in range(rounds):
        for patrons, conversations in _PER_ROUND.items():
            for bot in bots:
                bot.rounds[patrons].append(asyncio.run(bot.measure(patrons, conversations, bot.processor)))
    for bot in bots:
        bot.memory = sum(each.memory_info().rss for each in bot.processes()) / 2**20


def _show(bots: Sequence[Bot]) -> None:
    first, *others = [bot.figures() for bot in bots]
    heads = "".join(f"{other.name[-24:]:>25}{'ratio':>8}" for other in bots[1:])
    print(f"\n{'median of the rounds':<26}{bots[0].name:>12}{heads}")
    for name, ours in first.items():
        cells = ""
        for other in others:
            # A round's ratio is of the same minute on both sides; the median leaves out what disturbed one of them.
            ratios = [a / b if b else 0.0 for a, b in zip(ours, other[name], strict=True)]
            cells += f"{median(other[name]):>25.1f}{median(ratios):>7.2f}×"
        print(f"{name:<26}{median(ours):>12.1f}{cells}")


def main() -> None:
    """Measure ketabyar beside the starter bot, and beside another checkout of ketabyar, in alternating rounds."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument(
        "--rounds", type=int, default=9, help="rounds; in each every bot talks with one patron and with eight"
    )
    parser.add_argument("--beside", type=Path, help="the folder of another checkout of ketabyar, set up and trained")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder, ExitStack() as running:
        begin = [_starter_bot(), _ketabyar(Path(folder) / "here", "ketabyar", ROOT)]
        if options.beside:
            begin.append(_ketabyar(Path(folder) / "beside", "beside", options.beside.resolve()))
        bots = []
        for each in begin:
            bots.append(running.enter_context(each))
            print(f"{bots[-1].name} is ready", file=sys.stderr, flush=True)
        bots.insert(0, bots.pop(1))
        measure(bots, options.rounds)
        if options.json:
            print(json.dumps({bot.name: bot.figures() for bot in bots}))
        else:
            _show(bots)


if __name__ == "__main__":
    main()
