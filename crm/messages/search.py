"""Full-text search in messages: words are folded when they are indexed, and when they are searched for."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, func, insert, select, text, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.search import SECURE_DELETE, write_anew
from language.normalise import fold

__all__ = ["Hit", "find", "forget", "forget_messages", "holds", "index_new", "query_words", "step_back", "words_of"]

BATCH = 2000
# PostgreSQL hands out ids before it commits: a message may come to be seen after a later one was indexed.
LATE = 2000
MOST_WORDS = 12

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


def step_back(connection: Connection) -> None:
    """Let the index go on from what is left, after messages were deleted.

    SQLite gives the number of the newest message again once that is deleted, and the index takes up only what is newer.
    """
    newest = connection.scalar(select(func.max(_MESSAGE.c.id))) or 0
    ahead = update(_STATE).where(_STATE.c.id == 1, _STATE.c.last_message_id > newest)
    connection.execute(ahead.values(last_message_id=newest))


def find(connection: Connection, wanted: str, *, limit: int, before: int | None = None) -> list[Hit]:
    """Give the newest messages that hold every word, and the last one at least as a beginning.

    `before` is the message id to go on from. Without a word there is nothing to find.
    """
    words = query_words(wanted)
    if not words:
        return []
    on_sqlite = connection.dialect.name == "sqlite"
    if on_sqlite:
        match = " ".join(f'"{word}"' for word in words) + "*"
        query = "SELECT rowid, interaction_id FROM message_search WHERE message_search MATCH :match"
        key = "rowid"
    else:
        match = " & ".join(f"'{word}'" for word in words) + ":*"
        query = "SELECT message_id, interaction_id FROM message_search WHERE words @@ CAST(:match AS tsquery)"
        key = "message_id"
    values: dict[str, object] = {"match": match, "limit": limit}
    if before is not None:
        query += f" AND {key} < :before"
        values["before"] = before
    rows = connection.execute(text(f"{query} ORDER BY {key} DESC LIMIT :limit"), values)
    return [Hit(int(message), int(interaction)) for message, interaction in rows]


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
