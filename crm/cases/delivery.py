"""Messages about a case on their way to its patron: into a chat that reaches them, or into the case alone."""

import uuid
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, insert, select, update

from crm import records
from crm.cases.file import way_to_patron
from crm.cases.hearing import heard
from crm.database.upsert import table_of
from crm.messages.views import MessageView, message_view
from crm.staff.members import display_name_of

__all__ = ["ABOUT", "Delivered", "deliver"]

# In a message's `custom`: the number of the case that it is about, so that a reply to it finds its way.
ABOUT = "case"

_CASE_EVENT = table_of(records.CaseEvent)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_OUTBOX = table_of(records.Outbox)


@dataclass(frozen=True, slots=True)
class Delivered:
    """A message on its way: what it is, and into which chat."""

    message: MessageView
    channel: str
    identity_id: int


def deliver(
    connection: Connection,
    row: RowMapping,
    body: Callable[[str], str],
    now: datetime,
    staff_id: int | None,
    *,
    note: str,
    kind: str | None = None,
) -> Delivered | None:
    """Put a message into the chat that reaches the patron of a case, and into the case's history as `note`.

    `body` writes it in the chat's language; `kind` is what the step says of it (None: a librarian's own words). None
    where no chat reaches the patron now: the history has it, and they hear it when they come back.
    """
    way = way_to_patron(connection, row["patron_id"], row["interaction_id"], now=now, lock=True)
    step = {"case_id": row["id"], "kind": "message", "from_value": kind, "note": note, "staff_id": staff_id}
    step |= {"to_value": None if way is None else way["channel"], "occurred_at": now}
    if way is None and row["patron_id"] is None:
        # Nobody would ever hear it.
        return None
    made = connection.execute(insert(_CASE_EVENT).returning(_CASE_EVENT.c.id), step).scalar_one()
    if way is None:
        return None
    message = _write(connection, row, way, staff_id, body(way["language"]), now)
    heard(connection, row["id"], way["id"], int(made), now)
    return Delivered(message, way["channel"], way["id"])


def _write(
    connection: Connection, row: RowMapping, way: RowMapping, staff_id: int | None, body: str, now: datetime
) -> MessageView:
    interaction_id, seq = _place(connection, row, way, staff_id, now)
    message: dict[str, Any] = {
        "interaction_id": interaction_id,
        "seq": seq,
        "sender": "staff",
        "staff_id": staff_id,
        "body": body,
        "custom": {ABOUT: row["number"]},
        "language": way["language"],
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    whither = {"identity_id": way["id"], "channel": way["channel"], "next_attempt_at": now}
    connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither})
    by = display_name_of(connection, staff_id)
    return message_view({**message, "id": message_id, "buttons": None, "client_message_id": None, "by": by})


def _place(
    connection: Connection, row: RowMapping, way: RowMapping, staff_id: int | None, now: datetime
) -> tuple[int, int]:
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
