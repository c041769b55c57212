"""Handoff from the bot to a librarian, and back.

open ──request──▶ waiting_staff ──claim──▶ with_staff ──to_bot──▶ open
                       │  │                    │
                       │  └────── expire ──────┴──▶ open, with a case and a word of the bot's
                       └── to_bot, leave_word ────▶ open, with a case when a word was left
`close` ends any of them, and a librarian may `claim` an open one where somebody is in danger (crm.handoff.alarms).
While the librarians' desk is closed a request becomes a case as soon as it is known what it is about, and
the bot stays. When a librarian comes, hands back or closes, the patron is told once, where they write.
`expire` and what is told to those who wait are in crm.handoff.expiry.
"""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, select, update

from crm import records
from crm.actor import Actor
from crm.cases.opening import interaction_id_of
from crm.conversations.interactions import InteractionView
from crm.conversations.outcomes import close_interaction
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.handoff.assignment import guard_holder, refuse_taken
from crm.handoff.filing import Filed, case_about, case_for
from crm.handoff.matter import called_for, is_known, lines_for, own_question, wants, wants_or_last
from crm.handoff.step_rows import audited, change, interaction_view, locked, note_event, put_message
from crm.handoff.topics import before_call
from crm.messages.views import MESSAGE_COLUMNS, MessageView, message_view
from crm.records.values import OUTCOMES
from crm.staff.members import acting, display_name_of
from crm.staff.own_words import own_words
from crm.staff.presence import anybody_there

__all__ = [
    "ANSWER_WITHIN",
    "DESK",
    "Coming",
    "Handoff",
    "Opening",
    "Registered",
    "PatronWaiting",
    "Wording",
    "claim",
    "close",
    "leave_word",
    "reply",
    "request",
    "to_bot",
    "waiting",
]

ANSWER_WITHIN = timedelta(minutes=10)
# Whose hours count: the librarians' who answer in the chat, or the house's where they have none of their own.
DESK = "librarian"

_CASE = table_of(records.ServiceCase)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)

Opening = Callable[[Store, datetime], Awaitable[tuple[bool, datetime | None]]]
"""Tell whether the desk is open at a moment, and when it opens next."""

Wording = Callable[[str], str]
"""Say in a language what a librarian did with the conversation."""


Registered = Callable[[str, str, datetime | None], str]
"""Say in a language under which number what was asked is kept as a case, and by when it is answered."""

Coming = Callable[[str, str], str]
"""Say in a language that a librarian, by name, is in the conversation now."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """The result of a request: `queued` for a librarian, a `case`, or `closed` while nothing is known to be asked.

    `expected_at` is when an answer is promised, of a case its own due time; `opens_at` when the desk opens next.
    `is_anybody_there`: of one that is queued, that a librarian is signed in and not away (crm.staff.presence).
    """

    state: str
    case_number: str | None = None
    expected_at: datetime | None = None
    opens_at: datetime | None = None
    is_anybody_there: bool = False


@dataclass(frozen=True, slots=True)
class PatronWaiting:
    """A patron's wait for a librarian, and whether they were told that nobody has come yet."""

    since: datetime
    is_told: bool


