"""The inbox queue: waiting and assigned conversations, internal notes, transfer to a colleague."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.subjects import about_conversation
from crm.cases.opening import interaction_id_of
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.handoff.assignment import guard_holder, refuse_taken
from crm.handoff.seen import unread_by
from crm.handoff.step_rows import locked
from crm.handoff.topics import Topic, asked_before, asked_since, topic
from crm.records.staff_names import StaffName, name_of
from crm.staff.members import acting
from crm.staff.own_words import own_words
from crm.staff.presence import PRESENCES, presence_of
from protocol.alphabet import by_alphabet

__all__ = [
    "Colleague",
    "QueuedConversation",
    "QueueState",
    "add_note",
    "colleagues",
    "queue",
    "set_effort",
    "standings",
    "transfer",
]

LONGEST_NOTE = 4000
# Who may be given a conversation.
SERVING = ("librarian", "supervisor", "admin")

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_STAFF = table_of(records.StaffUser)
_PATRON = table_of(records.Patron)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class QueuedConversation:
    """One conversation that waits for a librarian or is with one; `waiting_since` is None when nobody owes a word.

    `topic` is what the patron last asked for.
    """

    id: int
    public_id: str
    status: str
    channel: str
    language: str
    subject: str | None
    primary_intent: str | None
    started_at: datetime
    last_message_at: datetime | None
    handoff_requested_at: datetime | None
    waiting_since: datetime | None
    assigned_to: str | None
    staff_name: str | None
    patron_name: str | None
    chat_name: str | None
    last_text: str
    topic: Topic


@dataclass(frozen=True, slots=True)
class QueueState:
    """The state of one conversation of the queue, just enough for a page to know what has changed.

    `unread` is how many of the patron's messages the reader has not seen yet.
    """

    public_id: str
    status: str
    assigned_to: str | None
    last_seq: int
    waits: bool
    identity_id: int | None
    unread: int = 0


@dataclass(frozen=True, slots=True)
class Colleague:
    """A member of staff to whom a conversation can be assigned; `presence` is there, away or never (signed in)."""

    username: str
    display_name: StaffName
    role: str
    presence: str


_IN_QUEUE = _INTERACTION.c.status.in_(("waiting_staff", "with_staff"))
_STANDINGS = (
    select(
        _INTERACTION.c.public_id,
        _INTERACTION.c.status,
        _STAFF.c.username.label("assigned_to"),
        _INTERACTION.c.last_seq,
        _INTERACTION.c.waiting_since.is_not(None).label("waits"),
        _INTERACTION.c.channel_identity_id.label("identity_id"),
    )
    .outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
    .where(_IN_QUEUE)
    .order_by(_INTERACTION.c.waiting_since, _INTERACTION.c.id)
)


async def standings(store: Store, staff_id: int | None = None) -> list[QueueState]:
    """Say how every conversation of the queue stands, and how much of it a member of staff has not seen."""
    query = _STANDINGS if staff_id is None else _STANDINGS.add_columns(unread_by(staff_id).label("unread"))
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [QueueState(**{**row, "waits": bool(row["waits"])}) for row in rows]


async def queue(store: Store) -> list[QueuedConversation]:
    """List who waits and who is with a librarian: who waits longest first, then those to whom nobody owes a word."""
    last_text = (
        select(_MESSAGE.c.body)
        .where(_MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.sender == "patron")
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    own = (
        "id", "public_id", "status", "channel", "subject", "primary_intent", "started_at", "last_message_at",
        "handoff_requested_at", "waiting_since",
    )  # fmt: skip
    query = (
        select(
            *(_INTERACTION.c[name] for name in own),
            func.coalesce(_INTERACTION.c.language, "fa").label("language"),
            _STAFF.c.username.label("assigned_to"),
            name_of(_STAFF).label("staff_name"),
            _PATRON.c.display_name.label("patron_name"),
            _IDENTITY.c.display_name.label("chat_name"),
            func.coalesce(last_text, "").label("last_text"),
            asked_since(_INTERACTION).label("since"),
            asked_before(_INTERACTION).label("before"),
        )
        .outerjoin(_STAFF, _INTERACTION.c.assigned_staff_id == _STAFF.c.id)
        .outerjoin(_PATRON, _INTERACTION.c.patron_id == _PATRON.c.id)
        .outerjoin(_IDENTITY, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
        .where(_IN_QUEUE)
        .order_by(_INTERACTION.c.waiting_since.asc().nulls_last(), _INTERACTION.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [_queued(row) for row in rows]


def _queued(row: RowMapping) -> QueuedConversation:
    own = {name: row[name] for name in QueuedConversation.__dataclass_fields__ if name != "topic"}
    return QueuedConversation(**own, topic=topic(row["subject"], row["since"], row["before"]))


async def colleagues(store: Store, language: str = "fa") -> list[Colleague]:
    """List who may be given a conversation: who is there first, then who is away, then who never signed in; by name."""
    query = (
        select(_STAFF.c.username, name_of(_STAFF), _STAFF.c.role, presence_of(store.clock.now()).label("presence"))
        .where(_STAFF.c.is_active.is_(True), _STAFF.c.role.in_(SERVING))
        .order_by(_STAFF.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return sorted(
        (Colleague(**row) for row in rows),
        key=lambda each: (PRESENCES.index(each.presence), by_alphabet(each.display_name.said(language))),
    )


async def transfer(store: Store, conversation: str, by: Actor, to: str, *, word: str = "") -> None:
    """Give a conversation to a colleague, or take it over as a supervisor.

    Only the librarian who has it may, or a supervisor or administrator; who waits still waits. `word` is for the
    colleague, and stands in the conversation as a note, which no patron sees. Where the colleague has it already,
    nothing is done. Raises NotFound (no such colleague, or one who does not serve patrons), Taken or Conflict, and
    InvalidValue for a word that is too long.
    """
    note = own_words(word.strip())
    if len(note) > LONGEST_NOTE:
        raise InvalidValue("word", f"at most {LONGEST_NOTE} characters")

    def hand(connection: Connection) -> None:
        giver = acting(connection, by)
        interaction_id = interaction_id_of(connection, conversation)
        serves = select(_STAFF.c.id).where(
            _STAFF.c.username == to, _STAFF.c.is_active.is_(True), _STAFF.c.role.in_(SERVING)
        )
        receiver = connection.scalar(serves)
        if receiver is None:
            raise NotFound("colleague", to)
        row = guard_holder(connection, interaction_id, giver)
        if row["assigned_staff_id"] == receiver:
            # Sent once more, or by two at once: it is done, and the word stands there.
            return
        moved = (
            update(_INTERACTION)
            .where(
                _INTERACTION.c.id == interaction_id,
                _IN_QUEUE,
                _INTERACTION.c.assigned_staff_id.is_not_distinct_from(row["assigned_staff_id"]),
            )
            .values(status="with_staff", assigned_staff_id=receiver, held_until=None)
        )
        if not connection.execute(moved).rowcount:
            raise refuse_taken(connection, interaction_id)
        event = {"interaction_id": interaction_id, "kind": "handoff_accepted", "occurred_at": store.clock.now()}
        connection.execute(insert(_EVENT), {**event, "staff_id": receiver, "detail": f"from {by.name}"})
        if note:
            _put_note(connection, store, interaction_id, giver, note)
        _audited(connection, store, by, "conversation.transferred", conversation, ("assigned_staff_id",))

    await store.transact(hand)


async def add_note(store: Store, conversation: str, by: Actor, text: str, *, key: str | None = None) -> None:
    """Keep a note for colleagues, which no patron ever sees; raises InvalidValue, NotFound.

    The same `key` again (a form that was sent twice) changes nothing; with other words it is a Conflict (`sent`).
    """
    note = own_words(text.strip())
    if not note or len(note) > LONGEST_NOTE:
        raise InvalidValue("text", f"1 to {LONGEST_NOTE} characters are needed")

    def write(connection: Connection) -> None:
        staff_id = acting(connection, by)
        interaction_id = interaction_id_of(connection, conversation)
        sent_key = None if key is None else f"note:{key}"
        if sent_key is not None:
            # Of two at once the second waits here for the first.
            locked(connection, interaction_id)
            before = select(_MESSAGE.c.body).where(
                _MESSAGE.c.interaction_id == interaction_id, _MESSAGE.c.client_message_id == sent_key
            )
            known = connection.execute(before).first()
            if known is not None:
                if known.body != note:
                    raise Conflict("message", "sent")
                return
        _put_note(connection, store, interaction_id, staff_id, note, sent_key)
        _audited(connection, store, by, "conversation.note_added", conversation)

    await store.transact(write)


async def set_effort(store: Store, conversation: str, by: Actor, effort: int | None) -> None:
    """Keep how much work it was, on the READ scale of 1 to 6; raises InvalidValue, NotFound."""
    if effort is not None and not 1 <= effort <= 6:
        raise InvalidValue("effort", "1 to 6")

    def keep(connection: Connection) -> None:
        interaction_id = interaction_id_of(connection, conversation)
        connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(read_effort=effort))
        _audited(connection, store, by, "conversation.effort_set", conversation, ("read_effort",))

    await store.transact(keep)


def _put_note(
    connection: Connection, store: Store, interaction_id: int, staff_id: int, note: str, key: str | None = None
) -> None:
    # A note keeps no conversation open, and answers nobody.
    grown = (
        update(_INTERACTION)
        .where(_INTERACTION.c.id == interaction_id)
        .values(last_seq=_INTERACTION.c.last_seq + 1)
        .returning(_INTERACTION.c.last_seq, _INTERACTION.c.language)
    )
    seq, language = connection.execute(grown).one()
    message: dict[str, Any] = {
        "interaction_id": interaction_id,
        "seq": seq,
        "sender": "staff",
        "staff_id": staff_id,
        "is_internal": True,
        "client_message_id": key,
        "body": note,
        "language": language,
        "created_at": store.clock.now(),
    }
    connection.execute(insert(_MESSAGE), message)


def _audited(
    connection: Connection, store: Store, by: Actor, action: str, conversation: str, fields: tuple[str, ...] = ()
) -> None:
    trail.append(connection, store, by, action, about_conversation(connection, conversation), fields)
