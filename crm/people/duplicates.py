"""Records that may be one patron's: the same name and birth year, or a telephone number that one has verified.

A shared e-mail address alone says nothing: families have one together. Nothing is ever merged by itself.
"""

from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Connection, Select, and_, insert, literal, or_, select, true

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound
from crm.patrons.telephones import NATIONAL, digits_of, is_same_number
from crm.people.finding import PatronHit, hits_of

__all__ = ["MOST", "Pair", "duplicates", "keep_apart"]

MOST = 50
# In a number that is kept as it was once written, and not as it is dialled inside the country.
_OLD = ("+%", "00%", "%-%", "%(%", "%.%", "%/%")

_PATRON = table_of(records.Patron)
_POINT = table_of(records.ContactPoint)
_MERGE = table_of(records.PatronMerge)


@dataclass(frozen=True, slots=True)
class Pair:
    """Two records that may be one patron's, and by what: `name` and birth year, or `phone`."""

    one: PatronHit
    other: PatronHit
    by: tuple[str, ...]


async def duplicates(store: Store, patron_id: int | None = None) -> list[Pair]:
    """Find pairs, MOST at the most, those of a patron where one is named; what staff have decided on is left out."""
    return await store.look(lambda connection: _pairs(connection, patron_id))


async def keep_apart(store: Store, one: str, other: str, *, by: Actor) -> None:
    """Note that two records, by their public ids, are of two people: they are not proposed again. Raises NotFound."""
    if one == other:
        raise InvalidValue("patron", "two are needed")

    def note(connection: Connection) -> None:
        ids = {}
        for public_id in (one, other):
            found = connection.scalar(
                select(_PATRON.c.id).where(_PATRON.c.public_id == public_id, _PATRON.c.erased_at.is_(None))
            )
            if found is None:
                raise NotFound("patron", public_id)
            ids[public_id] = int(found)
        first, second = sorted(ids.values())
        known = select(_MERGE.c.id).where(
            _MERGE.c.survivor_id == first, _MERGE.c.merged_id == second, _MERGE.c.state == "kept_apart"
        )
        if connection.scalar(known) is not None:
            return
        row = {"survivor_id": first, "merged_id": second, "state": "kept_apart", "decided_by_id": by.id}
        connection.execute(insert(_MERGE), {**row, "decided_at": store.clock.now()})
        for public_id in (one, other):
            trail.append(connection, store, by, "patron.kept_apart", trail.Subject("patron", None, public_id))

    await store.transact(note)


def _pairs(connection: Connection, patron_id: int | None) -> list[Pair]:
    found: dict[tuple[int, int], list[str]] = {}
    # Of one patron by two queries, each of which begins with their row; "either" would look through everybody's.
    sides = (true(),) if patron_id is None else (_ONE.c.id == patron_id, _OTHER.c.id == patron_id)
    for by, query in (("name", _by_name()), ("phone", _by_phone())):
        for side in sides:
            pairs = query.where(side).order_by(_ONE.c.id.desc(), _OTHER.c.id.desc()).limit(MOST)
            for row in connection.execute(pairs):
                ways = found.setdefault((row.one, row.other), [])
                if by not in ways:
                    ways.append(by)
    for one, other in _by_old_phone(connection, patron_id):
        ways = found.setdefault((one, other), [])
        if "phone" not in ways:
            ways.append("phone")
    ids = sorted({each for pair in found for each in pair})
    hits = {hit.id: hit for hit in hits_of(connection, ids)}
    return [Pair(hits[one], hits[other], tuple(ways)) for (one, other), ways in list(found.items())[:MOST]]


_ONE, _OTHER = _PATRON.alias("one"), _PATRON.alias("other")


def _there(patron: Any) -> ColumnElement[bool]:
    return and_(patron.c.erased_at.is_(None), patron.c.merged_into_id.is_(None))


def _undecided() -> ColumnElement[bool]:
    decided = select(literal(1)).where(
        _MERGE.c.state.in_(("kept_apart", "undone")),
        or_(
            and_(_MERGE.c.survivor_id == _ONE.c.id, _MERGE.c.merged_id == _OTHER.c.id),
            and_(_MERGE.c.survivor_id == _OTHER.c.id, _MERGE.c.merged_id == _ONE.c.id),
        ),
    )
    return ~decided.correlate(_ONE, _OTHER).exists()


def _columns() -> Select[Any]:
    return select(_ONE.c.id.label("one"), _OTHER.c.id.label("other"))


def _by_name() -> Select[Any]:
    return (
        _columns()
        .select_from(
            _ONE.join(
                _OTHER,
                and_(
                    _ONE.c.name_norm == _OTHER.c.name_norm,
                    _ONE.c.birth_year == _OTHER.c.birth_year,
                    _ONE.c.id < _OTHER.c.id,
                ),
            )
        )
        .where(
            _ONE.c.name_norm.is_not(None), _OTHER.c.name_norm.is_not(None), _there(_ONE), _there(_OTHER), _undecided()
        )
    )


def _by_phone() -> Select[Any]:
    mine, theirs = _POINT.alias("mine"), _POINT.alias("theirs")
    return (
        _columns()
        .select_from(
            mine.join(
                theirs,
                and_(
                    mine.c.value_norm == theirs.c.value_norm,
                    mine.c.kind == "phone",
                    theirs.c.kind == "phone",
                    mine.c.patron_id < theirs.c.patron_id,
                ),
            )
            .join(_ONE, _ONE.c.id == mine.c.patron_id)
            .join(_OTHER, _OTHER.c.id == theirs.c.patron_id)
        )
        .where(
            or_(mine.c.verified_at.is_not(None), theirs.c.verified_at.is_not(None)),
            _there(_ONE),
            _there(_OTHER),
            _undecided(),
        )
    )


def _by_old_phone(connection: Connection, patron_id: int | None) -> list[tuple[int, int]]:
    """Find pairs by numbers of which one is kept in an old writing: as it is dialled, somebody else has verified it.

    There are few: a number is written anew with the next import, and as far as nobody else had it when that came about.
    """
    old = or_(*(_POINT.c.value_norm.like(pattern) for pattern in _OLD))
    query = select(_POINT.c.patron_id, _POINT.c.value_norm, _POINT.c.verified_at).where(_POINT.c.kind == "phone", old)
    if patron_id is not None:
        query = query.where(_POINT.c.patron_id == patron_id)
    pairs: set[tuple[int, int]] = set()
    for point in connection.execute(query.order_by(_POINT.c.id.desc()).limit(MOST)).all():
        if len(digits_of(point.value_norm)) < NATIONAL:
            continue
        others = select(_POINT.c.patron_id).where(
            _POINT.c.kind == "phone",
            _POINT.c.patron_id != point.patron_id,
            is_same_number(_POINT.c.value_norm, point.value_norm),
            or_(_POINT.c.verified_at.is_not(None), literal(point.verified_at is not None)),
        )
        for other in connection.scalars(others.limit(MOST)):
            first, second = sorted((int(point.patron_id), int(other)))
            is_open = _columns().select_from(_ONE.join(_OTHER, true())).where(
                _ONE.c.id == first, _OTHER.c.id == second, _there(_ONE), _there(_OTHER), _undecided()
            )  # fmt: skip
            if connection.execute(is_open).first() is not None:
                pairs.add((first, second))
    return sorted(pairs, reverse=True)
