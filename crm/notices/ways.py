"""Ways to a patron: the chat, or the address, at which notices of a channel reach them now."""

import uuid
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, insert, select, update

from crm import records
from crm.database.many import among
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
    "ways_on",
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
    return ways_on(connection, channel, [(patron, identity_id)], now)[patron["id"], identity_id]


def ways_on(
    connection: Connection, channel: str, places: Collection[tuple[RowMapping, int | None]], now: datetime
) -> dict[tuple[int, int | None], Way]:
    """Find what `way_on` finds of some patrons and chats, by both their numbers; a few statements for all of them."""
    if channel in MESSENGERS:
        return _ways_to_messenger(connection, channel, places, now)
    patrons = {patron["id"]: patron for patron, _ in places}
    if channel == "web_chat":
        open_now = _signed_in(connection, channel, patrons, now)
        # Until they sign in there again: then the page shows it.
        found = {one: open_now.get(one, Way(None)) for one in patrons}
    else:
        found = _ways_to_addresses(connection, channel, patrons, now)
    return {(patron["id"], identity_id): found[patron["id"]] for patron, identity_id in places}


def way_now(connection: Connection, channel: str, patron: RowMapping, identity_id: int, now: datetime) -> Way:
    """Find the way into the very chat that a message is on its way to; another, or none, when that is closed."""
    if channel in MESSENGERS:
        return _ways_into_chats(connection, [(patron, identity_id)])[patron["id"], identity_id]
    if channel == "web_chat":
        mine = (_IDENTITY.c.id == identity_id) & (_IDENTITY.c.patron_id == patron["id"])
        row = connection.execute(select(_IDENTITY.c.id, _IDENTITY.c.language).where(mine, holds(now))).first()
        return Way(None) if row is None else Way(row.id, row.language)
    return way_on(connection, channel, patron, None, now)


def _ways_to_messenger(
    connection: Connection, channel: str, places: Collection[tuple[RowMapping, int | None]], now: datetime
) -> dict[tuple[int, int | None], Way]:
    """Find the chat in which they asked for it or, where they have left it, another that they are signed in to."""
    found = _ways_into_chats(connection, places)
    left = {patron_id for (patron_id, _), way in found.items() if way.why == "signed_out"}
    others = _signed_in(connection, channel, left, now, blocked=False) if left else {}
    return {
        place: others.get(place[0], way) if way.why == "signed_out" else way for place, way in found.items()
    }  # fmt: skip


def _ways_into_chats(
    connection: Connection, places: Iterable[tuple[RowMapping, int | None]]
) -> dict[tuple[int, int | None], Way]:
    wanted = {(patron["id"], identity_id) for patron, identity_id in places}
    chats = _chats(connection, {identity_id for _, identity_id in wanted if identity_id is not None})
    owners = _whose(connection, chats.values())
    found: dict[tuple[int, int | None], Way] = {}
    for patron_id, identity_id in wanted:
        row = chats.get(identity_id or 0)
        if row is None:
            way = Way(None, why="signed_out")
        elif row["blocked_at"] is not None:
            way = Way(None, why="blocked")
        elif owners[row["id"]] != patron_id:
            way = Way(None, why="signed_out")
        else:
            way = Way(row["id"], row["language"], is_signed_in=row["patron_id"] is not None)
        found[patron_id, identity_id] = way
    return found


def _chats(connection: Connection, ids: Collection[int]) -> dict[int, RowMapping]:
    query = select(_IDENTITY).where(among(connection, _IDENTITY.c.id, ids))
    return {row["id"]: row for row in connection.execute(query).mappings()} if ids else {}


def _signed_in(
    connection: Connection, channel: str, patron_ids: Collection[int], now: datetime, *, blocked: bool = True
) -> dict[int, Way]:
    """Find the chat of each patron on a channel in which they are signed in, the one that was seen last."""
    query = (
        select(_IDENTITY.c.patron_id, _IDENTITY.c.id, _IDENTITY.c.language)
        .where(among(connection, _IDENTITY.c.patron_id, patron_ids), _IDENTITY.c.channel == channel, holds(now))
        .order_by(_IDENTITY.c.last_seen_at, _IDENTITY.c.id)
    )
    if not blocked:
        query = query.where(_IDENTITY.c.blocked_at.is_(None))
    return {row.patron_id: Way(row.id, row.language) for row in connection.execute(query)}


