"""Pages of segments: the list, and the rule builder of one with its count."""

from __future__ import annotations

from typing import Any

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import HiddenField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.segments.builder import RuleDraft
from bot.console.segments.words import choices, in_words
from crm.errors import Conflict, EditConflict, InvalidValue
from crm.outreach.rules import FIELDS
from crm.outreach.segments import (
    SegmentPreview,
    SegmentRow,
    delete_segment,
    preview,
    put_segment,
    refresh,
    segment,
    segments,
)
from language.calendars import zone

__all__ = ["LIST", "SegmentPages"]

LIST = "/console/segments"
READ = needs(Permission.READ_SEGMENTS)
EDIT = needs(Permission.EDIT_SEGMENTS)


class SegmentForm(Form):
    """A segment's name; its rule is read beside it."""

    name = TextField("segments.name", hint="segments.name_hint", required=True, most=80)
    seen = HiddenField()


class SegmentPages(Controller):
    """Handlers of the list of segments and of one segment."""

    path = "/segments"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the segments."""
        query = ListQuery.from_request(visit.request)
        rows, of = await segments(visit.store), await choices(visit)
        columns = (
            Column("name", "segments.name", "name", heads_row=True),
            Column("rule", "segments.rule", lambda row: in_words(visit, row.rule, of)),
            Column("members", "segments.members", "members", style="number"),
            Column("taken_out", "segments.taken_out", "taken_out", style="number"),
            Column("refreshed", "segments.refreshed", stamp("refreshed_at")),
        )
        if query.wants_csv:
            return visit.file("segments", columns, rows)
        return visit.page("segments/list.html", query=query, columns=columns, rows=rows)

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show an empty rule."""
        return await _shown(visit, SegmentForm(visit), RuleDraft())

    @post("/new", opt=EDIT)
    async def create(self, visit: Visit) -> PageOrRedirect:
        """Change the form by one of its buttons, count, or keep the segment."""
        return await _done(visit, None)

    @get("/{segment_id:int}", opt=READ)
    async def show(self, visit: Visit, segment_id: int) -> Template:
        """Show a segment's rule, how many it fits, and what can be done."""
        row = await segment(visit.store, segment_id)
        form = SegmentForm(visit, name=row.name, seen=row.seen)
        counted = await preview(visit.store, row.rule, _zone(visit))
        return await _shown(visit, form, RuleDraft.of(row.rule), row, counted)

    @post("/{segment_id:int}", opt=EDIT)
    async def change(self, visit: Visit, segment_id: int) -> PageOrRedirect:
        """Change the form by one of its buttons, count, or keep the segment."""
        return await _done(visit, await segment(visit.store, segment_id))

    @post("/{segment_id:int}/refresh", opt=EDIT)
    async def again(self, visit: Visit, segment_id: int) -> Redirect:
        """Follow the rule anew."""
        await refresh(visit.store, segment_id, _zone(visit), by=visit.reader.actor)
        return visit.go_to(f"{LIST}/{segment_id}", "segments.refreshed_now")

    @post("/{segment_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, segment_id: int) -> PageOrRedirect:
        """Delete a segment that no campaign is for."""
        row = await segment(visit.store, segment_id)
        try:
            await delete_segment(visit.store, segment_id, by=visit.reader.actor)
        except Conflict:
            form = SegmentForm(visit, name=row.name, seen=row.seen).wrong("used", "segments.bad.used")
            return await _shown(visit, form, RuleDraft.of(row.rule), row, status=409)
        return visit.go_to(LIST, "segments.deleted")


def _zone(visit: Visit) -> Any:
    return zone(visit.console.settings.time_zone)


async def _done(visit: Visit, row: SegmentRow | None) -> PageOrRedirect:
    sent = await visit.request.form()
    form, draft = await SegmentForm.sent(visit), RuleDraft.sent(sent)
    wanted = sent.get("do", "save")
    if wanted not in ("save", "preview") and draft.does(str(wanted), sent):
        # Nothing was said to be ready yet.
        form.over({})
        return await _shown(visit, form, draft, row)
    rule = draft.rule()
    if rule is None:
        form.wrong("rule", "segments.bad.rule")
        return await _shown(visit, form, draft, row, status=422)
    counted = await preview(visit.store, rule, _zone(visit))
    if wanted == "preview":
        form.over({})
        return await _shown(visit, form, draft, row, counted)
    if form.is_wrong:
        return await _shown(visit, form, draft, row, counted, status=422)
    try:
        key = await put_segment(
            visit.store,
            form.name.data,
            rule,
            _zone(visit),
            by=visit.reader.actor,
            segment_id=None if row is None else row.id,
            seen=form.seen.data,
        )
    except InvalidValue as error:
        form.wrong(error.field, "segments.bad.name")
        return await _shown(visit, form, draft, row, counted, status=422)
    except EditConflict:
        form.wrong("conflict", "segments.bad.conflict")
        return await _shown(visit, form, draft, row, counted, status=409)
    return visit.go_to(f"{LIST}/{key}", "saved")


async def _shown(
    visit: Visit,
    form: SegmentForm,
    draft: RuleDraft,
    row: SegmentRow | None = None,
    counted: SegmentPreview | None = None,
    *,
    status: int = 200,
) -> Template:
    return visit.page(
        "segments/one.html",
        status=status,
        form=form,
        draft=draft,
        row=row,
        counted=counted,
        of=await choices(visit),
        field_options=[(name, visit.t(f"segments.field.{name}")) for name in FIELDS],
        may_edit=visit.may(Permission.EDIT_SEGMENTS),
        may_read_patrons=visit.may(Permission.READ_PATRONS),
    )
