"""The page of the library as one file: written out of the store, and read into one in which there is nobody yet."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from litestar import Controller, Response, get, post
from litestar.response import Template

from bot.console.frame.access import TAKES_FILES, needs
from bot.console.frame.body import FILES, sent_file
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.importing.telling import told_refusal
from crm.library_info.titles import count_titles
from library import seed
from library.errors import ImportRefused, SeedError
from library.seed.exporting import exported, written

__all__ = ["LibraryPages"]

HERE = "/console/imports/library"
MAY = needs(Permission.IMPORT)
# To write more takes minutes, and memory: the command does it.
MOST_TITLES = 20_000
SHOWN = 20


class LibraryPages(Controller):
    """Handlers of the library file."""

    path = "/imports/library"

    @get("/", opt=MAY)
    async def show(self, visit: Visit) -> Template:
        """Offer the file, and to bring one in."""
        return await _page(visit)

    @get("/file", opt=MAY)
    async def send(self, visit: Visit) -> Response[bytes] | Template:
        """Send the file that `ketabyar export` writes."""
        if await count_titles(visit.store) > MOST_TITLES:
            return await _page(visit, status=409)
        try:
            document = await exported(visit.store)
        except SeedError:
            return await _page(visit, status=409)
        text = await asyncio.to_thread(written, document)
        await visit.audited("library.exported", "library_profile", None, list(document))
        headers = {"Content-Disposition": 'attachment; filename="library.yml"', "Cache-Control": "no-store"}
        return Response(text.encode(), media_type="application/yaml", headers=headers)

    @post("/", opt=MAY | TAKES_FILES, request_max_body_size=FILES.most_bytes)
    async def bring(self, visit: Visit) -> PageOrRedirect:
        """Bring a library file in, where no patron would be lost by it."""
        file = sent_file(visit.request, "file")
        if file is None or not file.name or not file.data:
            return await _page(visit, status=422, wrong=visit.t("imports.bad.file"))
        if await seed.has_patrons(visit.store):
            return await _page(visit, status=409)
        is_demo = visit.console.settings.environment == "demo"
        try:
            text = file.data.decode("utf-8-sig")
            document = await asyncio.to_thread(seed.document_of, text, file.name[-100:])
            await seed.load(
                visit.store, document, replace=True, spare_patrons=True, demo=is_demo, by=visit.reader.actor
            )
        except UnicodeDecodeError:
            return await _page(visit, status=422, problems=["UTF-8"])
        except SeedError as error:
            return await _page(visit, status=422, problems=error.problems)
        except ImportRefused as error:
            return await _page(visit, status=409, wrong=told_refusal(error, visit.language))
        return visit.go_to(HERE, "imports.library.loaded")


async def _page(visit: Visit, *, status: int = 200, wrong: str = "", problems: Sequence[str] = ()) -> Template:
    return visit.page(
        "imports/library.html",
        status=status,
        wrong=wrong,
        problems=problems[:SHOWN],
        more=max(0, len(problems) - SHOWN),
        has_library=await seed.has_library(visit.store),
        has_patrons=await seed.has_patrons(visit.store),
        is_large=await count_titles(visit.store) > MOST_TITLES,
    )
