"""The page of the library's choices about patrons' data, with a trial of what they would erase."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import ChoiceField, WholeField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.pages.privacy_view import statement
from crm.records.values import HISTORY_MODES, RETENTIONS
from crm.trust.history import change_mode, history_mode
from crm.trust.periods import BOUNDS, change_period, days_of, periods
from crm.trust.retention_runs import note_run, run_reports
from library.retention import count_old, erase_old

__all__ = ["PrivacyPages"]

HOME = "/console/privacy"
READ = needs(Permission.COPY_PATRONS)
CHANGE = needs(Permission.ERASE_PATRONS)
REPORTS = (
    Column("when", "retention.when", heads_row=True),
    Column("by", "retention.by"),
    Column("total", "retention.total", style="number"),
    Column("counts", "retention.counts"),
)


class LoanHistoryForm(Form):
    """What the library keeps of loans that were returned."""

    history = ChoiceField("retention.history", HISTORY_MODES, "retention.history_mode.", required=True)


class PeriodsForm(Form):
    """How many days each kind of data is kept; an empty field is the default."""

    talks = WholeField("retention.what.talks", hint="retention.why.talks")
    cases = WholeField("retention.what.cases", hint="retention.why.cases")
    loans = WholeField("retention.what.loans", hint="retention.why.loans")
    visitors = WholeField("retention.what.visitors", hint="retention.why.visitors")
    imports = WholeField("retention.what.imports", hint="retention.why.imports")
    consents = WholeField("retention.what.consents", hint="retention.why.consents")
    requests = WholeField("retention.what.requests", hint="retention.why.requests")


class PrivacyPages(Controller):
    """Handlers of the page of privacy."""

    path = "/privacy"

    @get("/", opt=READ)
    async def show(self, visit: Visit) -> Template:
        """Show the choices, and what was erased when."""
        return await _shown(visit)

    @post("/history", opt=CHANGE)
    async def history(self, visit: Visit) -> PageOrRedirect:
        """Make the choice about borrowing history."""
        form = await LoanHistoryForm.sent(visit)
        if form.data["history"] not in HISTORY_MODES:
            form.wrong("history", "retention.bad.history")
        if form.is_wrong:
            return await _shown(visit, history=form, status=422)
        await change_mode(visit.store, form.data["history"], by=visit.reader.actor)
        return visit.go_to(HOME, "retention.saved")

    @post("/periods", opt=CHANGE)
    async def periods(self, visit: Visit) -> PageOrRedirect:
        """Keep the periods that were typed; what is older is erased with the next round."""
        form = await PeriodsForm.sent(visit)
        for what in RETENTIONS:
            days, (least, most) = form.data[what], BOUNDS[what]
            if days is not None and not least <= days <= most:
                form.wrong(what, "retention.bad.days", least=least, most=most)
        if form.is_wrong:
            return await _shown(visit, days=form, status=422)
        for one in await periods(visit.store, visit.console.settings.retention_defaults):
            typed = form.data[one.what]
            wanted = None if typed is None or (typed == one.default and not one.is_own) else typed
            if wanted != (one.days if one.is_own else None):
                await change_period(visit.store, one.what, wanted, by=visit.reader.actor)
        return visit.go_to(HOME, "retention.saved")

    @post("/try", opt=CHANGE)
    async def trial(self, visit: Visit) -> PageOrRedirect:
        """Count what is older than its period now; nothing is erased."""
        days = await days_of(visit.store, visit.console.settings.retention_defaults)
        counts = await count_old(visit.store, days)
        await note_run(visit.store, days, counts, is_dry=True, by=visit.reader.actor)
        return visit.go_to(f"{HOME}#reports", "retention.tried")

    @post("/run", opt=CHANGE)
    async def run(self, visit: Visit) -> PageOrRedirect:
        """Erase what is older than its period at once, and keep the report."""
        days = await days_of(visit.store, visit.console.settings.retention_defaults)
        counts = await erase_old(visit.store, days)
        await note_run(visit.store, days, counts, is_dry=False, by=visit.reader.actor)
        return visit.go_to(f"{HOME}#reports", "retention.ran")


async def _shown(
    visit: Visit, *, history: LoanHistoryForm | None = None, days: PeriodsForm | None = None, status: int = 200
) -> Template:
    mode = await history_mode(visit.store)
    found = await periods(visit.store, visit.console.settings.retention_defaults)
    return visit.page(
        "privacy/one.html",
        status=status,
        mode=mode,
        history=history or LoanHistoryForm(visit, history=mode.history),
        days=days or PeriodsForm(visit, **{one.what: one.days for one in found}),
        periods=found,
        page_address=f"/privacy?lang={visit.language}",
        report_columns=REPORTS,
        reports=await run_reports(visit.store),
        told=await statement(visit.store, visit.console.settings, visit.language),
    )
