"""Waiting for a librarian: what is told after a while, and the end of it, when the bot takes over and opens a case."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from sqlalchemy import ColumnElement, Connection, and_, not_, or_, select, update

from crm import records
from crm.conversations.interactions import InteractionView
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.handoff.filing import case_for
from crm.handoff.matter import wants_or_last
from crm.handoff.step_rows import interaction_view, note_event, put_message
from crm.handoff.steps import Coming
from crm.messages.views import MessageView
from crm.staff.members import display_name_of
from crm.staff.presence import GONE_AFTER

__all__ = ["HELD_TIMES", "Expired", "Slow", "Wording", "expire", "tell_those_held", "tell_those_who_wait"]

_INTERACTION = table_of(records.Interaction)
_STAFF = table_of(records.StaffUser)
_EVENT = table_of(records.InteractionEvent)

WAITING = ("waiting_staff", "with_staff")
# So many times as long as for one to come is a librarian waited for who is there, but says nothing; and so far ahead
# at most reaches the time that one asks for (crm.handoff.more_time).
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
    store: Store,
    *,
    before: datetime,
    wording: Wording,
    held_before: datetime | None = None,
    held_wording: Wording | None = None,
) -> list[Expired]:
    """Take back the conversations that have waited for a librarian since before a moment.

    One that a librarian has is taken back only when they are gone, or when the patron waits since before `held_before`:
    whoever is there may take their time, but not all of it. Whoever was given it since `before` has that long, too,
    and whoever asked for more time has that. Each gets a case, and a message of the bot's with its number, which is in
    the outbox too: in the words of `wording` where nobody came, of `held_wording` where somebody had it.
    A wait that begins in the future, as after a clock was set back, begins now. Run twice, or by two, it does so once.
    """
    late = and_(_INTERACTION.c.waiting_since < before, _left(store.clock.now(), before, held_before))
    overdue = select(_INTERACTION.c.id).where(late).order_by(_INTERACTION.c.id)

    def take_back(connection: Connection, interaction_id: int) -> Expired | None:
        now = store.clock.now()
        status = select(_INTERACTION.c.status).where(_INTERACTION.c.id == interaction_id).with_for_update()
        was_held = connection.scalar(status) == "with_staff"
        row = (
            connection.execute(
                update(_INTERACTION)
                .where(_INTERACTION.c.id == interaction_id, late)
                .values(status="open", waiting_since=None, assigned_staff_id=None, held_until=None)
                .returning(*_INTERACTION.c)
            )
            .mappings()
            .first()
        )
        if row is None:
            return None
        note_event(connection, interaction_id, "handoff_expired", now)
        opened = case_for(connection, store, row, wants_or_last(connection, row)).case
        language = row["language"] or "fa"
        word = held_wording if was_held and held_wording is not None else wording
        message = put_message(connection, row, "bot", word(language, opened.number, opened.due_at), now)
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

    return await _each_told(store, slow, tell)


async def tell_those_held(store: Store, *, before: datetime, wording: Coming) -> int:
    """Tell those whom a librarian has kept waiting since before a moment that the librarian is there; give how many.

    Only where that is so: the librarian has a page open that listens, and has used the console lately. Once for each
    wait, and once more after somebody else has taken the conversation.
    """
    now = store.clock.now()
    slow = (
        _INTERACTION.c.status == "with_staff",
        _INTERACTION.c.waiting_since < before,
        or_(
            _INTERACTION.c.wait_told_at.is_(None),
            _INTERACTION.c.wait_told_at < _INTERACTION.c.waiting_since,
            _accepted(_EVENT.c.occurred_at > _INTERACTION.c.wait_told_at),
        ),
        not_(_accepted(_EVENT.c.occurred_at.between(before, now + AHEAD))),
        _is_there(now),
    )

    def tell(connection: Connection, interaction_id: int) -> int:
        # What the librarian says at this moment comes first, and then nothing is owed any more.
        connection.execute(select(_INTERACTION.c.id).where(_INTERACTION.c.id == interaction_id).with_for_update())
        done = update(_INTERACTION).where(_INTERACTION.c.id == interaction_id, *slow).values(wait_told_at=now)
        row = connection.execute(done.returning(*_INTERACTION.c)).mappings().first()
        if row is None:
            return 0
        language = row["language"] or "fa"
        name = display_name_of(connection, row["assigned_staff_id"])
        put_message(connection, row, "bot", wording(language, "" if name is None else name.said(language)), now)
        return 1

    return await _each_told(store, slow, tell)


async def _each_told(store: Store, slow: Sequence[ColumnElement[bool]], tell: Callable[..., int]) -> int:
    """Tell each of the conversations that wait too long, in a transaction of its own; give how many were told."""
    query = select(_INTERACTION.c.id).where(*slow).order_by(_INTERACTION.c.id)
    ids = await store.look(lambda connection: connection.scalars(query).all())
    told = 0
    for one in ids:
        told += await store.transact(partial(tell, interaction_id=one))
    return told


def _is_there(now: datetime) -> ColumnElement[bool]:
    """Choose those whose librarian is there."""
    there = select(_STAFF.c.id).where(
        _STAFF.c.id == _INTERACTION.c.assigned_staff_id,
        _STAFF.c.is_active.is_(True),
        _STAFF.c.present_at > now - GONE_AFTER,
    )
    return there.correlate(_INTERACTION).exists()


def _accepted(when: ColumnElement[bool]) -> ColumnElement[bool]:
    """Choose those that a librarian took, or was given, at a time."""
    given = select(_EVENT.c.id).where(
        _EVENT.c.interaction_id == _INTERACTION.c.id, _EVENT.c.kind == "handoff_accepted", when
    )
    return given.correlate(_INTERACTION).exists()


def _left(now: datetime, before: datetime, held_before: datetime | None) -> ColumnElement[bool]:
    """Choose those that nobody has, and those whose librarian is gone, or has said nothing for too long."""
    is_gone = not_(_is_there(now))
    # A clock that was set back lets nobody hold a conversation for hours.
    asked_for = _INTERACTION.c.held_until.between(now, now + HELD_TIMES * (now - before) + AHEAD)
    held = and_(
        _INTERACTION.c.status == "with_staff",
        not_(_accepted(_EVENT.c.occurred_at.between(before, now + AHEAD))),
        or_(_INTERACTION.c.held_until.is_(None), not_(asked_for)),
        is_gone if held_before is None else or_(is_gone, _INTERACTION.c.waiting_since < held_before),
    )
    return or_(_INTERACTION.c.status == "waiting_staff", held)


def _ahead(now: datetime) -> ColumnElement[bool]:
    return _INTERACTION.c.status.in_(WAITING) & (_INTERACTION.c.waiting_since > now + AHEAD)
