"""The full-text index of messages, in each database's own form, beside SQLAlchemy's tables."""

import sqlite3
from typing import Any

from sqlalchemy import Connection, MetaData, event, text

from crm.records.base import Base

__all__ = ["PREFIX", "SECURE_DELETE", "erase_for_good", "make_search", "remove_search", "write_anew"]

# Every table of the index begins so (SQLite keeps several of its own).
PREFIX = "message_search"

# The option of the index that SQLite has had since then.
SECURE_DELETE = sqlite3.sqlite_version_info >= (3, 42, 0)

_SQLITE = (
    # rowid is the message's id. The text is folded already: the tokenizer only has to find the words.
    "CREATE VIRTUAL TABLE message_search USING fts5("
    'words, interaction_id UNINDEXED, tokenize="unicode61 remove_diacritics 0")',
)
_POSTGRESQL = (
    "CREATE TABLE message_search (message_id BIGINT PRIMARY KEY REFERENCES message(id) ON DELETE CASCADE, "
    "interaction_id BIGINT NOT NULL, words TSVECTOR NOT NULL)",
    "CREATE INDEX ix_message_search_words ON message_search USING gin (words)",
)


def make_search(connection: Connection) -> None:
    """Make the empty index."""
    for statement in _SQLITE if connection.dialect.name == "sqlite" else _POSTGRESQL:
        connection.execute(text(statement))
    erase_for_good(connection)


def erase_for_good(connection: Connection, wanted: bool = True) -> None:
    """Let what is taken out of SQLite's index leave nothing in it; else words stay until a part is written anew."""
    if connection.dialect.name == "sqlite" and SECURE_DELETE:
        option = "INSERT INTO message_search(message_search, rank) VALUES ('secure-delete', :wanted)"
        connection.execute(text(option), {"wanted": int(wanted)})


def write_anew(connection: Connection) -> None:
    """Write SQLite's index anew, without what was ever taken out of it; as long as all of it takes."""
    if connection.dialect.name == "sqlite":
        connection.execute(text("INSERT INTO message_search(message_search) VALUES ('optimize')"))


def remove_search(connection: Connection) -> None:
    """Drop the index."""
    connection.execute(text("DROP TABLE IF EXISTS message_search"))


def _after_create(_target: MetaData, connection: Connection, **_options: Any) -> None:
    make_search(connection)


def _before_drop(_target: MetaData, connection: Connection, **_options: Any) -> None:
    remove_search(connection)


event.listen(Base.metadata, "after_create", _after_create)
event.listen(Base.metadata, "before_drop", _before_drop)
