"""Full-text search in messages: words are folded when they are indexed, and when they are searched for."""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, text, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.search import SECURE_DELETE, write_anew
from language.normalise import fold

__all__ = [
    "Hit",
    "find",
    "forget",
    "forget_messages",
    "holds",
    "index_new",
    "number_anew",
    "query_words",
    "words_of",
]

BATCH = 2000
# PostgreSQL hands out ids before it commits: a message may come to be seen after a later one was indexed.
LATE = 2000
MOST_WORDS = 12
# So often as many messages are gone back through, where each time holds its share of what is wanted.
WALKS = 3

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_STATE = table_of(records.SearchState)
_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Hit:
    """One message that holds the words, and its interaction."""

    message_id: int
    interaction_id: int


def words_of(body: str) -> list[str]:
    """Give the folded words of a text in order."""
    return _WORD.findall(fold(body))


def query_words(wanted: str) -> list[str]:
    """Give the words that are looked for; the last one may be the beginning of a word."""
    return list(dict.fromkeys(words_of(wanted)))[:MOST_WORDS]


def holds(body: str, words: Sequence[str]) -> bool:
    """Tell whether a text holds every word that is looked for, and the last one at least as a beginning."""
    there = words_of(body)
    return all(word in there for word in words[:-1]) and any(word.startswith(words[-1]) for word in there)


async def index_new(store: Store, limit: int = BATCH) -> int:
    """Index the messages written since the last call, `limit` at most; give how many were looked at."""

    def index(connection: Connection) -> int:
        last = connection.scalar(select(_STATE.c.last_message_id).where(_STATE.c.id == 1))
        if last is None:
            connection.execute(insert(_STATE).values(id=1, last_message_id=0))
        return _index(connection, store.is_sqlite, int(last or 0), limit)

    newest = select(_MESSAGE.c.id).order_by(_MESSAGE.c.id.desc()).limit(1)
    state = select(_STATE.c.last_message_id).where(_STATE.c.id == 1)
    # Looked at without the right to write first: most of the time there is nothing to do.
    if await store.look(lambda connection: connection.scalar(newest) == (connection.scalar(state) or 0)):
        return 0
    return await store.transact(index)


_COLUMNS = (_MESSAGE.c.id, _MESSAGE.c.interaction_id, _MESSAGE.c.body, _INTERACTION.c.handled_by)
# Notices say the same thousands of times, and nobody looks for their words.
_BY_ITSELF = "system"


def _index(connection: Connection, on_sqlite: bool, last: int, limit: int) -> int:
    talk = _INTERACTION.c.id == _MESSAGE.c.interaction_id
    new = select(*_COLUMNS).join(_INTERACTION, talk).where(_MESSAGE.c.id > last).order_by(_MESSAGE.c.id).limit(limit)
    seen = list(connection.execute(new))
    if not on_sqlite:
        absent = text("NOT EXISTS (SELECT 1 FROM message_search WHERE message_search.message_id = message.id)")
        late = (
            select(*_COLUMNS)
            .join(_INTERACTION, talk)
            .where(
                _MESSAGE.c.id > last - LATE,
                _MESSAGE.c.id <= last,
                _MESSAGE.c.body.is_not(None),
                _INTERACTION.c.handled_by != _BY_ITSELF,
                absent,
            )
        )
        seen += connection.execute(late)
    rows = [
        {"message": row.id, "interaction": row.interaction_id, "words": words}
        for row in seen
        if row.body and row.handled_by != _BY_ITSELF and (words := words_of(row.body))
    ]
    if rows and on_sqlite:
        add = text("INSERT INTO message_search (rowid, words, interaction_id) VALUES (:message, :words, :interaction)")
        connection.execute(add, [{**row, "words": " ".join(row["words"])} for row in rows])
    elif rows:
        add = text(
            "INSERT INTO message_search (message_id, interaction_id, words) "
            "VALUES (:message, :interaction, array_to_tsvector(CAST(:words AS text[]))) ON CONFLICT DO NOTHING"
        )
        connection.execute(add, [{**row, "words": sorted(set(row["words"]))} for row in rows])
    newest = max((row.id for row in seen), default=last)
    if newest > last:
        connection.execute(update(_STATE).where(_STATE.c.id == 1).values(last_message_id=newest))
    return len(seen)


