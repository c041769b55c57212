"""Editing of the weekly hours of branches and their desks."""

from collections import defaultdict
from collections.abc import Mapping, Sequence

from sqlalchemy import Connection, delete, insert, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.audit.edit_conflicts import guard_seen
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.errors import InvalidValue, NotFound, Refusals
from crm.library_info.branches import ends_after, note
from crm.library_info.calendar import Span

__all__ = ["DESKS", "by_weekday", "checked_week", "hours_of", "set_hours", "weeks"]

# The house itself first; a desk without hours of its own is open when the house is.
DESKS = ("library", "circulation", "reference", "children", "librarian")

_BRANCH = table_of(records.Branch)
_HOURS = table_of(records.BranchHours)


async def hours_of(store: Store, branch_id: int) -> dict[str, dict[int, list[Span]]]:
    """Give the weekly hours of a branch: by desk and weekday (0 is Saturday) its spans in order."""
    return await store.look(lambda connection: _hours(connection, branch_id))


async def weeks(store: Store) -> dict[int, list[tuple[Span, ...]]]:
    """Give the week of every branch that has hours, by its id: the spans of each of the seven days from Saturday on."""
    query = (
        select(_HOURS.c.branch_id, _HOURS.c.weekday, _HOURS.c.opens, _HOURS.c.closes)
        .where(_HOURS.c.desk == "library")
        .order_by(_HOURS.c.branch_id, _HOURS.c.weekday, _HOURS.c.opens)
    )

    def read(connection: Connection) -> dict[int, list[tuple[Span, ...]]]:
        found: dict[int, list[tuple[Span, ...]]] = defaultdict(lambda: [()] * 7)
        for branch_id, weekday, opens, closes in connection.execute(query):
            found[branch_id][weekday] = (*found[branch_id][weekday], (opens, closes))
        return found

    return await store.look(read)


def by_weekday(week: Mapping[int, Sequence[Span]]) -> dict[str, tuple[Span, ...]]:
    """Give a week by the numbers of all seven days, as it is compared."""
    return {str(weekday): tuple(sorted(week.get(weekday, ()))) for weekday in range(7)}


async def set_hours(
    store: Store,
    branch_id: int,
    desk: str,
    week: Mapping[int, Sequence[Span]],
    *,
    by: Actor,
    seen: str | None = None,
) -> None:
    """Give a desk of a branch new weekly hours; a weekday without a span is closed.

    `seen` marks the week (as `by_weekday` gives it) that it was decided upon. Raises InvalidValue with the weekday's
    number as its field ("order": closes before it opens, "overlap"), "desk", NotFound or EditConflict.
    """
    if desk not in DESKS:
        raise InvalidValue("desk", f"one of {', '.join(DESKS)} is needed")
    rows = [
        {"branch_id": branch_id, "desk": desk, "weekday": weekday, "opens": opens, "closes": closes}
        for weekday, spans in checked_week(week).items()
        for opens, closes in spans
    ]

    def put(connection: Connection) -> None:
        branch = select(_BRANCH.c.id).where(_BRANCH.c.id == branch_id).with_for_update()
        if connection.scalar(branch) is None:
            raise NotFound("branch", branch_id)
        now = by_weekday(_hours(connection, branch_id).get(desk, {}))
        guard_seen(connection, seen, now, trail.Subject("branch", str(branch_id)), "hours.changed")
        connection.execute(delete(_HOURS).where(_HOURS.c.branch_id == branch_id, _HOURS.c.desk == desk))
        if rows:
            connection.execute(insert(_HOURS), rows)
        note(connection, store, by, "hours.changed", "branch", branch_id, (desk,))

    await store.transact(put)


def _hours(connection: Connection, branch_id: int) -> dict[str, dict[int, list[Span]]]:
    query = select(_HOURS).where(_HOURS.c.branch_id == branch_id).order_by(_HOURS.c.weekday, _HOURS.c.opens)
    found: dict[str, dict[int, list[Span]]] = {}
    for row in connection.execute(query).mappings():
        found.setdefault(row["desk"], {}).setdefault(row["weekday"], []).append((row["opens"], row["closes"]))
    return found


def checked_week(week: Mapping[int, Sequence[Span]]) -> dict[int, list[Span]]:
    """Give weekly hours in order; raises InvalidValue of every weekday with hours that cannot be (as in set_hours)."""
    refusals = Refusals()
    days = {weekday: refusals.check(_in_order, weekday, spans) for weekday, spans in sorted(week.items())}
    refusals.refuse()
    return {weekday: spans for weekday, spans in days.items() if spans}


def _in_order(weekday: int, spans: Sequence[Span]) -> list[Span]:
    if not 0 <= weekday <= 6:
        raise InvalidValue("weekday", "between 0 and 6")
    ordered = sorted(spans)
    for opens, closes in ordered:
        ends_after(opens, closes, str(weekday))
    for before, after in zip(ordered, ordered[1:], strict=False):
        if after[0] < before[1]:
            raise InvalidValue(str(weekday), "overlap")
    return ordered
