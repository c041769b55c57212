"""`make bench-console`: the console's pages over a million messages, on SQLite and on PostgreSQL."""

from __future__ import annotations

import argparse
import asyncio
import json
import os
import random
import socket
import statistics
import sys
import tempfile
import time
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import httpx
from sqlalchemy import Connection, insert, select, text

from bot.__main__ import server_of
from bot.app import running_gateway
from bot.settings import ROOT, Settings
from crm import records
from crm.database import migrate
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.rollup import roll_up
from crm.messages import search
from crm.staff.members import add_staff
from library import seed
from protocol.clock import SystemClock
from tests.support.databases import postgres_cluster

SECRET = "the secret of the million messages"
PASSWORD = "a long password for a benchmark"
TARGET_MS = {"dashboard": 500.0}
USUAL_TARGET_MS = 150.0
DAYS = 365
PEOPLE = 8000
CHUNK = 1000

INTENTS = (
    ("hours", 18), ("search_book", 17), ("renew", 12), ("hold", 9), ("loans", 8), ("fines", 6), ("human_help", 5),
    ("room_booking", 5), ("out_of_scope", 5), ("location", 4), ("eresources", 4), ("complaint", 2), ("wifi", 2),
    ("events", 2), ("suggestion", 1),
)  # fmt: skip
PAGES = {
    "list": "/console/conversations",
    "filter: language, outcome": "/console/conversations?language=en&outcome=staff_resolved",
    "filter: intent, below": "/console/conversations?intent=complaint&below=50",
    "filter: days": "/console/conversations?from={from}&to={to}",
    "filter: channel, score": "/console/conversations?channel=telegram&fallback=1",
    "search: common word": "/console/conversations?q=سلام",
    "search: rare word": "/console/conversations?q=زعفران",
    "search: English": "/console/conversations?q=renewal books",
    "search: two words": "/console/conversations?q=ساعت کتابخانه",
    "search and filter": "/console/conversations?q=book&language=en&channel=web_chat",
    "inbox": "/console/inbox",
    "cases": "/console/cases",
    "conversation": "/console/conversations/{talk}",
    "dashboard": "/console/figures?span=days30",
    "dashboard: a year": "/console/figures?span=year",
}


def sentences() -> dict[str, list[str]]:
    """What is said in the conversations: the held-out utterances, and some words of our own around them."""
    said: dict[str, list[str]] = {"fa": [], "en": []}
    for path in sorted((ROOT / "data" / "held_out").glob("*.jsonl")):
        for line in path.read_text("utf-8").splitlines():
            row = json.loads(line)
            said[row["lang"]].append(row["text"])
    said["fa"] += ["سلام، وقت بخیر", "ساعت کار کتابخانه چیست؟", "ممنون از راهنمایی شما"]
    said["en"] += ["hello there", "renewal of my books please", "thanks for the help with the book"]
    return said


