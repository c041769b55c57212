"""Pages of cases: the list, one case, and the form for a new one."""

from __future__ import annotations

import re
import uuid
from dataclasses import replace
from datetime import timedelta
from typing import Annotated, Any

import msgspec
from litestar import Controller, Request, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Redirect, Stream, Template

from bot.console.cases.view import case_page, colleagues
from bot.console.cases.words import shown
from bot.console.frame.access import needs
from bot.console.frame.audited import audited
from bot.console.frame.lists import ANY, NUMBER, ListQuery, csv_response
from bot.console.frame.pages import go_to, page, speech_for
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from bot.texts import has_text
from crm.cases.listing import OWING, SORTS, CaseFilter, CaseRow, case_rows
from crm.cases.work import DESK_CHANNELS, desk_case
from crm.errors import InvalidValue
from crm.library_info import directory
from crm.records.values import CASE_KINDS, CASE_PRIORITIES, CASE_STATUSES, LANGUAGES

__all__ = ["CasePages"]

LIST = "/console/cases"
READ = needs(Permission.READ_CASES)
WORK = needs(Permission.WORK_CASES)
Sent = RequestEncodingType.URL_ENCODED
COLUMNS = (
    "number", "kind", "subject", "status", "priority", "language", "branch", "assignee",
    "opened", "due", "answered", "closed", "resolution", "reopened",
)  # fmt: skip
KEY = re.compile(r"[0-9a-f-]{36}")

Answer = Template | Redirect


class NewCase(msgspec.Struct, frozen=True):
    """The form for a new case."""

    key: str = ""
    kind: str = "complaint"
    channel: str = "phone"
    subject: str = ""
    description: str = ""
    language: str = "fa"
    priority: str = "normal"
    branch: str = ""
    card: str = ""
    contact: str = ""

    def __repr__(self) -> str:
        return "NewCase(…)"


class CasePages(Controller):
    """Handlers of the pages of cases, for those who may read them."""

    path = "/cases"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the cases."""
        query = ListQuery.from_request(
            request,
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
        )
        wanted = _wanted(console, reader, query)
        rows, total = await case_rows(
            console.store,
            wanted,
            sort=query.sort,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        rows = [replace(row, subject=shown(reader, row.subject) or "") for row in rows]
        if query.wants_csv:
            await audited(console, reader, "cases.exported", "service_case", None)
            return _csv(console, reader, rows)
        return page(
            reader,
            "cases/list.html",
            query=query,
            rows=rows,
            total=total,
            now=wanted.now,
            tonight=wanted.until,
            kinds=CASE_KINDS,
            statuses=CASE_STATUSES,
            priorities=CASE_PRIORITIES,
            languages=LANGUAGES,
            people=await colleagues(console),
            branches=await directory.branches(console.store),
        )

    @get("/new", opt=WORK)
    async def new(self, console: Console, reader: Reader) -> Template:
        """Show the form for a case that a patron brings by telephone or at the desk."""
        return await _form(console, reader, NewCase(key=str(uuid.uuid4()), language=reader.language))

    @post("/", opt=WORK)
    async def add(self, console: Console, reader: Reader, data: Annotated[NewCase, Body(media_type=Sent)]) -> Answer:
        """Open a case."""
        branches = {str(branch.id) for branch in await directory.branches(console.store)}
        try:
            made = await desk_case(
                console.store,
                data.kind,
                by=reader.username,
                channel=data.channel,
                subject=data.subject,
                description=data.description,
                language=data.language,
                priority=data.priority,
                branch_id=int(data.branch) if data.branch in branches else None,
                card=data.card.strip() or None,
                contact=data.contact.strip()[:200] or None,
                idempotency_key=f"desk:{data.key if KEY.fullmatch(data.key) else uuid.uuid4()}",
            )
        except InvalidValue as error:
            return await _form(console, reader, data, {error.field: f"cases.bad.{error.field}"})
        console.events.publish()
        return go_to(f"{LIST}/{made.number}", "cases.opened_now", secure=console.secure)

    @get("/{number:str}", opt=READ)
    async def show(self, console: Console, reader: Reader, number: str) -> Template:
        """Show one case with its history."""
        return await case_page(console, reader, number)


def _wanted(console: Console, reader: Reader, query: ListQuery) -> CaseFilter:
    speech = speech_for(console, reader)
    state = query.filters.get("state")
    assignee = query.filters.get("assignee")
    return CaseFilter(
        now=console.store.clock.now(),
        kind=query.filters.get("kind"),
        statuses=OWING if state == "owing" else (state,) if state in CASE_STATUSES else (),
        open_only=state == "open",
        priority=query.filters.get("priority"),
        assignee=reader.username if assignee == "me" else assignee,
        branch_id=query.numbers.get("branch"),
        language=query.filters.get("language"),
        due=query.filters.get("due"),
        until=speech.start_of(speech.today() + timedelta(days=1)),
        q=query.q,
    )


async def _form(console: Console, reader: Reader, typed: NewCase, errors: dict[str, str] | None = None) -> Template:
    return page(
        reader,
        "cases/new.html",
        status=422 if errors else 200,
        typed=typed,
        errors=errors or {},
        kinds=CASE_KINDS,
        channels=tuple(DESK_CHANNELS),
        languages=LANGUAGES,
        priorities=CASE_PRIORITIES,
        branches=await directory.branches(console.store),
    )


def _csv(console: Console, reader: Reader, rows: list[CaseRow]) -> Stream:
    speech = speech_for(console, reader)

    def line(row: CaseRow) -> tuple[object, ...]:
        subject = f"cases.subject.{row.subject}" if row.subject else "cases.erased"
        return (
            row.number,
            say(speech, f"cases.kind.{row.kind}"),
            say(speech, subject) if has_text(subject) else row.subject,
            say(speech, f"cases.status.{row.status}"),
            say(speech, f"cases.priority.{row.priority}"),
            row.language,
            "" if row.branch is None else row.branch[reader.language],
            row.assignee,
            *(
                "" if moment is None else moment.isoformat(timespec="seconds")
                for moment in (row.opened_at, row.due_at, row.answered_at, row.closed_at)
            ),
            "" if row.resolution is None else say(speech, f"cases.resolution.{row.resolution}"),
            row.reopen_count,
        )

    header = [say(speech, f"cases.{name}") for name in COLUMNS]
    return csv_response(reader, "cases", header, (line(row) for row in rows))
