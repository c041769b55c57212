"""Interactions: the running conversation of a chat, as far as a turn needs to know."""

from dataclasses import dataclass

from sqlalchemy import RowMapping, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["INTERACTION_COLUMNS", "InteractionView", "channel_of", "interaction_of", "interaction_view"]

# What a view needs of its row.
INTERACTION_COLUMNS = ("id", "public_id", "engine_conversation", "status", "expects_contact", "language")
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class InteractionView:
    """One interaction, as far as a turn needs to know."""

    id: int
    public_id: str
    engine_conversation: str
    status: str
    expects_contact: bool
    language: str


async def interaction_of(store: Store, identity_id: int) -> InteractionView | None:
    """Give the running conversation of a chat partner, or None."""
    query = select(*(_INTERACTION.c[name] for name in INTERACTION_COLUMNS)).where(
        _INTERACTION.c.channel_identity_id == identity_id,
        _INTERACTION.c.status != "closed",
        _INTERACTION.c.kind == "conversation",
    )
    row = await store.glance(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else interaction_view(row)


async def channel_of(store: Store, conversation: str) -> str | None:
    """Give the channel of a conversation; None when there is no such conversation."""
    query = select(_INTERACTION.c.channel).where(
        or_(_INTERACTION.c.engine_conversation == conversation, _INTERACTION.c.public_id == conversation)
    )
    return await store.glance(lambda connection: connection.scalar(query))


def interaction_view(row: RowMapping, prefix: str = "") -> InteractionView:
    """Give the view of a row that has its columns, their names beginning with `prefix`."""
    values = {name: row[f"{prefix}{name}"] for name in INTERACTION_COLUMNS}
    values["language"] = values["language"] or "fa"
    return InteractionView(**values)
