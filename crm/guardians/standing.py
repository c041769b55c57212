"""What holds between guardians and children today: asked anew for every request, and never kept anywhere else.

A link holds while both records are there and neither was made one with another, the child is below the age, and its
last day has not passed. A record that is made one with another keeps its links, and they rest: whose things somebody
may see was agreed for that card, and a merge of two people by mistake shows nobody anything.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Connection, RowMapping, Select, and_, bindparam, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.guardians.ages import GuardianAges, ages_now

__all__ = [
    "Guardian",
    "Ward",
    "first_name",
    "guardians_of",
    "holding_on",
    "holds_today",
    "joined",
    "ward_of",
    "wards_of",
]

_LINK = table_of(records.Guardianship)
_PATRON = table_of(records.Patron)
_CHILD = _PATRON.alias("child")
_GUARDIAN = _PATRON.alias("guardian")


@dataclass(frozen=True, slots=True)
class Ward:
    """A child, and what their guardian may see and do now; nothing at all when the child allows nothing."""

    link_id: int
    child_id: int
    public_id: str
    guardian_public_id: str
    name: str | None
    sees_loans: bool
    sees_holds: bool
    renews: bool
    reminds: bool

    @property
    def first_name(self) -> str:
        """Give the first of their names, "" where none is kept."""
        return first_name(self.name)


@dataclass(frozen=True, slots=True)
class Guardian:
    """A guardian as the child sees them: what the desk lets them do, and what the child has made of it.

    `has_say`: the child is old enough to limit it; `told_at` is when the child was told of it in a chat.
    """

    link_id: int
    name: str | None
    sees_loans: bool
    sees_holds: bool
    renews: bool
    child_allows: str
    has_say: bool
    told_at: datetime | None


def first_name(name: str | None) -> str:
    """Give the first of somebody's names, "" where none is kept."""
    return next(iter((name or "").split()), "")


def joined(*, ended: bool = False) -> Select[Any]:
    """Select links, with what of both patrons says whether they hold, for the caller to narrow.

    Those that were ended only with `ended`.
    """
    query = (
        select(
            _LINK,
            _CHILD.c.public_id.label("child_public"),
            _CHILD.c.display_name.label("child_name"),
            _CHILD.c.birth_year,
            _CHILD.c.merged_into_id.label("child_into"),
            _CHILD.c.erased_at.label("child_gone"),
            _GUARDIAN.c.public_id.label("guardian_public"),
            _GUARDIAN.c.display_name.label("guardian_name"),
            _GUARDIAN.c.merged_into_id.label("guardian_into"),
            _GUARDIAN.c.erased_at.label("guardian_gone"),
        )
        .join(_CHILD, _CHILD.c.id == _LINK.c.child_id)
        .join(_GUARDIAN, _GUARDIAN.c.id == _LINK.c.guardian_id)
        .order_by(_LINK.c.id)
    )
    return query if ended else query.where(_LINK.c.ended_at.is_(None))


def holds_today(row: Mapping[str, Any] | RowMapping, ages: GuardianAges, today: date) -> bool:
    """Tell whether a link of `joined` holds on a day of the library's."""
    names = ("child_into", "child_gone", "guardian_into", "guardian_gone", "ended_at")
    if any(row[name] is not None for name in names):
        return False
    if row["birth_year"] is None and row["last_day"] is None:
        # Nobody would know when it ends.
        return False
    return not ages.is_over(row["birth_year"], today) and (row["last_day"] is None or row["last_day"] >= today)


def holding_on(ages: GuardianAges, today: date) -> ColumnElement[bool]:
    """Give `holds_today` as the condition of a query that reads guardianships; it looks the two patrons up itself."""
    child, guardian = _PATRON.alias("child_now"), _PATRON.alias("guardian_now")
    is_young = or_(child.c.birth_year.is_(None), child.c.birth_year > today.year - ages.until)
    both = (
        select(child.c.id)
        .select_from(child, guardian)
        .where(child.c.id == _LINK.c.child_id, guardian.c.id == _LINK.c.guardian_id, is_young)
        .where(or_(child.c.birth_year.is_not(None), _LINK.c.last_day.is_not(None)))
        .where(*(one.c[name].is_(None) for one in (child, guardian) for name in ("merged_into_id", "erased_at")))
        .correlate(_LINK)
    )
    return and_(_LINK.c.ended_at.is_(None), or_(_LINK.c.last_day.is_(None), _LINK.c.last_day >= today), both.exists())


# Asked with many messages of patrons who are nobody's guardian: made once.
_OF_GUARDIAN = joined().where(_LINK.c.guardian_id == bindparam("patron"))
_OF_CHILD = joined().where(_LINK.c.child_id == bindparam("patron"))


async def wards_of(store: Store, guardian_id: int, today: date) -> list[Ward]:
    """List the children whose guardian a patron is on a day of the library's."""

    def look(connection: Connection) -> list[Ward]:
        rows = connection.execute(_OF_GUARDIAN, {"patron": guardian_id}).mappings().all()
        ages = ages_now(connection) if rows else GuardianAges()
        return [_ward(row) for row in rows if holds_today(row, ages, today)]

    return await store.glance(look)


async def ward_of(store: Store, guardian_id: int, link_id: int, today: date) -> Ward | None:
    """Give one of `wards_of` by the number of the link; None when it does not hold, or is not theirs."""
    return next((ward for ward in await wards_of(store, guardian_id, today) if ward.link_id == link_id), None)


async def guardians_of(store: Store, child_id: int, today: date) -> list[Guardian]:
    """List the guardians whom a child has on a day of the library's, also those whom the child allows nothing."""

    def look(connection: Connection) -> list[Guardian]:
        rows = connection.execute(_OF_CHILD, {"patron": child_id}).mappings().all()
        ages = ages_now(connection) if rows else GuardianAges()
        return [
            Guardian(
                row["id"],
                row["guardian_name"],
                row["sees_loans"],
                row["sees_holds"],
                row["renews"],
                row["child_allows"],
                ages.has_say(row["birth_year"], today),
                row["child_told_at"],
            )
            for row in rows
            if holds_today(row, ages, today)
        ]

    return await store.glance(look)


def _ward(row: RowMapping) -> Ward:
    allowed = row["child_allows"]
    return Ward(
        row["id"],
        row["child_id"],
        row["child_public"],
        row["guardian_public"],
        row["child_name"],
        row["sees_loans"] and allowed != "nothing",
        row["sees_holds"] and allowed != "nothing",
        row["renews"] and allowed == "all",
        row["reminds"] and row["sees_loans"] and allowed != "nothing",
    )
