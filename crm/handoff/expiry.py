"""Expiry of a handoff: the bot takes back a conversation that no librarian came for, and opens a case."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Connection, select, update

from crm import records
from crm.conversations.journal import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.step_rows import case_for, interaction_view, note_event, put_message
from crm.messages.views import MessageView

__all__ = ["Expired", "Wording", "expire"]

_INTERACTION = table_of(records.Interaction)

WAITING = ("waiting_staff", "with_staff")
# Two machines' clocks differ by less.
AHEAD = timedelta(seconds=30)

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

    Each gets a case, and a message of the bot's with its number, in the words of `wording`, which is in the outbox
    too. A wait that begins in the future, as after a clock was set back, begins now. Run twice, or by two, it does
    so once.
    """
    overdue = (
        select(_INTERACTION.c.id)
        .where(
            _INTERACTION.c.status.in_(WAITING),
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
                    _INTERACTION.c.status.in_(WAITING),
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

    ahead = _ahead(store.clock.now())
    if await store.look(lambda connection: connection.scalar(select(_INTERACTION.c.id).where(ahead).limit(1))):
        begin = update(_INTERACTION).where(ahead).values(waiting_since=store.clock.now())
        await store.transact(lambda connection: connection.execute(begin))
    # One transaction a conversation: a long list must not keep those who are writing from the store.
    ids = await store.look(lambda connection: connection.scalars(overdue).all())
    done = [
        await store.transact(lambda connection, one=one: take_back(connection, one))  # type: ignore[misc]
        for one in ids
    ]
    return [expired for expired in done if expired is not None]


def _ahead(now: datetime) -> ColumnElement[bool]:
    return _INTERACTION.c.status.in_(WAITING) & (_INTERACTION.c.waiting_since > now + AHEAD)
