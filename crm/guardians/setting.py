"""Links of guardians and children, set and ended at the desk, and ended by themselves when their time is over."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial

from sqlalchemy import Connection, RowMapping, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import Conflict, InvalidValue, NotFound
from crm.guardians.ages import ages_now
from crm.guardians.standing import holds_today, joined
from crm.patrons.merged import joined_with
from crm.records.staff_names import name_of
from crm.staff.members import acting

__all__ = ["Link", "end_link", "end_over", "links", "note", "running", "set_link"]

_LINK = table_of(records.Guardianship)
_PATRON = table_of(records.Patron)
_STAFF = table_of(records.StaffUser)
# So many a round of the night looks at in one transaction.
BATCH = 500


@dataclass(frozen=True, slots=True)
class Link:
    """One link as staff see it: both patrons, what may be seen and done, who set it, and what became of it.

    `state` is running, resting (a record was made one with another), over (its end was not written down yet) or ended;
    `child_allows` is what the child has made of it.
    """

    id: int
    guardian: str
    guardian_name: str | None
    child: str
    child_name: str | None
    sees_loans: bool
    sees_holds: bool
    renews: bool
    reminds: bool
    child_allows: str
    child_said_at: datetime | None
    last_day: date | None
    made_at: datetime
    made_by: str | None
    state: str
    ended_at: datetime | None
    end_reason: str | None


async def set_link(
    store: Store,
    guardian: str,
    child: str,
    *,
    sees_loans: bool,
    sees_holds: bool,
    renews: bool,
    last_day: date | None,
    today: date,
    by: Actor,
) -> int:
    """Let one patron act for another, both by their public ids; give the link's number.

    What the child said of this guardian before goes on to hold. Raises NotFound, Conflict when it is set already, and
    InvalidValue: "child" (the same person, or too old), "guardian" (a child themselves), "may", "last_day" (in the
    past, or none where the child's year of birth is not known either).
    """
    if not (sees_loans or sees_holds) or (renews and not sees_loans):
        raise InvalidValue("may", "something is to be seen; only what is seen is renewed")
    if guardian == child:
        raise InvalidValue("child", "two people are needed")

    def make(connection: Connection) -> int:
        now = store.clock.now()
        staff_id = acting(connection, by)
        found = _both(connection, guardian, child)
        ages = ages_now(connection)
        one, other = found[guardian], found[child]
        if ages.is_over(other["birth_year"], today):
            raise InvalidValue("child", "of age")
        if one["birth_year"] is not None and not ages.is_over(one["birth_year"], today):
            raise InvalidValue("guardian", "a child")
        if last_day is None and other["birth_year"] is None:
            raise InvalidValue("last_day", "needed where no year of birth is kept")
        if last_day is not None and last_day < today:
            raise InvalidValue("last_day", "in the past")
        pair = (_LINK.c.guardian_id == one["id"], _LINK.c.child_id == other["id"])
        for row in connection.execute(joined().where(*pair)).mappings().all():
            if holds_today(row, ages, today):
                raise Conflict("guardianship", "set")
            _end(connection, store, row, _why_over(ages.is_over(row["birth_year"], today)), now, by, staff_id)
        allows, said_at = _said_before(connection, one["id"], other["id"])
        made = connection.execute(
            insert(_LINK).returning(_LINK.c.id),
            {
                "guardian_id": one["id"],
                "child_id": other["id"],
                "sees_loans": sees_loans,
                "sees_holds": sees_holds,
                "renews": renews,
                "child_allows": allows,
                "child_said_at": said_at,
                "last_day": last_day,
                "made_at": now,
                "made_by_id": staff_id,
            },
        ).scalar_one()
        may = {"sees_loans": sees_loans, "sees_holds": sees_holds, "renews": renews}
        note(connection, store, by, "guardianship.set", made, (guardian, child), [key for key in may if may[key]])
        return int(made)

    return await store.transact(make)


async def end_link(store: Store, link_id: int, *, by: Actor) -> None:
    """End a link at once; ended already, nothing changes. Raises NotFound."""

    def end(connection: Connection) -> None:
        staff_id = acting(connection, by)
        there = connection.scalar(select(_LINK.c.id).where(_LINK.c.id == link_id).with_for_update())
        if there is None:
            raise NotFound("guardianship", link_id)
        row = connection.execute(joined().where(_LINK.c.id == link_id)).mappings().first()
        if row is not None:
            _end(connection, store, row, "staff", store.clock.now(), by, staff_id)

    await store.transact(end)


async def end_over(store: Store, today: date, *, by: Actor) -> int:
    """Write down the end of links whose time is over, in batches; give how many. They have not held since."""
    done, after = 0, 0
    while True:
        last, some, seen = await store.transact(partial(_end_over, store, today, by, after))
        done += some
        if seen < BATCH:
            return done
        after = last


async def links(store: Store, patron_id: int, today: date) -> list[Link]:
    """List the links of a patron, as guardian or as child, newest first, with those of records made one with theirs."""
    query = joined(ended=True).add_columns(name_of(_STAFF).label("made_by"))
    query = query.outerjoin(_STAFF, _STAFF.c.id == _LINK.c.made_by_id).order_by(None).order_by(_LINK.c.id.desc())

    def look(connection: Connection) -> list[Link]:
        ids = [patron_id, *joined_with(connection, patron_id)]
        mine = query.where(_LINK.c.guardian_id.in_(ids) | _LINK.c.child_id.in_(ids))
        ages = ages_now(connection)
        names = [name for name in Link.__dataclass_fields__ if name in _LINK.c]
        return [
            Link(
                **{name: row[name] for name in names},
                guardian=row["guardian_public"],
                guardian_name=row["guardian_name"],
                child=row["child_public"],
                child_name=row["child_name"],
                made_by=row["made_by"],
                state=_state(row, holds_today(row, ages, today)),
            )
            for row in connection.execute(mine).mappings()
        ]

    return await store.look(look)


async def running(store: Store) -> int:
    """Count the links that were not ended."""
    query = select(func.count()).select_from(_LINK).where(_LINK.c.ended_at.is_(None))
    return await store.look(lambda connection: int(connection.scalar(query) or 0))


def note(
    connection: Connection,
    store: Store,
    by: Actor,
    action: str,
    link_id: int,
    patrons: Sequence[str],
    fields: Sequence[str] = (),
    *,
    request_id: str | None = None,
) -> None:
    """Note in the trail what became of a link, under each of its patrons."""
    for public_id in patrons:
        about = trail.Subject("guardianship", str(link_id), public_id)
        trail.append(connection, store, by, action, about, fields, request_id=request_id)


def _state(row: RowMapping, holds: bool) -> str:
    if row["ended_at"] is not None:
        return "ended"
    if row["child_into"] is not None or row["guardian_into"] is not None:
        return "resting"
    return "running" if holds else "over"


def _both(connection: Connection, guardian: str, child: str) -> dict[str, RowMapping]:
    query = (
        select(_PATRON)
        .where(
            _PATRON.c.public_id.in_((guardian, child)),
            _PATRON.c.erased_at.is_(None),
            _PATRON.c.merged_into_id.is_(None),
        )
        .order_by(_PATRON.c.id)
        .with_for_update()
    )
    found = {row["public_id"]: row for row in connection.execute(query).mappings()}
    for public_id in (guardian, child):
        if public_id not in found:
            raise NotFound("patron", public_id)
    return found


def _said_before(connection: Connection, guardian_id: int, child_id: int) -> tuple[str, datetime | None]:
    """Give the last that a child said of a guardian, under any of the records of both."""
    guardians = [guardian_id, *joined_with(connection, guardian_id)]
    children = [child_id, *joined_with(connection, child_id)]
    query = (
        select(_LINK.c.child_allows, _LINK.c.child_said_at)
        .where(_LINK.c.guardian_id.in_(guardians), _LINK.c.child_id.in_(children), _LINK.c.child_said_at.is_not(None))
        .order_by(_LINK.c.child_said_at.desc(), _LINK.c.id.desc())
        .limit(1)
    )
    row = connection.execute(query).first()
    return ("all", None) if row is None else (str(row.child_allows), row.child_said_at)


def _end_over(store: Store, today: date, by: Actor, after: int, connection: Connection) -> tuple[int, int, int]:
    ages, now = ages_now(connection), store.clock.now()
    query = joined().where(_LINK.c.id > after).limit(BATCH).with_for_update(of=_LINK, skip_locked=True)
    rows = connection.execute(query).mappings().all()
    done = 0
    for row in rows:
        is_over = ages.is_over(row["birth_year"], today)
        if is_over or (row["last_day"] is not None and row["last_day"] < today):
            _end(connection, store, row, _why_over(is_over), now, by, None)
            done += 1
    return (rows[-1]["id"] if rows else after), done, len(rows)


def _why_over(is_of_age: bool) -> str:
    return "age" if is_of_age else "last_day"


def _end(
    connection: Connection, store: Store, row: RowMapping, why: str, now: datetime, by: Actor, staff_id: int | None
) -> None:
    values = {"ended_at": now, "end_reason": why, "ended_by_id": staff_id if why == "staff" else None, "reminds": False}
    connection.execute(update(_LINK).where(_LINK.c.id == row["id"]).values(**values))
    patrons = (row["guardian_public"], row["child_public"])
    note(connection, store, by, "guardianship.ended", row["id"], patrons, [why])
