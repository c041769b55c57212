"""Pages of cases: the list, one case, and the form for a new one."""

from __future__ import annotations

import re
import uuid
from collections.abc import Mapping
from datetime import timedelta
from functools import partial

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.cases.bulk import NOBODY, BulkForm, carry_out, refuse_odd
from bot.console.cases.view import case_page, colleagues
from bot.console.cases.words import seen
from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import ChoiceField, HiddenField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ANY, NUMBER, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.saved_views import ViewForm, drop_view, keep_view, shown_views
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.texts import has_text
from crm.cases.listing import OWING, SORTS, CaseFilter, CaseRow, case_counts, case_rows, how_many
from crm.cases.work import DESK_CHANNELS, desk_case
from crm.errors import InvalidValue
from crm.library_info import directory
from crm.records.values import CASE_KINDS, CASE_PRIORITIES, CASE_STATUSES
from protocol.values import LANGUAGES

__all__ = ["CasePages"]

LIST = "/console/cases"
READ = needs(Permission.READ_CASES)
WORK = needs(Permission.WORK_CASES)
VIEWED = "cases"
KEY = re.compile(r"[0-9a-f-]{36}")


class NewCaseForm(Form):
    """A new case; `key` is the form's own."""

    key = HiddenField()
    kind = ChoiceField("cases.kind", CASE_KINDS, "cases.kind.", default="complaint")
    channel = ChoiceField("cases.channel", DESK_CHANNELS, "cases.channel.", default="phone")
    priority = ChoiceField("cases.priority", CASE_PRIORITIES, "cases.priority.", default="normal")
    subject = TextField("cases.subject", required=True, most=200, dir="auto", autofocus=True)
    description = TextField("cases.description", required=True, rows=6, most=4000, dir="auto")
    language = ChoiceField("cases.patron_language", LANGUAGES, "language.", default="fa")
    branch = ChoiceField("cases.branch", empty="cases.no_branch")
    card = TextField("cases.card", most=40, dir="ltr", hint="cases.card_hint")
    contact = TextField("cases.contact", most=200, dir="auto", hint="cases.contact_hint")


class CasePages(Controller):
    """Handlers of the pages of cases, for those who may read them."""

    path = "/cases"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the cases."""
        query = _query(visit)
        if query.wants_csv:
            rows, _ = await _rows(visit, query)
            await visit.audited("cases.exported", "service_case", None)
            return visit.file("cases", _columns(visit), rows, texts="cases.")
        return await _list(visit, query)

    @post("/bulk", opt=WORK)
    async def bulk(self, visit: Visit) -> PageOrRedirect:
        """Give the chosen cases to somebody, or close them; those that cannot be are named."""
        query, form = _query(visit), await BulkForm.sent(visit)
        refuse_odd(form)
        if form.is_wrong:
            return await _list(visit, query, bulk=form, status=422)
        done = await carry_out(visit, form)
        if done.left:
            form.wrong("page", "cases.bulk.left", n=len(done.left), done=done.changed, cases=", ".join(done.left))
            return await _list(visit, query, bulk=form, status=409)
        return visit.go_to(query.url(), "cases.bulk.closed" if form.does.data == "close" else "cases.bulk.given")

    @post("/views", opt=READ)
    async def keep(self, visit: Visit) -> PageOrRedirect:
        """Keep what narrows the list as a view of the reader's own."""
        query = _query(visit)
        form = await keep_view(visit, VIEWED, query)
        return await _list(visit, query, view=form, status=422) if form.is_wrong else visit.go_to(query.url(), "saved")

    @post("/views/drop", opt=READ)
    async def drop(self, visit: Visit) -> Redirect:
        """Drop a view of the reader's own."""
        await drop_view(visit, VIEWED)
        return visit.go_to(LIST, "list.views.dropped")

    @get("/new", opt=WORK)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a case that a patron brings by telephone or at the desk."""
        return await _form(visit, NewCaseForm(visit, key=str(uuid.uuid4()), language=visit.language))

    @post("/", opt=WORK)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Open a case."""
        form = await NewCaseForm.sent(visit)
        if form.is_wrong:
            return await _form(visit, form)
        branches = {str(branch.id) for branch in await directory.branches(visit.store)}
        try:
            made = await desk_case(
                visit.store,
                form.kind.data,
                by=visit.reader.actor,
                channel=form.channel.data,
                subject=form.subject.data,
                description=form.description.data,
                language=form.language.data,
                priority=form.priority.data,
                branch_id=int(form.branch.data) if form.branch.data in branches else None,
                card=form.card.data or None,
                contact=form.contact.data or None,
                idempotency_key=f"desk:{form.key.data if KEY.fullmatch(form.key.data) else uuid.uuid4()}",
            )
        except InvalidValue as error:
            for one in error.every:
                form.wrong(one.field, f"cases.bad.{one.field}")
            return await _form(visit, form)
        visit.console.events.publish()
        return visit.go_to(f"{LIST}/{made.number}", "cases.opened_now")

    @get("/{number:str}", opt=READ)
    async def show(self, visit: Visit, number: str) -> Template:
        """Show one case with its history."""
        return await case_page(visit, number)


