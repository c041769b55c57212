"""Conversations that are tries of staff's: they stay readable, and are counted nowhere."""

from sqlalchemy import Connection, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound

__all__ = ["mark_try"]

_INTERACTION = table_of(records.Interaction)
_IDENTITY = table_of(records.ChannelIdentity)


async def mark_try(store: Store, conversation: str, by: Actor, *, is_test: bool) -> None:
    """Mark a conversation as a try, or as none; what is begun later in the same chat will be the same.

    Raises NotFound.
    """

    def mark(connection: Connection) -> None:
        this = _INTERACTION.c.public_id == conversation
        row = connection.execute(
            select(_INTERACTION.c.is_test, _INTERACTION.c.channel_identity_id).where(this).with_for_update()
        ).first()
        if row is None:
            raise NotFound("conversation", conversation)
        connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == row.channel_identity_id).values(is_test=is_test))
        if row.is_test != is_test:
            connection.execute(update(_INTERACTION).where(this).values(is_test=is_test))
            action = "conversation.marked_test" if is_test else "conversation.unmarked_test"
            trail.append(connection, store, by, action, trail.Subject("interaction", conversation), ("is_test",))

    await store.transact(mark)
