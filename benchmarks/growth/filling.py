"""The messages of years in a PostgreSQL: one block as `benchmarks.million` makes it, and copies, a block later each.

A year has a million messages, in conversations of ten. What goes with a message stands beside it as the product
writes it: the patron's is in the journal, with what the engine read in it; what went to a messenger is in the outbox;
words are in the full-text index; beginnings and ends of conversations are events. Indexes are made behind the rows.
"""

from __future__ import annotations

import itertools
import json
import random
import uuid
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from functools import partial
from typing import Any

from sqlalchemy import Connection, func, select, text

from benchmarks.filling import written
from benchmarks.million import INTENTS, talks
from bot.settings import ROOT
from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.rollup import roll_up
from crm.messages.search import words_of
from protocol import plain_yaml

__all__ = ["TALK", "days_of", "fill", "people_of"]

# Messages of a conversation, on average.
TALK = 10
TALKS_A_YEAR = 100_000
# Chat partners for each thousand conversations.
PEOPLE = 80
# Figures are counted for so many days, and the same written down for those before them.
COUNTED_DAYS = 60
READINGS = 500
NUMBERED = ("channel_identity", "interaction", "interaction_event", "message", "journal", "outbox", "metric_daily")
FILLED = (*NUMBERED, "message_search")
# Copying rows that fit one another, to ask for each once more whether they do would take most of the time.
IN_BULK = ("SET LOCAL session_replication_role = replica", "SET LOCAL synchronous_commit = off")
# How to make each index again, and how to be without it: those of unique columns are constraints, keys stay.
INDEXES = """
SELECT CASE WHEN k.oid IS NULL THEN format('DROP INDEX %I', c.relname)
    ELSE format('ALTER TABLE %I DROP CONSTRAINT %I', t.relname, k.conname) END AS without,
  CASE WHEN k.oid IS NULL THEN pg_get_indexdef(i.indexrelid)
    ELSE format('ALTER TABLE %I ADD CONSTRAINT %I %s', t.relname, k.conname, pg_get_constraintdef(k.oid)) END AS again
FROM pg_index i JOIN pg_class c ON c.oid = i.indexrelid JOIN pg_class t ON t.oid = i.indrelid
LEFT JOIN pg_constraint k ON k.conindid = i.indexrelid AND k.conrelid = t.oid
WHERE t.relname = ANY(:tables) AND NOT i.indisprimary ORDER BY c.relname
"""
JOURNAL = """
INSERT INTO journal (channel, channel_message_id, identity_id, interaction_id, message_id, kind, state, received_at,
  closed_at)
SELECT i.channel, m.client_message_id, i.channel_identity_id, i.id, m.id, 'text', 'closed', m.created_at, m.created_at
FROM message m JOIN interaction i ON i.id = m.interaction_id WHERE m.sender = 'patron' ORDER BY m.id
"""
OUTBOX = """
INSERT INTO outbox (message_id, identity_id, channel, state, next_attempt_at, sent_at)
SELECT m.id, i.channel_identity_id, i.channel, 'sent', m.created_at, m.created_at
FROM message m JOIN interaction i ON i.id = m.interaction_id WHERE m.sender = 'bot' AND i.channel = 'telegram'
ORDER BY m.id
"""
EVENTS = """
INSERT INTO interaction_event (interaction_id, kind, occurred_at)
SELECT id, 'started', started_at FROM interaction UNION ALL
SELECT id, 'resolved_by_bot', ended_at FROM interaction WHERE outcome = 'bot_resolved' ORDER BY 1, 3
"""
FOUND_BY = """
INSERT INTO message_search (message_id, interaction_id, words)
SELECT m.id, m.interaction_id, array_to_tsvector(s.words) FROM message m JOIN said s ON s.body = m.body ORDER BY m.id
"""
FIGURES = """
INSERT INTO metric_daily (day, metric, dims_key, numerator, denominator, definition_version, computed_at)
SELECT day - CAST(:back AS integer), metric, dims_key, numerator, denominator, definition_version, computed_at
FROM metric_daily WHERE metric <> 'stock' AND day - CAST(:back AS integer) >= :first AND day >= :from
"""


