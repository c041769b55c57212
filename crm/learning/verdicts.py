"""Reviewers' verdicts on picked turns: what comes of them, and how the last one is taken back."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.conversations.unanswered import count_question
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.learning.proposals import UNTAUGHT, propose, withdraw
from crm.staff.own_words import own_words

__all__ = ["VerdictResult", "judge", "last_verdict", "undo"]

ENTITY = "review_item"
LONGEST_NOTE = 2000
# What was read rightly and surely needs no example of its own.
SURE = 0.6
UNDO_WITHIN = timedelta(hours=12)

_ITEM = table_of(records.ReviewItem)
_VERDICT = table_of(records.ReviewVerdict)
_SIGHTING = table_of(records.QuestionSighting)
_QUESTION = table_of(records.UnansweredQuestion)
_MESSAGE = table_of(records.Message)


@dataclass(frozen=True, slots=True)
class VerdictResult:
    """The result of a verdict: whether the turn is finished, and whether an example is proposed."""

    verdict_id: int
    done: bool
    proposed: bool


async def judge(
    store: Store,
    item_id: int,
    by: Actor,
    intent: str,
    *,
    entities: Sequence[dict[str, Any]] | None = None,
    note: str | None = None,
    useless: bool = False,
) -> VerdictResult:
    """Keep what a reviewer says a turn means; `useless` where it was read rightly and the answer was no help.

    What all reviewers find useless goes among the unanswered questions, where an answer is found for it. Raises
    NotFound, Conflict when the turn is done or this reviewer has spoken, InvalidValue for an intent that cannot be
    meant, and ("useless") for an answer to what was not read rightly.
    """
    if not intent or intent in UNTAUGHT:
        raise InvalidValue("intent", "this is nothing that a patron means")
    if note is not None and len(note) > LONGEST_NOTE:
        raise InvalidValue("note", "it is too long")
    told = own_words((note or "").strip()) or None

    def work(connection: Connection) -> VerdictResult:
        item = _locked(connection, item_id)
        spoken = connection.execute(select(_VERDICT.c.staff_id).where(_VERDICT.c.item_id == item_id)).all()
        if item.done_at is not None or any(row.staff_id == by.id for row in spoken):
            raise Conflict("review item", "done")
        message = connection.execute(
            select(_MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.intent, _MESSAGE.c.confidence).where(
                _MESSAGE.c.id == item.message_id
            )
        ).one()
        if useless and intent != message.intent:
            raise InvalidValue("useless", "only of what was read rightly the answer is judged")
        now = store.clock.now()
        row = {
            "item_id": item_id,
            "staff_id": by.id,
            "is_right": intent == message.intent,
            "is_useless": useless,
            "intent": intent,
            "entities": list(entities) if entities else None,
            "note": told,
            "created_at": now,
        }
        verdict = connection.execute(insert(_VERDICT).values(row).returning(_VERDICT.c.id)).scalar_one()
        trail.append(connection, store, by, "review.judged", trail.Subject(ENTITY, str(item_id)), ["intent"])
        if len(spoken) + 1 < item.needs:
            return VerdictResult(verdict, done=False, proposed=False)
        connection.execute(update(_ITEM).where(_ITEM.c.id == item_id).values(done_at=now))
        query = select(_VERDICT.c.intent, _VERDICT.c.is_useless).where(_VERDICT.c.item_id == item_id)
        verdicts = connection.execute(query).all()
        said = {row.intent for row in verdicts}
        if all(row.is_useless for row in verdicts) and message.body:
            _ask(connection, item.message_id, message.body, message.language or "fa", now)
        teaches = message.intent != intent or (message.confidence or 0.0) < SURE
        proposed = False
        # Of whose meaning two reviewers think differently nobody can say what is right.
        if len(said) == 1 and teaches and message.body:
            proposed = propose(
                connection, now, message.body, intent, message.language or "fa", "review",
                by=by.id, review_item_id=item_id,
            )  # fmt: skip
        return VerdictResult(verdict, done=True, proposed=proposed)

    return await store.transact(work)


async def last_verdict(store: Store, staff_id: int) -> int | None:
    """Give the item of which this reviewer spoke last, while that may be taken back."""
    query = _last(staff_id, store.clock.now() - UNDO_WITHIN)
    row = await store.look(lambda connection: connection.execute(query).first())
    return None if row is None else int(row.item_id)


async def undo(store: Store, by: Actor) -> int:
    """Take a reviewer's last verdict back and give its item.

    Raises NotFound when there is none, Conflict when what came of it has been decided by an editor.
    """
    if by.id is None:
        raise NotFound("verdict", "of nobody")
    query = _last(by.id, store.clock.now() - UNDO_WITHIN)

    def work(connection: Connection) -> int:
        found = connection.execute(query).first()
        if found is None:
            raise NotFound("verdict", by.name)
        _locked(connection, found.item_id)
        withdraw(connection, found.item_id)
        _unask(connection, found.item_id)
        connection.execute(delete(_VERDICT).where(_VERDICT.c.id == found.id))
        connection.execute(update(_ITEM).where(_ITEM.c.id == found.item_id).values(done_at=None))
        trail.append(connection, store, by, "review.undone", trail.Subject(ENTITY, str(found.item_id)), ["intent"])
        return int(found.item_id)

    return await store.transact(work)


def _ask(connection: Connection, message_id: int, body: str, language: str, now: datetime) -> None:
    """Put a question whose answer was useless among the unanswered ones, unless it stands there already."""
    if connection.scalar(select(_SIGHTING.c.id).where(_SIGHTING.c.message_id == message_id)) is not None:
        return
    talk = connection.scalar(select(_MESSAGE.c.interaction_id).where(_MESSAGE.c.id == message_id))
    count_question(connection, body, language, now, interaction_id=talk, message_id=message_id)


def _unask(connection: Connection, item_id: int) -> None:
    """Take a question away again that a finished review has put there; raises Conflict once staff work at it."""
    item = select(_ITEM.c.message_id, _ITEM.c.done_at).where(_ITEM.c.id == item_id, _ITEM.c.done_at.is_not(None))
    found = connection.execute(item).first()
    if found is None or not all(connection.scalars(select(_VERDICT.c.is_useless).where(_VERDICT.c.item_id == item_id))):
        return
    sighting = connection.execute(
        select(_SIGHTING.c.id, _SIGHTING.c.question_id).where(
            _SIGHTING.c.message_id == found.message_id, _SIGHTING.c.seen_at == found.done_at
        )
    ).first()
    if sighting is None:
        return
    question = connection.execute(
        select(_QUESTION.c.occurrences, _QUESTION.c.group_id).where(_QUESTION.c.id == sighting.question_id)
    ).one()
    if question.occurrences > 1:
        connection.execute(delete(_SIGHTING).where(_SIGHTING.c.id == sighting.id))
        fewer = update(_QUESTION).where(_QUESTION.c.id == sighting.question_id)
        connection.execute(fewer.values(occurrences=_QUESTION.c.occurrences - 1))
    elif question.group_id is None:
        connection.execute(delete(_QUESTION).where(_QUESTION.c.id == sighting.question_id))
    else:
        raise Conflict("question", "grouped")


def _last(staff_id: int, since: datetime) -> Any:
    return (
        select(_VERDICT.c.id, _VERDICT.c.item_id)
        .where(_VERDICT.c.staff_id == staff_id, _VERDICT.c.created_at >= since)
        .order_by(_VERDICT.c.id.desc())
        .limit(1)
    )


def _locked(connection: Connection, item_id: int) -> Any:
    """Give an item, held so that two verdicts follow one another."""
    query = select(_ITEM.c.message_id, _ITEM.c.needs, _ITEM.c.done_at).where(_ITEM.c.id == item_id)
    item = connection.execute(query.with_for_update()).first()
    if item is None:
        raise NotFound("review item", item_id)
    return item
