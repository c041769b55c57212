"""One-time sign-in links."""

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, insert, or_, select, update

from crm import records
from crm.database.key_ring import keyed_hash
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import LinkExpired, LinkTriesSpent, LinkUnknown, LinkUsed, NotFound

__all__ = [
    "LinkIssued",
    "LinkState",
    "claimed_identity",
    "link_issue",
    "link_peek",
    "link_redeem_row",
    "link_try_failed",
]

# Wrong tries on one link's page; the tries on one card are limited apart from this.
MOST_TRIES = 5
# Links that one chat partner has open at once: with one more the oldest is closed.
MOST_OPEN = 5
# How long after a sign-in the page that asked for the link may fetch the new token.
CLAIMED_WITHIN = timedelta(minutes=10)
# The new token is given once; for so long again, should the answer have been lost on its way.
GIVEN_AGAIN = timedelta(seconds=20)

_LINK = table_of(records.SignInLink)
_IDENTITY = table_of(records.ChannelIdentity)


@dataclass(frozen=True, slots=True)
class LinkIssued:
    """A new link: the token for its address, kept here only as a hash, its number, and when it ends."""

    url_token: str
    number: str
    expires_at: datetime


@dataclass(frozen=True, slots=True)
class LinkState:
    """The state of a link: whom it was issued to, and whether it can still be used.

    `number` is shown in the chat that asked for it and nowhere else: who is sent a stranger's link does not have it.
    """

    identity_id: int
    number: str
    channel: str
    language: str
    expires_at: datetime
    tries_left: int
    is_used: bool
    is_expired: bool


async def link_issue(store: Store, identity_id: int, *, minutes: int = 10, claim: str | None = None) -> LinkIssued:
    """Issue a link for a chat partner; raises NotFound when there is no such one.

    `claim` is a secret of the page that asks: after the sign-in the new token is given for it alone.
    """
    token, now = secrets.token_urlsafe(24), store.clock.now()
    row_hash, expires_at = _hashes(store, token)[0], now + timedelta(minutes=minutes)

    def issue(connection: Connection) -> None:
        if connection.execute(select(_IDENTITY.c.id).where(_IDENTITY.c.id == identity_id)).first() is None:
            raise NotFound("channel identity", identity_id)
        _close_oldest(connection, identity_id, now)
        row = {"token_hash": row_hash, "identity_id": identity_id, "created_at": now}
        claim_hash = None if claim is None else _claim_hashes(store, claim)[0]
        connection.execute(insert(_LINK), {**row, "expires_at": expires_at, "claim_hash": claim_hash})

    await store.transact(issue)
    return LinkIssued(token, _number(store, token, row_hash), expires_at)


def claimed_identity(connection: Connection, store: Store, claims: Sequence[str]) -> int | None:
    """Give the chat partner who has just signed in by a link of the page that has one of these secrets, or None.

    That is said once: whoever copied the secret comes too late.
    """
    now = store.clock.now()
    query = (
        select(_LINK.c.id, _LINK.c.identity_id)
        .where(
            _LINK.c.claim_hash.in_([one for claim in claims for one in _claim_hashes(store, claim)]),
            _LINK.c.patron_id.is_not(None),
            _LINK.c.used_at > now - CLAIMED_WITHIN,
            or_(_LINK.c.renewed_at.is_(None), _LINK.c.renewed_at > now - GIVEN_AGAIN),
        )
        .order_by(_LINK.c.used_at.desc(), _LINK.c.id.desc())
        .limit(1)
    )
    found = connection.execute(query).first()
    if found is None:
        return None
    first = update(_LINK).where(_LINK.c.id == found.id, _LINK.c.renewed_at.is_(None))
    connection.execute(first.values(renewed_at=now))
    return int(found.identity_id)


async def link_peek(store: Store, url_token: str) -> LinkState | None:
    """Look at a link without using it; None when no such link was issued."""
    query = (
        select(_LINK, _IDENTITY.c.channel, _IDENTITY.c.language)
        .join(_IDENTITY, _LINK.c.identity_id == _IDENTITY.c.id)
        .where(_LINK.c.token_hash.in_(_hashes(store, url_token)))
    )
    row = await store.look(lambda connection: connection.execute(query).mappings().first())
    if row is None:
        return None
    return LinkState(
        identity_id=row["identity_id"],
        number=_number(store, url_token, row["token_hash"]),
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
        .where(_LINK.c.token_hash.in_(_hashes(store, url_token)))
        .values(tries=_LINK.c.tries + 1)
        .returning(_LINK.c.tries)
    )
    tries = await store.transact(lambda connection: connection.scalar(change))
    if tries is None:
        raise LinkUnknown("no such link")
    return max(0, MOST_TRIES - int(tries))


def link_redeem_row(connection: Connection, store: Store, url_token: str, patron_id: int) -> int:
    """Use a link up, with every other open one of its chat partner; give the chat partner's id."""
    now, hashes = store.clock.now(), _hashes(store, url_token)
    usable = (_LINK.c.used_at.is_(None), _LINK.c.expires_at > now, _LINK.c.tries < MOST_TRIES)
    # One statement decides: of two that come at once, one finds the link used.
    identity_id = connection.scalar(
        update(_LINK)
        .where(_LINK.c.token_hash.in_(hashes), *usable)
        .values(used_at=now, patron_id=patron_id)
        .returning(_LINK.c.identity_id)
    )
    if identity_id is None:
        raise _why_not(connection, hashes, now)
    connection.execute(
        update(_LINK).where(_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None)).values(used_at=now)
    )
    return int(identity_id)


def _why_not(connection: Connection, hashes: Sequence[str], now: datetime) -> Exception:
    row = connection.execute(select(_LINK).where(_LINK.c.token_hash.in_(hashes))).mappings().first()
    if row is None:
        return LinkUnknown("no such link")
    if row["used_at"] is not None:
        return LinkUsed("the link was used before")
    if row["expires_at"] <= now:
        return LinkExpired("the link was not used in time")
    return LinkTriesSpent("too many wrong tries")


def _close_oldest(connection: Connection, identity_id: int, now: datetime) -> None:
    is_open = (_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None), _LINK.c.expires_at > now)
    newest = select(_LINK.c.id).where(*is_open).order_by(_LINK.c.id.desc()).limit(MOST_OPEN - 1)
    kept = list(connection.scalars(newest))
    if len(kept) == MOST_OPEN - 1:
        connection.execute(update(_LINK).where(*is_open, _LINK.c.id.not_in(kept)).values(used_at=now))


def _hashes(store: Store, token: str) -> list[str]:
    return store.keys.hashes(_about(token))


def _claim_hashes(store: Store, claim: str) -> list[str]:
    return store.keys.hashes(f"claim:{claim}")


def _about(token: str) -> str:
    return f"link:{token}"


def _number(store: Store, token: str, hashed: str) -> str:
    """Give the number of a link, kept as `hashed`: three digits, so that nobody takes it for a PIN; never kept."""
    key = store.keys.maker_of(_about(token), hashed)
    return f"{int(keyed_hash(key, f'link-number:{token}')[:8], 16) % 900 + 100}"
