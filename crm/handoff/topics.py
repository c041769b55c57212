"""The topic of a conversation with a librarian: what the patron last asked for, in their words."""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, FromClause, RowMapping, Select, and_, func, or_, select

from crm import records
from crm.conversations.closing import WITHOUT_SUBJECT
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.matter import ASKS_FOR_SOMEBODY, FEWEST_WORDS, called_for, lines_for

__all__ = ["Topic", "asked_before", "asked_since", "before_call", "topic", "topic_of"]

# Shorter than this is «سلام» or «هستید؟».
FEWEST_LETTERS = 12
DROPS = "cancel"

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)


@dataclass(frozen=True, slots=True)
class Topic:
    """What a conversation is about in the patron's words, None where they have not said, and the case called about."""

    words: str | None
    case_number: str | None = None


def topic(subject: str | None, since: str | None, before: str | None) -> Topic:
    """Choose of what a librarian was called for, what was said to them since, and what was asked before."""
    number, words = called_for(subject)
    return Topic(words or since or before, number)


async def topic_of(store: Store, interaction_id: int) -> Topic:
    """Tell what a conversation is about."""
    query = select(_INTERACTION.c.subject, asked_since(_INTERACTION), asked_before(_INTERACTION))
    query = query.where(_INTERACTION.c.id == interaction_id)
    row = await store.look(lambda connection: connection.execute(query).one())
    return topic(*row)


def before_call(connection: Connection, row: RowMapping) -> list[str]:
    """Give what was said before a call that named no matter, line by line: what was asked last, and the call's words.

    It belongs to the matter although the bot has answered it. The desk shows it as what the conversation is about
    while nothing was said since. A call of few words says only that somebody is wanted.
    """
    if any(called_for(row["subject"])):
        return []
    this = _INTERACTION.c.id == row["id"]
    asked, called = connection.execute(select(asked_before(_INTERACTION), _called(_INTERACTION)).where(this)).one()
    if called is None:
        return []
    call = connection.scalar(
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == row["id"],
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.intent == ASKS_FOR_SOMEBODY,
            _MESSAGE.c.created_at <= called,
        )
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
    )
    return lines_for((asked, call if call and len(call.split()) >= FEWEST_WORDS else None))


def asked_since(interaction: FromClause) -> Any:
    """Make the scalar query of the first that a patron said since they last called for a librarian."""
    called = _called(interaction)
    said = _said(interaction).where(
        _MESSAGE.c.created_at > called,
        func.length(_MESSAGE.c.body) >= FEWEST_LETTERS,
    )
    return said.order_by(_MESSAGE.c.seq).limit(1).correlate(interaction).scalar_subquery()


def asked_before(interaction: FromClause) -> Any:
    """Make the scalar query of the last that a patron asked before they called, unless they dropped it."""
    later = _MESSAGE.alias("later")
    dropped = (
        select(later.c.id)
        .where(later.c.interaction_id == interaction.c.id, later.c.intent == DROPS, later.c.seq > _MESSAGE.c.seq)
        .correlate(interaction, _MESSAGE)
        .exists()
    )
    called = _called(interaction)
    said = _said(interaction).where(or_(called.is_(None), _MESSAGE.c.created_at <= called), ~dropped)
    return said.order_by(_MESSAGE.c.seq.desc()).limit(1).correlate(interaction).scalar_subquery()


def _said(interaction: FromClause) -> Select[Any]:
    return select(_MESSAGE.c.body).where(
        _MESSAGE.c.interaction_id == interaction.c.id,
        _MESSAGE.c.sender == "patron",
        _MESSAGE.c.payload.is_(None),
        _MESSAGE.c.body.is_not(None),
        _tells(),
    )


def _tells() -> ColumnElement[bool]:
    intent = _MESSAGE.c.intent
    return or_(intent.is_(None), and_(intent.not_in(WITHOUT_SUBJECT), intent != ASKS_FOR_SOMEBODY))


def _called(interaction: FromClause) -> Any:
    return (
        select(func.max(_EVENT.c.occurred_at))
        .where(_EVENT.c.interaction_id == interaction.c.id, _EVENT.c.kind == "handoff_requested")
        .correlate(interaction)
        .scalar_subquery()
    )
