"""Conversations that are over for good, so that nothing but the store need remember them."""

from collections.abc import Sequence
from dataclasses import dataclass

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["KnownConversations", "standing"]

_INTERACTION = table_of(records.Interaction)
_JOURNAL = table_of(records.Journal)


@dataclass(frozen=True, slots=True)
class KnownConversations:
    """Of some of the engine's conversation names: those the store knows, and those that are over."""

    known: frozenset[str]
    over: frozenset[str]


async def standing(store: Store, names: Sequence[str]) -> KnownConversations:
    """Say of conversations, by the engine's names for them, which are known and which are over.

    One that was closed while a message still waits for its answer is not over: that turn may be taken up again.
    """
    waiting = select(_JOURNAL.c.id).where(
        _JOURNAL.c.interaction_id == _INTERACTION.c.id, _JOURNAL.c.state == "received"
    )
    query = select(
        _INTERACTION.c.engine_conversation, _INTERACTION.c.status, waiting.exists().label("answer_due")
    ).where(_INTERACTION.c.engine_conversation.in_(names))

    def look(connection: Connection) -> KnownConversations:
        rows = connection.execute(query).all()
        return KnownConversations(
            known=frozenset(row.engine_conversation for row in rows),
            over=frozenset(row.engine_conversation for row in rows if row.status == "closed" and not row.answer_due),
        )

    return await store.look(look)
