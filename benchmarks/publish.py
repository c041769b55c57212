"""`python -m benchmarks.publish`: patrons chat through the web API while another model is published.

Every turn must be answered exactly once, by one engine; prints the latencies before, during and after the swap.
"""

from __future__ import annotations

import argparse
import asyncio
import itertools
import json
import random
import sqlite3
import statistics
import tempfile
import time
import uuid
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import aiohttp

from bot.models.notes import EngineNotes, Wanted
from bot.models.publishing import outcome, publish
from crm.content.model_versions import ITSELF
from tests.support.model_files import MadeModel, make_model, open_store
from tests.support.system import System, make_system

# The same mix as in benchmarks.turns: rows, the catalogue, and what needs no row at all.
MESSAGES = (
    "سلام", "ساعت کاری شعبه سعدی فردا چنده؟", "کتابی از صادق هدایت دارین؟", "وای‌فای دارین؟",
    "hello", "Are you open on Friday?", "do you have Pride and Prejudice", "how much is printing?",
)  # fmt: skip
BEFORE_SECONDS = 6.0
AFTER_SECONDS = 6.0
SWITCH_SECONDS = 150.0
# Each message of a patron, how its turn ended, and what answered it.
SAID = """
    SELECT j.channel_message_id AS key, j.state, m.interaction_id, m.seq,
           (SELECT count(*) FROM message r WHERE r.in_reply_to_id = m.id AND r.sender = 'bot') AS replies,
           (SELECT max(r.engine_version) FROM message r WHERE r.in_reply_to_id = m.id) AS version,
           (SELECT count(*) FROM message r WHERE r.in_reply_to_id = m.id AND r.answer_status = 'error') AS errors
    FROM journal j JOIN message m ON m.id = j.message_id ORDER BY m.interaction_id, m.seq"""


@dataclass
class Turn:
    """One message of one patron: when it was sent, how long it took, and what came back."""

    key: str
    sent_at: float
    ms: float
    status: int
    replies: int


@dataclass
class Talks:
    """What all patrons did, and when the swap was."""

    turns: list[Turn] = field(default_factory=list)
    asked_at: float = 0.0
    switched_at: float = 0.0
    drained_at: float = 0.0


@dataclass(frozen=True)
class Latency:
    """Turns and latencies of one stretch of time, in milliseconds."""

    turns: int
    p50: float
    p95: float
    longest: float

    @classmethod
    def of(cls, turns: Sequence[Turn]) -> Latency:
        """Sum up some turns."""
        ms = [turn.ms for turn in turns]
        if len(ms) < 2:
            return cls(len(ms), *(ms or [0.0]) * 3)
        cuts = statistics.quantiles(ms, n=100, method="inclusive")
        return cls(len(ms), round(cuts[49], 1), round(cuts[94], 1), round(max(ms), 1))


@dataclass(frozen=True)
class Found:
    """What the store says of the turns; the first four must be zero."""

    lost: int
    doubled: int
    failed: int
    back_to_old: int
    by_old: int
    by_new: int


async def patron(
    urls: Sequence[str], http: aiohttp.ClientSession, talks: Talks, stop: asyncio.Event, pause: float
) -> None:
    """Chat until told to stop, a message every `pause` seconds or so; any of the gateways may get it."""
    origin = {"Origin": urls[0]}
    async with http.post(f"{urls[0]}/api/chat/session", json={"language": "fa"}, headers=origin) as answer:
        headers = {**origin, "Authorization": f"Bearer {(await answer.json())['token']}"}
    await asyncio.sleep(random.uniform(0, pause))
    for text in itertools.cycle(random.sample(MESSAGES, len(MESSAGES))):
        if stop.is_set():
            return
        key = str(uuid.uuid4())
        started = time.perf_counter()
        body = {"client_message_id": key, "text": text}
        async with http.post(f"{random.choice(urls)}/api/chat/messages", json=body, headers=headers) as answer:
            replies = (await answer.json()).get("messages", []) if answer.status == 200 else []
            ms = (time.perf_counter() - started) * 1000
            talks.turns.append(Turn(key, started, ms, answer.status, len(replies)))
        await asyncio.sleep(random.uniform(0.5, 1.5) * pause)


async def swap(system: System, talks: Talks, model: MadeModel) -> None:
    """Publish a model as the console does, and note when it took over and when the old engine was gone."""
    store = await open_store(system)
    try:
        talks.asked_at = time.perf_counter()
        wanted = await publish(store, system.home, model.id, ITSELF, reason="measuring the swap")
        found = await outcome(store, system.home, wanted, seconds=SWITCH_SECONDS)
    finally:
        await store.close()
    talks.switched_at = time.perf_counter()
    if found.state != "published":
        raise RuntimeError(f"the model was not put in use: {found.state} {found.reason or ''}")
    await _drained(system, wanted)
    talks.drained_at = time.perf_counter()


async def _drained(system: System, wanted: Wanted) -> None:
    notes = EngineNotes(system.home)
    for _ in range(400):
        progress = notes.progress()
        if progress is not None and progress.serial >= wanted.serial and progress.phase == "steady":
            return
        await asyncio.sleep(0.1)
    raise RuntimeError("the old engine was not stopped")


