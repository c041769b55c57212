"""Comparison of staff's copy of the content with the repository's files, and merging the two."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Controller, Response, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.content_state import content_state
from bot.console.frame.intent_names import intent_names
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.intents.remarks import ExampleRemark
from bot.content import merging
from bot.content.edit_threads import edited
from bot.content.errors import ContentError
from crm.content.changes import ContentEdit, record_changes

__all__ = ["ContentPages"]

PAGE = "/console/intents/content"
FILES = (
    Column("name", "intents.content_file", "name", heads_row=True, is_plain=True),
    Column("edited", "intents.content_edited"),
    Column("changed", "intents.content_changed"),
)
EDIT = needs(Permission.EDIT_INTENTS)
READ = needs(Permission.READ_INTENTS)
SHOWN = 200


class ContentPages(Controller):
    """Handlers that compare and merge console and repository."""

    path = "/intents/content"

    @get("/", opt=READ)
    async def show(self, visit: Visit) -> Template:
        """Show how they differ."""
        return await _shown(visit)

    @get("/zip", opt=READ)
    async def pack(self, visit: Visit) -> Response[bytes]:
        """Give the content as it is now, to be unpacked over a checkout."""
        packed = await asyncio.to_thread(merging.archive, visit.content)
        headers = {"Content-Disposition": 'attachment; filename="ketabyar-content.zip"', "Cache-Control": "no-store"}
        return Response(packed, media_type="application/zip", headers=headers)

    @post("/export", opt=EDIT)
    async def export(self, visit: Visit) -> PageOrRedirect:
        """Write staff's changes into the repository's files; refused in production, where code is not written to."""
        if not _may_export(visit):
            return await _shown(visit, ExampleRemark("bad", "export_in_production", {}))
        try:
            names = await edited(merging.export, visit.content)
        except ContentError as error:
            return await _shown(visit, ExampleRemark("bad", error.code, error.facts))
        await record_changes(visit.store, [ContentEdit("exported", detail={"files": names})], by=visit.reader.actor)
        return visit.go_to(PAGE, "intents.exported")

    @post("/merge", opt=EDIT)
    async def merge(self, visit: Visit) -> PageOrRedirect:
        """Bring what the repository changed into staff's copy."""
        try:
            names = await edited(merging.merge, visit.content)
        except ContentError as error:
            return await _shown(visit, ExampleRemark("bad", error.code, error.facts))
        edit = ContentEdit("imported", detail={"files": names})
        await record_changes(visit.store, [edit] if names else [], by=visit.reader.actor)
        return visit.go_to(PAGE, "intents.merged")

    @post("/discard", opt=EDIT)
    async def discard(self, visit: Visit) -> PageOrRedirect:
        """Give staff's changes up."""
        state = await content_state(visit)
        await edited(merging.discard, visit.content)
        edit = ContentEdit("imported", detail={"files": [each.name for each in state.files], "discarded": True})
        await record_changes(visit.store, [edit] if state.files else [], by=visit.reader.actor)
        return visit.go_to(PAGE, "intents.discarded")


def _may_export(visit: Visit) -> bool:
    return visit.console.settings.environment != "production"


async def _shown(visit: Visit, problem: ExampleRemark | None = None) -> Template:
    state = await content_state(visit)
    context: dict[str, Any] = {
        "state": state,
        "columns": FILES,
        "is_edited": visit.content.is_edited,
        "added": state.added[:SHOWN],
        "removed": state.removed[:SHOWN],
        "more": max(0, len(state.added) - SHOWN) + max(0, len(state.removed) - SHOWN),
        "names": await intent_names(visit),
        "problem": problem,
        "may_export": _may_export(visit),
    }
    return visit.page("intents/content.html", status=409 if problem else 200, **context)
