"""From the bot to a librarian, and back.

open ──request──▶ waiting_staff ──claim──▶ with_staff ──to_bot──▶ open
                       │  │                    │
                       │  └────── expire ──────┴──▶ open, with a case and a word of the bot's
                       └──────── to_bot ──────────▶ open
`close` ends any of them. Out of opening hours a request opens a case and the bot stays.
"""

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, RowMapping, case, func, insert, select, update

from crm import audit, records
from crm.cases import CaseView, insert_case, interaction_id_of
from crm.errors import Conflict, InvalidValue, NotFound, Taken
from crm.inbound import InteractionView
from crm.messages import MESSAGE_COLUMNS, MessageView, message_view
from crm.outcomes import close_interaction
from crm.records.values import OUTCOMES
from crm.staff import staff_id_of
from crm.store import Store
from crm.upsert import table_of

__all__ = [
    "Expired",
    "Handoff",
    "Opening",
    "Waiting",
    "Wording",
    "claim",
    "close",
    "expire",
    "guard_holder",
    "refuse_taken",
    "reply",
    "request",
    "to_bot",
    "waiting",
]

ANSWER_WITHIN = timedelta(minutes=10)
# A desk that opens has more to do than this one matter.
AFTER_OPENING = timedelta(hours=1)

# Who may decide upon a conversation that another has.
DECIDING = ("supervisor", "admin")

SUBJECT = {"fa": "درخواست گفت‌وگو با کتابدار", "en": "Request to talk to a librarian"}

_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_EVENT = table_of(records.InteractionEvent)
_OUTBOX = table_of(records.Outbox)
_STAFF = table_of(records.StaffUser)

Opening = Callable[[Store, datetime], Awaitable[tuple[bool, datetime | None]]]
"""Tell whether the desk is open at a moment, and when it opens next."""

Wording = Callable[[str, str], str]
"""Say in a language that no librarian came, and under which number the request is kept."""


@dataclass(frozen=True, slots=True)
class Handoff:
    """What a request came to: `queued` for a librarian, or a `case`; and when to expect an answer."""

    state: str
    case_number: str | None
    expected_at: datetime | None


@dataclass(frozen=True, slots=True)
class Waiting:
    """One conversation that waits for a librarian, or is with one."""

    public_id: str
    status: str
    channel: str
    language: str
    since: datetime
    subject: str | None
    primary_intent: str | None
    assigned_to: str | None
    last_text: str


