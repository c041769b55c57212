"""Pages of branches: the list with today's hours, the form of one, and what the bot says of a day."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, item
from bot.console.frame.fields import NumberField, TextField, TickField, bilingual
from bot.console.frame.forms import Form
from bot.console.frame.lists import DAY, NUMBER, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, entries_of, side_by_side
from bot.console.places.preview import would_say
from bot.texts import has_text
from crm.audit.edit_conflicts import seen_of
from crm.errors import Conflict, EditConflict, InvalidValue, NotFound
from crm.library_info import branches as places
from crm.library_info import directory
from crm.library_info.branches import BranchValues, Referenced
from crm.library_info.directory import Branch
from crm.library_info.hours import DESKS
from crm.library_info.shelf_marks import LONGEST
from protocol.values import LANGUAGES

__all__ = ["LIST", "BranchPages", "branch_of", "branch_options", "refused"]

LIST = "/console/places"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)

ENTRIES = entries_of(
    "name_fa", "name_en", "address_fa", "address_en", "directions_fa", "directions_en", "phone", "latitude",
    "longitude", "time_zone", "shelf_marks", is_main=FieldWords("places.main", ("is_main",)),
)  # fmt: skip


class BranchForm(SeenForm):
    """What is told of a branch."""

    name_fa, name_en = bilingual("places.name", required=True, most=120)
    address_fa, address_en = bilingual("places.address", rows=2, most=2000)
    directions_fa, directions_en = bilingual("places.directions", rows=4, most=2000)
    phone = TextField("places.phone", dir="ltr", most=120)
    latitude = NumberField("places.latitude", most=24)
    longitude = NumberField("places.longitude", most=24)
    time_zone = TextField("places.time_zone", dir="ltr", required=True, most=64, default="Asia/Tehran")
    shelf_marks = TextField("places.shelf_marks", dir="ltr", most=LONGEST, hint="places.shelf_marks_hint")
    is_main = TickField("places.main", hint="places.main_hint")

    @property
    def read(self) -> BranchValues:
        """What was typed, as it is kept."""
        return BranchValues(
            name_fa=self.name_fa.data,
            name_en=self.name_en.data,
            address_fa=self.address_fa.data or None,
            address_en=self.address_en.data or None,
            directions_fa=self.directions_fa.data or None,
            directions_en=self.directions_en.data or None,
            phone=self.phone.data or None,
            latitude=self.latitude.data,
            longitude=self.longitude.data,
            time_zone=self.time_zone.data,
            shelf_marks=self.shelf_marks.data.replace(" ", "").lower() or None,
            is_main=self.is_main.data,
        )


class NewBranchForm(BranchForm):
    """A branch that is not there yet."""

    code = TextField("places.code", required=True, most=32, dir="ltr", hint="places.code_hint")


def refused(form: Form, error: InvalidValue, fields: Mapping[str, str] | None = None) -> None:
    """Note what a use case refused, each at its field of the form, or at the one that `fields` give for it."""
    for one in error.every:
        keys = (f"places.bad.{one.reason}", f"places.bad.{one.field}")
        form.wrong((fields or {}).get(one.field, one.field), next(filter(has_text, keys), "places.bad.text"))


def branch_options(names: Mapping[int, Mapping[str, str]], reader: Reader) -> list[tuple[str, str]]:
    """Give branches to choose from, by number and by name in the reader's language."""
    return [(str(branch_id), name[reader.language]) for branch_id, name in names.items()]


async def branch_of(visit: Visit, branch_id: int) -> Branch:
    """Give one branch; raises NotFound."""
    for branch in await directory.branches(visit.store):
        if branch.id == branch_id:
            return branch
    raise NotFound("branch", branch_id)


