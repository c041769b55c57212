"""Questions that the bot could not answer, counted by their wording."""

import hashlib
import re
from datetime import datetime

from sqlalchemy import Connection

from crm.records import UnansweredQuestion
from crm.upsert import table_of, upsert
from language.normalise import squash

__all__ = ["cluster_key", "count_question"]

LONGEST_SAMPLE = 500

_QUESTION = table_of(UnansweredQuestion)
_NOT_WORDS = re.compile(r"[\W_]+")


def cluster_key(text: str) -> str:
    """Give the same key to every way of writing one question: letters, half-spaces, digits, punctuation."""
    return hashlib.sha256(_NOT_WORDS.sub("", squash(text)).encode()).hexdigest()


def count_question(connection: Connection, text: str, language: str, now: datetime) -> None:
    """Count a masked question that was not answered; nothing of who asked is kept."""
    if not _NOT_WORDS.sub("", text):
        return
    row = {
        "cluster_key": cluster_key(text),
        "language": language,
        "sample_redacted": text[:LONGEST_SAMPLE],
        "occurrences": 1,
        "first_seen_at": now,
        "last_seen_at": now,
    }
    again = {"occurrences": _QUESTION.c.occurrences + 1, "last_seen_at": now}
    upsert(connection, _QUESTION, row, on=["language", "cluster_key"], change=again)
