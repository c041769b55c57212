"""Erasure of patrons' words in what staff learn from: questions, proposals, ratings, the content's history.

Counts, states, intents and who decided what stay. What an editor has taught is the library's own text and stays.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Select, Text, cast, delete, literal, null, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.forgetting.batches import BATCH, in_batches
from crm.learning.question_titles import erase_old_groups, retitle

__all__ = [
    "erase_comments",
    "erase_comments_of",
    "erase_content_history",
    "erase_proposals",
    "erase_questions",
    "erase_wordings",
    "old_content_history",
    "old_proposals",
    "old_questions",
    "old_ratings",
    "old_sightings",
    "old_survey_words",
]

_QUESTION = table_of(records.UnansweredQuestion)
_SIGHTING = table_of(records.QuestionSighting)
_PROPOSAL = table_of(records.ExampleProposal)
_CHANGE = table_of(records.ContentChange)
_FEEDBACK = table_of(records.Feedback)
_ANSWER = table_of(records.SurveyAnswer)
_RESPONSE = table_of(records.SurveyResponse)


async def erase_questions(store: Store, *, before: datetime) -> int:
    """Erase the wordings of questions that came last before a moment, and of each time before it; give how many."""
    seen = old_sightings(before).limit(BATCH)
    old = old_questions(before)

    def erase_seen(connection: Connection) -> int:
        ids = list(connection.scalars(seen))
        connection.execute(update(_SIGHTING).where(_SIGHTING.c.id.in_(ids)).values(wording=""))
        return len(ids)

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old.order_by(_QUESTION.c.id).limit(BATCH)))
        erase_wordings(connection, ids)
        return len(ids)

    done = await in_batches(store, erase_seen) + await in_batches(store, erase)
    await store.transact(lambda connection: erase_old_groups(connection, before))
    return done


def old_sightings(before: datetime) -> Select[Any]:
    """Select the times before a moment that a question was asked whose wording is still there."""
    return select(_SIGHTING.c.id).where(_SIGHTING.c.seen_at < before, _SIGHTING.c.wording != "")


def old_questions(before: datetime) -> Select[Any]:
    """Select the questions with words that came last before a moment."""
    return select(_QUESTION.c.id).where(_QUESTION.c.last_seen_at < before, _QUESTION.c.sample_redacted != "")


def old_proposals(before: datetime) -> Select[Any]:
    """Select the proposals that were made before a moment."""
    return select(_PROPOSAL.c.id).where(_PROPOSAL.c.created_at < before)


def old_content_history(before: datetime) -> Select[Any]:
    """Select the changes of the content with texts that were made before a moment."""
    has_words = or_(_CHANGE.c.text.is_not(None), _CHANGE.c.detail.is_not(None))
    return select(_CHANGE.c.id).where(_CHANGE.c.created_at < before, has_words)


def old_ratings(before: datetime) -> Select[Any]:
    """Select the ratings with words that were given before a moment."""
    has_words = or_(_FEEDBACK.c.comment.is_not(None), _FEEDBACK.c.reason.is_not(None))
    return select(_FEEDBACK.c.id).where(_FEEDBACK.c.created_at < before, has_words)


def old_survey_words(before: datetime) -> Select[Any]:
    """Select the answers of surveys with words that were given before a moment."""
    return (
        select(_ANSWER.c.id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .where(_RESPONSE.c.submitted_at < before, _ANSWER.c.comment.is_not(None))
    )


def erase_wordings(connection: Connection, ids: Sequence[int]) -> None:
    """Erase wordings with all that is made of them: key, vector, and a title that is one of them."""
    if not ids:
        return
    mine = _QUESTION.c.id.in_(ids)
    rows = connection.execute(select(_QUESTION.c.group_id, _QUESTION.c.sample_redacted).where(mine)).all()
    # The same words again begin a new row: of these nobody can tell any more that they were the same.
    key = literal("erased:", type_=Text) + cast(_QUESTION.c.id, Text)
    connection.execute(
        update(_QUESTION).where(mine).values(sample_redacted="", cluster_key=key, vector=null(), answer_ref=null())
    )
    connection.execute(update(_SIGHTING).where(_SIGHTING.c.question_id.in_(ids)).values(wording=""))
    for group_id in sorted({row.group_id for row in rows if row.group_id is not None}):
        retitle(connection, group_id, [row.sample_redacted for row in rows if row.group_id == group_id])


async def erase_proposals(store: Store, *, before: datetime) -> int:
    """Delete proposals that were made before a moment, whatever came of them; give how many.

    What was accepted is in the content, and in its history without its words; the audit trail tells who decided.
    """
    old = old_proposals(before).order_by(_PROPOSAL.c.id).limit(BATCH)

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old))
        connection.execute(delete(_PROPOSAL).where(_PROPOSAL.c.id.in_(ids)))
        return len(ids)

    return await in_batches(store, erase)


async def erase_content_history(store: Store, *, before: datetime) -> int:
    """Erase the texts of changes of the content that were made before a moment; give how many.

    Who changed what kind of thing of which intent, and when, stays.
    """
    old = old_content_history(before)

    def erase(connection: Connection) -> int:
        ids = list(connection.scalars(old.order_by(_CHANGE.c.id).limit(BATCH)))
        connection.execute(update(_CHANGE).where(_CHANGE.c.id.in_(ids)).values(text=null(), detail=null()))
        return len(ids)

    return await in_batches(store, erase)


async def erase_comments(store: Store, *, before: datetime) -> int:
    """Erase the words of ratings and surveys that were given before a moment; give how many."""

    def rated(connection: Connection) -> int:
        return erase_comments_of(connection, list(connection.scalars(old_ratings(before).limit(BATCH))), ())

    def answered(connection: Connection) -> int:
        return erase_comments_of(connection, (), list(connection.scalars(old_survey_words(before).limit(BATCH))))

    return await in_batches(store, rated) + await in_batches(store, answered)


def erase_comments_of(connection: Connection, ratings: Sequence[Any], answers: Sequence[Any]) -> int:
    """Erase the words of some ratings and answers of surveys; give how many there are."""
    connection.execute(update(_FEEDBACK).where(_FEEDBACK.c.id.in_(ratings)).values(comment=null(), reason=null()))
    connection.execute(update(_ANSWER).where(_ANSWER.c.id.in_(answers)).values(comment=null()))
    return len(ratings) + len(answers)
