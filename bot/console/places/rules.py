"""Pages of loan rules: what is lent to whom, for how long, and on which terms."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import NumberField, TextField, TickField, WholeField
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import refused
from bot.console.places.edit_conflicts import ConflictShown, FieldWords, SeenForm, side_by_side
from crm.audit.edit_conflicts import seen_of
from crm.errors import EditConflict, InvalidValue
from crm.library_info import directory, loan_rules
from crm.library_info.loan_rules import ANY, LEAST, MOST, RuleRow, RuleValues
from language.money import format_money, places_of

__all__ = ["RulePages"]

LIST = "/console/places/rules"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
WHOLE = (
    "loan_days", "max_loans", "max_renewals", "renew_window_days", "max_overdue_days_to_renew", "hold_shelf_days",
    "max_holds",
)  # fmt: skip
SUMS = ("fine_per_day_minor", "max_fines_minor_to_renew")
ENTRIES = {
    name: FieldWords(f"places.rule.{name}", (name,))
    for name in ("patron_category", "item_type", *WHOLE, *SUMS, "is_renewable")
}


class RuleForm(SeenForm):
    """The terms for a category of patron and a type of copy; an empty name is any."""

    patron_category = TextField("places.rule.patron_category", dir="ltr", most=32, hint="places.rule.category_hint")
    item_type = TextField("places.rule.item_type", dir="ltr", most=32, hint="places.rule.type_hint")
    loan_days = WholeField("places.rule.loan_days", required=True, most=4, default=14)
    max_loans = WholeField("places.rule.max_loans", required=True, most=4, hint="places.rule.max_loans_hint", default=5)
    is_renewable = TickField("places.rule.is_renewable", default=True)
    max_renewals = WholeField("places.rule.max_renewals", required=True, most=4, default=2)
    renew_window_days = WholeField("places.rule.renew_window_days", most=4, hint="places.rule.window_hint")
    max_overdue_days_to_renew = WholeField("places.rule.max_overdue_days_to_renew", required=True, most=4, default=0)
    fine_per_day_minor = NumberField("places.rule.fine_per_day_minor", required=True, most=14, default=0)
    max_fines_minor_to_renew = NumberField("places.rule.max_fines_minor_to_renew", required=True, most=14, default=0)
    max_holds = WholeField("places.rule.max_holds", required=True, most=4, default=5)
    hold_shelf_days = WholeField("places.rule.hold_shelf_days", required=True, most=3, default=3)


class RulePages(Controller):
    """Handlers of the pages of loan rules."""

    path = "/places/rules"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List them."""
        query = ListQuery.from_request(visit.request)
        rows = await loan_rules.rules(visit.store)
        columns = _columns(visit)
        if query.wants_csv:
            return visit.file("loan-rules", columns, rows, texts="places.rule.")
        return visit.page(
            "places/rules.html",
            query=query,
            columns=columns,
            rows=rows,
            may_edit=visit.may(Permission.EDIT_PLACES),
            elsewhere=visit.console.settings.library_system != "embedded",
        )

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new one."""
        return await _form(visit, None, RuleForm(visit))

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add one."""
        return await _put(visit, None)

    @get("/{rule_id:int}", opt=READ)
    async def show(self, visit: Visit, rule_id: int) -> Template:
        """Show one."""
        row = await loan_rules.rule(visit.store, rule_id)
        return await _form(visit, row, RuleForm(visit, seen=seen_of(_told(row)), **_kept(row)))

    @post("/{rule_id:int}", opt=EDIT)
    async def change(self, visit: Visit, rule_id: int) -> PageOrRedirect:
        """Change one."""
        return await _put(visit, await loan_rules.rule(visit.store, rule_id))

    @post("/{rule_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, rule_id: int) -> Redirect:
        """Delete one."""
        await loan_rules.delete_rule(visit.store, rule_id, by=visit.reader.actor)
        return visit.go_to(LIST, "places.deleted")


async def _put(visit: Visit, row: RuleRow | None) -> PageOrRedirect:
    form = await RuleForm.sent(visit)
    values = await _read(visit, form, row)
    if values is not None:
        try:
            await loan_rules.put_rule(
                visit.store, values, by=visit.reader.actor, rule_id=row.id if row else None, seen=form.seen.typed
            )
            return visit.go_to(LIST, "places.saved")
        except InvalidValue as error:
            for one in error.every:
                if one.field in MOST:
                    form.wrong(one.field, "places.bad.range", least=LEAST.get(one.field, 0), most=MOST[one.field])
            refused(form, error)
        except EditConflict as error:
            now = await loan_rules.rule(visit.store, row.id if row else 0)
            written = {one.name: one.typed for one in RuleForm(visit, **_kept(now)).fields}
            told = side_by_side(error, form, asdict(values), _told(now), written, ENTRIES)
            return await _form(visit, now, form, told)
    return await _form(visit, row, form)


async def _read(visit: Visit, form: RuleForm, row: RuleRow | None) -> RuleValues | None:
    for name in (*WHOLE, *SUMS):
        if name != "renew_window_days":
            form.field(name).demand(form.field(name).data)
    if form.is_wrong:
        return None
    places = places_of(await _currency(visit, row))
    numbers = {name: form.field(name).data for name in WHOLE}
    sums = {name: round(form.field(name).data * 10**places) for name in SUMS}
    return RuleValues(
        patron_category=form.patron_category.data or ANY,
        item_type=form.item_type.data or ANY,
        is_renewable=form.is_renewable.data,
        **numbers,
        **sums,
    )


async def _currency(visit: Visit, row: RuleRow | None) -> str:
    if row is not None:
        return row.currency
    profile = await directory.profile(visit.store)
    return profile.currency if profile else "IRR"


def _told(row: RuleRow) -> dict[str, Any]:
    """Give what may be changed of a rule."""
    return {name: value for name, value in asdict(row).items() if name not in ("id", "currency")}


def _kept(row: RuleRow) -> Mapping[str, Any]:
    """Give a rule by the names of the form's fields."""
    places = places_of(row.currency)
    told = _told(row)
    for name in SUMS:
        whole, part = divmod(told[name], 10**places)
        told[name] = f"{whole}.{part:0{places}d}" if part else whole
    for name in ("patron_category", "item_type"):
        told[name] = "" if told[name] == ANY else told[name]
    return told


async def _form(visit: Visit, row: RuleRow | None, form: RuleForm, conflict: ConflictShown | None = None) -> Template:
    currency = await _currency(visit, row)
    return visit.page(
        "places/rule.html",
        status=409 if conflict else 422 if form.is_wrong else 200,
        conflict=conflict,
        row_id=row.id if row else None,
        form=form,
        currency=format_money(0, currency, visit.language).split(" ", 1)[1],
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    def money(name: str) -> Any:
        return lambda row: format_money(getattr(row, name), row.currency, visit.language)

    def named(name: str) -> Any:
        return lambda row: visit.t("places.rule.any") if getattr(row, name) == ANY else getattr(row, name)

    def days(name: str) -> Any:
        return lambda row: getattr(row, name)

    return (
        Column("patron_category", "places.rule.patron_category", named("patron_category"), heads_row=True),
        Column("item_type", "places.rule.item_type", named("item_type")),
        Column("loan_days", "places.rule.loan_days", days("loan_days"), style="number"),
        Column("max_loans", "places.rule.max_loans", days("max_loans"), style="number"),
        Column("max_renewals", "places.rule.max_renewals",
               lambda row: row.max_renewals if row.is_renewable else 0, style="number"),
        Column("fine_per_day_minor", "places.rule.fine_per_day_minor", money("fine_per_day_minor")),
        Column("max_holds", "places.rule.max_holds", days("max_holds"), style="number"),
    )  # fmt: skip
