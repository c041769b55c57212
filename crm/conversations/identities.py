"""Channel identities: chat partners, by the name that their channel has for them or by the token that proves them."""

import secrets
import uuid
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, insert, select, update

from crm import records
from crm.conversations import signing_out
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import NotFound
from crm.patrons import sign_in_periods
from crm.patrons.sign_in_links import claimed_identity
from crm.patrons.sign_in_periods import VERIFIED

__all__ = [
    "Identity",
    "SignInStanding",
    "create_visitor",
    "identity",
    "identity_for",
    "identity_in",
    "renew_token",
    "set_language",
    "standings",
    "visitor_by_token",
]

# Ids in one statement.
MOST_AT_ONCE = 500

_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)


@dataclass(frozen=True, slots=True)
class Identity:
    """One chat partner of a channel; assurance 0 is anonymous, 1 claimed, 2 verified."""

    id: int
    public_id: str
    channel: str
    external_id: str
    patron_id: int | None
    assurance: int
    language: str
    language_chosen: bool
    display_name: str | None
    blocked_at: datetime | None
    history_after: int = 0
    own_device: bool = False
    lapsed_at: datetime | None = None

    @property
    def is_signed_in(self) -> bool:
        """Tell whether this chat is bound to a patron who proved who they are."""
        return self.assurance == VERIFIED and self.patron_id is not None


@dataclass(frozen=True, slots=True)
class SignInStanding:
    """What an open stream depends on: the hash of the visitor's proof, and when a sign-in ended by itself."""

    token_hash: str | None
    lapsed_at: datetime | None


_COLUMNS = (*(_IDENTITY.c[name] for name in Identity.__dataclass_fields__), _IDENTITY.c.signed_in_until)
_BY_ID = select(*_COLUMNS).where(_IDENTITY.c.id == bindparam("wanted"))
_BY_TOKEN = select(*_COLUMNS).where(_IDENTITY.c.token_hash.in_(bindparam("wanted", expanding=True)))
_BY_CHANNEL = select(*_COLUMNS).where(
    _IDENTITY.c.channel == bindparam("wanted_channel"), _IDENTITY.c.external_id == bindparam("wanted_id")
)

# A visitor who writes in two languages changes it with many a message: made once.
_DETECTED = (
    update(_IDENTITY)
    .where(_IDENTITY.c.id == bindparam("identity"), _IDENTITY.c.language_chosen.is_(False))
    .values(language=bindparam("wanted_language"))
)
_CHOSEN = (
    update(_IDENTITY)
    .where(_IDENTITY.c.id == bindparam("identity"))
    .values(language=bindparam("wanted_language"), language_chosen=True)
)
_SPOKEN = (
    update(_INTERACTION)
    .where(_INTERACTION.c.channel_identity_id == bindparam("identity"), _INTERACTION.c.status != "closed")
    .values(language=bindparam("wanted_language"))
)


async def create_visitor(
    store: Store, *, language: str, address: str | None = None, is_test: bool = False
) -> tuple[Identity, str]:
    """Make a visitor of the website, and the secret token that alone proves to be them.

    Of the address they come from only a hash is kept that nobody can tell another day's from. `is_test`: it is staff
    who try the service out.
    """
    token = secrets.token_urlsafe(32)
    public_id = str(uuid.uuid4())
    origin = f"origin:{store.clock.now():%Y-%m-%d}:{address}" if address else None
    values = {
        "token_hash": _token_hashes(store, token)[0],
        "language": language,
        "origin_hash": store.keys.counted(origin) if origin else None,
        "is_test": is_test,
    }

    def make(connection: Connection) -> RowMapping:
        connection.execute(insert(_IDENTITY), _fresh(store, "web_chat", public_id, public_id, values))
        return _one(connection, _BY_CHANNEL, {"wanted_channel": "web_chat", "wanted_id": public_id})

    return _view(await store.transact(make)), token


async def visitor_by_token(store: Store, token: str) -> Identity | None:
    """Find the visitor whom a token proves; None when it proves nobody."""
    wanted = {"wanted": _token_hashes(store, token)}
    row = await store.glance(lambda connection: connection.execute(_BY_TOKEN, wanted).mappings().first())
    return None if row is None else await _today(store, row)


