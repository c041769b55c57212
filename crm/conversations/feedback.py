"""Patrons' feedback: thumbs on answers. Scores are surveys (crm.surveys)."""

from typing import Any

from sqlalchemy import Connection, func, select, text, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue, NotFound

__all__ = ["thumb"]

_FEEDBACK = table_of(records.Feedback)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)


async def thumb(store: Store, message_id: int, identity_id: int, value: int) -> None:
    """Keep a thumb (1 or -1) on an answer that this chat partner got; another one replaces it.

    Raises InvalidValue, and NotFound when it is no answer of the bot's or not to them.
    """
    if value not in (-1, 1):
        raise InvalidValue("value", "a thumb is 1 or -1")
    answer = (
        select(_MESSAGE.c.interaction_id, _INTERACTION.c.patron_id)
        .join(_INTERACTION, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(
            _MESSAGE.c.id == message_id,
            _MESSAGE.c.sender == "bot",
            _INTERACTION.c.channel_identity_id == identity_id,
        )
    )

    def keep(connection: Connection) -> None:
        found = connection.execute(answer).first()
        if found is None:
            raise NotFound("answer", message_id)
        row = {
            "message_id": message_id,
            "interaction_id": found.interaction_id,
            "patron_id": found.patron_id,
            "value": value,
            "created_at": store.clock.now(),
        }
        where = text("message_id IS NOT NULL")
        upsert(connection, _FEEDBACK, row, on=["message_id"], change={"value": value}, where=where)
        worst = select(func.min(_FEEDBACK.c.value)).where(_FEEDBACK.c.interaction_id == found.interaction_id)
        _note(connection, found.interaction_id, thumb=worst.scalar_subquery())

    await store.transact(keep)


def _note(connection: Connection, interaction_id: int, **values: Any) -> None:
    """Keep with the interaction what its list is narrowed by."""
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(**values))
