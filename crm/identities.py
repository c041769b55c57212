"""Chat partners: who they are on a channel, and which patron they have proved to be."""

import secrets
import uuid
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, RowMapping, bindparam, func, insert, or_, select, update

from crm import audit, records
from crm.errors import NotFound
from crm.links import LinkIssued, LinkState, link_issue, link_peek, link_redeem_row, link_try_failed
from crm.outcomes import close_interaction
from crm.store import Store, keyed_hash
from crm.upsert import insert_or_skip, table_of

__all__ = [
    "Identity",
    "LinkIssued",
    "LinkState",
    "PatronRef",
    "create_visitor",
    "identity",
    "identity_for",
    "link_issue",
    "link_peek",
    "link_redeem",
    "link_try_failed",
    "set_language",
    "signed_in_patron",
    "unlink",
    "visitor_by_token",
]

VERIFIED = 2

_IDENTITY = table_of(records.ChannelIdentity)
_PATRON = table_of(records.Patron)
_INTERACTION = table_of(records.Interaction)
_MESSAGE = table_of(records.Message)
_LINK = table_of(records.SignInLink)


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

    @property
    def is_signed_in(self) -> bool:
        """Tell whether this chat is bound to a patron who proved who they are."""
        return self.assurance == VERIFIED and self.patron_id is not None


@dataclass(frozen=True, slots=True)
class PatronRef:
    """The patron behind a conversation, as far as an action needs to know."""

    id: int
    public_id: str
    display_name: str | None
    locale: str
    category: str | None
    identity_id: int
    interaction_id: int


_COLUMNS = tuple(_IDENTITY.c[name] for name in Identity.__dataclass_fields__)
_BY_ID = select(*_COLUMNS).where(_IDENTITY.c.id == bindparam("wanted"))
_BY_TOKEN = select(*_COLUMNS).where(_IDENTITY.c.token_hash == bindparam("wanted"))
_BY_CHANNEL = select(*_COLUMNS).where(
    _IDENTITY.c.channel == bindparam("wanted_channel"), _IDENTITY.c.external_id == bindparam("wanted_id")
)
# Only a running conversation speaks for its partner: what a closed one was bound to is past.
_SIGNED_IN = (
    select(
        _PATRON.c.id,
        _PATRON.c.public_id,
        _PATRON.c.display_name,
        _PATRON.c.locale,
        _PATRON.c.category,
        _IDENTITY.c.id.label("identity_id"),
        _INTERACTION.c.id.label("interaction_id"),
    )
    .select_from(
        _INTERACTION.join(_IDENTITY, _INTERACTION.c.channel_identity_id == _IDENTITY.c.id).join(
            _PATRON, _IDENTITY.c.patron_id == _PATRON.c.id
        )
    )
    .where(
        or_(
            _INTERACTION.c.engine_conversation == bindparam("conversation"),
            _INTERACTION.c.public_id == bindparam("conversation"),
        ),
        _INTERACTION.c.status != "closed",
        # A conversation that was another patron's before is not this one's, whoever signs in later.
        _INTERACTION.c.patron_id == _IDENTITY.c.patron_id,
        _IDENTITY.c.assurance == VERIFIED,
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.merged_into_id.is_(None),
    )
)


async def create_visitor(store: Store, *, language: str, address: str | None = None) -> tuple[Identity, str]:
    """Make a visitor of the website, and the secret token that alone proves to be them.

    Of the address they come from only a hash is kept that nobody can tell another day's from.
    """
    token = secrets.token_urlsafe(32)
    public_id = str(uuid.uuid4())
    origin = f"origin:{store.clock.now():%Y-%m-%d}:{address}" if address else None
    values = {
        "token_hash": _token_hash(store, token),
        "language": language,
        "origin_hash": keyed_hash(store.key, origin) if origin else None,
    }

    def make(connection: Connection) -> RowMapping:
        connection.execute(insert(_IDENTITY), _fresh(store, "web_chat", public_id, public_id, values))
        return _one(connection, _BY_CHANNEL, {"wanted_channel": "web_chat", "wanted_id": public_id})

    return _view(await store.transact(make)), token


async def visitor_by_token(store: Store, token: str) -> Identity | None:
    """Find the visitor whom a token proves; None when it proves nobody."""
    wanted = {"wanted": _token_hash(store, token)}
    row = await store.look(lambda connection: connection.execute(_BY_TOKEN, wanted).mappings().first())
    return None if row is None else _view(row)


async def identity(store: Store, identity_id: int) -> Identity:
    """Give a chat partner by id; raises NotFound."""
    return _view(await store.look(lambda connection: _by_id(connection, identity_id)))


async def identity_for(
    store: Store, channel: str, external_id: str, *, display_name: str | None = None, language: str
) -> Identity:
    """Find the chat partner that a channel names, or make one."""
    wanted = {"wanted_channel": channel, "wanted_id": external_id}
    row = await store.look(lambda connection: connection.execute(_BY_CHANNEL, wanted).mappings().first())
    if row is not None and (display_name is None or row["display_name"] == display_name):
        return _view(row)

    def make(connection: Connection) -> RowMapping:
        values = {"language": language, "display_name": display_name}
        fresh = _fresh(store, channel, external_id, str(uuid.uuid4()), values)
        made = insert_or_skip(connection, _IDENTITY, fresh, on=["channel", "external_id"])
        if not made and display_name is not None:
            same = (_IDENTITY.c.channel == channel) & (_IDENTITY.c.external_id == external_id)
            connection.execute(update(_IDENTITY).where(same).values(display_name=display_name))
        return _one(connection, _BY_CHANNEL, wanted)

    return _view(await store.transact(make))