async def renew_token(store: Store, claims: Sequence[str]) -> tuple[Identity, str] | None:
    """Give a new token to the page that asked for the link by which its chat has just signed in; None to others.

    The token of before the sign-in is worth nothing since: whoever copied it is not let in after the patron.
    """
    token = secrets.token_urlsafe(32)

    def renew(connection: Connection) -> RowMapping | None:
        identity_id = claimed_identity(connection, store, claims)
        if identity_id is None:
            return None
        change = update(_IDENTITY).where(_IDENTITY.c.id == identity_id)
        connection.execute(change.values(token_hash=_token_hashes(store, token)[0]))
        return _by_id(connection, identity_id)

    row = await store.transact(renew)
    return None if row is None else (await _today(store, row), token)


async def standings(store: Store, identity_ids: Sequence[int]) -> dict[int, SignInStanding]:
    """Give what the open streams of chat partners hang on, by id."""
    columns = (_IDENTITY.c.id, _IDENTITY.c.token_hash, _IDENTITY.c.lapsed_at)

    def read(connection: Connection) -> dict[int, SignInStanding]:
        found: dict[int, SignInStanding] = {}
        for begin in range(0, len(identity_ids), MOST_AT_ONCE):
            query = select(*columns).where(_IDENTITY.c.id.in_(identity_ids[begin : begin + MOST_AT_ONCE]))
            for row in connection.execute(query):
                found[row.id] = SignInStanding(row.token_hash, row.lapsed_at)
        return found

    return await store.look(read) if identity_ids else {}


async def identity(store: Store, identity_id: int) -> Identity:
    """Give a chat partner by id; raises NotFound."""
    return await _today(store, await store.glance(lambda connection: _by_id(connection, identity_id)))


def identity_in(connection: Connection, identity_id: int) -> Identity:
    """Give a chat partner by id, in the transaction of a connection; raises NotFound."""
    return _view(_by_id(connection, identity_id))


async def identity_for(
    store: Store, channel: str, external_id: str, *, display_name: str | None = None, language: str
) -> Identity:
    """Find the chat partner that a channel names, or make one."""
    wanted = {"wanted_channel": channel, "wanted_id": external_id}
    row = await store.glance(lambda connection: connection.execute(_BY_CHANNEL, wanted).mappings().first())
    if row is not None and (display_name is None or row["display_name"] == display_name):
        return await _today(store, row)

    def make(connection: Connection) -> RowMapping:
        values = {"language": language, "display_name": display_name}
        fresh = _fresh(store, channel, external_id, str(uuid.uuid4()), values)
        made = insert_or_skip(connection, _IDENTITY, fresh, on=["channel", "external_id"])
        if not made and display_name is not None:
            same = (_IDENTITY.c.channel == channel) & (_IDENTITY.c.external_id == external_id)
            connection.execute(update(_IDENTITY).where(same).values(display_name=display_name))
        return _one(connection, _BY_CHANNEL, wanted)

    return await _today(store, await store.transact(make))


async def set_language(store: Store, identity_id: int, lang: str, *, chosen: bool) -> None:
    """Keep the language of a chat partner; a detected one never replaces a chosen one."""
    values = {"identity": identity_id, "wanted_language": lang}

    def keep(connection: Connection) -> None:
        if connection.execute(_CHOSEN if chosen else _DETECTED, values).rowcount:
            connection.execute(_SPOKEN, values)

    await store.transact(keep, aside=True)


async def _today(store: Store, row: RowMapping) -> Identity:
    """Give a chat partner as they are by now: signed out first, when the time for it is over."""
    if not sign_in_periods.is_over(row, store.clock.now()):
        return _view(row)

    def end(connection: Connection) -> RowMapping:
        signing_out.lapse(connection, store, row["id"])
        return _by_id(connection, row["id"])

    return _view(await store.transact(end))


def _fresh(store: Store, channel: str, external_id: str, public_id: str, values: dict[str, Any]) -> dict[str, Any]:
    now = store.clock.now()
    own = {"channel": channel, "external_id": external_id, "public_id": public_id}
    return {**own, "created_at": now, "last_seen_at": now, **values}


def _token_hashes(store: Store, token: str) -> list[str]:
    return store.keys.hashes(f"visitor:{token}")


def _by_id(connection: Connection, identity_id: int) -> RowMapping:
    return _one(connection, _BY_ID, {"wanted": identity_id})


def _one(connection: Connection, query: Any, wanted: dict[str, Any]) -> RowMapping:
    row: RowMapping | None = connection.execute(query, wanted).mappings().first()
    if row is None:
        raise NotFound("channel identity", next(iter(wanted.values())))
    return row


def _view(row: RowMapping) -> Identity:
    return Identity(**{name: row[name] for name in Identity.__dataclass_fields__})