class BranchPages(Controller):
    """Handlers of the pages of branches, for readers and for editors."""

    path = "/places"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the branches with today's hours; say what the bot would say of a day."""
        query = ListQuery.from_request(visit.request, filters={"day": DAY, "branch": NUMBER, "desk": DESKS})
        branches = await directory.branches(visit.store)
        if query.wants_csv:
            return visit.file("branches", _columns(visit), branches, texts="places.")
        now = visit.store.clock.now()
        today = []
        for branch in branches:
            local = now.astimezone(branch.zone)
            hours = await directory.opening(visit.store, branch.id, local.date())
            is_open = await directory.is_open(visit.store, branch.id, now)
            today.append((branch, hours, is_open))
        chosen = next(
            (one for one in branches if one.id == query.numbers.get("branch")), branches[0] if branches else None
        )
        day = query.days.get("day", visit.locale.today())
        said = None
        if chosen is not None:
            said = await would_say(visit, chosen, day, query.filters.get("desk", "library"))
        return visit.page(
            "places/list.html",
            fragment="places/preview.html",
            query=query,
            columns=_columns(visit),
            today=today,
            branch_options=[(branch.id, branch.name[visit.language]) for branch in branches],
            chosen=chosen,
            day=day,
            said=said,
            desks=DESKS,
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    @get("/branches/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new branch."""
        return _form(visit, None, NewBranchForm(visit))

    @post("/branches", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add a branch."""
        form = await NewBranchForm.sent(visit)
        if not form.is_wrong:
            try:
                made = await places.add_branch(visit.store, form.code.data.lower(), form.read, by=visit.reader.actor)
                return visit.go_to(f"{LIST}/branches/{made}/hours", "places.branch_added")
            except InvalidValue as error:
                refused(form, error)
            except Conflict:
                form.wrong("code", "places.bad.taken")
        return _form(visit, None, form)

    @get("/branches/{branch_id:int}", opt=READ)
    async def show(self, visit: Visit, branch_id: int) -> Template:
        """Show one branch."""
        branch = await branch_of(visit, branch_id)
        values = await places.branch_values(visit.store, branch.id)
        return _form(visit, branch, BranchForm(visit, seen=seen_of(values), **values))

    @post("/branches/{branch_id:int}", opt=EDIT)
    async def change(self, visit: Visit, branch_id: int) -> PageOrRedirect:
        """Change what is told of a branch."""
        branch = await branch_of(visit, branch_id)
        form = await BranchForm.sent(visit)
        if not form.is_wrong:
            try:
                await places.change_branch(
                    visit.store, branch_id, form.read, by=visit.reader.actor, seen=form.seen.typed
                )
                return visit.go_to(f"{LIST}/branches/{branch_id}", "places.saved")
            except InvalidValue as error:
                refused(form, error)
            except EditConflict as error:
                now = await places.branch_values(visit.store, branch_id)
                shown = {"is_main": say(visit.locale, "yes" if now["is_main"] else "no")}
                told = side_by_side(error, form, asdict(form.read), now, _written(now), ENTRIES, shown)
                return _form(visit, branch, form, conflict=told)
        return _form(visit, branch, form)

    @post("/branches/{branch_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, branch_id: int) -> PageOrRedirect:
        """Delete a branch that nothing points at."""
        branch = await branch_of(visit, branch_id)
        values = await places.branch_values(visit.store, branch.id)
        form = BranchForm(visit, seen=seen_of(values), **values)
        try:
            await places.delete_branch(visit.store, branch_id, by=visit.reader.actor)
        except InvalidValue:
            form.wrong("page", "places.bad.main_stays")
            return _form(visit, branch, form, status=409)
        except Referenced as error:
            form.wrong("page", "places.bad.referenced")
            return _form(visit, branch, form, status=409, counts=error.counts)
        return visit.go_to(LIST, "places.deleted")


def _written(values: Mapping[str, Any]) -> dict[str, Any]:
    return {**values, "is_main": "1" if values["is_main"] else ""}


def _form(
    visit: Visit,
    branch: Branch | None,
    form: BranchForm,
    *,
    status: int = 422,
    counts: dict[str, int] | None = None,
    conflict: ConflictShown | None = None,
) -> Template:
    return visit.page(
        "places/branch.html",
        status=409 if conflict else status if form.is_wrong else 200,
        conflict=conflict,
        branch=branch,
        form=form,
        counts=counts or {},
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    """The page's rows are branches with today's hours, and whether they are open now; the file's are branches."""

    def both(name: str) -> list[Column]:
        return [Column(f"{name}_{language}", value=item(name, language)) for language in LANGUAGES]

    return (
        Column("branch", "places.branch", heads_row=True),
        Column("now", "places.now"),
        Column("today", "places.today"),
        Column("telephone", "places.phone"),
        Column("week", "places.week"),
        Column("code", value="code"),
        *both("name"),
        *both("address"),
        *both("directions"),
        *(Column(name, value=name) for name in ("phone", "latitude", "longitude", "time_zone", "shelf_marks")),
        Column("main", value=lambda one: visit.t("yes" if one.is_main else "no")),
    )
