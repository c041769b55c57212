"""Pages of canned answers: the list, and the form for one."""

from __future__ import annotations

from typing import Annotated, Any

import msgspec
from litestar import Controller, get, post
from litestar.enums import RequestEncodingType
from litestar.params import Body
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.lists import ListQuery, csv_response
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue
from crm.handoff.canned_answers import VARIABLES, canned, canned_list, save_canned

__all__ = ["CannedPages"]

CANNED = "/console/canned"
READ = needs(Permission.READ_ANSWERS)
# Librarians and editors have it, and nobody else.
WRITE = needs(Permission.WORK_QUESTIONS)
Sent = RequestEncodingType.URL_ENCODED
HEADER = ("code", "title_fa", "title_en", "text_fa", "text_en", "is_active", "updated_at")


class CannedSent(msgspec.Struct, frozen=True):
    """A canned answer as its form sends it."""

    code: str = ""
    title_fa: str = ""
    title_en: str = ""
    text_fa: str = ""
    text_en: str = ""
    is_active: str = ""

    @property
    def values(self) -> dict[str, Any]:
        """What is to be kept."""
        return {**msgspec.structs.asdict(self), "is_active": bool(self.is_active)}


class CannedPages(Controller):
    """Handlers of the pages of canned answers."""

    path = "/canned"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the canned answers."""
        query = ListQuery.from_request(visit.request, filters={"active": ("yes", "no")})
        active = query.filters.get("active")
        rows = await canned_list(visit.store, active=None if active is None else active == "yes", q=query.q)
        if query.wants_csv:
            await visit.audited("canned.exported", "canned_answer", None)
            header = [visit.t(f"canned.csv.{name}") for name in HEADER]
            cells = [
                (*(getattr(row, name) for name in HEADER[:-1]), visit.speech.short_day(row.updated_at)) for row in rows
            ]
            return csv_response(visit.reader, "canned-answers", header, cells)
        shown = rows[query.offset : query.offset + query.limit]
        return visit.page("inbox/canned_list.html", query=query, rows=shown, total=len(rows))

    @get("/new", opt=WRITE)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new one."""
        return _form(visit, CannedSent(is_active="1"), None)

    @post("/", opt=WRITE)
    async def add(self, visit: Visit, data: Annotated[CannedSent, Body(media_type=Sent)]) -> PageOrRedirect:
        """Keep a new one."""
        return await _saved(visit, data, None)

    @get("/{code:str}", opt=WRITE)
    async def show(self, visit: Visit, code: str) -> Template:
        """Show one to be changed."""
        found = await canned(visit.store, code)
        sent = CannedSent(
            found.code, found.title_fa, found.title_en, found.text_fa, found.text_en, "1" if found.is_active else ""
        )
        return _form(visit, sent, code)

    @post("/{code:str}", opt=WRITE)
    async def change(
        self, visit: Visit, code: str, data: Annotated[CannedSent, Body(media_type=Sent)]
    ) -> PageOrRedirect:
        """Keep a changed one."""
        return await _saved(visit, data, code)


async def _saved(visit: Visit, data: CannedSent, old_code: str | None) -> PageOrRedirect:
    try:
        await save_canned(visit.store, data.values, by=visit.reader.actor, old_code=old_code)
    except InvalidValue as error:
        return _form(visit, data, old_code, {error.field: f"canned.bad.{error.reason}"})
    except Conflict:
        return _form(visit, data, old_code, {"code": "canned.bad.taken"})
    return visit.go_to(CANNED, "saved")


def _form(visit: Visit, data: CannedSent, old_code: str | None, errors: dict[str, str] | None = None) -> Template:
    return visit.page(
        "inbox/canned_one.html",
        status=422 if errors else 200,
        typed=data,
        old_code=old_code,
        errors=errors or {},
        variables=VARIABLES,
    )
