"""Unanswered questions: wordings with a count, each sighting noted once."""

import hashlib
import re
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, case, func, insert, select
from sqlalchemy.dialects import postgresql, sqlite

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.normalise import squash

__all__ = ["DECLINED", "cluster_key", "count_missed", "count_question"]

LONGEST_SAMPLE = 500
# The answer that declines something as plainly nothing for a library; every other "I don't know" is no answer.
DECLINED = "utter_outside"
LOOK_BACK = timedelta(days=3)
MOST_LOOKED_AT = 2000
HUMAN = "human_help"
NOT_UNDERSTOOD = ("nlu_fallback", "out_of_scope")

_QUESTION = table_of(records.UnansweredQuestion)
_SIGHTING = table_of(records.QuestionSighting)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_NOT_WORDS = re.compile(r"[\W_]+")


def cluster_key(text: str) -> str:
    """Give the same key to every way of writing one question: letters, half-spaces, digits, punctuation."""
    return hashlib.sha256(_NOT_WORDS.sub("", squash(text)).encode()).hexdigest()


def count_question(
    connection: Connection,
    text: str,
    language: str,
    now: datetime,
    *,
    interaction_id: int | None = None,
    message_id: int | None = None,
    declined: bool = False,
) -> None:
    """Count a masked question that was not answered; nothing of who asked is kept but the conversation.

    One that was answered before and comes again is new again. What the bot `declined` as nothing for a library stands
    apart from the start; staff may open it.
    """
    if not _NOT_WORDS.sub("", text):
        return
    make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
    row = {
        "cluster_key": cluster_key(text),
        "language": language,
        "sample_redacted": text[:LONGEST_SAMPLE],
        "occurrences": 1,
        "first_seen_at": now,
        "last_seen_at": now,
        "status": "out_of_scope" if declined else "new",
    }
    status = _QUESTION.c.status
    again = {
        "occurrences": _QUESTION.c.occurrences + 1,
        "last_seen_at": now,
        "status": case((status == "answered", "new"), else_=status),
    }
    counted = make(_QUESTION).values(row).on_conflict_do_update(index_elements=["language", "cluster_key"], set_=again)
    sighting = {
        "question_id": connection.execute(counted.returning(_QUESTION.c.id)).scalar_one(),
        "interaction_id": interaction_id,
        "message_id": message_id,
        "wording": text[:LONGEST_SAMPLE],
        "seen_at": now,
    }
    connection.execute(insert(_SIGHTING), sighting)


async def count_missed(store: Store) -> int:
    """Count what only shows afterwards to have got no answer; give how many.

    That is a message on which the bot asked back in vain: no reading was chosen and the next message was not
    understood either, or there is none. What was refused as none of a library's before such questions were counted
    at once (crm.conversations.closing) is made up for.
    """
    rows = await store.look(lambda connection: _candidates(connection, store.clock.now() - LOOK_BACK))
    missed = [row for row in rows if _is_missed(row)]
    if missed:
        await store.transact(lambda connection: _count(connection, missed))
    return len(missed)


def _candidates(connection: Connection, since: datetime) -> list[Any]:
    answer, following = _MESSAGE.alias("answer"), _MESSAGE.alias("following")
    next_seq = (
        select(func.min(following.c.seq))
        .where(
            following.c.interaction_id == _MESSAGE.c.interaction_id,
            following.c.seq > _MESSAGE.c.seq,
            following.c.sender == "patron",
        )
        .correlate(_MESSAGE)
        .scalar_subquery()
    )
    after = _MESSAGE.alias("after")
    query = (
        select(
            _MESSAGE.c.id,
            _MESSAGE.c.interaction_id,
            _MESSAGE.c.body,
            _MESSAGE.c.language,
            _MESSAGE.c.created_at,
            answer.c.answer_status,
            answer.c.answer_name,
            _INTERACTION.c.status.label("state"),
            after.c.payload.label("next_payload"),
            after.c.intent.label("next_intent"),
            after.c.id.label("next_id"),
        )
        .select_from(answer)
        .join(_MESSAGE, _MESSAGE.c.id == answer.c.in_reply_to_id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .outerjoin(after, (after.c.interaction_id == _MESSAGE.c.interaction_id) & (after.c.seq == next_seq))
        .outerjoin(_SIGHTING, _SIGHTING.c.message_id == _MESSAGE.c.id)
        .where(
            answer.c.answer_status.in_(("clarified", "refused")),
            answer.c.created_at >= since,
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.body.is_not(None),
            _MESSAGE.c.intent.in_(NOT_UNDERSTOOD),
            _SIGHTING.c.id.is_(None),
            _INTERACTION.c.is_test.is_(False),
        )
        .order_by(answer.c.created_at, _MESSAGE.c.id)
        .limit(MOST_LOOKED_AT)
    )  # fmt: skip
    return list(connection.execute(query).all())


def _is_missed(row: Any) -> bool:
    if row.answer_status == "refused":
        return True
    if row.next_id is None:
        return bool(row.state == "closed")
    if row.next_payload is not None:
        return str(row.next_payload).startswith(f"/{HUMAN}")
    return row.next_intent in (*NOT_UNDERSTOOD, HUMAN)


def _count(connection: Connection, missed: list[Any]) -> None:
    counted: set[int] = set()
    for row in missed:
        # A turn may have said more than one thing.
        if row.id not in counted:
            counted.add(row.id)
            count_question(
                connection,
                row.body,
                row.language or "fa",
                row.created_at,
                interaction_id=row.interaction_id,
                message_id=row.id,
                declined=row.answer_status == "refused" and row.answer_name == DECLINED,
            )
