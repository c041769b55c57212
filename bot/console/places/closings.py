"""Pages of closings and special hours: the list, and the form of one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from bot.console.frame.columns import Column
from bot.console.frame.fields import DayField, TimeField, bilingual
from bot.console.frame.lists import ListQuery
from bot.console.frame.visit import Visit
from bot.console.places.days import DayForm, DayPages, Names, named, wanted
from bot.console.places.edit_conflicts import FieldWords, entries_of
from bot.console.places.preview import would_say
from crm.actor import Actor
from crm.library_info import directory
from crm.library_info.closings_and_events import (
    ClosingRow,
    ClosingValues,
    closing,
    closings,
    delete_closing,
    put_closing,
)

__all__ = ["ClosingPages"]


class ClosingForm(DayForm):
    """Days on which a branch, or every one, is closed or open at other hours."""

    first_day = DayField("places.first_day")
    last_day = DayField("places.last_day")
    opens = TimeField("places.opens")
    closes = TimeField("places.closes")
    reason_fa, reason_en = bilingual("places.reason", required=True, most=120)


class ClosingPages(DayPages[ClosingRow, ClosingValues, ClosingForm]):
    """Handlers of the pages of closings."""

    path = "/places/closings"
    name = "closing"
    form = ClosingForm
    begins = "first_day"
    entries = entries_of(
        "first_day", "last_day", "opens", "closes", "reason_fa", "reason_en",
        branch_id=FieldWords("places.branch", ("branch",)),
    )  # fmt: skip
    no_branch = "places.everywhere"

    async def rows(self, visit: Visit, query: ListQuery) -> tuple[Sequence[ClosingRow], int]:
        """Give closings in order of their days."""
        return await closings(visit.store, wanted(query), today=visit.locale.today())

    async def row(self, visit: Visit, row_id: int) -> ClosingRow:
        """Give one closing; raises NotFound."""
        return await closing(visit.store, row_id)

    async def read(self, visit: Visit, form: ClosingForm) -> ClosingValues | None:
        """Read a closing; without a last day it is the first."""
        first = form.first_day.needed()
        if form.is_wrong or first is None:
            return None
        return ClosingValues(
            branch_id=form.branch.data,
            first_day=first,
            last_day=form.last_day.data or first,
            opens=form.opens.data,
            closes=form.closes.data,
            reason_fa=form.reason_fa.data,
            reason_en=form.reason_en.data,
        )

    def is_over(self, visit: Visit, values: ClosingValues) -> bool:
        """Tell whether its last day has gone by."""
        return values.last_day < visit.locale.today()

    def ends_alike(self, row: ClosingRow, values: ClosingValues) -> bool:
        """Tell whether it ends on the day on which it did before."""
        return row.last_day == values.last_day

    async def keep(
        self, visit: Visit, values: ClosingValues, *, by: Actor, row_id: int | None, seen: str | None
    ) -> int:
        """Add or change a closing."""
        return await put_closing(visit.store, values, by=by, closing_id=row_id, seen=seen)

    async def remove(self, visit: Visit, row_id: int, *, by: Actor) -> None:
        """Delete a closing."""
        await delete_closing(visit.store, row_id, by=by)

    async def kept(self, visit: Visit, row: ClosingRow) -> dict[str, Any]:
        """Give a closing by the names of the form's fields."""
        return {**asdict(row), "branch": row.branch_id}

    def columns(self, visit: Visit, names: Names) -> tuple[Column, ...]:
        """Give the columns of the list."""
        everywhere = visit.t(self.no_branch)
        return (
            Column("first_day", "places.first_day", lambda row: row.first_day.isoformat(), sort="day", heads_row=True),
            Column("last_day", "places.last_day", lambda row: row.last_day.isoformat()),
            Column("branch", "places.branch", lambda row: named(visit, row.branch_id, names) or everywhere),
            Column("opens", value=lambda row: "" if row.opens is None else f"{row.opens:%H:%M}"),
            Column("closes", value=lambda row: "" if row.closes is None else f"{row.closes:%H:%M}"),
            Column("hours", "places.hours"),
            Column("reason", "places.reason"),
            Column("reason_fa", value="reason_fa"),
            Column("reason_en", value="reason_en"),
        )

    async def said(self, visit: Visit, row: ClosingRow) -> dict[str, str] | None:
        """Give what the bot says of the first day, at the main branch when all are closed."""
        branches = await directory.branches(visit.store)
        if not branches:
            return None
        chosen = next((one for one in branches if one.id == row.branch_id), branches[0])
        return await would_say(visit, chosen, row.first_day)
