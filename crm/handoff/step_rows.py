"""Rows that every step of a handoff writes: the conversation, its history, a message, a case."""

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_case, about_conversation
from crm.cases.opening import CaseView, case_by_number, due_times, insert_case
from crm.cases.own import asker_of, is_own, take_over
from crm.cases.own_steps import put_words
from crm.cases.work import locked_case
from crm.conversations.closing import WITHOUT_SUBJECT
from crm.conversations.journal import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MessageView, message_view
from crm.staff.members import acting, display_name_of

__all__ = [
    "audited",
    "case_about",
    "case_for",
    "change",
    "interaction_view",
    "last_words",
    "locked",
    "note_event",
    "own_question",
    "put_message",
    "said_meanwhile",
]

# The subject of a case that asks for a librarian's word; the console words it.
SUBJECT = "librarian"
LONGEST_MATTER = 2000
# Replies that leave a question open, and what is no question of a librarian's though it was not understood.
UNANSWERED = ("fallback", "refused", "error")
UNREAD = ("nlu_fallback", "out_of_scope")

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_OUTBOX = table_of(records.Outbox)
_CASE = table_of(records.ServiceCase)
# How a request begins that is about a case (crm.handoff.steps.request).
_NUMBER = re.compile(r"(K-\d{6,})(?:: ?|$)", re.MULTILINE)


def case_for(
    connection: Connection,
    store: Store,
    row: RowMapping,
    matter: str | None,
    *,
    called: str | None = None,
    by: Actor | None = None,
) -> CaseView:
    """Open the case of a request that no librarian can take now, once for each conversation.

    `matter` is what the patron wants from them. Asked once more with other words, these are added to the case, which is
    taken up again where it was answered or closed. `called` is what the librarian was called for: what begins with the
    number of a case of theirs is added to that one. `by` is the librarian who makes a case of it. A due time that is
    past already begins anew: what the patron is told is what is due.
    """
    about = _NUMBER.match(called or "")
    if about is not None:
        told = case_about(connection, store, row, about[1], (matter or "").removeprefix(about[0]).strip() or None, by)
        if told is not None:
            return told
    key = f"handoff:{row['public_id']}"
    number = connection.scalar(select(_CASE.c.number).where(_CASE.c.idempotency_key == key))
    if number is not None:
        return _added(connection, store, number, matter, by)
    opened = insert_case(
        connection,
        store,
        "question",
        interaction_id=row["id"],
        subject=SUBJECT,
        description=matter,
        language=row["language"] or "fa",
        branch_id=row["branch_id"],
        idempotency_key=key,
        staff_id=None if by is None else acting(connection, by),
    )
    if by is not None:
        about_it = about_case(connection, opened.number)
        trail.append(connection, store, by, "case.opened", about_it, ("kind", "subject", "description"))
    return opened


def case_about(
    connection: Connection, store: Store, row: RowMapping, number: str, matter: str | None, by: Actor | None = None
) -> CaseView | None:
    """Put what a patron wants of a librarian to a case that they called about; None for one that is not theirs now."""
    now = store.clock.now()
    if not is_own(connection, number, row["id"], now):
        return None
    take_over(connection, number, asker_of(connection, row["public_id"], now))
    return _added(connection, store, number, matter, by)


def _added(connection: Connection, store: Store, number: str, matter: str | None, by: Actor | None) -> CaseView:
    now = store.clock.now()
    put_words(connection, store, locked_case(connection, number), matter, now, by)
    view = case_by_number(connection, number)
    if view.due_at is None or view.due_at > now:
        return view
    # That it was late is in its history (crm.cases.overdue).
    _, due_at = due_times(connection, view.branch_id, now)
    connection.execute(update(_CASE).where(_CASE.c.id == view.id).values(due_at=due_at, version=_CASE.c.version + 1))
    return replace(view, due_at=due_at)


