"""Answers to cases, sent to the patron's chat."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.cases.file import way_to_patron
from crm.cases.work import MOVES, checked, locked_case, moved, put_case, put_event
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue
from crm.messages.views import MessageView, message_view
from crm.staff.members import acting

__all__ = ["ANSWERS", "LONGEST_ANSWER", "SentAnswer", "answer"]

# What a case may become with a message to its patron: answered, or waiting for their word.
ANSWERS = ("answered", "waiting_patron")
LONGEST_ANSWER = 3000

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)

Letter = Callable[[str, str, str], str]
"""Write, from language, case number and text, what the patron reads."""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """A sent answer: its message, its chat, and the case's new version."""

    message: MessageView
    channel: str
    identity_id: int
    version: int


async def answer(
    store: Store, number: str, text: str, *, version: int, by: Actor, letter: Letter, then: str = "answered"
) -> SentAnswer:
    """Send a message about a case to its patron's chat, in the words of `letter`, and move the case on.

    It goes into the conversation that opened the case while that runs; otherwise it is a notice of its own, which
    ends with itself, so that what the patron says next begins a conversation as usual. Raises InvalidValue ("text",
    "then", "channel" when no chat reaches the patron, "status" when the case is closed), Conflict, NotFound.
    """
    words = str(checked(text, "text", longest=LONGEST_ANSWER))
    if then not in ANSWERS:
        raise InvalidValue("then", f"one of {', '.join(ANSWERS)} is needed")

    def send(connection: Connection) -> SentAnswer:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked_case(connection, number, version)
        if then != row["status"] and then not in MOVES[row["status"]]:
            raise InvalidValue("status", f"a case that is {row['status']} cannot become {then}")
        way = way_to_patron(connection, row["patron_id"], row["interaction_id"], now=store.clock.now(), lock=True)
        if way is None:
            raise InvalidValue("channel", "no chat reaches this patron")
        body = letter(way["language"], number, words)
        message = _write(connection, row, way, staff_id, body, now)
        put_event(connection, row["id"], "message", now, staff_id, to_value=way["channel"], note=words)
        changes = moved(connection, row, then, now)
        if then != row["status"]:
            put_event(connection, row["id"], "status", now, staff_id, row["status"], then)
        new_version = put_case(connection, store, row, changes, by, "case.answered")
        return SentAnswer(message, way["channel"], way["id"], new_version)

    return await store.transact(send)


def _write(
    connection: Connection, row: RowMapping, way: RowMapping, staff_id: int, body: str, now: datetime
) -> MessageView:
    interaction_id, seq = _place(connection, row, way, staff_id, now)
    message: dict[str, Any] = {
        "interaction_id": interaction_id,
        "seq": seq,
        "sender": "staff",
        "staff_id": staff_id,
        "body": body,
        "language": way["language"],
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    whither = {"identity_id": way["id"], "channel": way["channel"], "next_attempt_at": now}
    connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither})
    return message_view({**message, "id": message_id, "buttons": None, "custom": None, "client_message_id": None})


def _place(connection: Connection, row: RowMapping, way: RowMapping, staff_id: int, now: datetime) -> tuple[int, int]:
    """Give the interaction that the message goes into, and the message's place in it."""
    running = connection.execute(
        update(_INTERACTION)
        .where(
            _INTERACTION.c.id == row["interaction_id"],
            _INTERACTION.c.channel_identity_id == way["id"],
            _INTERACTION.c.status != "closed",
        )
        .values(
            last_seq=_INTERACTION.c.last_seq + 1,
            last_message_at=now,
            handled_by=case((_INTERACTION.c.handled_by == "staff", "staff"), else_="both"),
            first_staff_reply_at=func.coalesce(_INTERACTION.c.first_staff_reply_at, now),
        )
        .returning(_INTERACTION.c.id, _INTERACTION.c.last_seq)
    ).first()
    if running is not None:
        return int(running.id), int(running.last_seq)
    public_id = str(uuid.uuid4())
    parent = connection.scalar(select(_INTERACTION.c.id).where(_INTERACTION.c.id == row["interaction_id"]))
    notice = {
        "public_id": public_id,
        "engine_conversation": public_id,
        "patron_id": row["patron_id"],
        "channel_identity_id": way["id"],
        "branch_id": row["branch_id"],
        "parent_id": parent,
        "case_id": row["id"],
        "channel": way["channel"],
        "direction": "outbound",
        "kind": "notice",
        "status": "closed",
        "outcome": "staff_resolved",
        "handled_by": "staff",
        "assigned_staff_id": staff_id,
        "language": way["language"],
        "started_at": now,
        "last_message_at": now,
        "ended_at": now,
        "first_staff_reply_at": now,
        "last_seq": 1,
    }
    made = connection.execute(insert(_INTERACTION).returning(_INTERACTION.c.id), notice).scalar_one()
    return int(made), 1
