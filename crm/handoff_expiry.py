"""The end of a vain wait: the bot takes a conversation back that no librarian came for, and opens a case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select, update

from crm import records
from crm.handoff_rows import case_for, interaction_view, note_event, put_message
from crm.inbound import InteractionView
from crm.messages import MessageView
from crm.store import Store
from crm.upsert import table_of

__all__ = ["Expired", "Wording", "expire"]

_INTERACTION = table_of(records.Interaction)

Wording = Callable[[str, str], str]
"""Say in a language that no librarian came, and under which number the request is kept."""


@dataclass(frozen=True, slots=True)
class Expired:
    """One conversation that came back to the bot because no librarian did."""

    interaction: InteractionView
    identity_id: int | None
    channel: str
    case_number: str
    message: MessageView


async def expire(store: Store, *, before: datetime, wording: Wording) -> list[Expired]:
    """Take back the conversations that have waited for a librarian since before a moment.

    Each gets a case, and a message of the bot's with its number, in the words of `wording`, which is in the
    outbox too. Run twice, or by two, it does so once.
    """
    overdue = (
        select(_INTERACTION.c.id)
        .where(
            _INTERACTION.c.status.in_(("waiting_staff", "with_staff")),
            _INTERACTION.c.waiting_since < before,
        )
        .order_by(_INTERACTION.c.id)
    )

    def take_back(connection: Connection, interaction_id: int) -> Expired | None:
        now = store.clock.now()
        row = (
            connection.execute(
                update(_INTERACTION)
                .where(
                    _INTERACTION.c.id == interaction_id,
                    _INTERACTION.c.status.in_(("waiting_staff", "with_staff")),
                    _INTERACTION.c.waiting_since < before,
                )
                .values(status="open", waiting_since=None, assigned_staff_id=None)
                .returning(*_INTERACTION.c)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        note_event(connection, interaction_id, "handoff_expired", now)
        opened = case_for(connection, store, row, row["subject"])
        language = row["language"] or "fa"
        message = put_message(connection, row, "bot", wording(language, opened.number), now)
        return Expired(interaction_view(row), row["channel_identity_id"], row["channel"], opened.number, message)

    # One transaction a conversation: a long list must not keep those who are writing from the store.
    ids = await store.look(lambda connection: connection.scalars(overdue).all())
    done = [
        await store.transact(lambda connection, one=one: take_back(connection, one))  # type: ignore[misc]
        for one in ids
    ]
    return [expired for expired in done if expired is not None]
