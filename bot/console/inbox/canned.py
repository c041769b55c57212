"""Pages of canned answers: the list, and the form for one."""

from __future__ import annotations

from dataclasses import asdict

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue
from crm.handoff.canned_answers import VARIABLES, canned, canned_list, save_canned

__all__ = ["CannedPages"]

CANNED = "/console/canned"
READ = needs(Permission.READ_ANSWERS)
# Librarians and editors have it, and nobody else.
WRITE = needs(Permission.WORK_QUESTIONS)


class CannedForm(Form):
    """A canned answer."""

    code = TextField("canned.code", required=True, most=41, dir="auto", hint="canned.code_hint")
    title_fa = TextField("canned.title_fa", required=True, most=100, dir="rtl", lang="fa")
    text_fa = TextField("canned.text_fa", rows=7, required=True, most=2000, dir="rtl", lang="fa")
    title_en = TextField("canned.title_en", required=True, most=100, dir="ltr", lang="en")
    text_en = TextField("canned.text_en", rows=7, required=True, most=2000, dir="ltr", lang="en")
    is_active = TickField("canned.is_active", default=True)


class CannedPages(Controller):
    """Handlers of the pages of canned answers."""

    path = "/canned"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the canned answers."""
        query = ListQuery.from_request(visit.request, filters={"active": ("yes", "no")})
        active = query.filters.get("active")
        rows = await canned_list(visit.store, active=None if active is None else active == "yes", q=query.q)
        columns = _columns(visit.locale)
        if query.wants_csv:
            await visit.audited("canned.exported", "canned_answer", None)
            return visit.file("canned-answers", columns, rows, texts="canned.csv.")
        shown = rows[query.offset : query.offset + query.limit]
        return visit.page("inbox/canned_list.html", query=query, columns=columns, rows=shown, total=len(rows))

    @get("/new", opt=WRITE)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new one."""
        return _form(visit, CannedForm(visit), None)

    @post("/", opt=WRITE)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Keep a new one."""
        return await _saved(visit, None)

    @get("/{code:str}", opt=WRITE)
    async def show(self, visit: Visit, code: str) -> Template:
        """Show one to be changed."""
        found = await canned(visit.store, code)
        return _form(visit, CannedForm(visit, **asdict(found)), code)

    @post("/{code:str}", opt=WRITE)
    async def change(self, visit: Visit, code: str) -> PageOrRedirect:
        """Keep a changed one."""
        return await _saved(visit, code)


def _columns(locale: Locale) -> tuple[Column, ...]:
    """List the columns; their file tells days as the reader writes them."""
    return (
        Column("code", "canned.code", "code"),
        Column("what", "canned.text", style="what", is_plain=True),
        *(Column(name, value=name) for name in ("title_fa", "title_en", "text_fa", "text_en")),
        Column("is_active", "canned.state", "is_active"),
        Column("updated_at", "canned.changed", lambda row: locale.short_day(row.updated_at)),
    )


async def _saved(visit: Visit, old_code: str | None) -> PageOrRedirect:
    form = await CannedForm.sent(visit)
    try:
        await save_canned(visit.store, form.data, by=visit.reader.actor, old_code=old_code)
    except InvalidValue as error:
        for one in error.every:
            form.wrong(one.field, f"canned.bad.{one.reason}")
        return _form(visit, form, old_code)
    except Conflict:
        return _form(visit, form.wrong("code", "canned.bad.taken"), old_code)
    return visit.go_to(CANNED, "saved")


def _form(visit: Visit, form: CannedForm, old_code: str | None) -> Template:
    status = 422 if form.is_wrong else 200
    return visit.page("inbox/canned_one.html", status=status, form=form, old_code=old_code, variables=VARIABLES)