def find(connection: Connection, wanted: str, *, limit: int, before: int | None = None) -> list[Hit]:
    """Give the newest messages that hold every word, and the last one at least as a beginning.

    `before` is the message id to go on from. Without a word there is nothing to find.
    """
    words = query_words(wanted)
    if not words:
        return []
    if connection.dialect.name != "sqlite":
        return _found(connection, " & ".join(f"'{word}'" for word in words) + ":*", limit, before)
    query = "SELECT rowid, interaction_id FROM message_search WHERE message_search MATCH :match"
    values: dict[str, object] = {"match": " ".join(f'"{word}"' for word in words) + "*", "limit": limit}
    if before is not None:
        query += " AND rowid < :before"
        values["before"] = before
    return _hits(connection, f"{query} ORDER BY rowid DESC LIMIT :limit", values)


# Fenced off by OFFSET and MATERIALIZED: PostgreSQL does not know how often a word was said, and took a rare one for a
# common one, for which it went back through all messages of years.
_NEWEST = """
SELECT message_id, interaction_id FROM (SELECT message_id, interaction_id, words FROM message_search
  WHERE message_id > :floor AND message_id <= :newest ORDER BY message_id DESC OFFSET 0) AS newest
WHERE words @@ CAST(:match AS tsquery) ORDER BY message_id DESC LIMIT :limit
"""
_OLDER = """
WITH found AS MATERIALIZED (SELECT message_id, interaction_id FROM message_search
  WHERE words @@ CAST(:match AS tsquery))
SELECT message_id, interaction_id FROM found WHERE message_id <= :floor ORDER BY message_id DESC LIMIT :limit
"""


def _found(connection: Connection, match: str, limit: int, before: int | None) -> list[Hit]:
    """Find in PostgreSQL: common words by going back through the newest messages, all others by the index of words.

    Of `count` messages the root of `limit * count` are gone back through, and as many again while that seems to be
    enough. A word of which they hold few is not in many more than that altogether: neither way reads many more.
    """
    if before is None:
        newest = int(connection.scalar(text("SELECT max(message_id) FROM message_search")) or 0)
    else:
        newest = before - 1
    back = math.isqrt(max(0, limit * newest))
    found: list[Hit] = []
    for _ in range(WALKS):
        floor = newest - back
        values: dict[str, object] = {"match": match, "limit": limit - len(found), "newest": newest, "floor": floor}
        found += _hits(connection, _NEWEST, values)
        newest = floor
        if len(found) == limit or newest <= 0:
            return found
        if len(found) * WALKS < limit:
            break
    return found + _hits(connection, _OLDER, {"match": match, "limit": limit - len(found), "floor": newest})


def _hits(connection: Connection, query: str, values: dict[str, object]) -> list[Hit]:
    return [Hit(int(message), int(interaction)) for message, interaction in connection.execute(text(query), values)]


def forget(connection: Connection, interaction_ids: Sequence[int]) -> None:
    """Take the words of whole interactions out of the index."""
    if interaction_ids:
        query = select(_MESSAGE.c.id).where(_MESSAGE.c.interaction_id.in_(interaction_ids))
        forget_messages(connection, connection.scalars(query).all())


def forget_messages(connection: Connection, message_ids: Sequence[int]) -> None:
    """Take the words of some messages out of the index."""
    if not message_ids:
        return
    # By rowid on SQLite: the interaction is only carried along in the index, not searched by.
    key = "rowid" if connection.dialect.name == "sqlite" else "message_id"
    query = text(f"DELETE FROM message_search WHERE {key} = :id")  # noqa: S608 - two names of our own
    connection.execute(query, [{"id": each} for each in message_ids])
    if not SECURE_DELETE:
        write_anew(connection)


def number_anew(connection: Connection) -> None:
    """Let the next message be found and shown although it gets the number of one that was deleted.

    SQLite gives the number of the newest row again once that is deleted: whatever remembers up to which message it
    has come would take the next one for known. PostgreSQL never does.
    """
    if connection.dialect.name != "sqlite":
        return
    newest = connection.scalar(select(func.coalesce(func.max(_MESSAGE.c.id), 0)))
    seen = update(_STATE).where(_STATE.c.last_message_id > newest).values(last_message_id=newest)
    connection.execute(seen)
    hidden = update(_IDENTITY).where(_IDENTITY.c.history_after > newest).values(history_after=newest)
    connection.execute(hidden)