def days_of(conversations: int) -> int:
    """Tell over how many days so many conversations are spread; a block has a whole number of them."""
    return max(1, round(365 * conversations / TALKS_A_YEAR))


def people_of(conversations: int) -> int:
    """Tell how many chat partners have so many conversations."""
    return max(PEOPLE, PEOPLE * conversations // 1000)


async def fill(store: Store, conversations: int) -> int:
    """Fill an empty store with so many conversations, which end about now; give how many messages they have.

    More than a year's have to be whole years.
    """
    block = min(conversations, TALKS_A_YEAR)
    blocks = conversations // block
    now = store.clock.now()

    def work(connection: Connection) -> int:
        for statement in (*IN_BULK, "SET LOCAL maintenance_work_mem = '512MB'", "SET LOCAL work_mem = '128MB'"):
            connection.execute(text(statement))
        indexes = connection.execute(text(INDEXES), {"tables": list(FILLED)}).all()
        for index in indexes:
            connection.execute(text(index.without))
        people = people_of(conversations)
        written(connection, records.ChannelIdentity, _people(people, now, days_of(conversations)))
        messages = _first_block(connection, block, people, now - timedelta(days=days_of(block) * (blocks - 1)))
        for number in range(1, blocks):
            _copy(connection, number, block, messages, people)
        for statement in (JOURNAL, OUTBOX, EVENTS, FOUND_BY):
            connection.execute(text(statement))
        for index in indexes:
            connection.execute(text(index.again))
        for name in NUMBERED:
            last = f"setval(pg_get_serial_sequence('{name}', 'id'), (SELECT coalesce(max(id), 1) FROM {name}))"
            connection.execute(text(f"SELECT {last}"))
        connection.execute(text("INSERT INTO search_state (id, last_message_id) SELECT 1, max(id) FROM message"))
        return messages * blocks

    made = await store.transact(work)
    await _figures(store, (now - timedelta(days=days_of(conversations))).date())
    return made


def _people(count: int, now: datetime, days: int) -> Iterator[dict[str, Any]]:
    for n in range(1, count + 1):
        # Each was last here on one of the days, as many on each.
        seen = now - timedelta(days=days * (count - n) / count)
        yield {
            "id": n, "public_id": f"p{n}", "channel": "web_chat", "external_id": f"x{n}", "token_hash": f"t{n}",
            "assurance": 0, "created_at": seen, "last_seen_at": seen, "language": "fa",
        }  # fmt: skip


def _first_block(connection: Connection, block: int, people: int, until: datetime) -> int:
    random_ = random.Random(1405)
    answers, readings = _answers(), _readings(random_)
    connection.execute(text("CREATE TEMPORARY TABLE said (body text PRIMARY KEY, words text[]) ON COMMIT DROP"))
    said: set[str] = set()
    numbers = itertools.count(1)
    for talk_rows, message_rows in talks(block, until, random_, days=days_of(block)):
        for row in talk_rows:
            row["channel_identity_id"] = 1 + row["id"] % people
        written(connection, records.Interaction, talk_rows)
        for row in message_rows:
            row["id"] = next(numbers)
            _as_kept(row, answers, readings, random_)
            said.add(row["body"])
        written(connection, records.Message, message_rows)
    words = [{"body": body, "words": sorted(set(words_of(body)))} for body in said]
    connection.execute(text("INSERT INTO said VALUES (:body, CAST(:words AS text[]))"), words)
    return next(numbers) - 1


def _as_kept(row: dict[str, Any], answers: dict[str, list[str]], readings: list[str], random_: random.Random) -> None:
    """Give a message what the product keeps with it, and the bot's an answer out of the answer book."""
    of_patron = row["sender"] == "patron"
    row |= {
        "client_message_id": str(uuid.UUID(int=random_.getrandbits(128))) if of_patron else None,
        "in_reply_to_id": None if of_patron else row["id"] - 1,
        "analysis": random_.choice(readings) if of_patron else None,
        "buttons": None if of_patron or row["id"] % 6 else _BUTTONS,
        "answer_name": None if of_patron else "utter_hours",
        "engine_version": "20261128-090000-long-melon",
    }
    if not of_patron:
        row["body"] = random_.choice(answers[row["language"]])


_BUTTONS = json.dumps(
    [
        {"title": "ساعت کار شعبه‌ها", "payload": '/hours{"branch": "saadi"}'},
        {"title": "گفت‌وگو با کتابدار", "payload": "/human_help"},
    ],
    ensure_ascii=False,
)


def _answers() -> dict[str, list[str]]:
    """Put answers together of four sentences each out of the answer book, as long as the bot's are."""
    responses = plain_yaml.load((ROOT / "domain.yml").read_text("utf-8"))["responses"]
    told: dict[str, list[str]] = {"fa": [], "en": []}
    for variations in responses.values():
        for one in variations:
            language = next((each["value"] for each in one.get("condition", ()) if each["name"] == "language"), None)
            if language in told and one.get("text"):
                told[language].append(one["text"])
    return {
        language: [" ".join(texts[start : start + 4]) for start in range(0, len(texts) - 3)]
        for language, texts in told.items()
    }


def _readings(random_: random.Random) -> list[str]:
    """Make what is kept of the engine's readings, as `crm.conversations.closing` does."""
    names = [name for name, _ in INTENTS]
    found = []
    for _ in range(READINGS):
        ranking = [[name, round(random_.random(), 4)] for name in random_.sample(names, 5)]
        entities = [{"entity": "branch", "value": "saadi", "start": 5, "end": 9, "extractor": "library"}]
        reading = {"runner_up": ranking[0][0], "ranking": ranking, "actions": ["action_hours"]}
        found.append(json.dumps(reading | ({"entities": entities} if random_.random() < 0.4 else {})))
    return found


def _copy(connection: Connection, number: int, block: int, messages: int, people: int) -> None:
    """Write the first block again, a number of blocks later."""
    values = {
        "talks": number * block, "messages": number * messages, "days": number * days_of(block), "mixed": number * 7919,
        "people": people, "block": block, "block_messages": messages,
    }  # fmt: skip
    public = "'00000000-0000-4000-8000-' || lpad(CAST(id + :talks AS text), 12, '0')"
    moved = {
        "id": "id + :talks",
        "public_id": public,
        "engine_conversation": "'m' || (id + :talks)",
        "channel_identity_id": "1 + (channel_identity_id * 31 + id * 13 + :mixed) % :people",
    }
    _again(connection, records.Interaction, moved, "id <= :block", values)
    moved = {
        "id": "id + :messages",
        "interaction_id": "interaction_id + :talks",
        "in_reply_to_id": "in_reply_to_id + :messages",
        "client_message_id": "CAST(md5(client_message_id || :mixed) AS uuid)",
    }
    _again(connection, records.Message, moved, "id <= :block_messages", values)


def _again(
    connection: Connection, record: type[records.Base], moved: dict[str, str], which: str, values: dict[str, Any]
) -> None:
    table = table_of(record)
    names = [column.name for column in table.columns]
    later = {
        column.name: f"{column.name} + make_interval(days => :days)" for column in table.columns if _is_moment(column)
    }
    given = ", ".join(moved.get(name) or later.get(name, name) for name in names)
    used = {name: value for name, value in values.items() if f":{name}" in given + which}
    statement = f"INSERT INTO {table.name} ({', '.join(names)}) SELECT {given} FROM {table.name} WHERE {which}"
    statement += " ORDER BY id"
    for name in sorted(used, key=len, reverse=True):
        # Numbers of ours; as parameters each would need a type wherever it stands.
        statement = statement.replace(f":{name}", str(int(used[name])))
    connection.execute(text(statement))


def _is_moment(column: Any) -> bool:
    return type(column.type).__name__ == "UtcDateTime"


async def _figures(store: Store, first: date) -> None:
    """Count the last days, and write for those before them what was counted: it is as much."""
    await roll_up(store, most_days=COUNTED_DAYS)
    day = table_of(records.MetricDaily).c.day
    oldest = await store.look(lambda connection: connection.scalar(select(func.min(day))))
    back = COUNTED_DAYS
    while oldest is not None and (oldest - first).days > back - COUNTED_DAYS:
        values = {"back": back, "first": first, "from": oldest}
        await store.transact(partial(_written_again, values=values))
        back += COUNTED_DAYS


def _written_again(connection: Connection, values: dict[str, Any]) -> None:
    connection.execute(text(FIGURES), values)
