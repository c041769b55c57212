"""Notices in the outbox that have told nobody yet, taken back: they wait again, and go another way or later."""

from collections.abc import Collection
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, delete, or_, select, true, update

from crm import records
from crm.database.upsert import table_of
from crm.messages.search import number_anew

__all__ = ["recall", "take_back", "withdraw"]

_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


def recall(connection: Connection, identity_id: int, *, but_of: int | None = None) -> int:
    """Take back what waits in the outbox for a chat that is its patron's no more; give how many messages.

    `but_of`: only what is for other patrons than this one. What is under way at this moment is looked at again before
    another try (crm.notices.trying).
    """
    query = (
        select(_MESSAGE.c.id)
        .join(_OUTBOX, _OUTBOX.c.message_id == _MESSAGE.c.id)
        .join(_INTERACTION, _INTERACTION.c.id == _MESSAGE.c.interaction_id)
        .where(
            _OUTBOX.c.identity_id == identity_id,
            _OUTBOX.c.state == "pending",
            _INTERACTION.c.kind == "notice",
            _INTERACTION.c.handled_by == "system",
            true() if but_of is None else or_(_INTERACTION.c.patron_id.is_(None), _INTERACTION.c.patron_id != but_of),
        )
        .with_for_update(of=_OUTBOX)
    )
    messages = list(connection.scalars(query))
    take_back(connection, messages)
    return len(messages)


def take_back(connection: Connection, messages: Collection[int], *, send_after: datetime | None = None) -> None:
    """Let the notices of some messages wait again, from a moment on when one is given; the messages are no more."""
    if not messages:
        return
    again: dict[str, Any] = {"status": "queued", "reason": None, "settled_at": None, "message_id": None}
    again["via"] = None
    if send_after is not None:
        again["send_after"] = send_after
    connection.execute(update(_NOTICE).where(_NOTICE.c.message_id.in_(messages)).values(**again))
    withdraw(connection, messages)


def withdraw(connection: Connection, messages: Collection[int]) -> None:
    """Delete messages of notices that nobody has seen, with their interactions and their places in the outbox."""
    talks = select(_MESSAGE.c.interaction_id).where(_MESSAGE.c.id.in_(messages))
    ids = list(connection.scalars(talks))
    connection.execute(delete(_INTERACTION).where(_INTERACTION.c.id.in_(ids), _INTERACTION.c.kind == "notice"))
    number_anew(connection)
