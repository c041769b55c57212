"""One patron's record as staff see it: who it is, the ways to reach them, their chats, and records made one with it."""

from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.notices.ways import patron_of_chat
from crm.patrons.merged import survivor_of
from crm.patrons.sign_in_periods import is_over
from crm.records.staff_names import name_of
from crm.records.values import ANONYMOUS

__all__ = ["Chat", "Joined", "PatronOverview", "Point", "patron_record", "survivor"]

# Chats that are no chats: what a letter or a short message is sent through.
ADDRESSES = ("email", "sms")

_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)
_BRANCH = table_of(records.Branch)
_IDENTITY = table_of(records.ChannelIdentity)
_INTERACTION = table_of(records.Interaction)
_MERGE = table_of(records.PatronMerge)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Point:
    """One way to reach a patron outside of a chat."""

    kind: str
    value: str
    is_primary: bool
    verified_at: datetime | None
    bounced_at: datetime | None


@dataclass(frozen=True, slots=True)
class Chat:
    """One chat that is a patron's; `assurance` is how sure that is now, 0 when the sign-in has ended by itself."""

    public_id: str
    channel: str
    name: str | None
    assurance: int
    linked_at: datetime | None
    last_seen_at: datetime


@dataclass(frozen=True, slots=True)
class Joined:
    """A record that was made one with this, by whom, when and why."""

    merge_id: int
    public_id: str
    name: str | None
    card_last4: str | None
    decided_at: datetime
    by: str | None
    reason: str | None


@dataclass(frozen=True, slots=True)
class PatronOverview:
    """One patron; `branch` is {"fa", "en"} or None, `pin_given_at` when the desk last gave a PIN."""

    id: int
    public_id: str
    name: str | None
    locale: str
    category: str | None
    birth_year: int | None
    lifecycle: str
    card_last4: str | None
    registered_at: datetime | None
    expires_at: datetime | None
    last_engaged_at: datetime | None
    history_opt_in: bool
    pin_given_at: datetime | None
    has_pin: bool
    branch: dict[str, str] | None
    points: tuple[Point, ...]
    chats: tuple[Chat, ...]
    joined: tuple[Joined, ...]


async def survivor(store: Store, public_id: str) -> str | None:
    """Give the public id of the record that a record was made one with, None where it was not, or is not there."""

    def look(connection: Connection) -> str | None:
        merged = select(_PATRON.c.id).where(_PATRON.c.public_id == public_id, _PATRON.c.merged_into_id.is_not(None))
        found = connection.scalar(merged)
        if found is None:
            return None
        return connection.scalar(select(_PATRON.c.public_id).where(_PATRON.c.id == survivor_of(connection, found)))

    return await store.look(look)


async def patron_record(store: Store, public_id: str) -> PatronOverview | None:
    """Read a patron's record; None when there is none such, not any more, or it was made one with another."""
    return await store.look(lambda connection: _read(connection, store, public_id))


def _read(connection: Connection, store: Store, public_id: str) -> PatronOverview | None:
    query = (
        select(_PATRON, _BRANCH.c.name_fa, _BRANCH.c.name_en)
        .outerjoin(_BRANCH, _BRANCH.c.id == _PATRON.c.home_branch_id)
        .where(_PATRON.c.public_id == public_id, _PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
    )
    row = connection.execute(query).mappings().first()
    if row is None:
        return None
    points = select(*(_POINT.c[name] for name in Point.__dataclass_fields__)).where(_POINT.c.patron_id == row["id"])
    same = (
        "id", "public_id", "locale", "category", "birth_year", "lifecycle", "card_last4", "registered_at",
        "expires_at", "last_engaged_at", "history_opt_in", "pin_given_at",
    )  # fmt: skip
    return PatronOverview(
        **{name: row[name] for name in same},
        name=row["display_name"],
        has_pin=row["pin_hash"] is not None,
        branch=None if row["name_fa"] is None else {"fa": row["name_fa"], "en": row["name_en"]},
        points=tuple(
            Point(**point)
            for point in connection.execute(
                points.order_by(_POINT.c.kind, _POINT.c.is_primary.desc(), _POINT.c.id)
            ).mappings()
        ),
        chats=_chats(connection, store, row["id"]),
        joined=_joined(connection, row["id"]),
    )


def _chats(connection: Connection, store: Store, patron_id: int) -> tuple[Chat, ...]:
    """Read the chats that a patron is signed in to, and those that still are theirs after a sign-in ended by itself."""
    now = store.clock.now()
    lapsed = (
        select(_INTERACTION.c.channel_identity_id)
        .join(_IDENTITY, _IDENTITY.c.id == _INTERACTION.c.channel_identity_id)
        .where(
            _INTERACTION.c.patron_id == patron_id,
            _IDENTITY.c.patron_id.is_(None),
            _IDENTITY.c.lapsed_at.is_not(None),
            # A browser is anybody's once nobody is signed in there.
            _IDENTITY.c.channel != "web_chat",
        )
    )
    query = (
        select(_IDENTITY)
        .where((_IDENTITY.c.patron_id == patron_id) | _IDENTITY.c.id.in_(lapsed))
        .where(_IDENTITY.c.channel.not_in(ADDRESSES))
        .order_by(_IDENTITY.c.last_seen_at.desc(), _IDENTITY.c.id.desc())
    )
    return tuple(
        Chat(
            public_id=row["public_id"],
            channel=row["channel"],
            name=row["display_name"],
            assurance=ANONYMOUS if row["patron_id"] is None or is_over(row, now) else row["assurance"],
            linked_at=row["linked_at"],
            last_seen_at=row["last_seen_at"],
        )
        for row in connection.execute(query).mappings().all()
        if patron_of_chat(connection, row["id"]) == patron_id
    )


def _joined(connection: Connection, patron_id: int) -> tuple[Joined, ...]:
    query = (
        select(
            _MERGE.c.id.label("merge_id"),
            _PATRON.c.public_id,
            _PATRON.c.display_name.label("name"),
            _PATRON.c.card_last4,
            _MERGE.c.decided_at,
            name_of(_STAFF).label("by"),
            _MERGE.c.reason,
        )
        .join(_PATRON, _PATRON.c.id == _MERGE.c.merged_id)
        .outerjoin(_STAFF, _STAFF.c.id == _MERGE.c.decided_by_id)
        .where(_MERGE.c.survivor_id == patron_id, _MERGE.c.state == "merged")
        .order_by(_MERGE.c.id.desc())
    )
    return tuple(Joined(**row) for row in connection.execute(query).mappings())