async def set_language(store: Store, identity_id: int, lang: str, *, chosen: bool) -> None:
    """Keep the language of a chat partner; a detected one never replaces a chosen one."""
    change = update(_IDENTITY).where(_IDENTITY.c.id == identity_id)
    if not chosen:
        change = change.where(_IDENTITY.c.language_chosen.is_(False))
    change = change.values(language=lang, **({"language_chosen": True} if chosen else {}))
    running = update(_INTERACTION).where(
        _INTERACTION.c.channel_identity_id == identity_id, _INTERACTION.c.status != "closed"
    )

    def keep(connection: Connection) -> None:
        if connection.execute(change).rowcount:
            connection.execute(running.values(language=lang))

    await store.transact(keep)


async def link_redeem(store: Store, url_token: str, patron_id: int) -> Identity:
    """Bind the chat that a link was issued to and the patron who proved who they are there.

    Once only: raises LinkUnknown, LinkUsed, LinkExpired or LinkTriesSpent; NotFound for an unknown patron.
    """

    def redeem(connection: Connection) -> Identity:
        now = store.clock.now()
        patron = connection.execute(
            select(_PATRON.c.public_id).where(_PATRON.c.id == patron_id, _PATRON.c.erased_at.is_(None))
        ).first()
        if patron is None:
            raise NotFound("patron", patron_id)
        identity_id = link_redeem_row(connection, store, url_token, patron_id)
        if _by_id(connection, identity_id)["patron_id"] not in (None, patron_id):
            _hide_history(connection, identity_id)
        connection.execute(
            update(_IDENTITY)
            .where(_IDENTITY.c.id == identity_id)
            .values(patron_id=patron_id, assurance=VERIFIED, linked_at=now, last_seen_at=now)
        )
        _adopt_conversation(connection, identity_id, patron_id, now)
        view = _view(_by_id(connection, identity_id))
        audit.append(
            connection,
            store,
            audit.Actor("patron", patron.public_id),
            "identity.linked",
            audit.Subject("channel_identity", view.public_id, patron.public_id),
            ("patron_id", "assurance", "linked_at"),
        )
        return view

    return await store.transact(redeem)


async def unlink(store: Store, identity_id: int) -> None:
    """Sign a chat partner out: nothing of the patron is reachable or shown in the chat any more.

    The conversation stays the patron's; whoever writes next at the same browser begins one of their own.
    """

    def forget(connection: Connection) -> None:
        row = _by_id(connection, identity_id)
        now = store.clock.now()
        connection.execute(
            update(_LINK).where(_LINK.c.identity_id == identity_id, _LINK.c.used_at.is_(None)).values(used_at=now)
        )
        if row["patron_id"] is None:
            return
        owner = connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == row["patron_id"]))
        connection.execute(
            update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(patron_id=None, assurance=0, linked_at=None)
        )
        _hide_history(connection, identity_id)
        audit.append(
            connection,
            store,
            audit.Actor("patron", str(owner)),
            "identity.unlinked",
            audit.Subject("channel_identity", row["public_id"], owner),
            ("patron_id", "assurance", "linked_at"),
        )

    await store.transact(forget)


async def signed_in_patron(store: Store, conversation: str) -> PatronRef | None:
    """Give the patron whom the chat partner of a running conversation has proved to be, or None.

    `conversation` is its public id or the engine's name for it. This is the guard of every account action:
    it asks the store each time, and believes nothing that was said or kept in the dialogue.
    """
    wanted = {"conversation": conversation}
    row = await store.look(lambda connection: connection.execute(_SIGNED_IN, wanted).mappings().first())
    return None if row is None else PatronRef(**row)


def _hide_history(connection: Connection, identity_id: int) -> None:
    """Let what was said so far be shown no more: the next at this browser may be somebody else."""
    newest = (
        select(func.coalesce(func.max(_MESSAGE.c.id), 0))
        .join(_INTERACTION, _MESSAGE.c.interaction_id == _INTERACTION.c.id)
        .where(_INTERACTION.c.channel_identity_id == identity_id)
        .scalar_subquery()
    )
    connection.execute(update(_IDENTITY).where(_IDENTITY.c.id == identity_id).values(history_after=newest))


def _adopt_conversation(connection: Connection, identity_id: int, patron_id: int, now: datetime) -> None:
    """Give the running conversation to the patron; one that was another patron's ends here instead."""
    running = connection.execute(
        select(_INTERACTION.c.id, _INTERACTION.c.patron_id)
        .where(_INTERACTION.c.channel_identity_id == identity_id, _INTERACTION.c.status != "closed")
        .with_for_update()
    ).first()
    if running is None:
        return
    if running.patron_id in (None, patron_id):
        connection.execute(update(_INTERACTION).where(_INTERACTION.c.id == running.id).values(patron_id=patron_id))
    else:
        close_interaction(connection, running.id, now)


def _fresh(store: Store, channel: str, external_id: str, public_id: str, values: dict[str, Any]) -> dict[str, Any]:
    now = store.clock.now()
    own = {"channel": channel, "external_id": external_id, "public_id": public_id}
    return {**own, "created_at": now, "last_seen_at": now, **values}


def _token_hash(store: Store, token: str) -> str:
    return keyed_hash(store.key, f"visitor:{token}")


def _by_id(connection: Connection, identity_id: int) -> RowMapping:
    return _one(connection, _BY_ID, {"wanted": identity_id})


def _one(connection: Connection, query: Any, wanted: dict[str, Any]) -> RowMapping:
    row: RowMapping | None = connection.execute(query, wanted).mappings().first()
    if row is None:
        raise NotFound("channel identity", next(iter(wanted.values())))
    return row


def _view(row: RowMapping) -> Identity:
    return Identity(**row)