@dataclass(frozen=True, slots=True)
class Expired:
    """One conversation that came back to the bot because no librarian did."""

    interaction: InteractionView
    identity_id: int | None
    channel: str
    case_number: str
    message: MessageView


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
        row = _locked(connection, interaction_id_of(connection, conversation))
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        if row["status"] != "open":
            return Handoff("queued", None, (row["waiting_since"] or now) + answer_within)
        _event(connection, row["id"], "handoff_requested", now)
        asked = {"handoff_requested_at": func.coalesce(_INTERACTION.c.handoff_requested_at, now)}
        if not is_open:
            opened = _case_for(connection, store, row, reason or None)
            _change(connection, row["id"], **asked)
            return Handoff("case", opened.number, (opens_at and opens_at + AFTER_OPENING) or opened.due_at)
        _change(
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


async def waiting(store: Store) -> list[Waiting]:
    """List the conversations that wait for a librarian or are with one, the longest waiting first."""
    last_text = (
        select(_MESSAGE.c.body)
        .where(_MESSAGE.c.interaction_id == _INTERACTION.c.id, _MESSAGE.c.sender == "patron")
        .order_by(_MESSAGE.c.seq.desc())
        .limit(1)
        .correlate(_INTERACTION)
        .scalar_subquery()
    )
    since = func.coalesce(
        _INTERACTION.c.waiting_since, _INTERACTION.c.last_message_at, type_=_INTERACTION.c.started_at.type
    )
    query = (
        select(
            _INTERACTION.c.public_id,
            _INTERACTION.c.status,
            _INTERACTION.c.channel,
            func.coalesce(_INTERACTION.c.language, "fa").label("language"),
            since.label("since"),
            _INTERACTION.c.subject,
            _INTERACTION.c.primary_intent,
            _STAFF.c.username.label("assigned_to"),
            func.coalesce(last_text, "").label("last_text"),
        )
        .outerjoin(_STAFF, _INTERACTION.c.assigned_staff_id == _STAFF.c.id)
        .where(_INTERACTION.c.status.in_(("waiting_staff", "with_staff")))
        .order_by(since, _INTERACTION.c.id)
    )
    rows = await store.look(lambda connection: connection.execute(query).mappings().all())
    return [Waiting(**row) for row in rows]


async def claim(store: Store, interaction_public_id: str, staff_username: str) -> InteractionView:
    """Take a waiting conversation; of two who do so at once one gets it, the other a Conflict."""

    def take(connection: Connection) -> InteractionView:
        now = store.clock.now()
        staff_id = staff_id_of(connection, staff_username)
        interaction_id = interaction_id_of(connection, interaction_public_id)
        won = connection.execute(
            update(_INTERACTION)
            .where(_INTERACTION.c.id == interaction_id, _INTERACTION.c.status == "waiting_staff")
            .values(status="with_staff", assigned_staff_id=staff_id)
            .returning(*_INTERACTION.c)
        ).mappings()
        row = won.first()
        if row is None:
            held = _locked(connection, interaction_id)
            # The same librarian may ask twice; nobody else may.
            if held["status"] == "with_staff" and held["assigned_staff_id"] == staff_id:
                return _view(held)
            raise refuse_taken(connection, interaction_id)
        waited = int((now - row["waiting_since"]).total_seconds()) if row["waiting_since"] else None
        _event(connection, interaction_id, "handoff_accepted", now, staff_id=staff_id, seconds=waited)
        _audited(connection, store, staff_username, "conversation.claimed", row)
        return _view(row)

    return await store.transact(take)


async def reply(
    store: Store, interaction_public_id: str, staff_username: str, text: str, *, key: str | None = None
) -> MessageView:
    """Keep a librarian's message and put it into the outbox, whatever the channel.

    The same `key` again (a form that was sent twice) gives the message that is there. Raises Conflict unless the
    conversation is with this librarian.
    """

    def write(connection: Connection) -> MessageView:
        now = store.clock.now()
        staff_id = staff_id_of(connection, staff_username)
        row = _locked(connection, interaction_id_of(connection, interaction_public_id))
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
            _event(connection, row["id"], "first_staff_reply", now, staff_id=staff_id, seconds=seconds)
        _change(
            connection,
            row["id"],
            first_staff_reply_at=func.coalesce(_INTERACTION.c.first_staff_reply_at, now),
            waiting_since=None,
            handled_by=case((_INTERACTION.c.handled_by == "staff", "staff"), else_="both"),
        )
        return _say(connection, row, "staff", text, now, staff_id=staff_id, key=sent_key)

    return await store.transact(write)


async def to_bot(store: Store, interaction: str, by: str) -> InteractionView:
    """Give a conversation back to the bot: `by` is a librarian's user name, or `patron`.

    Of librarians only the one who has it may, a supervisor or an administrator (Taken).
    """

    def give_back(connection: Connection) -> InteractionView:
        row = _locked(connection, interaction_id_of(connection, interaction))
        staff_id = None if by == "patron" else staff_id_of(connection, by)
        if row["status"] == "closed":
            raise Conflict("conversation", "closed")
        if row["status"] != "open":
            if staff_id is not None:
                guard_holder(connection, row["id"], staff_id)
                _audited(connection, store, by, "conversation.returned_to_bot", row)
            _change(connection, row["id"], status="open", waiting_since=None, assigned_staff_id=None)
            _event(connection, row["id"], "returned_to_bot", store.clock.now(), staff_id=staff_id)
        return _view({**row, "status": "open"})

    return await store.transact(give_back)


async def close(store: Store, interaction_public_id: str, staff_username: str, outcome: str = "staff_resolved") -> None:
    """End a conversation with the outcome that a librarian names; raises Conflict when it is closed.

    While somebody has it only they may, a supervisor or an administrator (Taken). Raises InvalidValue.
    """
    if outcome not in OUTCOMES:
        raise InvalidValue("outcome", f"one of {', '.join(OUTCOMES)}")

    def end(connection: Connection) -> None:
        staff_id = staff_id_of(connection, staff_username)
        row = _locked(connection, interaction_id_of(connection, interaction_public_id))
        if row["status"] == "with_staff":
            guard_holder(connection, row["id"], staff_id)
        if close_interaction(connection, row["id"], store.clock.now(), outcome=outcome) is None:
            raise Conflict("conversation", "closed")
        _audited(connection, store, staff_username, "conversation.closed", row)

    await store.transact(end)


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
        _event(connection, interaction_id, "handoff_expired", now)
        opened = _case_for(connection, store, row, row["subject"])
        language = row["language"] or "fa"
        message = _say(connection, row, "bot", wording(language, opened.number), now)
        return Expired(_view(row), row["channel_identity_id"], row["channel"], opened.number, message)

    # One transaction a conversation: a long list must not keep those who are writing from the store.
    ids = await store.look(lambda connection: connection.scalars(overdue).all())
    done = [
        await store.transact(lambda connection, one=one: take_back(connection, one))  # type: ignore[misc]
        for one in ids
    ]
    return [expired for expired in done if expired is not None]


def guard_holder(connection: Connection, interaction_id: int, staff_id: int) -> RowMapping:
    """Give a conversation that this librarian has, or may decide upon; raises Taken, or Conflict when nobody has it.

    A supervisor and an administrator decide upon every one, and anybody upon one that only waits.
    """
    row = _locked(connection, interaction_id)
    if row["status"] not in ("waiting_staff", "with_staff"):
        raise Conflict("conversation", row["status"])
    if row["status"] == "with_staff" and row["assigned_staff_id"] != staff_id:
        role = connection.scalar(select(_STAFF.c.role).where(_STAFF.c.id == staff_id))
        if role not in DECIDING:
            raise refuse_taken(connection, interaction_id)
    return row


def refuse_taken(connection: Connection, interaction_id: int, *, but: int | None = None) -> Conflict:
    """Make the refusal that names who has a conversation; `but` is the one who asks."""
    found = connection.execute(
        select(_INTERACTION.c.status, _INTERACTION.c.assigned_staff_id, _STAFF.c.display_name)
        .outerjoin(_STAFF, _STAFF.c.id == _INTERACTION.c.assigned_staff_id)
        .where(_INTERACTION.c.id == interaction_id)
    ).one()
    if found.status == "with_staff" and found.display_name and found.assigned_staff_id != but:
        return Taken("conversation", found.status, found.display_name)
    return Conflict("conversation", found.status)


async def _main_branch(store: Store, at: datetime) -> tuple[bool, datetime | None]:
    from crm import directory

    try:
        if await directory.is_open(store, None, at):
            return True, None
        return False, await directory.next_opening(store, None, at)
    except NotFound:
        # A library that has told no branch has nobody at a desk either.
        return False, None


def _case_for(connection: Connection, store: Store, row: RowMapping, reason: str | None) -> CaseView:
    language = row["language"] or "fa"
    return insert_case(
        connection,
        store,
        "question",
        interaction_id=row["id"],
        subject=SUBJECT[language],
        description=reason,
        language=language,
        branch_id=row["branch_id"],
        idempotency_key=f"handoff:{row['public_id']}",
    )


def _say(
    connection: Connection,
    row: RowMapping,
    sender: str,
    text: str,
    now: datetime,
    staff_id: int | None = None,
    key: str | None = None,
) -> MessageView:
    seq = connection.execute(
        update(_INTERACTION)
        .where(_INTERACTION.c.id == row["id"])
        .values(last_seq=_INTERACTION.c.last_seq + 1, last_message_at=now)
        .returning(_INTERACTION.c.last_seq)
    ).scalar_one()
    message: dict[str, Any] = {
        "interaction_id": row["id"],
        "seq": seq,
        "sender": sender,
        "staff_id": staff_id,
        "body": text,
        "language": row["language"],
        "client_message_id": key,
        "created_at": now,
    }
    message_id = connection.execute(insert(_MESSAGE).returning(_MESSAGE.c.id), message).scalar_one()
    if row["channel_identity_id"] is not None:
        whither = {"identity_id": row["channel_identity_id"], "channel": row["channel"]}
        connection.execute(insert(_OUTBOX), {"message_id": message_id, **whither, "next_attempt_at": now})
    nothing = {"buttons": None, "custom": None}
    return message_view({**message, **nothing, "id": message_id})


def _locked(connection: Connection, interaction_id: int) -> RowMapping:
    query = select(_INTERACTION).where(_INTERACTION.c.id == interaction_id).with_for_update()
    return connection.execute(query).mappings().one()


def _change(connection: Connection, interaction_id: int, **values: Any) -> None:
    connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == interaction_id).values(**values))


def _event(connection: Connection, interaction_id: int, kind: str, now: datetime, **more: Any) -> None:
    row = {"interaction_id": interaction_id, "kind": kind, "occurred_at": now, **more}
    connection.execute(insert(_EVENT), row)


def _audited(connection: Connection, store: Store, staff: str, action: str, row: RowMapping) -> None:
    what = audit.Subject("interaction", row["public_id"])
    audit.append(connection, store, audit.Actor("staff", staff), action, what, ("status",))


def _view(row: RowMapping | dict[str, Any]) -> InteractionView:
    values = {name: row[name] for name in InteractionView.__dataclass_fields__}
    return InteractionView(**{**values, "language": values["language"] or "fa"})
