"""Waiting for a librarian: what is told after a while, and the end of it, when the bot takes over and opens a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, or_, select, update

from crm import records
from crm.conversations.journal import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.step_rows import case_for, interaction_view, note_event, put_message, said_meanwhile
from crm.messages.views import MessageView
from crm.staff.presence import GONE_AFTER

__all__ = ["HELD_TIMES", "Expired", "Slow", "Wording", "expire", "tell_those_who_wait"]

_INTERACTION = table_of(records.Interaction)
_STAFF = table_of(records.StaffUser)
_EVENT = table_of(records.InteractionEvent)

WAITING = ("waiting_staff", "with_staff")
# So many times as long as for one to come is a librarian waited for who is there, but says nothing.
HELD_TIMES = 3
# Two machines' clocks differ by less.
AHEAD = timedelta(seconds=30)

Wording = Callable[[str, str, datetime | None], str]
"""Say in a language that no librarian came, under which number the request is kept, and by when it is answered."""

Slow = Callable[[str, datetime], tuple[str, Sequence[dict[str, str]]]]
"""Say in a language that nobody has come yet since a moment, and offer what can be done, as buttons."""


@dataclass(frozen=True, slots=True)
class Expired:
    """One conversation that came back to the bot because no librarian did."""

    interaction: InteractionView
    identity_id: int | None
    channel: str
    case_number: str
    message: MessageView


async def expire(
    store: Store, *, before: datetime, wording: Wording, held_before: datetime | None = None
) -> list[Expired]:
    """Take back the conversations that have waited for a librarian since before a moment.

    One that a librarian has is taken back only when they are gone, or when the patron waits since before `held_before`:
    whoever is there may take their time, but not all of it. Whoever was given it since `before` has that long, too.
    Each gets a case, and a message of the bot's with its number, in the words of `wording`, which is in the outbox too.
    A wait that begins in the future, as after a clock was set back, begins now. Run twice, or by two, it does so once.
    """
    late = and_(_INTERACTION.c.waiting_since < before, _left(store.clock.now(), before, held_before))
    overdue = select(_INTERACTION.c.id).where(late).order_by(_INTERACTION.c.id)

    def take_back(connection: Connection, interaction_id: int) -> Expired | None:
        now = store.clock.now()
        row = (
            connection.execute(
                update(_INTERACTION)
                .where(_INTERACTION.c.id == interaction_id, late)
                .values(status="open", waiting_since=None, assigned_staff_id=None)
                .returning(*_INTERACTION.c)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        note_event(connection, interaction_id, "handoff_expired", now)
        matter = "\n".join(filter(None, (row["subject"], said_meanwhile(connection, row))))
        opened = case_for(connection, store, row, matter or None, called=row["subject"])
        language = row["language"] or "fa"
        message = put_message(connection, row, "bot", wording(language, opened.number, opened.due_at), now)
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


async def tell_those_who_wait(store: Store, *, before: datetime, wording: Slow) -> int:
    """Tell those who have waited since before a moment that nobody has come yet, once for each wait; give how many."""
    slow = (
        _INTERACTION.c.status == "waiting_staff",
        _INTERACTION.c.waiting_since < before,
        _INTERACTION.c.wait_told_at.is_(None),
    )

    def tell(connection: Connection, interaction_id: int) -> int:
        now = store.clock.now()
        row = (
            connection.execute(
                update(_INTERACTION)
                .where(_INTERACTION.c.id == interaction_id, *slow)
                .values(wait_told_at=now)
                .returning(*_INTERACTION.c)
            )
            .mappings()
            .first()
        )
        if row is None:
            return 0
        text, buttons = wording(row["language"] or "fa", row["waiting_since"])
        put_message(connection, row, "bot", text, now, buttons=buttons)
        return 1

    query = select(_INTERACTION.c.id).where(*slow).order_by(_INTERACTION.c.id)
    ids = await store.look(lambda connection: connection.scalars(query).all())
    told = 0
    for one in ids:
        told += await store.transact(partial(tell, interaction_id=one))
    return told


def _left(now: datetime, before: datetime, held_before: datetime | None) -> ColumnElement[bool]:
    """Choose those that nobody has, and those whose librarian is gone, or has said nothing for too long."""
    there = select(_STAFF.c.id).where(
        _STAFF.c.id == _INTERACTION.c.assigned_staff_id,
        _STAFF.c.is_active.is_(True),
        _STAFF.c.present_at > now - GONE_AFTER,
    )
    given = select(_EVENT.c.id).where(
        _EVENT.c.interaction_id == _INTERACTION.c.id,
        _EVENT.c.kind == "handoff_accepted",
        _EVENT.c.occurred_at.between(before, now + AHEAD),
    )
    is_gone = ~there.correlate(_INTERACTION).exists()
    held = and_(
        _INTERACTION.c.status == "with_staff",
        ~given.correlate(_INTERACTION).exists(),
        is_gone if held_before is None else or_(is_gone, _INTERACTION.c.waiting_since < held_before),
    )
    return or_(_INTERACTION.c.status == "waiting_staff", held)


def _ahead(now: datetime) -> ColumnElement[bool]:
    return _INTERACTION.c.status.in_(WAITING) & (_INTERACTION.c.waiting_since > now + AHEAD)
