"""The common part of the pages of closings and events: list, form, adding, changing, deleting."""

from __future__ import annotations

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any, ClassVar

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import RowField
from bot.console.frame.lists import NUMBER, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import branch_options, refused
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, side_by_side
from crm.actor import Actor
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue
from crm.library_info import directory
from crm.library_info.closings_and_events import ClosingRow, ClosingValues, DayFilter, EventRow, EventValues

__all__ = ["DayForm", "DayPages", "Names", "named", "wanted"]

READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
Names = Mapping[int, Mapping[str, str]]
"""The names of the branches by number and language."""


class DayForm(SeenForm):
    """The form of a closing or an event."""

    branch = RowField("places.branch")


class DayPages[Row: (ClosingRow, EventRow), Values: (ClosingValues, EventValues), Shown: DayForm](Controller):
    """Handlers of pages of days; `name` is the form's template, with an s the list's."""

    name: ClassVar[str]
    entries: ClassVar[Mapping[str, FieldWords]]
    form: type[Shown]
    # The field with the day on which it begins.
    begins: ClassVar[str]
    # The text that stands for no branch.
    no_branch: ClassVar[str]

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List them."""
        query = ListQuery.from_request(
            visit.request, filters={"branch": NUMBER, "time": ("coming", "past")}, sorts=("day",), default_sort="day"
        )
        rows, total = await self.rows(visit, query)
        names = {branch.id: branch.name for branch in await directory.branches(visit.store)}
        if query.wants_csv:
            return visit.file(f"{self.name}s", self.columns(visit, names), rows, texts="places.")
        return visit.page(
            f"places/{self.name}s.html",
            query=query,
            columns=self.columns(visit, names),
            rows=rows,
            total=total,
            names=names,
            branches=branch_options(names, visit.reader),
            today=visit.locale.today(),
            now=visit.store.clock.now(),
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new one."""
        return await self._form(visit, None, self.form(visit))

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add one."""
        return await self._put(visit, None)

    @get("/{row_id:int}", opt=READ)
    async def show(self, visit: Visit, row_id: int) -> Template:
        """Show one."""
        row = await self.row(visit, row_id)
        form = self.form(visit, seen=seen_of(_told(row)), **await self.kept(visit, row))
        return await self._form(visit, row, form)

    @post("/{row_id:int}", opt=EDIT)
    async def change(self, visit: Visit, row_id: int) -> PageOrRedirect:
        """Change one."""
        return await self._put(visit, await self.row(visit, row_id))

    @post("/{row_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, row_id: int) -> Redirect:
        """Delete one."""
        await self.remove(visit, row_id, by=visit.reader.actor)
        return visit.go_to(self._list, "places.deleted")

    @abstractmethod
    async def rows(self, visit: Visit, query: ListQuery) -> tuple[Sequence[Row], int]:
        """Give a page of rows, and how many there are."""

    @abstractmethod
    async def row(self, visit: Visit, row_id: int) -> Row:
        """Give one row; raises NotFound."""

    @abstractmethod
    async def read(self, visit: Visit, form: Shown) -> Values | None:
        """Give what was typed as it is kept; None where something is wrong, which is noted in the form."""

    @abstractmethod
    def is_over(self, visit: Visit, values: Values) -> bool:
        """Tell whether it has ended by now."""

    @abstractmethod
    def ends_alike(self, row: Row, values: Values) -> bool:
        """Tell whether it ends when it did before."""

    @abstractmethod
    async def keep(self, visit: Visit, values: Values, *, by: Actor, row_id: int | None, seen: str | None) -> int:
        """Add or change one, and give its id; raises InvalidValue, EditConflict."""

    @abstractmethod
    async def remove(self, visit: Visit, row_id: int, *, by: Actor) -> None:
        """Delete one; raises NotFound."""

    @abstractmethod
    async def kept(self, visit: Visit, row: Row) -> dict[str, Any]:
        """Give a row's values by the names of the form's fields."""

    @abstractmethod
    def columns(self, visit: Visit, names: Names) -> tuple[Column, ...]:
        """Give the columns of the list."""

    async def said(self, visit: Visit, row: Row) -> dict[str, str] | None:
        """Give what the bot says of it, by language; None when that is not shown."""
        return None

    @property
    def _list(self) -> str:
        return f"/console{self.path}"

    async def _put(self, visit: Visit, row: Row | None) -> PageOrRedirect:
        form = await self.form.sent(visit)
        values = await self.read(visit, form)
        conflict = None
        if values is not None and self.is_over(visit, values) and (row is None or not self.ends_alike(row, values)):
            # A slip of the year, mostly; what is over is told to nobody. One that has been may be corrected otherwise.
            form.wrong(self.begins, "places.bad.past")
            values = None
        if values is None:
            form.lacking("places.bad.text")
        else:
            row_id = None if row is None else row.id
            try:
                made = await self.keep(visit, values, by=visit.reader.actor, row_id=row_id, seen=form.seen.typed)
                return visit.go_to(f"{self._list}/{made}", "places.saved")
            except InvalidValue as error:
                refused(form, error)
            except EditConflict as error:
                row = await self.row(visit, row_id or 0)
                shown = {"branch": await self._branch_name(visit, row.branch_id)}
                written = {one.name: one.typed for one in self.form(visit, **await self.kept(visit, row)).fields}
                conflict = side_by_side(error, form, asdict(values), _told(row), written, self.entries, shown)
        return await self._form(visit, row, form, conflict)

    async def _form(
        self, visit: Visit, row: Row | None, form: Shown, conflict: ConflictShown | None = None
    ) -> Template:
        names = {one.id: one.name for one in await directory.branches(visit.store)}
        form.branch.empty, form.branch.options = self.no_branch, branch_options(names, visit.reader)
        return visit.page(
            f"places/{self.name}.html",
            status=409 if conflict else 422 if form.is_wrong else 200,
            row_id=None if row is None else row.id,
            form=form,
            conflict=conflict,
            today=visit.locale.short_day(visit.locale.today()),
            said=None if row is None or form.is_wrong else await self.said(visit, row),
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    async def _branch_name(self, visit: Visit, branch_id: int | None) -> str:
        named = {one.id: one.name[visit.language] for one in await directory.branches(visit.store)}
        return named.get(branch_id or 0) or say(visit.locale, self.no_branch)


def _told(row: ClosingRow | EventRow) -> dict[str, Any]:
    return {name: value for name, value in asdict(row).items() if name != "id"}


def wanted(query: ListQuery) -> DayFilter:
    """Give what a list's address asks for."""
    when = query.filters.get("time")
    return DayFilter(
        branch_id=query.numbers.get("branch"),
        past=None if when is None else when == "past",
        q=query.q,
        descending=query.descending,
        limit=query.limit,
        offset=0 if query.wants_csv else query.offset,
    )


def named(visit: Visit, branch_id: int | None, names: Names) -> str:
    """Name a branch in the reader's language; none has no name."""
    return names[branch_id][visit.language] if branch_id is not None and branch_id in names else ""