def talks(
    count: int, now: datetime, random_: random.Random, *, days: float = DAYS
) -> Iterator[tuple[list[dict[str, Any]], list[dict[str, Any]]]]:
    """Make the conversations of so many days with their messages, in chunks, the oldest first."""
    said = sentences()
    intents = [name for name, weight in INTENTS for _ in range(weight)]
    begin = now - timedelta(days=days)
    talk_rows: list[dict[str, Any]] = []
    message_rows: list[dict[str, Any]] = []
    for number in range(1, count + 1):
        language = "en" if random_.random() < 0.25 else "fa"
        started = begin + (now - begin) * (number / count) * 0.9999
        intent = random_.choice(intents)
        asked = intent in ("human_help", "complaint") or random_.random() < 0.03
        outcome = "staff_resolved" if asked and random_.random() < 0.7 else "abandoned" if asked else "bot_resolved"
        turns = random_.randint(3, 7)
        ended = started + timedelta(minutes=turns)
        replied = started + timedelta(seconds=random_.randint(20, 600)) if outcome == "staff_resolved" else None
        fallback = random_.random() < 0.12
        talk_rows.append(
            {
                "id": number, "public_id": f"00000000-0000-4000-8000-{number:012d}",
                "engine_conversation": f"m{number}",
                "channel": "telegram" if random_.random() < 0.3 else "web_chat", "language": language,
                "channel_identity_id": 1 + number % PEOPLE, "status": "closed", "outcome": outcome,
                "handled_by": "both" if outcome == "staff_resolved" else "bot", "primary_intent": intent,
                "started_at": started, "last_message_at": ended, "ended_at": ended, "patron_message_count": turns,
                "last_seq": 2 * turns, "handoff_requested_at": started if asked else None,
                "first_staff_reply_at": replied,
                "lowest_confidence": round(random_.uniform(0.2, 1.0), 3), "fallback_count": int(fallback),
                "score": random_.choice((None, None, None, 3, 4, 5, 5)), "thumb": None,
            }
        )  # fmt: skip
        for turn in range(turns):
            at = started + timedelta(minutes=turn)
            body = random_.choice(said[language]) + (" زعفران" if number % 20_000 == 7 and turn == 0 else "")
            common = {"interaction_id": number, "created_at": at, "language": language}
            message_rows.append(
                {
                    **common, "seq": 2 * turn + 1, "sender": "patron", "body": body, "intent": intent,
                    "confidence": round(random_.uniform(0.2, 1.0), 3), "answer_status": None, "latency_ms": None,
                    "engine_version": "benchmark",
                }
            )  # fmt: skip
            status = "fallback" if fallback and turn == 0 else "answered"
            message_rows.append(
                {
                    **common, "seq": 2 * turn + 2, "sender": "bot", "body": random_.choice(said[language]),
                    "intent": None, "confidence": None, "answer_status": status,
                    "latency_ms": random_.randint(8, 60), "engine_version": None,
                }
            )  # fmt: skip
        if number % CHUNK == 0 or number == count:
            yield talk_rows, message_rows
            talk_rows, message_rows = [], []


async def fill(store: Store, count: int) -> int:
    """Fill the store; give how many messages it has then."""
    random_ = random.Random(1405)  # the same conversations every time
    now = store.clock.now()
    person = {"channel": "web_chat", "assurance": 0, "created_at": now, "last_seen_at": now, "language": "fa"}
    people = [
        {**person, "public_id": f"p{n}", "external_id": f"x{n}", "token_hash": f"t{n}"} for n in range(1, PEOPLE + 1)
    ]
    await store.transact(lambda c: c.execute(insert(table_of(records.ChannelIdentity)), people) and None)
    for talk_rows, message_rows in talks(count, now, random_):

        def write(connection: Connection, one: Any = talk_rows, other: Any = message_rows) -> None:
            connection.execute(insert(table_of(records.Interaction)), one)
            connection.execute(insert(table_of(records.Message)), other)

        await store.transact(write)
    cases = [
        {
            "number": f"K-{number:06d}", "kind": random_.choice(("complaint", "question", "suggestion")),
            "subject": "matter", "opened_at": now - timedelta(days=number % 60),
            "due_at": now + timedelta(days=number % 5),
        }
        for number in range(400)
    ]  # fmt: skip
    await store.transact(lambda c: c.execute(insert(table_of(records.ServiceCase)), cases) and None)
    while await search.index_new(store, 20_000):
        pass
    while await roll_up(store):
        pass
    if not store.is_sqlite:
        # As a database does by itself in its quiet minutes.
        await store.transact(lambda c: c.execute(text("ANALYZE")) and None)
    else:
        await store.transact(lambda c: c.execute(text("PRAGMA optimize")) and None)
    query = select(table_of(records.Message).c.id).order_by(table_of(records.Message).c.id.desc()).limit(1)
    return int(await store.look(lambda c: c.scalar(query)) or 0)


