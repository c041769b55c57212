"""The index of the words of messages: each database's own kind, beside the tables that SQLAlchemy knows."""

from typing import Any

from sqlalchemy import Connection, MetaData, event, text

from crm.records.base import Base

__all__ = ["PREFIX", "make_search", "remove_search"]

# Every table of the index begins so (SQLite keeps several of its own).
PREFIX = "message_search"

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


def remove_search(connection: Connection) -> None:
    """Drop the index."""
    connection.execute(text("DROP TABLE IF EXISTS message_search"))


def _after_create(_target: MetaData, connection: Connection, **_options: Any) -> None:
    make_search(connection)


def _before_drop(_target: MetaData, connection: Connection, **_options: Any) -> None:
    remove_search(connection)


event.listen(Base.metadata, "after_create", _after_create)
event.listen(Base.metadata, "before_drop", _before_drop)
