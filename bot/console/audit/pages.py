"""The page of the audit trail: filtered, as a file, and with its chain checked on demand."""

from __future__ import annotations

import re
from collections.abc import AsyncIterator
from datetime import timedelta

from litestar import Controller, get, post
from litestar.response import Stream, Template

from bot.console.audit.field_names import field_name, name_of_subject
from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.lists import ANY, DAY, ListQuery
from bot.console.frame.request import AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.audit import trail as audit
from crm.audit.head import verify_whole
from crm.audit.reading import TrailEvent, TrailFilter, trail, trail_choices, trail_rows
from crm.records.values import ACTOR_KINDS
from crm.staff.members import names_of_staff
from language.normalise import fold

__all__ = ["TrailPages"]

COLUMNS = (
    Column("number", value="id"),
    Column("when", "audit.when", stamp("occurred_at"), sort="when", style="nowrap"),
    Column("kind", value="actor_kind"),
    Column("who", "audit.who", "actor_ref"),
    Column("action", "audit.action", "action"),
    Column("entity", "audit.entity", "entity"),
    Column("entity_id", value="entity_id"),
    Column("patron", "audit.patron", "subject_ref"),
    Column("fields", "audit.fields", lambda row: " ".join(row.changed_fields or ())),
    Column("reason", value="reason"),
    # Last, so that what reads the file by places finds the others where they were.
    Column("name", value="actor_name"),
)
READ = needs(Permission.READ_AUDIT)
# The pages of what was seen or changed, by what its identifier looks like, for those who may read them.
_OWN_PAGES = {
    "interaction": (re.compile(r"[0-9a-f-]{36}"), "/console/conversations/", Permission.READ_CONVERSATIONS),
    "service_case": (re.compile(r"K-\d+"), "/console/cases/", Permission.READ_CASES),
    "patron": (re.compile(r"[0-9a-f-]{36}"), "/console/patrons/", Permission.READ_PATRONS),
    "answer": (re.compile(r"utter_\w+"), "/console/answers/", Permission.READ_ANSWERS),
    "question_group": (re.compile(r"\d+"), "/console/questions/", Permission.READ_QUESTIONS),
}


class TrailPages(Controller):
    """Handlers of the page of the audit trail."""

    path = "/audit"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the events."""
        query = _query(visit.request)
        wanted = await _wanted(query, visit)
        if query.wants_csv:
            await visit.audited("audit.exported", "audit_event", None)
            return visit.file("audit", COLUMNS, _every(visit, wanted), texts="audit.")
        return await _list(visit, query, wanted)

    @post("/verify", opt=READ)
    async def verify(self, visit: Visit) -> Template:
        """Check the whole chain and show what came of it."""
        report, head = await verify_whole(visit.store, visit.console.settings.home)
        await visit.audited("audit.verified", "audit_event", None)
        query = _query(visit.request)
        return await _list(visit, query, await _wanted(query, visit), report, head)


def _query(request: AnyRequest) -> ListQuery:
    return ListQuery.from_request(
        request,
        filters={
            "actor": ANY,
            "kind": ACTOR_KINDS,
            "action": ANY,
            "entity": ANY,
            "id": ANY,
            "patron": ANY,
            "from": DAY,
            "to": DAY,
        },
        sorts=("when",),
        default_sort="-when",
        size=50,
    )


async def _wanted(query: ListQuery, visit: Visit) -> TrailFilter:
    locale = visit.locale
    first, last = query.days.get("from"), query.days.get("to")
    return TrailFilter(
        actors=await _actors(visit, query.filters.get("actor")),
        kind=query.filters.get("kind"),
        action=query.filters.get("action"),
        entity=query.filters.get("entity"),
        entity_id=query.filters.get("id"),
        patron=query.filters.get("patron"),
        since=None if first is None else locale.start_of(first),
        until=None if last is None else locale.start_of(last + timedelta(days=1)),
    )


async def _actors(visit: Visit, typed: str | None) -> tuple[str, ...] | None:
    """Give who is meant by what was typed: an actor as the trail has it, and accounts by their names."""
    if typed is None:
        return None
    wanted = fold(typed)
    known = await names_of_staff(visit.store)
    named = [username for username, name in known.items() if any(wanted in fold(each) for each in name.every)]
    return (typed, *named) if wanted else (typed,)


def _page_of(visit: Visit, row: TrailEvent) -> str | None:
    """Give the address of the page of what an event is about; None where it has none, or not for this reader."""
    looks, address, permission = _OWN_PAGES.get(row.entity, (None, "", None))
    if looks is None or permission is None or not row.entity_id or not visit.may(permission):
        return None
    return f"{address}{row.entity_id}" if looks.fullmatch(row.entity_id) else None


async def _list(
    visit: Visit, query: ListQuery, wanted: TrailFilter, report: audit.ChainReport | None = None, head: str = ""
) -> Template:
    rows, total = await trail(visit.store, wanted, newest_first=query.descending, limit=query.size, offset=query.offset)
    actions, entities = await trail_choices(visit.store)
    return visit.page(
        "audit/list.html",
        query=query,
        columns=COLUMNS,
        rows=rows,
        page_of=lambda row: _page_of(visit, row),
        field_name=lambda field: field_name(visit.locale, field),
        name_of=lambda row: name_of_subject(visit.locale, row.entity, row.entity_id),
        total=total,
        report=report,
        head=head,
        actions=actions,
        entities=entities,
        kinds=ACTOR_KINDS,
        today=visit.locale.short_day(visit.locale.today()),
    )


async def _every(visit: Visit, wanted: TrailFilter) -> AsyncIterator[TrailEvent]:
    before: int | None = None
    while batch := await trail_rows(visit.store, wanted, before=before):
        for event in batch:
            yield event
        before = batch[-1].id
