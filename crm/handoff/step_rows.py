"""Rows that every step of a handoff writes: the conversation, its history, a message."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_conversation
from crm.conversations.interactions import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.messages.views import MessageView, message_view
from crm.staff.members import display_name_of

__all__ = [
    "audited",
    "change",
    "interaction_view",
    "locked",
    "note_event",
    "put_message",
]

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_OUTBOX = table_of(records.Outbox)


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
