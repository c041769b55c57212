"""Example proposals: masked utterances suggested for training, and editors' decisions on them."""

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import Conflict, InvalidValue
from crm.records.staff_names import name_of
from crm.staff.own_words import own_words
from language.detect import detect
from language.masking import mask
from language.normalise import fold
from protocol.intents import intents_with

__all__ = [
    "UNTAUGHT",
    "Proposal",
    "ProposalFilter",
    "accept",
    "as_example",
    "counts",
    "proposals",
    "propose",
    "propose_wordings",
    "put_back",
    "reject",
    "withdraw",
]

ENTITY = "example_proposal"
LONGEST = 600
LONGEST_REASON = 500
MOST_SEARCHED = 20_000
# Readings that are made by the engine or by buttons, never by words of their own.
UNTAUGHT = intents_with("untaught")
_COVERED = re.compile(r"\[[a-z-]+\]|[\[\]{}]")

_PROPOSAL = table_of(records.ExampleProposal)
_CHANGE = table_of(records.ContentChange)
_STAFF = table_of(records.StaffUser)
_QUESTION = table_of(records.UnansweredQuestion)
_ITEM = table_of(records.ReviewItem)
_MESSAGE = table_of(records.Message)
_INTERACTION = table_of(records.Interaction)
_MAKER = _STAFF.alias("maker")
_DECIDER = _STAFF.alias("decider")


@dataclass(frozen=True, slots=True)
class Proposal:
    """One proposal; `conversation` is where a reviewed turn was said, `group_id` where a question stands."""

    id: int
    language: str
    intent: str
    text: str
    origin: str
    state: str
    created_at: datetime
    proposed_by: str | None
    decided_at: datetime | None
    decided_by: str | None
    reason: str | None
    conversation: str | None
    group_id: int | None


@dataclass(frozen=True, slots=True)
class ProposalFilter:
    """A filter of proposals."""

    state: str | None = None
    language: str | None = None
    intent: str | None = None
    origin: str | None = None
    q: str = ""


