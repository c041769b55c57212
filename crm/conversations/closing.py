"""Closing of a turn: the bot's answer, its reading of the question, and what is still to be sent."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    Connection,
    Update,
    bindparam,
    case,
    false,
    func,
    insert,
    literal_column,
    or_,
    select,
    update,
)

from crm import records
from crm.conversations.held_contact import ContactStep, is_held_for, take_step
from crm.conversations.unanswered import DECLINED, count_question
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.guardians.acting import note_told
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from protocol.intents import intents_with

__all__ = ["SOCIAL", "WITHOUT_SUBJECT", "Reply", "TurnResult", "close_turn"]

# Intents that say nothing of what a conversation was about, while there is any other.
SOCIAL = intents_with("social")
# What has no subject of its own; what was not understood is about something all the same.
WITHOUT_SUBJECT = tuple(name for name in SOCIAL if name != "nlu_fallback")
OUT_OF_SCOPE = "out_of_scope"
# Answers that are none.
MISSED = ("fallback", "error")

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_JOURNAL = table_of(records.Journal)
_OUTBOX = table_of(records.Outbox)
_CASE = table_of(records.ServiceCase)
_SIGHTING = table_of(records.QuestionSighting)


@dataclass(frozen=True, slots=True)
class Reply:
    """One message of the bot; status is answered, clarified, fallback, refused or error."""

    text: str
    buttons: Sequence[dict[str, str]] | None = None
    custom: dict[str, Any] | None = None
    answer_name: str | None = None
    status: str = "answered"
    language: str | None = None


@dataclass(frozen=True, slots=True)
class TurnResult:
    """The result of a turn; `failed` is the reason why there is only an apology.

    `missed_before` tells that the patron says so now: the answer to their last question was none.
    What is said may depend on what the store holds at the turn's end: `worded` is called in the closing transaction,
    and gives the replies in the place of `replies`.
    `guardians_told` are links of which the replies tell a child: told is who has the words.
    When something was begun in a turn, `if_begun` gives what is said in the place of the replies: it gets these, what
    was begun (see crm.records.values.JOURNAL_DEEDS) and the number of the case that was opened, if one was.
    """

    journal_id: int
    interaction_id: int
    replies: Sequence[Reply] = ()
    intent: str | None = None
    confidence: float | None = None
    runner_up: str | None = None
    ranking: Sequence[tuple[str, float]] = ()
    entities: Sequence[dict[str, Any]] = ()
    actions: Sequence[str] = ()
    engine_version: str | None = None
    latency_ms: int | None = None
    failed: str | None = None
    expects_contact: bool = False
    via_outbox: bool = False
    missed_before: bool = False
    contact: ContactStep | None = None
    guardians_told: Collection[int] = ()
    worded: Callable[[Connection], Sequence[Reply]] | None = field(default=None, repr=False)
    if_begun: Callable[[Sequence[Reply], str, str | None], Sequence[Reply]] | None = field(default=None, repr=False)


_CLOSE = (
    update(_JOURNAL)
    .where(
        _JOURNAL.c.id == bindparam("journal"),
        _JOURNAL.c.interaction_id == bindparam("in_interaction"),
        _JOURNAL.c.state == "received",
    )
    .values(
        state=bindparam("outcome"),
        closed_at=bindparam("moment", type_=_JOURNAL.c.closed_at.type),
        contact=None,
    )
    .returning(_JOURNAL.c.message_id, _JOURNAL.c.identity_id, _JOURNAL.c.channel, _JOURNAL.c.deed)
)
_WRITE = insert(_MESSAGE).returning(_MESSAGE.c.id, _MESSAGE.c.seq)
_SEND = insert(_OUTBOX)
_UNDERSTOOD = (
    update(_MESSAGE)
    .where(_MESSAGE.c.id == bindparam("message"))
    .values(
        intent=bindparam("read_as"),
        confidence=bindparam("sure"),
        analysis=bindparam("reading", type_=_MESSAGE.c.analysis.type),
    )
)
_REPLIES = (
    select(*MESSAGE_COLUMNS)
    .where(_MESSAGE.c.in_reply_to_id == bindparam("message"), _MESSAGE.c.sender == "bot")
    .order_by(_MESSAGE.c.seq)
)


_LOWEST = _INTERACTION.c.lowest_confidence


def _growth(weaker: Sequence[str]) -> Update:
    intent = _INTERACTION.c.primary_intent
    taken_over = intent.in_([literal_column(f"'{name}'") for name in weaker]) if weaker else false()
    return (
        update(_INTERACTION)
        .where(_INTERACTION.c.id == bindparam("interaction"))
        .values(
            last_seq=_INTERACTION.c.last_seq + bindparam("replies"),
            last_message_at=bindparam("moment", type_=_INTERACTION.c.last_message_at.type),
            expects_contact=bindparam("asked"),
            primary_intent=case(
                (or_(intent.is_(None), taken_over), bindparam("intent", type_=intent.type)), else_=intent
            ),
            lowest_confidence=case(
                (
                    or_(_LOWEST.is_(None), bindparam("sure", type_=_LOWEST.type) < _LOWEST),
                    func.coalesce(bindparam("sure", type_=_LOWEST.type), _LOWEST),
                ),
                else_=_LOWEST,
            ),
            fallback_count=_INTERACTION.c.fallback_count + bindparam("missed"),
        )
        .returning(_INTERACTION.c.last_seq, is_held_for(bindparam("interaction")).label("holds_contact"))
    )


# What a conversation was about: a real question, else something out of scope, else small talk.
_AFTER_QUESTION = _growth((*SOCIAL, OUT_OF_SCOPE))
_AFTER_OUT_OF_SCOPE = _growth(tuple(SOCIAL))
_AFTER_SOCIAL = _growth(())


async def close_turn(store: Store, result: TurnResult) -> list[MessageView]:
    """Keep what a turn came to, all of it or nothing; give the bot's messages as kept, in order.

    A second call for the same turn changes nothing and gives the messages of the first. Raises NotFound when
    the turn is not in the journal, or not of this interaction.
    """
    return await store.transact(lambda connection: _close(connection, store, result), aside=True)


def _close(connection: Connection, store: Store, result: TurnResult) -> list[MessageView]:
    now = store.clock.now()
    turn = connection.execute(
        _CLOSE,
        {
            "journal": result.journal_id,
            "in_interaction": result.interaction_id,
            "outcome": "closed" if result.failed is None else "failed",
            "moment": now,
        },
    ).first()
    if turn is None:
        return _closed_before(connection, result)
    if result.worded is not None:
        result = replace(result, replies=result.worded(connection))
    if result.if_begun is not None and turn.deed is not None:
        number = _case_opened(connection, turn.message_id) if turn.deed == "case" else None
        result = replace(result, replies=result.if_begun(result.replies, turn.deed, number))
    grown = connection.execute(
        _growth_of(result.intent),
        {
            "interaction": result.interaction_id,
            "replies": len(result.replies),
            "moment": now,
            "asked": result.expects_contact,
            "intent": result.intent,
            "sure": result.confidence,
            "missed": sum(reply.status in MISSED for reply in result.replies),
        },
    ).one()
    if result.intent is not None or result.failed is not None:
        connection.execute(
            _UNDERSTOOD,
            {
                "message": turn.message_id,
                "read_as": result.intent,
                "sure": result.confidence,
                "reading": _reading(result),
            },
        )
    rows = [
        _row(result, reply, turn.message_id, grown.last_seq - len(result.replies) + place, now)
        for place, reply in enumerate(result.replies, start=1)
    ]
    kept = _write(connection, rows)
    if result.via_outbox and kept:
        whither = {"identity_id": turn.identity_id, "channel": turn.channel, "next_attempt_at": now}
        connection.execute(_SEND, [{"message_id": message.id, **whither} for message in kept])
    if result.failed is None:
        _count_missed(connection, result, turn.message_id, now)
    if result.missed_before and (before := _question_before(connection, result.interaction_id, turn.message_id)):
        _count(connection, result.interaction_id, before, now)
    if result.guardians_told and result.failed is None:
        note_told(connection, result.interaction_id, result.guardians_told, now)
    if result.contact is not None and (grown.holds_contact or result.contact.given is not None):
        take_step(connection, store, result.interaction_id, result.contact)
    return kept


def _case_opened(connection: Connection, message_id: int) -> str | None:
    """Give the number of the case that was opened for a message: its key begins with the message's."""
    said = connection.execute(
        select(_INTERACTION.c.id, _INTERACTION.c.engine_conversation, _MESSAGE.c.client_message_id)
        .join(_MESSAGE, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(_MESSAGE.c.id == message_id)
    ).one()
    key = f"{said.engine_conversation}:{said.client_message_id}:"
    return connection.scalar(
        select(_CASE.c.number).where(
            _CASE.c.interaction_id == said.id, _CASE.c.idempotency_key.startswith(key, autoescape=True)
        )
    )


def _growth_of(intent: str | None) -> Update:
    if intent is None or intent in SOCIAL:
        return _AFTER_SOCIAL
    return _AFTER_OUT_OF_SCOPE if intent == OUT_OF_SCOPE else _AFTER_QUESTION


def _reading(result: TurnResult) -> dict[str, Any] | None:
    reading = {
        "runner_up": result.runner_up,
        "ranking": [[name, round(sure, 4)] for name, sure in result.ranking],
        "entities": list(result.entities),
        "actions": list(result.actions),
        "failed": result.failed,
    }
    return {name: value for name, value in reading.items() if value} or None


def _row(result: TurnResult, reply: Reply, answered: int, seq: int, now: datetime) -> dict[str, Any]:
    return {
        "interaction_id": result.interaction_id,
        "seq": seq,
        "sender": "bot",
        "body": reply.text,
        "buttons": [dict(button) for button in reply.buttons] if reply.buttons else None,
        "custom": reply.custom or None,
        "language": reply.language,
        "in_reply_to_id": answered,
        "created_at": now,
        "answer_status": reply.status,
        "answer_name": reply.answer_name,
        "latency_ms": result.latency_ms,
        "engine_version": result.engine_version,
    }


def _write(connection: Connection, rows: list[dict[str, Any]]) -> list[MessageView]:
    if not rows:
        return []
    # The order in which a statement gives back what it inserted is nobody's promise: the seq tells.
    written = connection.execute(_WRITE, rows if len(rows) > 1 else rows[0])
    ids = {row.seq: row.id for row in written}
    return [message_view({**row, "id": ids[row["seq"]], "client_message_id": None}) for row in rows]


def _closed_before(connection: Connection, result: TurnResult) -> list[MessageView]:
    message_id = connection.scalar(
        select(_JOURNAL.c.message_id).where(
            _JOURNAL.c.id == result.journal_id, _JOURNAL.c.interaction_id == result.interaction_id
        )
    )
    if message_id is None:
        raise NotFound("turn", result.journal_id)
    rows = connection.execute(_REPLIES, {"message": message_id}).mappings().all()
    return [message_view(row) for row in rows]


def _question_before(connection: Connection, interaction_id: int, message_id: int) -> int | None:
    """Give the patron's last question before a message, where they have not been counted as unanswered yet."""
    query = (
        select(_MESSAGE.c.id)
        .where(
            _MESSAGE.c.interaction_id == interaction_id,
            _MESSAGE.c.id < message_id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            or_(_MESSAGE.c.intent.is_(None), _MESSAGE.c.intent.not_in(SOCIAL)),
        )
        .order_by(_MESSAGE.c.id.desc())
        .limit(1)
    )
    before: int | None = connection.scalar(query)
    counted = select(_SIGHTING.c.message_id).where(_SIGHTING.c.message_id == before)
    return None if before is None or connection.scalar(counted) is not None else before


def _count_missed(connection: Connection, result: TurnResult, message_id: int, now: datetime) -> None:
    """Count what the bot did not know, or declined as nothing for a library: neither is lost to staff."""
    if any(reply.status == "fallback" for reply in result.replies):
        _count(connection, result.interaction_id, message_id, now)
    elif any(reply.answer_name == DECLINED for reply in result.replies):
        _count(connection, result.interaction_id, message_id, now, declined=True)


def _count(
    connection: Connection, interaction_id: int, message_id: int, now: datetime, *, declined: bool = False
) -> None:
    asked = connection.execute(
        select(_MESSAGE.c.body, _MESSAGE.c.language, _MESSAGE.c.payload, _INTERACTION.c.is_test)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(_MESSAGE.c.id == message_id)
    ).one()
    # What staff try out is no question of a patron's.
    if asked.payload is None and asked.body and not asked.is_test:
        count_question(
            connection,
            asked.body,
            asked.language or "fa",
            now,
            interaction_id=interaction_id,
            message_id=message_id,
            declined=declined,
        )
