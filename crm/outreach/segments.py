"""Segments: previewed, kept, followed anew; whoever was taken out by hand stays out."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, tzinfo
from functools import partial
from typing import Any

from sqlalchemy import Connection, Select, and_, delete, func, insert, literal, or_, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen, seen_of
from crm.database.alphabet import in_order_of
from crm.database.lookups import is_missing
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import Conflict, InvalidValue, NotFound
from crm.outreach.matching import patrons_in
from crm.outreach.rules import SegmentRule
from protocol.alphabet import by_alphabet

__all__ = [
    "Member",
    "SegmentPreview",
    "SegmentRow",
    "categories",
    "delete_segment",
    "members",
    "preview",
    "put_back",
    "put_segment",
    "refresh",
    "refresh_all",
    "refresh_in",
    "segment",
    "segments",
    "take_out",
]

# Patrons of whom a segment is followed in one transaction, as it is every night: nobody who writes has to wait long.
AT_ONCE = 1000

_SEGMENT = table_of(records.Segment)
_MEMBER = table_of(records.SegmentMember)
_PATRON = table_of(records.Patron)
_CAMPAIGN = table_of(records.Campaign)


@dataclass(frozen=True, slots=True)
class SegmentPreview:
    """How many patrons a rule fits now, of how many there are."""

    fits: int
    of: int


@dataclass(frozen=True, slots=True)
class SegmentRow:
    """One segment, with how many are in it and how many were taken out by hand."""

    id: int
    name: str
    rule: SegmentRule
    rule_version: int
    changed_at: datetime
    refreshed_at: datetime | None
    members: int
    taken_out: int

    @property
    def seen(self) -> str:
        """Give the mark of what an editor saw of it."""
        return seen_of(_guarded(self.name, self.rule))


@dataclass(frozen=True, slots=True)
class Member:
    """One patron of a segment, as staff who may see patrons find them."""

    patron_id: int
    public_id: str
    name: str | None
    category: str | None
    status: str
    since: datetime


def _guarded(name: str, rule: SegmentRule) -> dict[str, Any]:
    return {"name": name, "rule": repr(rule)}


async def preview(store: Store, rule: SegmentRule, zone: tzinfo) -> SegmentPreview:
    """Count whom a rule fits, without keeping anything. Raises InvalidValue."""
    checked = rule.checked()

    def count(connection: Connection) -> SegmentPreview:
        fits = select(func.count()).select_from(patrons_in(connection, checked, store.clock.now(), zone).subquery())
        everybody = select(func.count()).where(_PATRON.c.erased_at.is_(None), _PATRON.c.merged_into_id.is_(None))
        return SegmentPreview(connection.scalar(fits) or 0, connection.scalar(everybody) or 0)

    return await store.look(count)


async def segments(store: Store) -> list[SegmentRow]:
    """List every segment by name."""
    return await store.look(lambda connection: _segments(connection))


async def segment(store: Store, segment_id: int) -> SegmentRow:
    """Give one segment; raises NotFound."""
    found = await store.look(lambda connection: _segments(connection, segment_id))
    if not found:
        raise NotFound("segment", segment_id)
    return found[0]


def _segments(connection: Connection, segment_id: int | None = None) -> list[SegmentRow]:
    def counted(status: str) -> Any:
        mine = (_MEMBER.c.segment_id == _SEGMENT.c.id) & (_MEMBER.c.status == status)
        return select(func.count()).where(mine).scalar_subquery()

    query = select(_SEGMENT, counted("in").label("members"), counted("opted_out").label("taken_out"))
    if segment_id is not None:
        query = query.where(_SEGMENT.c.id == segment_id)
    rows = [
        SegmentRow(
            row.id, row.name, SegmentRule.unpacked(row.rule), row.rule_version, row.changed_at, row.refreshed_at,
            row.members, row.taken_out,
        )
        for row in connection.execute(query.order_by(_SEGMENT.c.id))
    ]  # fmt: skip
    return sorted(rows, key=lambda row: by_alphabet(row.name))


async def put_segment(
    store: Store,
    name: str,
    rule: SegmentRule,
    zone: tzinfo,
    *,
    by: Actor,
    segment_id: int | None = None,
    seen: str | None = None,
) -> int:
    """Keep a segment and follow its rule at once; give its key.

    Raises InvalidValue (name, rule), NotFound, EditConflict.
    """
    name, checked = " ".join(name.split()), rule.checked()
    if not 1 <= len(name) <= 80:
        raise InvalidValue("name", "between 1 and 80 characters")
    return await store.transact(partial(_put, store, name, checked, zone, by, segment_id, seen))


def _put(
    store: Store,
    name: str,
    rule: SegmentRule,
    zone: tzinfo,
    by: Actor,
    segment_id: int | None,
    seen: str | None,
    connection: Connection,
) -> int:
    now = store.clock.now()
    others = select(_SEGMENT.c.id).where(_SEGMENT.c.name == name, _SEGMENT.c.id != (segment_id or 0))
    if connection.scalar(others) is not None:
        raise InvalidValue("name", "there is one of that name")
    values = {"name": name, "rule": rule.packed(), "changed_at": now}
    if segment_id is None:
        made = connection.execute(insert(_SEGMENT).returning(_SEGMENT.c.id), values | {"created_at": now})
        segment_id = int(made.scalar_one())
    else:
        before = _locked(connection, segment_id)
        about = trail.Subject("segment", str(segment_id))
        kept = SegmentRule.unpacked(before["rule"])
        guard_seen(connection, seen, _guarded(before["name"], kept), about, "segment.changed")
        if kept != rule:
            values["rule_version"] = before["rule_version"] + 1
        connection.execute(update(_SEGMENT).where(_SEGMENT.c.id == segment_id).values(**values))
    trail.append(connection, store, by, "segment.changed", trail.Subject("segment", str(segment_id)), ["name", "rule"])
    refresh_in(connection, store, segment_id, zone)
    return segment_id


def _locked(connection: Connection, segment_id: int) -> dict[str, Any]:
    query = select(_SEGMENT).where(_SEGMENT.c.id == segment_id).with_for_update()
    row = connection.execute(query).mappings().first()
    if row is None:
        raise NotFound("segment", segment_id)
    return dict(row)


async def refresh(store: Store, segment_id: int, zone: tzinfo, *, by: Actor) -> None:
    """Follow a segment's rule anew; raises NotFound."""

    def work(connection: Connection) -> None:
        refresh_in(connection, store, segment_id, zone)
        trail.append(connection, store, by, "segment.refreshed", trail.Subject("segment", str(segment_id)))

    await store.transact(work)


