"""The journal of received messages: each is put there once, and into its running conversation or a new one."""

import uuid
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import (
    Connection,
    Integer,
    RowMapping,
    bindparam,
    case,
    exists,
    func,
    insert,
    null,
    select,
    update,
)

from crm import records
from crm.conversations.interactions import INTERACTION_COLUMNS, InteractionView, interaction_view
from crm.conversations.open_turns import OpenTurn, journal_query, open_turn
from crm.conversations.outcomes import close_interaction
from crm.conversations.signing_out import lapse
from crm.database.sealed_contacts import sealed_contact
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.messages.views import message_view
from crm.patrons.sign_in_periods import BOUNDS, VERIFIED, SignInBounds, is_over, keep_on

__all__ = ["Inbound", "record_inbound"]

SESSION_MINUTES = 30
# What the gateway says to the bot by itself, as after a sign-in: no patron's message, and none to be shown.
SYSTEM = "system"

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_JOURNAL = table_of(records.Journal)
_EVENT = table_of(records.InteractionEvent)


@dataclass(frozen=True, slots=True)
class Inbound:
    """One message as a channel took it in; `text` is masked, `contact` raw: kept only while a form asks for it."""

    channel: str
    identity_id: int
    channel_message_id: str
    text: str = field(repr=False)
    kind: str = "text"
    payload: str | None = field(default=None, repr=False)
    language: str = "fa"
    contact: str | None = field(default=None, repr=False)


# On PostgreSQL two messages of one chat wait for each other here; on SQLite writers do so anyway.
_LOCK = select(_IDENTITY.c.id).where(_IDENTITY.c.id == bindparam("identity")).with_for_update()
_LOOK = (
    select(
        _IDENTITY.c.patron_id.label("owner"),
        _IDENTITY.c.blocked_at,
        _IDENTITY.c.is_test,
        _IDENTITY.c.assurance,
        _IDENTITY.c.linked_at,
        _IDENTITY.c.signed_in_until,
        _IDENTITY.c.own_device,
        _JOURNAL.c.id.label("journal_id"),
        _JOURNAL.c.message_id,
        *(_INTERACTION.c[name] for name in INTERACTION_COLUMNS),
        _INTERACTION.c.last_message_at,
        _INTERACTION.c.waiting_since,
        _INTERACTION.c.patron_id.label("held_by"),
    )
    .select_from(
        _IDENTITY.outerjoin(
            _INTERACTION,
            (_INTERACTION.c.channel_identity_id == _IDENTITY.c.id)
            & (_INTERACTION.c.status != "closed")
            & (_INTERACTION.c.kind == "conversation"),
        ).outerjoin(
            _JOURNAL,
            (_JOURNAL.c.identity_id == _IDENTITY.c.id)
            & (_JOURNAL.c.channel_message_id == bindparam("message"))
            & (_JOURNAL.c.channel == _IDENTITY.c.channel),
        )
    )
    .where(_IDENTITY.c.id == bindparam("identity"))
)
_open_journal = _JOURNAL.alias("open_journal")
# The same where several gateways share the store.
_LOOK_SHARED = _LOOK.add_columns(
    exists(
        select(_open_journal.c.id).where(
            _open_journal.c.identity_id == _IDENTITY.c.id,
            _open_journal.c.state == "received",
            _open_journal.c.holder.is_distinct_from(bindparam("holder")),
        )
    ).label("is_behind")
)
_OPEN = insert(_INTERACTION).returning(_INTERACTION.c.id)
_GROW = (
    update(_INTERACTION)
    .where(_INTERACTION.c.id == bindparam("interaction"))
    .values(
        last_seq=_INTERACTION.c.last_seq + 1,
        patron_message_count=_INTERACTION.c.patron_message_count + bindparam("said"),
        last_message_at=bindparam("moment", type_=_INTERACTION.c.last_message_at.type),
        # A patron who writes to a librarian waits again, and since the first word that is unanswered.
        waiting_since=case(
            (
                (_INTERACTION.c.status == "with_staff") & (bindparam("said", type_=Integer) > 0),
                func.coalesce(
                    _INTERACTION.c.waiting_since,
                    bindparam("moment", type_=_INTERACTION.c.last_message_at.type),
                ),
            ),
            else_=_INTERACTION.c.waiting_since,
        ),
        # More time was asked for an earlier wait, not for the one that begins.
        held_until=case(
            (
                (_INTERACTION.c.status == "with_staff")
                & _INTERACTION.c.waiting_since.is_(None)
                & (bindparam("said", type_=Integer) > 0),
                null(),
            ),
            else_=_INTERACTION.c.held_until,
        ),
    )
    .returning(_INTERACTION.c.last_seq)
)
_WRITE = insert(_MESSAGE).returning(_MESSAGE.c.id)
_NOTE = insert(_JOURNAL).returning(_JOURNAL.c.id)
_SEEN = (
    update(_IDENTITY)
    .where(_IDENTITY.c.id == bindparam("identity"))
    .values(last_seen_at=bindparam("moment", type_=_IDENTITY.c.last_seen_at.type), blocked_at=None)
)
_STARTED = insert(_EVENT).values(kind="started")


