"""The page of the audit trail: filtered, as a file, and with its chain checked on demand."""

from __future__ import annotations

from collections.abc import AsyncIterator
from datetime import timedelta
from typing import Any

from litestar import Controller, Request, get, post
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.audited import audited
from bot.console.frame.lists import ANY, DAY, ListQuery, csv_response
from bot.console.frame.pages import page, speech_for
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from bot.console.frame.speech import Speech
from crm.audit import trail as audit
from crm.audit.head import verify_whole
from crm.audit.reading import TrailEvent, TrailFilter, trail, trail_choices, trail_rows
from crm.records.values import ACTOR_KINDS

__all__ = ["TrailPages"]

COLUMNS = ("number", "when", "kind", "who", "action", "entity", "entity_id", "patron", "fields", "reason")
READ = needs(Permission.READ_AUDIT)


class TrailPages(Controller):
    """Handlers of the page of the audit trail."""

    path = "/audit"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the events."""
        query = _query(request)
        wanted = _wanted(query, speech_for(console, reader))
        if query.wants_csv:
            await audited(console, reader, "audit.exported", "audit_event", None)
            speech = speech_for(console, reader)
            header = [say(speech, f"trail.{name}") for name in COLUMNS]
            return csv_response(reader, "audit", header, _rows(console, wanted))
        return await _list(console, reader, query, wanted)

    @post("/verify", opt=READ)
    async def verify(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template:
        """Check the whole chain and show what came of it."""
        report, head = await verify_whole(console.store, console.settings.home)
        await audited(console, reader, "audit.verified", "audit_event", None)
        query = _query(request)
        return await _list(console, reader, query, _wanted(query, speech_for(console, reader)), report, head)


def _query(request: Request[Any, Any, Any]) -> ListQuery:
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


def _wanted(query: ListQuery, speech: Speech) -> TrailFilter:
    first, last = query.days.get("from"), query.days.get("to")
    return TrailFilter(
        actor=query.filters.get("actor"),
        kind=query.filters.get("kind"),
        action=query.filters.get("action"),
        entity=query.filters.get("entity"),
        entity_id=query.filters.get("id"),
        patron=query.filters.get("patron"),
        since=None if first is None else speech.start_of(first),
        until=None if last is None else speech.start_of(last + timedelta(days=1)),
    )


async def _list(
    console: Console,
    reader: Reader,
    query: ListQuery,
    wanted: TrailFilter,
    report: audit.ChainReport | None = None,
    head: str = "",
) -> Template:
    rows, total = await trail(
        console.store, wanted, newest_first=query.descending, limit=query.size, offset=query.offset
    )
    actions, entities = await trail_choices(console.store)
    return page(
        reader,
        "trail/list.html",
        query=query,
        rows=rows,
        total=total,
        report=report,
        head=head,
        actions=actions,
        entities=entities,
        kinds=ACTOR_KINDS,
        today=speech_for(console, reader).short_day(speech_for(console, reader).today()),
    )


async def _rows(console: Console, wanted: TrailFilter) -> AsyncIterator[tuple[object, ...]]:
    before: int | None = None
    while batch := await trail_rows(console.store, wanted, before=before):
        for event in batch:
            yield _row(event)
        before = batch[-1].id


def _row(event: TrailEvent) -> tuple[object, ...]:
    return (
        event.id,
        event.occurred_at.isoformat(timespec="seconds"),
        event.actor_kind,
        event.actor_ref,
        event.action,
        event.entity,
        event.entity_id,
        event.subject_ref,
        " ".join(event.changed_fields or ()),
        event.reason,
    )