def _query(visit: Visit, asked: Mapping[str, str] | None = None) -> ListQuery:
    return ListQuery.from_request(
        visit.request,
        filters={
            "state": ("owing", "open", *CASE_STATUSES),
            "kind": CASE_KINDS,
            "priority": CASE_PRIORITIES,
            "assignee": ANY,
            "branch": NUMBER,
            "language": LANGUAGES,
            "due": ("breached", "today"),
        },
        sorts=SORTS,
        default_sort="due",
        path=LIST,
        asked=asked,
    )


async def _rows(visit: Visit, query: ListQuery) -> tuple[list[CaseRow], int]:
    rows, total = await case_rows(
        visit.store,
        _wanted(visit, query),
        sort=query.sort,
        descending=query.descending,
        limit=query.limit,
        offset=0 if query.wants_csv else query.offset,
    )
    return [seen(visit.reader, row) for row in rows], total


async def _list(
    visit: Visit,
    query: ListQuery,
    *,
    bulk: BulkForm | None = None,
    view: ViewForm | None = None,
    status: int = 200,
) -> Template:
    wanted = _wanted(visit, query)
    rows, total = await _rows(visit, query)
    people = await colleagues(visit)
    form = BulkForm(visit) if bulk is None else bulk
    form.to.options = [("me", visit.t("cases.me")), (NOBODY, visit.t("cases.nobody")), *people]
    may_work = visit.may(Permission.WORK_CASES)
    columns = _columns(visit)
    return visit.page(
        "cases/list.html",
        status=status,
        query=query,
        columns=(Column("pick", "list.pick", style="pick", is_plain=True), *columns) if may_work else columns,
        rows=rows,
        total=total,
        now=wanted.now,
        tonight=wanted.until,
        kinds=CASE_KINDS,
        statuses=CASE_STATUSES,
        priorities=CASE_PRIORITIES,
        languages=LANGUAGES,
        people=people,
        counts=await case_counts(visit.store, wanted.now, visit.reader.username),
        views=await shown_views(
            visit,
            VIEWED,
            query,
            read=partial(_query, visit),
            count=lambda kept, most: how_many(visit.store, _wanted(visit, kept), most),
        ),
        view_form=ViewForm(visit) if view is None else view,
        bulk=form,
        picked=frozenset(number for number, _ in form.seen) if bulk is not None else frozenset(),
        branch_options=[(branch.id, branch.name[visit.language]) for branch in await directory.branches(visit.store)],
    )


def _wanted(visit: Visit, query: ListQuery) -> CaseFilter:
    state = query.filters.get("state")
    assignee = query.filters.get("assignee")
    return CaseFilter(
        now=visit.store.clock.now(),
        kind=query.filters.get("kind"),
        statuses=OWING if state == "owing" else (state,) if state in CASE_STATUSES else (),
        open_only=state == "open",
        priority=query.filters.get("priority"),
        assignee=visit.reader.username if assignee == "me" else assignee,
        branch_id=query.numbers.get("branch"),
        language=query.filters.get("language"),
        due=query.filters.get("due"),
        until=visit.locale.start_of(visit.locale.today() + timedelta(days=1)),
        q=query.q,
    )


async def _form(visit: Visit, form: NewCaseForm) -> Template:
    form.branch.options = [(str(one.id), one.name[visit.language]) for one in await directory.branches(visit.store)]
    return visit.page("cases/new.html", status=422 if form.is_wrong else 200, form=form)


def _columns(visit: Visit) -> tuple[Column, ...]:
    t = visit.t

    def subject(row: CaseRow) -> str | None:
        key = f"cases.subject.{row.subject}" if row.subject else "cases.erased"
        return t(key) if has_text(key) else row.subject

    def resolution(row: CaseRow) -> str:
        return "" if row.resolution is None else t(f"cases.resolution.{row.resolution}")

    return (
        Column("number", "cases.number", "number", sort="number", heads_row=True),
        Column("kind", "cases.kind", lambda row: t(f"cases.kind.{row.kind}")),
        Column("subject", value=subject),
        Column("said", "cases.said", "said", style="what"),
        Column("status", "cases.status", lambda row: t(f"cases.status.{row.status}"), sort="status"),
        Column("priority", "cases.priority", lambda row: t(f"cases.priority.{row.priority}"), sort="priority"),
        Column("language", value="language"),
        Column("until", "cases.due", sort="due"),
        Column("who", "cases.assignee"),
        Column("branch", value=lambda row: "" if row.branch is None else row.branch[visit.language]),
        Column("assignee", value="assignee"),
        Column("opened", "cases.opened", stamp("opened_at"), sort="opened", style="nowrap"),
        Column("due", value=stamp("due_at")),
        Column("answered", value=stamp("answered_at")),
        Column("closed", value=stamp("closed_at")),
        Column("resolution", value=resolution),
        Column("reopened", value="reopen_count"),
    )