async def request(
    store: Store,
    conversation: str,
    *,
    reason: str | None = None,
    case_number: str | None = None,
    answer_within: timedelta = ANSWER_WITHIN,
    opening: Opening | None = None,
) -> Handoff:
    """Ask for a librarian: queue the conversation while their desk is open, open a case otherwise.

    `reason` is what the patron wants from them, masked; without it that is their last question that found no answer.
    `case_number` is a case that they told in this conversation: it is what the librarian is called for, and no other
    is opened. Asked again, it gives what it gave before. Raises NotFound for an unknown conversation, Conflict for a
    closed one.
    """
    now = store.clock.now()
    is_open, opens_at = await (opening or _desk)(store, now)

    def ask(connection: Connection) -> Handoff:
        row = locked(connection, interaction_id_of(connection, conversation))
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        is_there = anybody_there(connection, now)
        if row["status"] != "open":
            return Handoff(
                "queued", case_number, (row["waiting_since"] or now) + answer_within, is_anybody_there=is_there
            )
        note_event(connection, row["id"], "handoff_requested", now)
        asked: dict[str, Any] = {"handoff_requested_at": func.coalesce(_INTERACTION.c.handoff_requested_at, now)}
        about, matter = case_number, reason
        if matter is None:
            # What was asked after a case was told, and found no answer, is another matter than the case.
            told_at = connection.scalar(select(_CASE.c.opened_at).where(_CASE.c.number == case_number))
            matter = own_question(connection, row["id"], after=told_at)
            about = case_number if matter is None else None
        asked["subject"] = ": ".join(filter(None, (about, matter))) or None
        if not is_open:
            change(connection, row["id"], **asked)
            row = locked(connection, row["id"])
            return _without_desk(connection, store, row, lines_for((matter,)), about, opens_at)
        change(
            connection,
            row["id"],
            status="waiting_staff",
            waiting_since=now,
            wait_told_at=None,
            expects_contact=False,
            **asked,
        )
        return Handoff("queued", case_number, now + answer_within, is_anybody_there=is_there)

    return await store.transact(ask)


async def leave_word(store: Store, conversation: str, words: str | None = None) -> Handoff:
    """Leave the librarians a message in the place of waiting for one: a case, with what the patron asked as its matter.

    `closed` while nobody knows what it is about: then it only ends the wait. Raises NotFound.
    """

    def leave(connection: Connection) -> Handoff:
        now = store.clock.now()
        row = locked(connection, interaction_id_of(connection, conversation))
        if row["status"] == "waiting_staff":
            change(connection, row["id"], status="open", waiting_since=None, assigned_staff_id=None)
            note_event(connection, row["id"], "returned_to_bot", now, detail="left a message")
        lines = lines_for((*wants(connection, row), words)) if words or is_known(connection, row) else []
        return _without_desk(connection, store, row, lines, None, None)

    return await store.transact(leave)


async def waiting(store: Store, conversation: str) -> PatronWaiting | None:
    """Tell since when a patron waits for a librarian to come; None when they do not, or one is there."""

    def look(connection: Connection) -> PatronWaiting | None:
        interaction_id = interaction_id_of(connection, conversation)
        row = connection.execute(
            select(_INTERACTION.c.status, _INTERACTION.c.waiting_since, _INTERACTION.c.wait_told_at).where(
                _INTERACTION.c.id == interaction_id
            )
        ).one()
        if row.status != "waiting_staff" or row.waiting_since is None:
            return None
        return PatronWaiting(row.waiting_since, row.wait_told_at is not None)

    return await store.look(look)


async def claim(
    store: Store, interaction_public_id: str, by: Actor, *, wording: Coming | None = None, unasked: bool = False
) -> InteractionView:
    """Take a waiting conversation; of two who do so at once one gets it, the other a Conflict.

    From then on the bot keeps silent: the patron is told so in the words of `wording`. `unasked`: also one that the
    bot has, where an alarm rings; then nobody was asked for, and no request is counted as accepted.
    """
    taken = ("waiting_staff", "open") if unasked else ("waiting_staff",)

    def take(connection: Connection) -> InteractionView:
        now = store.clock.now()
        staff_id = acting(connection, by)
        interaction_id = interaction_id_of(connection, interaction_public_id)
        before = locked(connection, interaction_id)["status"]
        won = connection.execute(
            update(_INTERACTION)
            .where(_INTERACTION.c.id == interaction_id, _INTERACTION.c.status.in_(taken))
            .values(status="with_staff", assigned_staff_id=staff_id, held_until=None)
            .returning(*_INTERACTION.c)
        ).mappings()
        row = won.first()
        if row is None:
            held = locked(connection, interaction_id)
            # The same librarian may ask twice; nobody else may.
            if held["status"] == "with_staff" and held["assigned_staff_id"] == staff_id:
                return interaction_view(held)
            raise refuse_taken(connection, interaction_id)
        if before != "open":
            waited = int((now - row["waiting_since"]).total_seconds()) if row["waiting_since"] else None
            note_event(connection, interaction_id, "handoff_accepted", now, staff_id=staff_id, seconds=waited)
        audited(connection, store, by, "conversation.claimed", row)
        if wording is not None:
            language = row["language"] or "fa"
            name = display_name_of(connection, staff_id)
            put_message(connection, row, "bot", wording(language, "" if name is None else name.said(language)), now)
        return interaction_view(row)

    return await store.transact(take)


