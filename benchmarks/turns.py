"""`make bench`: ketabyar's whole way, store, actions and masking included, beside Rasa's bare starter bot."""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import secrets
import tempfile
import time
import uuid
from pathlib import Path

import aiohttp
import psutil

from benchmarks import stock
from benchmarks.load import Measured, Say, talk
from tests.support.system import System, make_begun_system

# What patrons ask, in both languages: a mix of answers from rows, the catalogue and a signed-in account.
GUEST = (
    "سلام", "ساعت کاری شعبه سعدی فردا چنده؟", "کتابی از صادق هدایت دارین؟", "وای‌فای دارین؟",
    "hello", "Are you open on Friday?", "do you have Pride and Prejudice", "how much is printing?",
)  # fmt: skip
SIGNED_IN = (
    "چی امانت دارم؟", "جریمه‌ام چقدره؟", "شماره موبایلم 09123456789 است، رزروم در چه حاله؟", "ساعت کاری امروز؟",
    "what do I have on loan", "do I owe anything?", "is my hold in", "when do you close today?",
)  # fmt: skip


def memory_mib(process: psutil.Process) -> float:
    """Resident memory of a process and its children, in MiB."""
    return sum(one.memory_info().rss for one in [process, *process.children(recursive=True)]) / 2**20


async def visitor(http: aiohttp.ClientSession, system: System, card: tuple[str, str] | None) -> Say:
    """Begin a conversation on the web channel, signed in when a card is given."""
    origin = {"Origin": system.url}
    async with http.post(f"{system.url}/api/chat/session", json={"language": "fa"}, headers=origin) as answer:
        headers = {**origin, "Authorization": f"Bearer {(await answer.json())['token']}"}
    if card is not None:
        claim = secrets.token_urlsafe(32)
        async with http.post(f"{system.url}/api/chat/sign-in", json={"claim": claim}, headers=headers) as answer:
            offer = await answer.json()
        form = {"card": card[0], "pin": card[1], "number": offer["number"]}
        async with http.post(offer["url"], data=form, headers=origin) as answer:
            answer.raise_for_status()
        renewed = {"claims": [claim]}
        async with http.post(f"{system.url}/api/chat/session/renew", json=renewed, headers=origin) as answer:
            headers["Authorization"] = f"Bearer {(await answer.json())['token']}"

    async def say(text: str) -> int:
        body = {"client_message_id": str(uuid.uuid4()), "text": text}
        async with http.post(f"{system.url}/api/chat/messages", json=body, headers=headers) as answer:
            if answer.status != 200:
                raise RuntimeError(f"{answer.status}: {await answer.text()}")
            return len((await answer.json())["messages"])

    return say


async def measure_ours(system: System, patrons: int, conversations: int) -> Measured:
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
        return await talk(work)


async def measure_stock(bot: stock.Stock, patrons: int, conversations: int) -> Measured:
    """Talk with the starter bot through its REST channel."""
    async with aiohttp.ClientSession() as http:

        def sender() -> Say:
            name = uuid.uuid4().hex

            async def say(text: str) -> int:
                async with http.post(bot.url, json={"sender": name, "message": text}) as answer:
                    answer.raise_for_status()
                    return len(await answer.json())

            return say

        return await talk([[(sender(), stock.MESSAGES) for _ in range(conversations)] for _ in range(patrons)])


def _row(name: str, ours: float, theirs: float, unit: str, ratio: float) -> str:
    return f"{name:<34}{ours:>10.1f}{theirs:>12.1f} {unit:<6}{ratio:>8.2f}×"


def main() -> None:
    """Measure both bots one after the other and print them side by side."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--conversations", type=int, default=12, help="conversations of eight messages for each patron")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    count = options.conversations

    print("measuring Rasa's starter bot …", flush=True)
    with stock.running() as bot:
        asyncio.run(measure_stock(bot, 1, 2))
        stock_one = asyncio.run(measure_stock(bot, 1, count))
        stock_eight = asyncio.run(measure_stock(bot, 8, count // 2))
        stock_memory = memory_mib(bot.process)
    print("measuring ketabyar …", flush=True)
    with tempfile.TemporaryDirectory() as folder:
        # One that was started before: its library is loaded, and the vectors of its facts are made.
        system = make_begun_system(Path(folder), {"KETABYAR_MESSAGES_PER_MINUTE": "100000"})
        begun = time.perf_counter()
        system.start()
        ready = time.perf_counter() - begun
        try:
            asyncio.run(measure_ours(system, 1, 2))
            ours_one = asyncio.run(measure_ours(system, 1, count))
            ours_eight = asyncio.run(measure_ours(system, 8, count // 2))
            assert system.supervisor is not None
            memory = sum(memory_mib(psutil.Process(system.pid(name))) for name in ("engine", "actions", "gateway"))
        finally:
            system.stop()
    figures = {
        "messages_per_second_8": (ours_eight.per_second, stock_eight.per_second),
        "messages_per_second_1": (ours_one.per_second, stock_one.per_second),
        "p50_ms_1": (ours_one.p50, stock_one.p50),
        "p95_ms_1": (ours_one.p95, stock_one.p95),
        "p50_ms_8": (ours_eight.p50, stock_eight.p50),
        "p95_ms_8": (ours_eight.p95, stock_eight.p95),
        "ready_seconds": (ready, bot.ready_seconds),
        "memory_mib": (memory, stock_memory),
        "unanswered": (ours_one.unanswered + ours_eight.unanswered, stock_one.unanswered + stock_eight.unanswered),
    }
    if options.json:
        print(json.dumps({name: {"ketabyar": a, "starter_bot": b} for name, (a, b) in figures.items()}))
        return
    print(f"\n{'':<34}{'ketabyar':>10}{'starter bot':>12}{'ratio':>15}")
    for name, (ours, theirs) in figures.items():
        label, _, unit = name.rpartition("_") if name.split("_")[-1] in {"seconds", "mib"} else (name, "", "")
        print(_row(label, ours, theirs, unit, ours / theirs if theirs else 0.0))


if __name__ == "__main__":
    main()
