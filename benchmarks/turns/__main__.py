"""`make bench`: ketabyar's whole way, store, actions and masking included, beside Rasa's bare starter bot.

Both hear the same messages of written and judged conversations, a fixed choice; half of these conversations are held
signed in. All run at the same time and are talked with in alternating rounds.
"""

from __future__ import annotations

import argparse
import asyncio
import json
import sys
import tempfile
from collections.abc import Sequence
from contextlib import ExitStack
from pathlib import Path

import aiohttp
import psutil

from benchmarks.spoken import Conversation, chosen, spoken, vector_share, written_files
from benchmarks.talk.rows import repository_files
from benchmarks.turns.bots import Bot, ketabyar, starter_bot
from benchmarks.turns.figures import CROWDS, SHARES, Rounds, capacity, table
from benchmarks.turns.load import Measured, dealt, talk, talk_at
from bot.settings import ROOT

# Messages of a round with so many patrons, at least; `--quick` takes the second.
MESSAGES = (320, 40)
# Conversations that go on at a time while messages come by themselves.
SIDE_BY_SIDE = 50
# The first talk of each bot is not counted: so many messages of it.
WARM_UP = 20


def main() -> int:
    """Measure ketabyar beside the starter bot, and beside another checkout of ketabyar, in alternating rounds."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--rounds", type=int, default=3, help="in each, every bot has every load once")
    parser.add_argument("--beside", type=Path, help="the folder of another checkout of ketabyar, set up and trained")
    parser.add_argument("--alone", action="store_true", help="without the starter bot")
    parser.add_argument("--closed", action="store_true", help="leave out the loads that come by themselves")
    parser.add_argument("--quick", action="store_true", help="one short round: does it run at all")
    parser.add_argument("--seed", type=int, default=1, help="of the choice of conversations, and of when messages come")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    rounds, wanted = (1, MESSAGES[1]) if options.quick else (options.rounds, MESSAGES[0])
    talks = chosen(spoken([*repository_files(), *written_files()]), wanted, options.seed)
    shares = () if options.closed else SHARES
    with tempfile.TemporaryDirectory(prefix="ketabyar-bench-") as folder, ExitStack() as running:
        begin = [ketabyar(Path(folder) / "here", "ketabyar", ROOT)]
        if not options.alone:
            begin.append(starter_bot())
        if options.beside:
            begin.append(ketabyar(Path(folder) / "beside", "beside", options.beside.resolve()))
        bots = []
        for each in begin:
            bots.append(running.enter_context(each))
            _say(f"{bots[-1].name} is ready")
        found = measure(bots, talks, rounds, shares, options.seed)
    _report(found, talks, rounds, as_json=options.json)
    return 0


def measure(
    bots: Sequence[Bot], talks: Sequence[Conversation], rounds: int, shares: Sequence[float], seed: int
) -> list[Rounds]:
    """Let all bots be talked with in turn, round by round; the first talk of each is not counted."""
    for bot in bots:
        asyncio.run(_crowd(bot, chosen(talks, min(WARM_UP, len(talks)), seed), 1))
        bot.settle()
    found = [Rounds(bot.name, bot.ready) for bot in bots]
    for number in range(rounds):
        for patrons in CROWDS:
            for bot, rows in zip(bots, found, strict=True):
                rows.crowds[patrons].append(asyncio.run(_crowd(bot, talks, patrons)))
                _say(f"round {number + 1}, {bot.name}, {patrons}: {rows.crowds[patrons][-1].per_second:.1f} a second")
        for share in shares:
            for bot, rows in zip(bots, found, strict=True):
                rate = share * capacity([measured[-1] for measured in rows.crowds.values()])
                rows.shares[share].append(asyncio.run(_at(bot, talks, rate, seed + number)))
                _say(f"round {number + 1}, {bot.name}, {rate:.1f} come a second")
    for bot, rows in zip(bots, found, strict=True):
        rows.memory = bot.memory()
        rows.shares = {share: measured for share, measured in rows.shares.items() if measured}
    return found


async def _crowd(bot: Bot, talks: Sequence[Conversation], patrons: int) -> Measured:
    async with _http() as http:
        return await talk(dealt(await bot.begin(http, talks), patrons), bot.spent)


async def _at(bot: Bot, talks: Sequence[Conversation], rate: float, seed: int) -> Measured:
    async with _http() as http:
        begun = await bot.begin(http, talks)
        return await talk_at(rate, begun, side_by_side=SIDE_BY_SIDE, seed=seed, spent=bot.spent)


def _http() -> aiohttp.ClientSession:
    return aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=0), trust_env=False)


def _report(found: Sequence[Rounds], talks: Sequence[Conversation], rounds: int, *, as_json: bool) -> None:
    if as_json:
        print(json.dumps({one.name: one.figures() for one in found}))
        return
    texts = [text for one in talks for text in one.messages]
    signed_in = sum(one.card is not None for one in talks)
    print(f"{psutil.cpu_count()} processors, load {psutil.getloadavg()[0]:.1f}; {rounds} rounds of {len(texts)} "
          f"messages ({len(set(texts))} different) of {len(talks)} conversations, {signed_in} signed in")  # fmt: skip
    share = vector_share(texts)
    if share is not None:
        print(f"read by itself, {share:.0%} of them need a sentence vector")
    print("", *table(found), sep="\n")


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


if __name__ == "__main__":
    sys.exit(main())