async def reply(
    store: Store, interaction_public_id: str, by: Actor, text: str, *, key: str | None = None
) -> MessageView:
    """Keep a librarian's message and put it into the outbox, whatever the channel.

    The same `key` again (a form that was sent twice) gives the message that is there. Raises Conflict with other words
    (`sent`: the first are on their way), and unless the conversation is with this librarian.
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
                if known["body"] != words:
                    raise Conflict("message", "sent")
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
            # What was asked for was time for this answer, and not for the next one.
            held_until=None,
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
            change(connection, row["id"], status="open", waiting_since=None, assigned_staff_id=None, held_until=None)
            by_patron = {"detail": "withdrawn"} if staff_id is None else {}
            note_event(connection, row["id"], "returned_to_bot", now, staff_id=staff_id, **by_patron)
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
    registered: Registered | None = None,
    effort: int | None = None,
    into: str | None = None,
) -> Filed | None:
    """End a conversation with the outcome that a librarian names; raises Conflict when it is closed.

    `effort` is how much work it was, on the READ scale of 1 to 6; what was noted before stays without it.

    While somebody has it only they may, a supervisor or an administrator (Taken). Raises InvalidValue. A patron who
    waited for a librarian or talked with one is told in the words of `wording`. With the outcome `case_opened` what
    was asked becomes a case, which is given, and the patron is told its number in the words of `registered`. `into` is
    the case that the librarian chose for it, or NEW; see crm.handoff.filing, also for what becomes of it without.
    """
    if outcome not in OUTCOMES:
        raise InvalidValue("outcome", f"one of {', '.join(OUTCOMES)}")
    if effort is not None and not 1 <= effort <= 6:
        raise InvalidValue("effort", "1 to 6")

    def end(connection: Connection) -> Filed | None:
        now = store.clock.now()
        staff_id = acting(connection, by)
        row = locked(connection, interaction_id_of(connection, interaction_public_id))
        if row["status"] == "with_staff":
            guard_holder(connection, row["id"], staff_id)
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        filed, language = None, row["language"] or "fa"
        if outcome == "case_opened":
            lines, before = wants_or_last(connection, row), before_call(connection, row)
            filed = case_for(connection, store, row, lines, by=by, into=into, before=before)
        if row["status"] in ("waiting_staff", "with_staff"):
            if filed is not None and registered is not None:
                told = registered(language, filed.case.number, filed.case.due_at)
                put_message(connection, row, "bot", told, now)
            elif wording is not None:
                put_message(connection, row, "bot", wording(language), now)
        if close_interaction(connection, row["id"], now, outcome=outcome) is None:
            raise Conflict("conversation", "closed")
        if effort is not None:
            change(connection, row["id"], read_effort=effort)
        audited(connection, store, by, "conversation.closed", row)
        return filed

    return await store.transact(end)


def _without_desk(
    connection: Connection,
    store: Store,
    row: RowMapping,
    lines: Sequence[str],
    case_number: str | None,
    opens_at: datetime | None,
) -> Handoff:
    if case_number is not None:
        told = case_about(connection, store, row, case_number, "\n".join(lines) or None)
        if told is not None:
            return Handoff("case", told.number, told.due_at, opens_at)
        due_at = connection.scalar(select(_CASE.c.due_at).where(_CASE.c.number == case_number))
        return Handoff("case", case_number, due_at, opens_at)
    if not lines and called_for(row["subject"])[0] is None:
        return Handoff("closed", opens_at=opens_at)
    filed = case_for(connection, store, row, lines).case
    return Handoff("case", filed.number, filed.due_at, opens_at)


async def _desk(store: Store, at: datetime) -> tuple[bool, datetime | None]:
    from crm.library_info import directory

    try:
        if await directory.is_open(store, None, at, DESK):
            return True, None
        return False, await directory.next_opening(store, None, at, DESK)
    except NotFound:
        # A library that has told no branch has nobody at a desk either.
        return False, None