async def refresh_all(store: Store, zone: tzinfo) -> int:
    """Follow every segment's rule anew, AT_ONCE patrons in a transaction; give how many there are.

    One that was cut off is followed from the beginning the next time.
    """
    keys = await store.look(lambda connection: list(connection.scalars(select(_SEGMENT.c.id).order_by(_SEGMENT.c.id))))
    done = 0
    for key in keys:
        try:
            await _refresh_by_parts(store, key, zone)
            done += 1
        except NotFound:
            # Deleted meanwhile.
            continue
    return done


async def _refresh_by_parts(store: Store, segment_id: int, zone: tzinfo) -> None:
    after = 0
    while True:
        page = select(_PATRON.c.id).where(_PATRON.c.id > after).order_by(_PATRON.c.id).limit(1).offset(AT_ONCE - 1)
        upto = await store.look(partial(_number, query=page))
        await store.transact(partial(_refreshed, store=store, segment_id=segment_id, zone=zone, part=(after, upto)))
        if upto is None:
            return
        after = upto


def _number(connection: Connection, query: Select[Any]) -> int | None:
    found: int | None = connection.scalar(query)
    return found


def _refreshed(
    connection: Connection, store: Store, segment_id: int, zone: tzinfo, part: tuple[int, int | None]
) -> None:
    refresh_in(connection, store, segment_id, zone, part=part)


def refresh_in(
    connection: Connection, store: Store, segment_id: int, zone: tzinfo, *, part: tuple[int, int | None] = (0, None)
) -> int:
    """Follow a segment's rule in the transaction of a connection; give the version of the rule that was followed.

    With `part` only of the patrons whose numbers come after the first of two and up to the second, or to the end: with
    those at the end all of it is followed.
    """
    row, now = _locked(connection, segment_id), store.clock.now()
    fits = patrons_in(connection, SegmentRule.unpacked(row["rule"]), now, zone)
    mine = _MEMBER.c.segment_id == segment_id
    after, upto = part
    fits, those = fits.where(_PATRON.c.id > after), and_(mine, _MEMBER.c.patron_id > after)
    if upto is not None:
        fits, those = fits.where(_PATRON.c.id <= upto), and_(those, _MEMBER.c.patron_id <= upto)
    connection.execute(delete(_MEMBER).where(those, _MEMBER.c.status == "in", _MEMBER.c.patron_id.not_in(fits)))
    unknown = is_missing(_MEMBER, mine, _MEMBER.c.patron_id == _PATRON.c.id)
    new = fits.where(unknown).with_only_columns(
        literal(segment_id), _PATRON.c.id, literal("in"), literal(now, _MEMBER.c.since.type)
    )
    connection.execute(insert(_MEMBER).from_select(["segment_id", "patron_id", "status", "since"], new))
    if upto is None:
        connection.execute(update(_SEGMENT).where(_SEGMENT.c.id == segment_id).values(refreshed_at=now))
    return int(row["rule_version"])


