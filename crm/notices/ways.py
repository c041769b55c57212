"""Ways to a patron: the chat, or the address, at which notices of a channel reach them now."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.sign_in_periods import holds
from crm.records.values import CLAIMED, MESSENGERS

__all__ = [
    "ADDRESS_KINDS",
    "Addressee",
    "Way",
    "address_of",
    "addressee",
    "at_the_web",
    "has_address",
    "note_bounce",
    "patron_of_chat",
    "way_now",
    "way_on",
]

# Channels without chats, and which of a patron's addresses serves them.
ADDRESS_KINDS = {"email": "email", "sms": "phone"}

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)


@dataclass(frozen=True, slots=True)
class Way:
    """Where a message goes, and the language that is spoken there.

    Without an `identity_id` it goes nowhere: `why` says why not, or is None where it only has to wait. `is_signed_in`
    tells whether only the patron reads there; into a chat whose sign-in has ended no title goes.
    """

    identity_id: int | None
    language: str = "fa"
    why: str | None = None
    is_signed_in: bool = True


@dataclass(frozen=True, slots=True)
class Addressee:
    """Who a letter goes to: the patron's public id, and the address as it stands now."""

    public_id: str
    address: str


def way_on(connection: Connection, channel: str, patron: RowMapping, identity_id: int | None, now: datetime) -> Way:
    """Find the way to a patron on a channel; `identity_id` is the chat in which they asked for it."""
    if channel in MESSENGERS:
        return _way_to_messenger(connection, channel, patron, identity_id, now)
    if channel == "web_chat":
        return _way_to_browser(connection, patron, now)
    return _way_to_address(connection, channel, patron, now)


def way_now(connection: Connection, channel: str, patron: RowMapping, identity_id: int, now: datetime) -> Way:
    """Find the way into the very chat that a message is on its way to; another, or none, when that is closed."""
    if channel in MESSENGERS:
        return _way_into_chat(connection, patron, identity_id)
    if channel == "web_chat":
        mine = (_IDENTITY.c.id == identity_id) & (_IDENTITY.c.patron_id == patron["id"])
        row = connection.execute(select(_IDENTITY.c.id, _IDENTITY.c.language).where(mine, holds(now))).first()
        return Way(None) if row is None else Way(row.id, row.language)
    return _way_to_address(connection, channel, patron, now)


