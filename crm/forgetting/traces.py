"""Erasure of what one patron said, in conversations and in everything derived from them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Column, ColumnElement, Connection, delete, false, insert, null, or_, select, update

from crm import records
from crm.database.upsert import table_of
from crm.forgetting.cases import erase_cases
from crm.forgetting.conversations import erase_talks
from crm.forgetting.learning import erase_comments_of, erase_wordings
from crm.forgetting.saved_tests import erase_stories
from crm.learning.question_titles import retitle

__all__ = ["Taught", "erase_traces", "said_in", "taught_in"]

_CASE = table_of(records.ServiceCase)
_STEP = table_of(records.CaseEvent)
_SAVED = table_of(records.SavedTest)
_SIGHTING = table_of(records.QuestionSighting)
_QUESTION = table_of(records.UnansweredQuestion)
_PROPOSAL = table_of(records.ExampleProposal)
_CHANGE = table_of(records.ContentChange)
_ITEM = table_of(records.ReviewItem)
_MESSAGE = table_of(records.Message)
_FEEDBACK = table_of(records.Feedback)
_ANSWER = table_of(records.SurveyAnswer)
_RESPONSE = table_of(records.SurveyResponse)
_INVITATION = table_of(records.SurveyInvitation)


@dataclass(frozen=True, slots=True)
class Taught:
    """An example in the training content that was a patron's words."""

    language: str
    intent: str
    text: str


def erase_traces(connection: Connection, patron_id: int | None, talks: Sequence[int], now: datetime) -> dict[str, int]:
    """Erase what was said in some conversations, and in everything that was made of these; give how much where.

    With a patron also what is theirs by name. What is still open of their cases is withdrawn: without its words nobody
    could work on it. One that asked for the erasure is done with it.
    """
    theirs = _CASE.c.interaction_id.in_(talks) & _CASE.c.patron_id.is_(None)
    cases = list(connection.scalars(select(_CASE.c.id).where(or_(_is(_CASE.c.patron_id, patron_id), theirs))))
    _withdraw(connection, cases, now)
    saved = list(connection.scalars(select(_SAVED.c.id).where(_SAVED.c.interaction_id.in_(talks))))
    erase_stories(connection, saved)
    proposals = _proposals(connection, talks)
    questions = _questions(connection, talks)
    comments = _comments(connection, patron_id, talks)
    messages = erase_talks(connection, talks, now)
    erase_cases(connection, cases)
    return {
        "message": messages,
        "service_case": len(cases),
        "saved_test": len(saved),
        "example_proposal": proposals,
        "question_sighting": questions,
        "comment": comments,
    }


def _questions(connection: Connection, talks: Sequence[int]) -> int:
    """Erase a patron's wordings; of what others have asked too, one of theirs is the sample from now on."""
    mine = _SIGHTING.c.interaction_id.in_(talks)
    said: dict[int, list[str]] = {}
    for question_id, wording in connection.execute(select(_SIGHTING.c.question_id, _SIGHTING.c.wording).where(mine)):
        said.setdefault(question_id, []).append(wording)
    erased = connection.execute(update(_SIGHTING).where(mine).values(wording="")).rowcount
    alone = []
    for question_id, wordings in said.items():
        others = connection.scalar(
            select(_SIGHTING.c.wording)
            .where(_SIGHTING.c.question_id == question_id, _SIGHTING.c.wording != "")
            .order_by(_SIGHTING.c.id.desc())
            .limit(1)
        )
        if others is None:
            alone.append(question_id)
        else:
            this = _QUESTION.c.id == question_id
            connection.execute(update(_QUESTION).where(this).values(sample_redacted=others))
            group_id = connection.scalar(select(_QUESTION.c.group_id).where(this))
            if group_id is not None:
                retitle(connection, group_id, wordings)
    erase_wordings(connection, alone)
    return int(erased)


def taught_in(connection: Connection, talks: Sequence[int]) -> list[Taught]:
    """Give the examples that staff accepted of what was said in some conversations, as far as it is still known."""
    query = select(_PROPOSAL.c.language, _PROPOSAL.c.intent, _PROPOSAL.c.text)
    found = connection.execute(query.where(_proposed_of(talks), _PROPOSAL.c.state == "accepted"))
    return [Taught(*row) for row in found.all()]


def said_in(connection: Connection, talks: Sequence[int]) -> set[str]:
    """Give what a patron wrote in some conversations, as far as the words are still there, as it is kept (masked).

    An example that staff made of their words outlives its proposal, but not unknown: it still reads the same.
    """
    wrote = select(_MESSAGE.c.body).where(
        _MESSAGE.c.interaction_id.in_(talks), _MESSAGE.c.sender == "patron", _MESSAGE.c.body.is_not(None)
    )
    asked = select(_SIGHTING.c.wording).where(_SIGHTING.c.interaction_id.in_(talks), _SIGHTING.c.wording != "")
    return {str(text) for query in (wrote, asked) for text in connection.scalars(query)}


def _proposed_of(talks: Sequence[int]) -> ColumnElement[bool]:
    items = (
        select(_ITEM.c.id)
        .join(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
        .where(_MESSAGE.c.interaction_id.in_(talks))
    )
    asked = select(_SIGHTING.c.question_id).where(_SIGHTING.c.interaction_id.in_(talks))
    return or_(_PROPOSAL.c.review_item_id.in_(items), _PROPOSAL.c.question_id.in_(asked))


def _proposals(connection: Connection, talks: Sequence[int]) -> int:
    """Delete what was proposed of a patron's words, and their texts in the content's history."""
    rows = connection.execute(delete(_PROPOSAL).where(_proposed_of(talks)).returning(_PROPOSAL.c.text)).all()
    texts = [row.text for row in rows]
    connection.execute(update(_CHANGE).where(_CHANGE.c.text.in_(texts)).values(text=null(), detail=null()))
    return len(texts)


def _is(column: Column[Any], patron_id: int | None) -> ColumnElement[bool]:
    """The condition that a row is the patron's; without a patron none is."""
    return false() if patron_id is None else column == patron_id


def _withdraw(connection: Connection, cases: Sequence[int], now: datetime) -> None:
    still_open = select(_CASE.c.id, _CASE.c.status, _CASE.c.subject).where(
        _CASE.c.id.in_(cases), _CASE.c.status != "closed"
    )
    for row in connection.execute(still_open).all():
        resolution = "fixed" if row.subject == "my_data_erase" else "withdrawn"
        ended = {"status": "closed", "resolution": resolution, "closed_at": now, "version": _CASE.c.version + 1}
        connection.execute(update(_CASE).where(_CASE.c.id == row.id).values(**ended))
        step = {"case_id": row.id, "kind": "status", "from_value": row.status, "to_value": "closed"}
        connection.execute(insert(_STEP), {**step, "occurred_at": now})


def _comments(connection: Connection, patron_id: int | None, talks: Sequence[int]) -> int:
    ratings = select(_FEEDBACK.c.id).where(
        or_(_is(_FEEDBACK.c.patron_id, patron_id), _FEEDBACK.c.interaction_id.in_(talks))
    )
    answers = (
        select(_ANSWER.c.id)
        .join(_RESPONSE, _RESPONSE.c.id == _ANSWER.c.response_id)
        .outerjoin(_INVITATION, _INVITATION.c.id == _RESPONSE.c.invitation_id)
        .where(or_(_is(_RESPONSE.c.patron_id, patron_id), _INVITATION.c.interaction_id.in_(talks)))
    )
    found = list(connection.scalars(ratings)), list(connection.scalars(answers))
    erase_comments_of(connection, *found)
    return sum(len(ids) for ids in found)
