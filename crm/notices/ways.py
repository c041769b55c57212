"""Ways to a patron: the chat, or the address, at which notices of a channel reach them now."""

import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, insert, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.patrons.sign_in_periods import holds

__all__ = ["ADDRESS_KINDS", "Way", "address_of", "has_address", "way_on"]

# Channels without chats, and which of a patron's addresses serves them.
ADDRESS_KINDS = {"email": "email", "sms": "phone"}

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
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


def way_on(connection: Connection, channel: str, patron: RowMapping, identity_id: int | None, now: datetime) -> Way:
    """Find the way to a patron on a channel; `identity_id` is the chat in which they asked for it."""
    if channel == "telegram":
        return _way_into_chat(connection, patron, identity_id)
    if channel == "web_chat":
        return _way_to_browser(connection, patron, now)
    return _way_to_address(connection, channel, patron, now)


def _way_into_chat(connection: Connection, patron: RowMapping, identity_id: int | None) -> Way:
    row = connection.execute(select(_IDENTITY).where(_IDENTITY.c.id == identity_id)).mappings().first()
    if row is None:
        return Way(None, why="signed_out")
    if row["blocked_at"] is not None:
        return Way(None, why="blocked")
    if row["patron_id"] == patron["id"]:
        return Way(row["id"], row["language"])
    # A sign-in that ended by itself leaves the chat whose it was; who signs out, or makes room for another, leaves it.
    lapsed = row["patron_id"] is None and row["lapsed_at"] is not None
    if lapsed and _last_patron(connection, row["id"]) == patron["id"]:
        return Way(row["id"], row["language"], is_signed_in=False)
    return Way(None, why="signed_out")


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
    external_id = f"contact:{point['id']}"
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
