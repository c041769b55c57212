"""Handoff from the bot to a librarian, and back.

open ──request──▶ waiting_staff ──claim──▶ with_staff ──to_bot──▶ open
                       │  │                    │
                       │  └────── expire ──────┴──▶ open, with a case and a word of the bot's
                       └──────── to_bot ──────────▶ open
`close` ends any of them. Out of opening hours a request opens a case and the bot stays. When a librarian hands back or
closes, the patron is told once, where they write. `expire` is in crm.handoff.expiry.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, case, func, select, update

from crm import records
from crm.actor import Actor
from crm.cases.opening import interaction_id_of
from crm.conversations.journal import InteractionView
from crm.conversations.outcomes import close_interaction
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.handoff.assignment import guard_holder, refuse_taken
from crm.handoff.step_rows import audited, case_for, change, interaction_view, locked, note_event, put_message
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from crm.records.values import OUTCOMES
from crm.staff.members import acting
from crm.staff.own_words import own_words

__all__ = ["Handoff", "Opening", "Wording", "claim", "close", "reply", "request", "to_bot"]

ANSWER_WITHIN = timedelta(minutes=10)
# A desk that opens has more to do than this one matter.
AFTER_OPENING = timedelta(hours=1)

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)

Opening = Callable[[Store, datetime], Awaitable[tuple[bool, datetime | None]]]
"""Tell whether the desk is open at a moment, and when it opens next."""

Wording = Callable[[str], str]
"""Say in a language what a librarian did with the conversation."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """The result of a request: `queued` for a librarian, or a `case`; and when to expect an answer."""

    state: str
    case_number: str | None
    expected_at: datetime | None


async def request(
    store: Store,
    conversation: str,
    *,
    reason: str | None = None,
    answer_within: timedelta = ANSWER_WITHIN,
    opening: Opening | None = None,
) -> Handoff:
    """Ask for a librarian: queue the conversation while the desk is open, open a case otherwise.

    Asked again, it gives what it gave before. `reason` is masked text for the librarian. Raises NotFound for an
    unknown conversation, Conflict for a closed one.
    """
    now = store.clock.now()
    is_open, opens_at = await (opening or _main_branch)(store, now)

    def ask(connection: Connection) -> Handoff:
        row = locked(connection, interaction_id_of(connection, conversation))
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        if row["status"] != "open":
            return Handoff("queued", None, (row["waiting_since"] or now) + answer_within)
        note_event(connection, row["id"], "handoff_requested", now)
        asked = {"handoff_requested_at": func.coalesce(_INTERACTION.c.handoff_requested_at, now)}
        if not is_open:
            opened = case_for(connection, store, row, reason or None)
            change(connection, row["id"], **asked)
            return Handoff("case", opened.number, (opens_at and opens_at + AFTER_OPENING) or opened.due_at)
        change(
            connection,
            row["id"],
            status="waiting_staff",
            waiting_since=now,
            subject=reason or None,
            expects_contact=False,
            **asked,
        )
        return Handoff("queued", None, now + answer_within)

    return await store.transact(ask)


async def claim(store: Store, interaction_public_id: str, by: Actor) -> InteractionView:
    """Take a waiting conversation; of two who do so at once one gets it, the other a Conflict."""

    def take(connection: Connection) -> InteractionView:
        now = store.clock.now()
        staff_id = acting(connection, by)
        interaction_id = interaction_id_of(connection, interaction_public_id)
        won = connection.execute(
            update(_INTERACTION)
            .where(_INTERACTION.c.id == interaction_id, _INTERACTION.c.status == "waiting_staff")
            .values(status="with_staff", assigned_staff_id=staff_id)
            .returning(*_INTERACTION.c)
        ).mappings()
        row = won.first()
        if row is None:
            held = locked(connection, interaction_id)
            # The same librarian may ask twice; nobody else may.
            if held["status"] == "with_staff" and held["assigned_staff_id"] == staff_id:
                return interaction_view(held)
            raise refuse_taken(connection, interaction_id)
        waited = int((now - row["waiting_since"]).total_seconds()) if row["waiting_since"] else None
        note_event(connection, interaction_id, "handoff_accepted", now, staff_id=staff_id, seconds=waited)
        audited(connection, store, by, "conversation.claimed", row)
        return interaction_view(row)

    return await store.transact(take)


async def reply(
    store: Store, interaction_public_id: str, by: Actor, text: str, *, key: str | None = None
) -> MessageView:
    """Keep a librarian's message and put it into the outbox, whatever the channel.

    The same `key` again (a form that was sent twice) gives the message that is there. Raises Conflict unless the
    conversation is with this librarian.
    """
    words = own_words(text)

    def write(connection: Connection) -> MessageView:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked(connection, interaction_id_of(connection, interaction_public_id))
        sent_key = None if key is None else f"staff:{key}"
        if sent_key is not None:
            before = select(*MESSAGE_COLUMNS).where(
                _MESSAGE.c.interaction_id == row["id"], _MESSAGE.c.client_message_id == sent_key
            )
            known = connection.execute(before).mappings().first()
            if known is not None:
                return message_view(known)
        if row["status"] != "with_staff" or row["assigned_staff_id"] != staff_id:
            raise refuse_taken(connection, row["id"], but=staff_id)
        if row["first_staff_reply_at"] is None:
            asked = row["handoff_requested_at"]
            seconds = int((now - asked).total_seconds()) if asked else None
            note_event(connection, row["id"], "first_staff_reply", now, staff_id=staff_id, seconds=seconds)
        change(
            connection,
            row["id"],
            first_staff_reply_at=func.coalesce(_INTERACTION.c.first_staff_reply_at, now),
            waiting_since=None,
            handled_by=case((_INTERACTION.c.handled_by == "staff", "staff"), else_="both"),
        )
        return put_message(connection, row, "staff", words, now, staff_id=staff_id, key=sent_key)

    return await store.transact(write)


async def to_bot(store: Store, interaction: str, by: Actor, *, wording: Wording | None = None) -> InteractionView:
    """Give a conversation back to the bot: `by` is a librarian or its patron.

    Of librarians only the one who has it may, a supervisor or an administrator (Taken). The patron is told of what a
    librarian did in the words of `wording`.
    """

    def give_back(connection: Connection) -> InteractionView:
        now = store.clock.now()
        row = locked(connection, interaction_id_of(connection, interaction))
        staff_id = acting(connection, by) if by.kind == "staff" else None
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        if row["status"] != "open":
            if staff_id is not None:
                guard_holder(connection, row["id"], staff_id)
                audited(connection, store, by, "conversation.returned_to_bot", row)
            change(connection, row["id"], status="open", waiting_since=None, assigned_staff_id=None)
            note_event(connection, row["id"], "returned_to_bot", now, staff_id=staff_id)
            if staff_id is not None and wording is not None:
                put_message(connection, row, "bot", wording(row["language"] or "fa"), now)
        return interaction_view({**row, "status": "open"})

    return await store.transact(give_back)


async def close(
    store: Store,
    interaction_public_id: str,
    by: Actor,
    outcome: str = "staff_resolved",
    *,
    wording: Wording | None = None,
) -> None:
    """End a conversation with the outcome that a librarian names; raises Conflict when it is closed.

    While somebody has it only they may, a supervisor or an administrator (Taken). Raises InvalidValue. A patron who
    waited for a librarian or talked with one is told in the words of `wording`.
    """
    if outcome not in OUTCOMES:
        raise InvalidValue("outcome", f"one of {', '.join(OUTCOMES)}")

    def end(connection: Connection) -> None:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked(connection, interaction_id_of(connection, interaction_public_id))
        if row["status"] == "with_staff":
            guard_holder(connection, row["id"], staff_id)
        if row["status"] in ("waiting_staff", "with_staff") and wording is not None:
            put_message(connection, row, "bot", wording(row["language"] or "fa"), now)
        if close_interaction(connection, row["id"], now, outcome=outcome) is None:
            raise Conflict("conversation", "closed")
        audited(connection, store, by, "conversation.closed", row)

    await store.transact(end)


async def _main_branch(store: Store, at: datetime) -> tuple[bool, datetime | None]:
    from crm.library_info import directory

    try:
        if await directory.is_open(store, None, at):
            return True, None
        return False, await directory.next_opening(store, None, at)
    except NotFound:
        # A library that has told no branch has nobody at a desk either.
        return False, None
