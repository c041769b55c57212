"""Short-lived links from a chat to the page of its own data."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import NotFound
from crm.records.values import VERIFIED

__all__ = ["MINUTES", "OpenLink", "data_link_issue", "data_link_opened", "data_link_peek"]

MINUTES = 10

_LINK = table_of(records.DataLink)
_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)


@dataclass(frozen=True, slots=True)
class OpenLink:
    """A link that can be used: the chat that it was issued to, and the patron signed in there, if one is."""

    identity_id: int
    chat: str
    channel: str
    language: str
    patron_id: int | None
    patron_public_id: str | None
    expires_at: datetime


async def data_link_issue(store: Store, identity_id: int, *, minutes: int = MINUTES) -> tuple[str, datetime]:
    """Issue a link for a chat partner, in place of the one before; give its token and when it ends.

    Raises NotFound when there is no such chat partner.
    """
    token, now = secrets.token_urlsafe(24), store.clock.now()
    expires_at = now + timedelta(minutes=minutes)

    def issue(connection: Connection) -> None:
        query = select(_IDENTITY.c.patron_id, _IDENTITY.c.signed_in_until).where(_IDENTITY.c.id == identity_id)
        chat = connection.execute(query.with_for_update()).first()
        if chat is None:
            raise NotFound("channel identity", identity_id)
        earlier = (_LINK.c.identity_id == identity_id, _LINK.c.closed_at.is_(None))
        connection.execute(update(_LINK).where(*earlier).values(closed_at=now))
        row = {"token_hash": _hashes(store, token)[0], "identity_id": identity_id, "patron_id": chat.patron_id}
        connection.execute(insert(_LINK), {**row, "created_at": now, "expires_at": expires_at})

    await store.transact(issue)
    return token, expires_at


async def data_link_peek(store: Store, token: str) -> OpenLink | None:
    """Give what a link is for; None when there is none such, its time is over, or the chat is another's by now.

    A patron's link works while they are signed in at the chat that asked for it; signing out ends it.
    """
    now = store.clock.now()
    same = or_(
        (_LINK.c.patron_id == _IDENTITY.c.patron_id)
        & (_IDENTITY.c.assurance == VERIFIED)
        & (_IDENTITY.c.signed_in_until > now)
        & _PATRON.c.erased_at.is_(None),
        _LINK.c.patron_id.is_(None) & _IDENTITY.c.patron_id.is_(None),
    )
    query = (
        select(
            _LINK.c.identity_id,
            _IDENTITY.c.public_id.label("chat"),
            _IDENTITY.c.channel,
            _IDENTITY.c.language,
            _LINK.c.patron_id,
            _PATRON.c.public_id.label("patron_public_id"),
            _LINK.c.expires_at,
        )
        .join(_IDENTITY, _IDENTITY.c.id == _LINK.c.identity_id)
        .outerjoin(_PATRON, _PATRON.c.id == _LINK.c.patron_id)
        .where(
            _LINK.c.token_hash.in_(_hashes(store, token)), _LINK.c.closed_at.is_(None), _LINK.c.expires_at > now, same
        )
    )
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    return None if row is None else OpenLink(**row)


async def data_link_opened(store: Store, token: str) -> bool:
    """Note that a link's page was looked at; tell whether it was for the first time."""
    same = update(_LINK).where(_LINK.c.token_hash.in_(_hashes(store, token)), _LINK.c.opened_at.is_(None))
    change = same.values(opened_at=store.clock.now())
    return bool(await store.transact(lambda connection: connection.execute(change).rowcount))


def _hashes(store: Store, token: str) -> list[str]:
    return store.keys.hashes(f"data-link:{token}")