def patron_of_chat(connection: Connection, identity_id: int) -> int | None:
    """Give the patron whose a chat is: who is signed in there, or whose sign-in there ended by itself."""
    return _whose(connection, _chats(connection, [identity_id]).values()).get(identity_id)


def _whose(connection: Connection, chats: Iterable[RowMapping]) -> dict[int, int | None]:
    """Give the patron whose each chat is, by the chats' numbers."""
    owners: dict[int, int | None] = {row["id"]: row["patron_id"] for row in chats}
    # A sign-in that ended by itself leaves the chat whose it was; who signs out, or makes room for another, leaves it.
    lapsed = [row["id"] for row in chats if row["patron_id"] is None and row["lapsed_at"] is not None]
    return owners | _last_patrons(connection, lapsed) if lapsed else owners


def _last_patrons(connection: Connection, identity_ids: Collection[int]) -> dict[int, int | None]:
    last = (
        select(_INTERACTION.c.patron_id)
        .where(
            _INTERACTION.c.channel_identity_id == _IDENTITY.c.id,
            _INTERACTION.c.patron_id.is_not(None),
            _INTERACTION.c.direction == "inbound",
        )
        .order_by(_INTERACTION.c.started_at.desc(), _INTERACTION.c.id.desc())
        .limit(1)
        .correlate(_IDENTITY)
        .scalar_subquery()
    )
    query = select(_IDENTITY.c.id, last.label("last")).where(among(connection, _IDENTITY.c.id, identity_ids))
    return {row.id: row.last for row in connection.execute(query)}


def at_the_web(now: datetime) -> Select[tuple[int | None]]:
    """Select the patrons who are signed in at a web page at a moment: only they are told something there."""
    return select(_IDENTITY.c.patron_id).where(
        _IDENTITY.c.channel == "web_chat", _IDENTITY.c.patron_id.is_not(None), holds(now)
    )


def _ways_to_addresses(
    connection: Connection, channel: str, patrons: Mapping[int, RowMapping], now: datetime
) -> dict[int, Way]:
    points = _addresses_of(connection, channel, patrons)
    # The address itself stays where it is kept; who sends looks it up there.
    names = {patron_id: f"contact:{point['public_id']}" for patron_id, point in points.items()}
    query = select(_IDENTITY.c.external_id, _IDENTITY.c.id, _IDENTITY.c.blocked_at).where(
        _IDENTITY.c.channel == channel, _IDENTITY.c.external_id.in_(sorted(names.values()))
    )
    known = {row.external_id: row for row in connection.execute(query)} if names else {}
    found = {}
    for patron_id, patron in patrons.items():
        if patron_id not in names:
            found[patron_id] = Way(None, why="no_address")
        elif (row := known.get(names[patron_id])) is not None:
            blocked = row.blocked_at is not None
            found[patron_id] = Way(None, why="blocked") if blocked else Way(row.id, patron["locale"])
        else:
            found[patron_id] = _new_way(connection, channel, patron, names[patron_id], now)
    return found


def _new_way(connection: Connection, channel: str, patron: RowMapping, external_id: str, now: datetime) -> Way:
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
    return _addresses_of(connection, channel, [patron_id]).get(patron_id)


def _addresses_of(connection: Connection, channel: str, patron_ids: Collection[int]) -> dict[int, RowMapping]:
    query = (
        select(_POINT)
        .where(
            among(connection, _POINT.c.patron_id, patron_ids),
            _POINT.c.kind == ADDRESS_KINDS[channel],
            _POINT.c.bounced_at.is_(None),
        )
        # The best of each patron comes last.
        .order_by(_POINT.c.is_primary, _POINT.c.verified_at.is_not(None), _POINT.c.id.desc())
    )
    return {row["patron_id"]: row for row in connection.execute(query).mappings()}


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
