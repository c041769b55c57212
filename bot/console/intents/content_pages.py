"""Comparison of staff's copy of the content with the repository's files, and merging the two."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Controller, Response, get, post
from litestar.response import Redirect, Template

from bot.console.frame.access import needs
from bot.console.frame.content_state import content_state
from bot.console.frame.intent_names import intent_names
from bot.console.frame.pages import go_to, page
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.intents.remarks import Remark
from bot.content import merging
from bot.content.errors import ContentError
from crm.content.changes import ContentEdit, record_changes

__all__ = ["ContentPages"]

CONTENT = "/console/intents/content"
EDIT = needs(Permission.EDIT_INTENTS)
READ = needs(Permission.READ_INTENTS)
SHOWN = 200
Answer = Template | Redirect


class ContentPages(Controller):
    """Handlers that compare and merge console and repository."""

    path = "/intents/content"

    @get("/", opt=READ)
    async def show(self, console: Console, reader: Reader) -> Template:
        """Show how they differ."""
        return await _shown(console, reader)

    @get("/zip", opt=READ)
    async def pack(self, console: Console) -> Response[bytes]:
        """Give the content as it is now, to be unpacked over a checkout."""
        packed = await asyncio.to_thread(merging.archive, console.content)
        headers = {"Content-Disposition": 'attachment; filename="ketabyar-content.zip"', "Cache-Control": "no-store"}
        return Response(packed, media_type="application/zip", headers=headers)

    @post("/export", opt=EDIT)
    async def export(self, console: Console, reader: Reader) -> Answer:
        """Write staff's changes into the repository's files; refused in production, where code is not written to."""
        if not _may_export(console):
            return await _shown(console, reader, Remark("bad", "export_in_production", {}))
        try:
            names = await asyncio.to_thread(merging.export, console.content)
        except ContentError as error:
            return await _shown(console, reader, Remark("bad", error.code, error.facts))
        await record_changes(console.store, [ContentEdit("exported", detail={"files": names})], by=reader.username)
        return go_to(CONTENT, "intents.exported", secure=console.secure)

    @post("/merge", opt=EDIT)
    async def merge(self, console: Console, reader: Reader) -> Answer:
        """Bring what the repository changed into staff's copy."""
        try:
            names = await asyncio.to_thread(merging.merge, console.content)
        except ContentError as error:
            return await _shown(console, reader, Remark("bad", error.code, error.facts))
        edit = ContentEdit("imported", detail={"files": names})
        await record_changes(console.store, [edit] if names else [], by=reader.username)
        return go_to(CONTENT, "intents.merged", secure=console.secure)

    @post("/discard", opt=EDIT)
    async def discard(self, console: Console, reader: Reader) -> Answer:
        """Give staff's changes up."""
        state = await content_state(console)
        await asyncio.to_thread(merging.discard, console.content)
        edit = ContentEdit("imported", detail={"files": [each.name for each in state.files], "discarded": True})
        await record_changes(console.store, [edit] if state.files else [], by=reader.username)
        return go_to(CONTENT, "intents.discarded", secure=console.secure)


def _may_export(console: Console) -> bool:
    return console.settings.environment != "production"


async def _shown(console: Console, reader: Reader, problem: Remark | None = None) -> Template:
    state = await content_state(console)
    context: dict[str, Any] = {
        "state": state,
        "is_edited": console.content.is_edited,
        "added": state.added[:SHOWN],
        "removed": state.removed[:SHOWN],
        "more": max(0, len(state.added) - SHOWN) + max(0, len(state.removed) - SHOWN),
        "names": await intent_names(console),
        "problem": problem,
        "may_export": _may_export(console),
    }
    return page(reader, "intents/content.html", status=409 if problem else 200, **context)
