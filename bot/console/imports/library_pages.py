"""The page of the library as one file: written out of the store, and read into one in which there is nobody yet."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping, Sequence

from litestar import Controller, Response, get, post
from litestar.response import Template

from bot.console.frame.access import TAKES_FILES, needs
from bot.console.frame.body import FILES, SentFile, sent_file
from bot.console.frame.fields import TickField
from bot.console.frame.forms import Form
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
# What the parts that can be added are called.
PARTS = {
    "closings": "places.tab.closings",
    "loan_rules": "places.tab.rules",
    "facts": "places.tab.facts",
    "events": "places.tab.events",
    "canned": "nav.canned",
}


# A form with a box for each part.
PartsForm: type[Form] = type("PartsForm", (Form,), {name: TickField() for name in PARTS})


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
        try:
            document = await _document(file)
            await seed.load(
                visit.store, document, replace=True, spare_patrons=True, demo=_is_demo(visit), by=visit.reader.actor
            )
        except UnicodeDecodeError:
            return await _page(visit, status=422, problems=["UTF-8"])
        except SeedError as error:
            return await _page(visit, status=422, problems=error.problems)
        except ImportRefused as error:
            return await _page(visit, status=409, wrong=told_refusal(error, visit.language))
        return visit.go_to(HERE, "imports.library.loaded")

    @post("/add", opt=MAY | TAKES_FILES, request_max_body_size=FILES.most_bytes)
    async def add(self, visit: Visit) -> Template:
        """Add what the library does not have yet of some parts of a file."""
        form = await PartsForm.sent(visit)
        file = sent_file(visit.request, "file")
        if file is None or not file.name or not file.data:
            return await _page(visit, status=422, wrong_part=visit.t("imports.bad.file"))
        chosen = [name for name in PARTS if form.field(name).data]
        if not chosen:
            return await _page(visit, status=422, wrong_part=visit.t("imports.library.no_part"))
        try:
            document = await _document(file)
            added = await seed.add_parts(visit.store, document, chosen, demo=_is_demo(visit), by=visit.reader.actor)
        except UnicodeDecodeError:
            return await _page(visit, status=422, problems=["UTF-8"])
        except SeedError as error:
            return await _page(visit, status=422, problems=error.problems)
        return await _page(visit, added=added)


async def _document(file: SentFile) -> seed.Document:
    """Read a file that was sent. Raises UnicodeDecodeError, SeedError."""
    return await asyncio.to_thread(seed.document_of, file.data.decode("utf-8-sig"), file.name[-100:])


def _is_demo(visit: Visit) -> bool:
    return visit.console.settings.environment == "demo"


def _told(visit: Visit, added: Mapping[str, int]) -> str:
    """Say how many entries of each part were added."""
    counts = (f"{visit.t(PARTS[name])} {visit.locale.digits(count)}" for name, count in added.items())
    return f"{visit.t('imports.library.added')} {' · '.join(counts)}"


async def _page(
    visit: Visit,
    *,
    status: int = 200,
    wrong: str = "",
    wrong_part: str = "",
    problems: Sequence[str] = (),
    added: Mapping[str, int] | None = None,
) -> Template:
    return visit.page(
        "imports/library.html",
        status=status,
        wrong=wrong,
        wrong_part=wrong_part,
        added=_told(visit, added) if added is not None else "",
        parts=[(name, visit.t(label)) for name, label in PARTS.items()],
        problems=problems[:SHOWN],
        more=max(0, len(problems) - SHOWN),
        has_library=await seed.has_library(visit.store),
        has_patrons=await seed.has_patrons(visit.store),
        is_large=await count_titles(visit.store) > MOST_TITLES,
    )
