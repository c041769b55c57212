"""One-time links to the sign-in page."""

import secrets
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, select, update

from crm import records
from crm.errors import LinkExpired, LinkTriesSpent, LinkUnknown, LinkUsed, NotFound
from crm.store import Store, keyed_hash
from crm.upsert import table_of

__all__ = ["LinkIssued", "LinkState", "link_issue", "link_peek", "link_redeem_row", "link_try_failed"]

# Wrong tries on one link's page; the tries on one card are limited apart from this.
MOST_TRIES = 5

_LINK = table_of(records.SignInLink)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class LinkIssued:
    """A new link: the token for its address, kept here only as a hash, and when it ends."""

    url_token: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkState:
    """What a link is: whom it was issued to, and whether it can still be used."""

    identity_id: int
    channel: str
    language: str
    expires_at: datetime
    tries_left: int
    is_used: bool
    is_expired: bool

    @property
    def is_usable(self) -> bool:
        """Tell whether a sign-in on it could succeed now."""
        return not self.is_used and not self.is_expired and self.tries_left > 0


async def link_issue(store: Store, identity_id: int, *, minutes: int = 10) -> LinkIssued:
    """Issue a link for a chat partner; raises NotFound when there is no such one."""
    token, now = secrets.token_urlsafe(24), store.clock.now()
    expires_at = now + timedelta(minutes=minutes)

    def issue(connection: Connection) -> None:
        if connection.execute(select(_IDENTITY.c.id).where(_IDENTITY.c.id == identity_id)).first() is None:
            raise NotFound("channel identity", identity_id)
        row = {"token_hash": _hash(store, token), "identity_id": identity_id}
        connection.execute(insert(_LINK), {**row, "created_at": now, "expires_at": expires_at})

    await store.transact(issue)
    return LinkIssued(token, expires_at)


async def link_peek(store: Store, url_token: str) -> LinkState | None:
    """Look at a link without using it; None when no such link was issued."""
    query = (
        select(_LINK, _IDENTITY.c.channel, _IDENTITY.c.language)
        .join(_IDENTITY, _LINK.c.identity_id == _IDENTITY.c.id)
        .where(_LINK.c.token_hash == _hash(store, url_token))
    )
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        return None
    return LinkState(
        identity_id=row["identity_id"],
        channel=row["channel"],
        language=row["language"],
        expires_at=row["expires_at"],
        tries_left=max(0, MOST_TRIES - row["tries"]),
        is_used=row["used_at"] is not None,
        is_expired=row["expires_at"] <= store.clock.now(),
    )


async def link_try_failed(store: Store, url_token: str) -> int:
    """Count a wrong try on a link's page; give how many are left. Raises LinkUnknown."""
    change = (
        update(_LINK)
        .where(_LINK.c.token_hash == _hash(store, url_token))
        .values(tries=_LINK.c.tries + 1)
        .returning(_LINK.c.tries)
    )
    tries = await store.transact(lambda connection: connection.scalar(change))
    if tries is None:
        raise LinkUnknown("no such link")
    return max(0, MOST_TRIES - int(tries))


def link_redeem_row(connection: Connection, store: Store, url_token: str, patron_id: int) -> int:
    """Use a link up, with every other open one of its chat partner; give the chat partner's id."""
    now, token_hash = store.clock.now(), _hash(store, url_token)
    usable = (_LINK.c.used_at.is_(None), _LINK.c.expires_at > now, _LINK.c.tries < MOST_TRIES)
    # One statement decides: of two that come at once, one finds the link used.
    identity_id = connection.scalar(
        update(_LINK)
        .where(_LINK.c.token_hash == token_hash, *usable)
        .values(used_at=now, patron_id=patron_id)
        .returning(_LINK.c.identity_id)
    )
    if identity_id is None:
        raise _why_not(connection, token_hash, now)
    connection.execute(
        update(_LINK).where(_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None)).values(used_at=now)
    )
    return int(identity_id)


def _why_not(connection: Connection, token_hash: str, now: datetime) -> Exception:
    row = connection.execute(select(_LINK).where(_LINK.c.token_hash == token_hash)).mappings().first()
    if row is None:
        return LinkUnknown("no such link")
    if row["used_at"] is not None:
        return LinkUsed("the link was used before")
    if row["expires_at"] <= now:
        return LinkExpired("the link was not used in time")
    return LinkTriesSpent("too many wrong tries")


def _hash(store: Store, token: str) -> str:
    return keyed_hash(store.key, f"link:{token}")
