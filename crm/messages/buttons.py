"""Tapped buttons of stored messages: what each asks for, as long as it still applies."""

from __future__ import annotations

from dataclasses import dataclass

from sqlalchemy import exists, select
from sqlalchemy.orm import aliased

from crm.database.store import Store
from crm.records import Interaction, Message

__all__ = ["OfferedButton", "button_of"]

# An answer that does not name its question: on anything later it would say yes to something else.
ANSWERS = ("/affirm", "/deny")


@dataclass(frozen=True, slots=True)
class OfferedButton:
    """A button as it was offered: what it shows and what it sends."""

    title: str
    payload: str


async def button_of(store: Store, identity_id: int, message_id: int, index: int) -> OfferedButton | None:
    """Find a button of a message that this chat partner was sent; None when it is of no use any more.

    A bare yes or no is of no use once the patron has written something after the question, or the conversation is over.
    """
    later = aliased(Message)
    moved_on = exists().where(
        later.interaction_id == Message.interaction_id, later.sender == "patron", later.seq > Message.seq
    )
    query = (
        select(Message.buttons, Interaction.status, moved_on.label("moved_on"))
        .join(Interaction, Interaction.id == Message.interaction_id)
        .where(
            Message.id == message_id,
            Interaction.channel_identity_id == identity_id,
            Message.sender != "patron",
            Message.is_internal.is_(False),
        )
    )
    row = await store.look(lambda connection: connection.execute(query).one_or_none())
    if row is None or row.buttons is None or index >= len(row.buttons):
        return None
    offered = row.buttons[index]
    title, payload = offered.get("title", ""), offered.get("payload", "")
    if not payload:
        return None
    if payload in ANSWERS and (row.moved_on or row.status == "closed"):
        return None
    return OfferedButton(title, payload)