async def record_inbound(
    store: Store, inbound: Inbound, *, session_minutes: int = SESSION_MINUTES, bounds: SignInBounds = BOUNDS
) -> OpenTurn:
    """Put a message into the journal, and into the chat partner's running conversation or a new one.

    A conversation whose last message is older than `session_minutes`, and in which no librarian owes an
    answer, is closed first, and so is one of a patron who has signed out since, or was by the time that it lasts
    (`bounds`). The same channel message id again changes nothing. Raises NotFound when there is no such chat partner.
    """
    return await store.transact(
        lambda connection: _record(connection, store, inbound, session_minutes, bounds), aside=True
    )


def _record(
    connection: Connection, store: Store, inbound: Inbound, session_minutes: int, bounds: SignInBounds
) -> OpenTurn:
    now = store.clock.now()
    wanted = {"identity": inbound.identity_id, "message": inbound.channel_message_id}
    if not store.is_sqlite:
        connection.execute(_LOCK, {"identity": inbound.identity_id})
    if store.holder is None:
        seen = connection.execute(_LOOK, wanted).mappings().first()
    else:
        seen = connection.execute(_LOOK_SHARED, {**wanted, "holder": store.holder}).mappings().first()
    if seen is None:
        raise NotFound("channel identity", inbound.identity_id)
    if seen["journal_id"] is not None:
        return _known(connection, store, seen["journal_id"], inbound, now)
    owner = seen["owner"]
    over = is_over(seen, now)
    if over:
        lapse(connection, store, inbound.identity_id)
        owner = None
    elif inbound.kind != SYSTEM:
        keep_on(connection, inbound.identity_id, seen, bounds, now)
    running = None if seen["id"] is None else interaction_view(seen)
    oldest = now - timedelta(minutes=session_minutes)
    if running is not None and (_is_over(seen, oldest) or _is_anothers(seen, owner)):
        close_interaction(connection, running.id, now)
        running = None
    if running is None or seen["blocked_at"] is not None:
        # Once a conversation is often enough to know when somebody was last seen.
        connection.execute(_SEEN, {"identity": inbound.identity_id, "moment": now})
    said = 0 if inbound.kind == SYSTEM else 1
    if running is None:
        running, seq = _start(connection, inbound, owner, now, is_test=seen["is_test"]), 1
    else:
        seq = connection.execute(_GROW, {"interaction": running.id, "moment": now, "said": said}).scalar_one()
    message: dict[str, Any] = {
        "interaction_id": running.id,
        "seq": seq,
        "sender": "patron" if said else "system",
        "is_internal": not said,
        "body": inbound.text if said else None,
        "payload": inbound.payload,
        "language": inbound.language,
        "client_message_id": inbound.channel_message_id,
        "created_at": now,
    }
    message_id = connection.execute(_WRITE, message).scalar_one()
    journal_id = connection.execute(
        _NOTE,
        {
            "channel": inbound.channel,
            "channel_message_id": inbound.channel_message_id,
            "identity_id": inbound.identity_id,
            "interaction_id": running.id,
            "message_id": message_id,
            "kind": inbound.kind,
            "contact": None if inbound.contact is None else sealed_contact(store, running.id, inbound.contact),
            "received_at": now,
            "holder": store.holder,
        },
    ).scalar_one()
    view = message_view({**message, "id": message_id, "buttons": None, "custom": None})
    return OpenTurn(
        journal_id=journal_id,
        channel=inbound.channel,
        channel_message_id=inbound.channel_message_id,
        identity_id=inbound.identity_id,
        kind=inbound.kind,
        payload=inbound.payload,
        language=inbound.language,
        contact=inbound.contact,
        received_at=now,
        attempts=0,
        is_signed_in=seen["assurance"] == VERIFIED and not over,
        interaction=running,
        message=view,
        is_behind=store.holder is not None and seen["is_behind"],
    )


def _is_over(seen: RowMapping, oldest: datetime) -> bool:
    last = seen["last_message_at"]
    return last is not None and last < oldest and seen["waiting_since"] is None


def _is_anothers(seen: RowMapping, owner: int | None) -> bool:
    return seen["held_by"] is not None and seen["held_by"] != owner


def _start(
    connection: Connection, inbound: Inbound, owner: int | None, now: datetime, *, is_test: bool
) -> InteractionView:
    public_id = str(uuid.uuid4())
    row = {
        "public_id": public_id,
        "engine_conversation": public_id,
        "patron_id": owner,
        "channel_identity_id": inbound.identity_id,
        "channel": inbound.channel,
        "language": inbound.language,
        "is_test": is_test,
        "started_at": now,
        "last_message_at": now,
        "last_seq": 1,
        "patron_message_count": 0 if inbound.kind == SYSTEM else 1,
    }
    interaction_id = connection.execute(_OPEN, row).scalar_one()
    connection.execute(_STARTED, {"interaction_id": interaction_id, "occurred_at": now})
    return InteractionView(interaction_id, public_id, public_id, "open", False, inbound.language)


def _known(connection: Connection, store: Store, journal_id: int, again: Inbound, now: datetime) -> OpenTurn:
    row = connection.execute(journal_query().where(_JOURNAL.c.id == journal_id)).mappings().one()
    turn = open_turn(row, store, now)
    # What was not kept the first time has come once more.
    return replace(turn, duplicate=True, contact=turn.contact or again.contact)