async def chat_while_publishing(
    system: System, model: MadeModel, *, patrons: int, pause: float, before: float, after: float
) -> Talks:
    """Let patrons chat, publish a model meanwhile, and let them chat on."""
    return await chat_during(
        [system.url], lambda talks: swap(system, talks, model), patrons=patrons, pause=pause, before=before, after=after
    )


async def chat_during(
    urls: Sequence[str],
    work: Callable[[Talks], Awaitable[None]],
    *,
    patrons: int,
    pause: float,
    before: float,
    after: float,
) -> Talks:
    """Let patrons chat at some gateways, do something meanwhile, and let them chat on."""
    talks, stop = Talks(), asyncio.Event()
    connector = aiohttp.TCPConnector(limit=0)
    async with aiohttp.ClientSession(connector=connector, timeout=aiohttp.ClientTimeout(total=60)) as http:
        chats = [asyncio.create_task(patron(urls, http, talks, stop, pause)) for _ in range(patrons)]
        try:
            await asyncio.sleep(before)
            await work(talks)
            await asyncio.sleep(after)
        finally:
            stop.set()
            await asyncio.gather(*chats)
    return talks


def judged(system: System, talks: Talks, model: MadeModel) -> Found:
    """Count what went wrong, from the store: the record of what was said to whom, and by which engine."""
    with sqlite3.connect(f"file:{system.store_path}?mode=ro", uri=True) as store:
        store.row_factory = sqlite3.Row
        return judged_rows([dict(row) for row in store.execute(SAID).fetchall()], talks, model.version)


def judged_rows(rows: Sequence[Mapping[str, Any]], talks: Talks, version: str) -> Found:
    """Count what went wrong by what `SAID` finds in a store; version: what the engine calls the new model."""
    kept: dict[str, list[Mapping[str, Any]]] = {}
    for row in rows:
        kept.setdefault(row["key"], []).append(row)
    sent = {turn.key: turn for turn in talks.turns}
    mine = [row for row in rows if row["key"] in sent]
    newest: dict[int, bool] = {}
    back = 0
    for row in mine:
        is_new = row["version"] == version
        back += newest.get(row["interaction_id"], False) and not is_new
        newest[row["interaction_id"]] = newest.get(row["interaction_id"], False) or is_new
    return Found(
        lost=sum(turn.replies == 0 or key not in kept for key, turn in sent.items()),
        doubled=sum(len(kept.get(key, ())) > 1 for key in sent)
        + sum(row["replies"] != sent[row["key"]].replies for row in mine),
        failed=sum(turn.status != 200 for turn in talks.turns)
        + sum(row["state"] != "closed" or row["errors"] > 0 for row in mine),
        back_to_old=back,
        by_old=sum(row["version"] != version for row in mine),
        by_new=sum(row["version"] == version for row in mine),
    )


def stretches(talks: Talks) -> dict[str, Latency]:
    """Latencies before the publication, while it went on, and after the old engine was gone."""
    return {
        "before": Latency.of([turn for turn in talks.turns if turn.sent_at < talks.asked_at]),
        "during": Latency.of([turn for turn in talks.turns if talks.asked_at <= turn.sent_at < talks.drained_at]),
        "after": Latency.of([turn for turn in talks.turns if turn.sent_at >= talks.drained_at]),
    }


def main() -> None:
    """Start a system of its own, let patrons chat through a publication, and print what came of it."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--patrons", type=int, default=50)
    parser.add_argument("--pause", type=float, default=2.0, help="seconds between two messages of a patron")
    parser.add_argument("--json", action="store_true", help="print one JSON object")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="ketabyar-publish-") as folder:
        system = make_system(Path(folder))
        system.start()
        try:
            model = make_model(system)
            talks = asyncio.run(
                chat_while_publishing(
                    system, model, patrons=options.patrons, pause=options.pause,
                    before=BEFORE_SECONDS, after=AFTER_SECONDS,
                )
            )  # fmt: skip
            found = judged(system, talks, model)
        finally:
            system.stop()
    times = stretches(talks)
    if options.json:
        result = {name: asdict(each) for name, each in times.items()}
        print(json.dumps({"patrons": options.patrons, **asdict(found), **result}))
        return
    print(f"{options.patrons} patrons, a message every {options.pause:g} s each, {len(talks.turns)} turns")
    print(f"lost {found.lost}, doubled {found.doubled}, failed {found.failed}, back at the old {found.back_to_old};")
    print(f"{found.by_old} answered by the old engine, {found.by_new} by the new one")
    print(f"new engine ready {talks.switched_at - talks.asked_at:.1f} s after the publication,")
    print(f"old engine gone {talks.drained_at - talks.switched_at:.1f} s later")
    for name, each in times.items():
        print(f"{name:<8}{each.turns:>6} turns   p50 {each.p50:>7.1f} ms   p95 {each.p95:>7.1f} ms", end="")
        print(f"   longest {each.longest:>7.1f} ms")


if __name__ == "__main__":
    main()
