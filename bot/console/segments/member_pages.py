"""The members of a segment, by name: whoever is taken out by hand stays out."""

from __future__ import annotations

from litestar import Controller, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import Forbidden, needs
from bot.console.frame.columns import Column
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.outreach.segments import members, put_back, segment, take_out
from crm.records.values import SEGMENT_MEMBERSHIPS
from language.calendars import zone

__all__ = ["MemberPages"]

READ = needs(Permission.READ_SEGMENTS)
EDIT = needs(Permission.EDIT_SEGMENTS)


def _may_see(visit: Visit) -> None:
    """Let nobody see names who may not see patrons."""
    if not visit.may(Permission.READ_PATRONS):
        raise Forbidden


class MemberPages(Controller):
    """Handlers of the list of a segment's members."""

    path = "/segments/{segment_id:int}/members"

    @get("/", opt=READ)
    async def index(self, visit: Visit, segment_id: int) -> Template:
        """List who is in it, and who was taken out."""
        _may_see(visit)
        query = ListQuery.from_request(visit.request, filters={"status": SEGMENT_MEMBERSHIPS})
        row = await segment(visit.store, segment_id)
        rows, total = await members(
            visit.store,
            segment_id,
            words=query.q,
            status=query.filters.get("status", ""),
            limit=query.size,
            offset=(query.page - 1) * query.size,
        )
        await visit.audited("segment.members_read", "segment", segment_id, ["display_name", "category"])
        may_edit = visit.may(Permission.EDIT_SEGMENTS)
        columns = (
            Column("name", "segments.patron", heads_row=True),
            Column("category", "segments.field.category"),
            Column("status", "segments.status"),
            Column("since", "segments.since"),
            *((Column("do", "segments.do", is_plain=True),) if may_edit else ()),
        )
        return visit.page(
            "segments/members.html", query=query, row=row, rows=rows, total=total, columns=columns, may_edit=may_edit
        )

    @post("/{public_id:str}/out", opt=EDIT)
    async def out(self, visit: Visit, segment_id: int, public_id: str) -> Redirect:
        """Take a patron out for good."""
        _may_see(visit)
        await take_out(visit.store, segment_id, public_id, by=visit.reader.actor)
        return visit.go_to(f"/console/segments/{segment_id}/members", "segments.was_taken_out")

    @post("/{public_id:str}/back", opt=EDIT)
    async def back(self, visit: Visit, segment_id: int, public_id: str) -> Redirect:
        """Let the rule decide about a patron again."""
        _may_see(visit)
        zone_of = zone(visit.console.settings.time_zone)
        await put_back(visit.store, segment_id, public_id, zone_of, by=visit.reader.actor)
        return visit.go_to(f"/console/segments/{segment_id}/members", "segments.was_put_back")