async def take_out(store: Store, segment_id: int, public_id: str, *, by: Actor) -> None:
    """Take a patron out for good, whatever the rule says; raises NotFound."""
    await store.transact(partial(_move, store, segment_id, public_id, "opted_out", by))


async def put_back(store: Store, segment_id: int, public_id: str, zone: tzinfo, *, by: Actor) -> None:
    """Let the rule decide again about somebody who was taken out; raises NotFound."""

    def work(connection: Connection) -> None:
        _move(store, segment_id, public_id, "in", by, connection)
        refresh_in(connection, store, segment_id, zone)

    await store.transact(work)


def _move(store: Store, segment_id: int, public_id: str, status: str, by: Actor, connection: Connection) -> None:
    _locked(connection, segment_id)
    one = select(_PATRON.c.id).where(_PATRON.c.public_id == public_id, _PATRON.c.erased_at.is_(None))
    patron_id = connection.scalar(one)
    if patron_id is None:
        raise NotFound("patron", public_id)
    row = {"segment_id": segment_id, "patron_id": patron_id, "status": status, "since": store.clock.now()}
    change = {"status": status, "since": row["since"]}
    upsert(connection, _MEMBER, row, on=["segment_id", "patron_id"], change=change)
    action = "segment.taken_out" if status == "opted_out" else "segment.put_back"
    trail.append(connection, store, by, action, trail.Subject("segment", str(segment_id), public_id))


async def members(
    store: Store, segment_id: int, *, words: str = "", status: str = "", limit: int = 50, offset: int = 0
) -> tuple[Sequence[Member], int]:
    """List who is in a segment or was taken out, by name, and how many there are."""
    mine = [_MEMBER.c.segment_id == segment_id]
    if status:
        mine.append(_MEMBER.c.status == status)
    if words:
        name = func.lower(_PATRON.c.display_name).contains(words.casefold(), autoescape=True)
        mine.append(or_(name, _PATRON.c.public_id == words))
    joined = _MEMBER.join(_PATRON, _PATRON.c.id == _MEMBER.c.patron_id)
    query = (
        select(
            _MEMBER.c.patron_id, _PATRON.c.public_id, _PATRON.c.display_name, _PATRON.c.category, _MEMBER.c.status,
            _MEMBER.c.since,
        )
        .select_from(joined)
        .where(and_(*mine))
        .order_by(*in_order_of(_PATRON.c.display_name, is_sqlite=store.is_sqlite), _PATRON.c.id)
        .limit(limit)
        .offset(offset)
    )  # fmt: skip

    def look(connection: Connection) -> tuple[Sequence[Member], int]:
        total = connection.scalar(select(func.count()).select_from(joined).where(and_(*mine)))
        return [Member(*row) for row in connection.execute(query)], int(total or 0)

    return await store.look(look)


async def delete_segment(store: Store, segment_id: int, *, by: Actor) -> None:
    """Delete a segment; raises NotFound, and Conflict when a campaign is for it."""

    def work(connection: Connection) -> None:
        _locked(connection, segment_id)
        if connection.scalar(select(_CAMPAIGN.c.id).where(_CAMPAIGN.c.segment_id == segment_id).limit(1)) is not None:
            raise Conflict("segment", "used")
        connection.execute(delete(_SEGMENT).where(_SEGMENT.c.id == segment_id))
        trail.append(connection, store, by, "segment.deleted", trail.Subject("segment", str(segment_id)))

    await store.transact(work)


async def categories(store: Store) -> list[str]:
    """List the kinds of membership that there are."""
    query = select(_PATRON.c.category).where(_PATRON.c.category.is_not(None)).distinct().order_by(_PATRON.c.category)
    return await store.look(lambda connection: [str(one) for one in connection.scalars(query)])
