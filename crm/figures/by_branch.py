"""Figures of each branch, of what a branch is known of: the cases that were due."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import Connection, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.cases import due_between
from crm.figures.facts import Day
from crm.figures.rollup import zone_of
from crm.figures.values import FigureShare

__all__ = ["BranchFigure", "answered_in_time"]

_BRANCH = table_of(records.Branch)


@dataclass(frozen=True, slots=True)
class BranchFigure:
    """A share of one branch; `name` is {"fa", "en"}, and both are None of what belongs to no branch."""

    branch_id: int | None
    name: Mapping[str, str] | None
    value: FigureShare


async def answered_in_time(store: Store, first: date, last: date) -> list[BranchFigure]:
    """Give which share of the cases that were due in a range each branch answered in time, most cases first."""
    now = store.clock.now()

    def look(connection: Connection) -> list[BranchFigure]:
        zone = zone_of(connection)
        begin, end = Day(first, zone, now).begin, Day(last, zone, now).end
        due, met = Counter[int | None](), Counter[int | None]()
        for row, in_time in due_between(connection, begin, end, now):
            due[row.branch_id] += 1
            met[row.branch_id] += in_time
        named = connection.execute(select(_BRANCH.c.id, _BRANCH.c.name_fa, _BRANCH.c.name_en))
        names = {row.id: {"fa": row.name_fa, "en": row.name_en} for row in named}
        return [BranchFigure(key, names.get(key), FigureShare(met[key], n)) for key, n in due.most_common()]

    return await store.look(look)