async def measure(settings: Settings, talk: str, rounds: int) -> dict[str, dict[str, float]]:
    """Ask the running console for every page; milliseconds from request to whole answer."""
    figures: dict[str, dict[str, float]] = {}
    async with running_gateway(settings) as running:
        server = server_of(running)
        # Named as TCP, as a server names its own: else asyncio leaves small packets waiting for one another.
        with socket.socket(socket.AF_INET, socket.SOCK_STREAM, socket.IPPROTO_TCP) as listener:
            listener.bind(("127.0.0.1", 0))
            task = asyncio.create_task(server.serve(sockets=[listener]))
            while not server.started:
                await asyncio.sleep(0.05)
            url = f"http://127.0.0.1:{listener.getsockname()[1]}"
            days = {"from": "2026-10-01", "to": "2026-10-31", "talk": talk}
            async with httpx.AsyncClient(base_url=url, trust_env=False, timeout=60) as http:
                page = await http.get("/console/sign-in")
                token = page.text.split('name="csrf" value="')[1].split('"')[0]
                answer = await http.post(
                    "/console/sign-in", data={"csrf": token, "username": "bench", "password": PASSWORD}
                )
                assert answer.status_code == 303, answer.text[:300]
                for name, path in PAGES.items():
                    taken = []
                    for _ in range(rounds + 2):
                        started = time.perf_counter()
                        got = await http.get(path.format(**days))
                        taken.append((time.perf_counter() - started) * 1000)
                        assert got.status_code == 200, f"{name}: {got.status_code}"
                    # The first two pay for what is read once.
                    kept = sorted(taken[2:])
                    figures[name] = {
                        "p50": statistics.median(kept),
                        "p95": kept[max(0, round(0.95 * len(kept)) - 1)],
                        "target": TARGET_MS.get(name.split(":")[0], USUAL_TARGET_MS),
                    }
            running.hang_up()
            server.should_exit = True
            await task
    return figures


async def bench(url: str, home: Path, count: int, rounds: int) -> dict[str, Any]:
    """Fill a database and measure the pages over it."""
    settings = Settings(
        environment="demo", home=home, secret=SECRET, database_url=url, port=8000, engine_port=2, actions_port=3,
        public_url="http://127.0.0.1:8000",
    )  # fmt: skip
    await asyncio.to_thread(migrate.upgrade, url)
    store = await Store.open(url, clock=SystemClock(), **settings.store_keys)
    begun = time.monotonic()
    try:
        await seed.load(store, seed.DEMO_FILE)
        await add_staff(store, "bench", "Bench", "admin", PASSWORD)
        messages = await fill(store, count)
    finally:
        await store.close()
    filled = time.monotonic() - begun
    talk = f"00000000-0000-4000-8000-{count // 2:012d}"
    pages = await measure(settings, talk, rounds)
    return {"messages": messages, "interactions": count, "filled_s": round(filled, 1), "pages": pages}


def show(database: str, result: dict[str, Any]) -> bool:
    """Print a result; tell whether every page was within its target."""
    print(
        f"{database}: {result['messages']:,} messages in {result['interactions']:,} interactions, "
        f"filled in {result['filled_s']:.0f} s"
    )
    print(f"  {'page':32}{'p50 ms':>10}{'p95 ms':>10}{'target':>10}")
    good = True
    for name, row in result["pages"].items():
        late = row["p95"] > row["target"]
        good = good and not late
        print(f"  {name:32}{row['p50']:10.1f}{row['p95']:10.1f}{row['target']:10.0f}{'  LATE' if late else ''}")
    return good


def main() -> int:
    """Run the benchmark on one database or both; 1 when a page was late."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.million", description=__doc__)
    parser.add_argument("--database", choices=("sqlite", "postgresql", "both"), default="both")
    parser.add_argument("--interactions", type=int, default=100_000)
    parser.add_argument("--rounds", type=int, default=40)
    parser.add_argument("--json", action="store_true")
    options = parser.parse_args()
    os.environ.setdefault("KETABYAR_ENVIRONMENT", "demo")
    results: dict[str, Any] = {}
    with tempfile.TemporaryDirectory() as folder:
        if options.database in ("sqlite", "both"):
            url = f"sqlite:///{folder}/million.sqlite3"
            results["sqlite"] = asyncio.run(bench(url, Path(folder), options.interactions, options.rounds))
        if options.database in ("postgresql", "both"):
            with postgres_cluster() as cluster:
                name = asyncio.run(cluster.create("template0"))
                address = cluster.url(name).render_as_string(hide_password=False)
                results["postgresql"] = asyncio.run(bench(address, Path(folder), options.interactions, options.rounds))
    if options.json:
        print(json.dumps(results, indent=1))
        return 0
    good = [show(database, result) for database, result in results.items()]
    return 0 if all(good) else 1


if __name__ == "__main__":
    sys.exit(main())