def _way_to_messenger(
    connection: Connection, channel: str, patron: RowMapping, identity_id: int | None, now: datetime
) -> Way:
    """Find the chat in which they asked for it or, where they have left it, another that they are signed in to."""
    way = _way_into_chat(connection, patron, identity_id)
    if way.why != "signed_out":
        return way
    query = (
        select(_IDENTITY.c.id, _IDENTITY.c.language)
        .where(
            _IDENTITY.c.patron_id == patron["id"],
            _IDENTITY.c.channel == channel,
            _IDENTITY.c.blocked_at.is_(None),
            holds(now),
        )
        .order_by(_IDENTITY.c.last_seen_at.desc(), _IDENTITY.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return way if row is None else Way(row.id, row.language)


def _way_into_chat(connection: Connection, patron: RowMapping, identity_id: int | None) -> Way:
    row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
    if row is None:
        return Way(None, why="signed_out")
    if row["blocked_at"] is not None:
        return Way(None, why="blocked")
    if _whose(connection, row) != patron["id"]:
        return Way(None, why="signed_out")
    return Way(row["id"], row["language"], is_signed_in=row["patron_id"] is not None)


def patron_of_chat(connection: Connection, identity_id: int) -> int | None:
    """Give the patron whose a chat is: who is signed in there, or whose sign-in there ended by itself."""
    row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
    return None if row is None else _whose(connection, row)


def _whose(connection: Connection, row: RowMapping) -> int | None:
    # A sign-in that ended by itself leaves the chat whose it was; who signs out, or makes room for another, leaves it.
    if row["patron_id"] is None and row["lapsed_at"] is not None:
        return _last_patron(connection, row["id"])
    return None if row["patron_id"] is None else int(row["patron_id"])


def _last_patron(connection: Connection, identity_id: int) -> int | None:
    query = (
        select(_INTERACTION.c.patron_id)
        .where(
            _INTERACTION.c.channel_identity_id == identity_id,
            _INTERACTION.c.patron_id.is_not(None),
            _INTERACTION.c.direction == "inbound",
        )
        .order_by(_INTERACTION.c.started_at.desc(), _INTERACTION.c.id.desc())
        .limit(1)
    )
    return connection.scalar(query)


def at_the_web(now: datetime) -> Select[tuple[int | None]]:
    """Select the patrons who are signed in at a web page at a moment: only they are told something there."""
    return select(_IDENTITY.c.patron_id).where(
        _IDENTITY.c.channel == "web_chat", _IDENTITY.c.patron_id.is_not(None), holds(now)
    )


def _way_to_browser(connection: Connection, patron: RowMapping, now: datetime) -> Way:
    query = (
        select(_IDENTITY.c.id, _IDENTITY.c.language)
        .where(_IDENTITY.c.patron_id == patron["id"], _IDENTITY.c.channel == "web_chat", holds(now))
        .order_by(_IDENTITY.c.last_seen_at.desc(), _IDENTITY.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    # Until they sign in there again: then the page shows it.
    return Way(None) if row is None else Way(row.id, row.language)


def _way_to_address(connection: Connection, channel: str, patron: RowMapping, now: datetime) -> Way:
    point = address_of(connection, channel, patron["id"])
    if point is None:
        return Way(None, why="no_address")
    # The address itself stays where it is kept; who sends looks it up there.
    external_id = f"contact:{point['public_id']}"
    known = select(_IDENTITY.c.id, _IDENTITY.c.blocked_at).where(
        _IDENTITY.c.channel == channel, _IDENTITY.c.external_id == external_id
    )
    row = connection.execute(known).first()
    if row is not None:
        return Way(row.id, patron["locale"]) if row.blocked_at is None else Way(None, why="blocked")
    made: dict[str, Any] = {
        "public_id": str(uuid.uuid4()),
        "patron_id": patron["id"],
        "channel": channel,
        "external_id": external_id,
        # The library's record says whose address it is; nobody has proved it.
        "assurance": CLAIMED,
        "language": patron["locale"],
        "created_at": now,
        "last_seen_at": now,
    }
    return Way(connection.execute(insert(_IDENTITY).returning(_IDENTITY.c.id), made).scalar_one(), patron["locale"])


async def has_address(store: Store, channel: str, patron_id: int) -> bool:
    """Tell whether the library keeps an address at which a patron is reached on a channel without chats."""
    return await store.look(lambda connection: address_of(connection, channel, patron_id) is not None)


def address_of(connection: Connection, channel: str, patron_id: int) -> RowMapping | None:
    """Find the address at which a patron is written to on a channel without chats; never one that came back."""
    query = (
        select(_POINT)
        .where(_POINT.c.patron_id == patron_id, _POINT.c.kind == ADDRESS_KINDS[channel], _POINT.c.bounced_at.is_(None))
        .order_by(_POINT.c.is_primary.desc(), _POINT.c.verified_at.is_(None), _POINT.c.id)
        .limit(1)
    )
    return connection.execute(query).mappings().first()


async def addressee(store: Store, identity_id: int) -> Addressee | None:
    """Give to whom a letter goes, None when that address is gone or came back."""
    return await store.look(lambda connection: _addressee(connection, identity_id))


def _addressee(connection: Connection, identity_id: int) -> Addressee | None:
    point = _point_of(connection, identity_id)
    query = (
        select(_PATRON.c.public_id, _POINT.c.value)
        .join(_PATRON, _PATRON.c.id == _POINT.c.patron_id)
        .where(_POINT.c.public_id == point, _POINT.c.bounced_at.is_(None), _PATRON.c.erased_at.is_(None))
    )
    row = connection.execute(query).first()
    return None if row is None else Addressee(row.public_id, row.value)


async def note_bounce(store: Store, identity_id: int) -> None:
    """Note that nobody is reached at an address: nothing more is sent there until it is changed."""
    now = store.clock.now()

    def note(connection: Connection) -> None:
        point = _point_of(connection, identity_id)
        connection.execute(update(_POINT).where(_POINT.c.public_id == point).values(bounced_at=now))

    await store.transact(note)


def _point_of(connection: Connection, identity_id: int) -> str | None:
    external_id = connection.scalar(select(_IDENTITY.c.external_id).where(_IDENTITY.c.id == identity_id))
    kind, _, key = (external_id or "").partition(":")
    return key if kind == "contact" and key else None