def own_question(connection: Connection, interaction_id: int) -> str | None:
    """Give what a patron last asked in a conversation without an answer, in their words; None for nothing."""
    reply = _MESSAGE.alias("reply")
    unanswered = (
        select(reply.c.id)
        .where(reply.c.in_reply_to_id == _MESSAGE.c.id, reply.c.answer_status.in_(UNANSWERED))
        .correlate(_MESSAGE)
    )
    asked = (
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == interaction_id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            or_(_MESSAGE.c.intent.is_(None), _MESSAGE.c.intent.not_in((*WITHOUT_SUBJECT, "human_help"))),
            unanswered.exists(),
        )
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
    )
    words: str | None = connection.scalar(asked)
    return words[:LONGEST_MATTER] if words else None


def last_words(connection: Connection, interaction_id: int) -> str | None:
    """Give the last message that a patron wrote in a conversation; None where they only pressed buttons."""
    said = (
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == interaction_id,
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.body.is_not(None),
        )
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
    )
    words: str | None = connection.scalar(said)
    return words[:LONGEST_MATTER] if words else None


def said_meanwhile(connection: Connection, row: RowMapping) -> str | None:
    """Give what a patron who was waiting for a librarian wrote to them since they last called, in order.

    None for nothing. Of very much the latest stays.
    """
    if row["handoff_requested_at"] is None:
        return None
    called = select(func.max(_EVENT.c.occurred_at)).where(
        _EVENT.c.interaction_id == row["id"], _EVENT.c.kind == "handoff_requested"
    )
    since = connection.scalar(called) or row["handoff_requested_at"]
    said = connection.scalars(
        select(_MESSAGE.c.body)
        .where(
            _MESSAGE.c.interaction_id == row["id"],
            _MESSAGE.c.sender == "patron",
            _MESSAGE.c.payload.is_(None),
            _MESSAGE.c.created_at > since,
            or_(_MESSAGE.c.intent.is_(None), _MESSAGE.c.intent.in_(UNREAD)),
        )
        .order_by(_MESSAGE.c.seq)
    )
    return "\n".join(filter(None, said))[-LONGEST_MATTER:].strip() or None


def put_message(
    connection: Connection,
    row: RowMapping,
    sender: str,
    text: str,
    now: datetime,
    staff_id: int | None = None,
    key: str | None = None,
    buttons: Sequence[dict[str, str]] = (),
) -> MessageView:
    """Keep a message for the patron and put it into the outbox of the channel that he writes on."""
    seq = connection.execute(
        update(_INTERACTION)
        .where(_INTERACTION.c.id == row["id"])
        .values(last_seq=_INTERACTION.c.last_seq + 1, last_message_at=now)
        .returning(_INTERACTION.c.last_seq)
    ).scalar_one()
    message: dict[str, Any] = {
        "interaction_id": row["id"],
        "seq": seq,
        "sender": sender,
        "staff_id": staff_id,
        "body": text,
        "buttons": [dict(button) for button in buttons] or None,
        "language": row["language"],
        "client_message_id": key,
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    if row["channel_identity_id"] is not None:
        whither = {"identity_id": row["channel_identity_id"], "channel": row["channel"]}
        connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither, "next_attempt_at": now})
    by = display_name_of(connection, staff_id)
    return message_view({**message, "custom": None, "id": message_id, "by": by})


def locked(connection: Connection, interaction_id: int) -> RowMapping:
    """Read a conversation to change it."""
    query = select(_INTERACTION).where(_INTERACTION.c.id == interaction_id).with_for_update()
    return connection.execute(query).mappings().one()


def change(connection: Connection, interaction_id: int, **values: Any) -> None:
    """Write columns of a conversation."""
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(**values))


def note_event(connection: Connection, interaction_id: int, kind: str, now: datetime, **more: Any) -> None:
    """Add a step to a conversation's history."""
    row = {"interaction_id": interaction_id, "kind": kind, "occurred_at": now, **more}
    connection.execute(insert(_EVENT), row)


def audited(connection: Connection, store: Store, by: Actor, action: str, row: RowMapping) -> None:
    """Note in the trail what a librarian did with a conversation."""
    trail.append(connection, store, by, action, about_conversation(connection, row["public_id"]), ("status",))


def interaction_view(row: RowMapping | dict[str, Any]) -> InteractionView:
    """Make the view of a conversation's row."""
    values = {name: row[name] for name in InteractionView.__dataclass_fields__}
    return InteractionView(**{**values, "language": values["language"] or "fa"})