_VIEW = (
    select(
        *(
            _PROPOSAL.c[name]
            for name in (
                "id", "language", "intent", "text", "origin", "state", "created_at", "decided_at", "reason",
            )
        ),
        name_of(_MAKER).label("proposed_by"),
        name_of(_DECIDER).label("decided_by"),
        _INTERACTION.c.public_id.label("conversation"),
        _QUESTION.c.group_id,
    )
    .outerjoin(_MAKER, _MAKER.c.id == _PROPOSAL.c.proposed_by_id)
    .outerjoin(_DECIDER, _DECIDER.c.id == _PROPOSAL.c.decided_by_id)
    .outerjoin(_ITEM, _ITEM.c.id == _PROPOSAL.c.review_item_id)
    .outerjoin(_MESSAGE, _MESSAGE.c.id == _ITEM.c.message_id)
    .outerjoin(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
    .outerjoin(_QUESTION, _QUESTION.c.id == _PROPOSAL.c.question_id)
)  # fmt: skip


def as_example(text: str) -> str:
    """Give a text as it may be taught: masked once more, without what was covered and without signs of its own."""
    return " ".join(_COVERED.sub(" ", mask(text).text).split())[:LONGEST].lstrip("/- ")


def propose(
    connection: Connection,
    now: datetime,
    text: str,
    intent: str,
    language: str,
    origin: str,
    *,
    by: int | None,
    review_item_id: int | None = None,
    question_id: int | None = None,
) -> bool:
    """Propose an utterance unless it is proposed already, or says nothing; tell whether it is new."""
    example = as_example(text)
    if not example or intent in UNTAUGHT:
        return False
    row = {
        "language": detect(example) or language,
        "intent": intent,
        "text": example,
        "origin": origin,
        "state": "proposed",
        "review_item_id": review_item_id,
        "question_id": question_id,
        "proposed_by_id": by,
        "created_at": now,
    }
    return insert_or_skip(connection, _PROPOSAL, row, on=["language", "intent", "text"])


def withdraw(connection: Connection, review_item_id: int) -> None:
    """Take back what was proposed of a reviewed turn; raises Conflict when it has been decided."""
    own = _PROPOSAL.c.review_item_id == review_item_id
    state = connection.scalar(select(_PROPOSAL.c.state).where(own, _PROPOSAL.c.state != "proposed"))
    if state is not None:
        raise Conflict("proposal", state)
    connection.execute(delete(_PROPOSAL).where(own))


async def propose_wordings(store: Store, question_ids: Collection[int], intent: str, by: Actor) -> int:
    """Propose wordings of unanswered questions as examples of an intent; give how many are new."""
    if not intent or intent in UNTAUGHT:
        raise InvalidValue("intent", "nothing is taught of this intent")
    wordings = select(_QUESTION.c.id, _QUESTION.c.sample_redacted, _QUESTION.c.language).where(
        _QUESTION.c.id.in_(sorted(question_ids))
    )

    def work(connection: Connection) -> int:
        now, new = store.clock.now(), 0
        for row in connection.execute(wordings).all():
            new += propose(
                connection, now, row.sample_redacted, intent, row.language, "question", by=by.id, question_id=row.id
            )
        trail.append(connection, store, by, "proposal.made", trail.Subject(ENTITY), ["text", "intent"])
        return new

    return await store.transact(work)


async def proposals(
    store: Store, wanted: ProposalFilter, *, newest_first: bool = True, limit: int = 50, offset: int = 0
) -> tuple[list[Proposal], int]:
    """Give a page of proposals, and how many there are in all."""
    order = _PROPOSAL.c.id.desc() if newest_first else _PROPOSAL.c.id.asc()

    def look(connection: Connection) -> tuple[list[Proposal], int]:
        conditions = _conditions(connection, wanted)
        total = connection.scalar(select(func.count(_PROPOSAL.c.id)).where(*conditions)) or 0
        rows = connection.execute(_VIEW.where(*conditions).order_by(order).limit(limit).offset(offset)).mappings()
        return [Proposal(**row) for row in rows], total

    return await store.look(look)


async def counts(store: Store) -> dict[str, int]:
    """Count the proposals by state."""
    query = select(_PROPOSAL.c.state, func.count()).group_by(_PROPOSAL.c.state)
    return await store.look(lambda connection: {row[0]: row[1] for row in connection.execute(query)})


async def accept(store: Store, ids: Collection[int], by: Actor) -> list[Proposal]:
    """Accept proposals and give them, to be added to the content; what was decided before is left out."""
    return await store.transact(lambda connection: _decide(connection, store, ids, "accepted", by, None))


async def reject(store: Store, ids: Collection[int], by: Actor, reason: str) -> int:
    """Reject proposals and give how many; what was decided before is left out. Raises InvalidValue without a reason."""
    reason = own_words(reason.strip())
    if not reason or len(reason) > LONGEST_REASON:
        raise InvalidValue("reason", "a reason is needed, and no story")
    done = await store.transact(lambda connection: _decide(connection, store, ids, "rejected", by, reason))
    return len(done)


async def put_back(store: Store, ids: Collection[int], by: Actor) -> None:
    """Make accepted proposals open again, as when the content refused them."""
    change = (
        update(_PROPOSAL)
        .where(_PROPOSAL.c.id.in_(sorted(ids)), _PROPOSAL.c.state == "accepted")
        .values(state="proposed", decided_by_id=None, decided_at=None, reason=None)
        .returning(_PROPOSAL.c.id, _PROPOSAL.c.language, _PROPOSAL.c.intent, _PROPOSAL.c.text)
    )

    def work(connection: Connection) -> None:
        for row in connection.execute(change).all():
            connection.execute(
                delete(_CHANGE).where(
                    _CHANGE.c.kind == "example_added",
                    _CHANGE.c.language == row.language,
                    _CHANGE.c.intent == row.intent,
                    _CHANGE.c.text == row.text,
                )
            )
            trail.append(connection, store, by, "proposal.put_back", trail.Subject(ENTITY, str(row.id)), ["state"])

    await store.transact(work)


def _decide(
    connection: Connection, store: Store, ids: Collection[int], state: str, by: Actor, reason: str | None
) -> list[Proposal]:
    now = store.clock.now()
    change = (
        update(_PROPOSAL)
        .where(_PROPOSAL.c.id.in_(sorted(set(ids))), _PROPOSAL.c.state == "proposed")
        .values(state=state, decided_by_id=by.id, decided_at=now, reason=reason)
        .returning(_PROPOSAL.c.id)
    )
    decided: Sequence[Any] = sorted(connection.scalars(change))
    if not decided:
        return []
    found = [Proposal(**row) for row in connection.execute(_VIEW.where(_PROPOSAL.c.id.in_(decided))).mappings()]
    for one in found:
        subject = trail.Subject(ENTITY, str(one.id))
        trail.append(connection, store, by, f"proposal.{state}", subject, ["state"], reason=reason)
    if state == "accepted":
        rows = [
            {
                "kind": "example_added", "language": one.language, "intent": one.intent, "text": one.text,
                "detail": {"proposal": one.id, "origin": one.origin}, "staff_id": by.id, "created_at": now,
            }
            for one in found
        ]  # fmt: skip
        connection.execute(insert(_CHANGE), rows)
    return sorted(found, key=lambda one: one.id)


def _conditions(connection: Connection, wanted: ProposalFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [
        column == value
        for column, value in (
            (_PROPOSAL.c.state, wanted.state),
            (_PROPOSAL.c.language, wanted.language),
            (_PROPOSAL.c.intent, wanted.intent),
            (_PROPOSAL.c.origin, wanted.origin),
        )
        if value is not None
    ]
    if wanted.q:
        words = fold(wanted.q).split()
        texts = select(_PROPOSAL.c.id, _PROPOSAL.c.text).where(*found).order_by(_PROPOSAL.c.id.desc())
        rows = connection.execute(texts.limit(MOST_SEARCHED))
        ids = [row.id for row in rows if all(word in fold(row.text) for word in words)]
        found.append(_PROPOSAL.c.id.in_(ids))
    return found
