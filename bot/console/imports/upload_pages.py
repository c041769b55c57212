"""The page of an uploaded file: its first rows, which column is what, a dry run, the import, and how far it is."""

from __future__ import annotations

import asyncio
from typing import Any

from litestar import Controller, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.imports import uploads
from bot.console.imports.pages import LIST
from bot.importing.telling import summary, told_problem, told_refusal
from library.errors import ImportRefused
from library.imports import Mapping

__all__ = ["UploadPages"]

MAY = needs(Permission.IMPORT)
SHOWN = 20
# What is read of the first titles of a catalogue.
TITLES = (
    Column("id", "imports.field.id", heads_row=True),
    Column("title", "imports.field.title"),
    Column("authors", "imports.field.authors"),
    Column("year", "imports.field.year"),
    Column("language", "imports.field.language"),
    Column("kind", "imports.field.kind", "kind"),
    Column("copies", "imports.copies"),
)


class UploadPages(Controller):
    """Handlers of one uploaded file."""

    path = "/imports/files"

    @get("/{token:str}", opt=MAY)
    async def show(self, visit: Visit, token: str) -> Template:
        """Show a file as it would be read."""
        return await _page(visit, _upload(token))

    @post("/{token:str}", opt=MAY)
    async def run(self, visit: Visit, token: str) -> PageOrRedirect:
        """Try the file, or import it."""
        upload = _upload(token)
        sent = await visit.request.form()
        if upload.is_running:
            return visit.go_to(f"{LIST}/files/{token}")
        try:
            mapping = _mapping(upload, sent)
            await asyncio.to_thread(uploads.first_rows, upload, mapping)
        except ImportRefused as error:
            return await _page(visit, upload, told_refusal(error, visit.language), sent)
        except ValueError as error:
            return await _page(visit, upload, visit.t("imports.bad.codes", line=str(error)), sent)
        uploads.begin(
            upload,
            visit.store,
            mapping,
            full="full" in sent,
            dry_run=sent.get("do") != "import",
            by=visit.reader.actor,
            home=visit.console.settings.home,
        )
        return visit.go_to(f"{LIST}/files/{token}")

    @get("/{token:str}/progress", opt=MAY)
    async def progress(self, visit: Visit, token: str) -> Template:
        """Tell how far it is."""
        upload = uploads.find(token) or uploads.finished(token)
        if upload is None:
            raise NotFoundException
        return visit.part(
            "imports/progress.html",
            title=visit.t("nav.imports"),
            back=LIST,
            **_progress(visit, upload),
        )


def _upload(token: str) -> uploads.Upload:
    upload = uploads.find(token) or uploads.finished(token)
    if upload is None:
        raise NotFoundException
    return upload


def _mapping(upload: uploads.Upload, sent: Any) -> Mapping:
    """Read which column is which field, and the codes: a line each, theirs = ours."""
    columns: dict[str, str] = {}
    for place, heading in enumerate(upload.headings):
        name = sent.get(f"column-{place}", "")
        if name in uploads.FIELDS[upload.kind]:
            columns[name] = heading
    codes: dict[str, dict[str, str]] = {"branches": {}, "categories": {}}
    for part, kept in codes.items():
        for line in str(sent.get(part, "")).splitlines():
            theirs, mark, ours = line.partition("=")
            if line.strip() and not (mark and theirs.strip() and ours.strip()):
                raise ValueError(line.strip()[:60])
            if mark:
                kept[theirs.strip()] = ours.strip()
    # What somebody left out on the page is left out.
    return Mapping(
        columns=columns, guess=not upload.is_table, branches=codes["branches"], categories=codes["categories"]
    )


async def _page(visit: Visit, upload: uploads.Upload, refused: str = "", sent: Any = None) -> Template:
    columns: dict[str, int] = {}
    rows: list[list[str]] = []
    records: list[Any] = []
    if upload.path.is_file():
        try:
            columns, rows, records = await asyncio.to_thread(uploads.first_rows, upload, Mapping())
        except ImportRefused as error:
            refused = refused or told_refusal(error, visit.language)
    guessed = {place: name for name, place in columns.items()}
    if sent is not None:
        guessed = {place: sent.get(f"column-{place}", "") for place in range(len(upload.headings))}
    fields = [(name, visit.t(f"imports.field.{name}")) for name in uploads.FIELDS[upload.kind]]
    return visit.page(
        "imports/file.html",
        status=422 if refused else 200,
        refused=refused,
        is_there=upload.path.is_file(),
        rows=rows,
        title_columns=TITLES,
        records=records,
        guessed=guessed,
        fields=fields,
        branches=sent.get("branches", "") if sent is not None else "",
        categories=sent.get("categories", "") if sent is not None else "",
        **_progress(visit, upload),
    )


def _progress(visit: Visit, upload: uploads.Upload) -> dict[str, Any]:
    outcome, language = upload.outcome, visit.language
    counts = (
        {**outcome.counts, "branches": outcome.branches, "categories": outcome.categories}
        if outcome is not None
        else {}
    )
    return {
        "upload": upload,
        "lines": summary(counts, language) if outcome is not None else [],
        "told": [told_problem(found, language) for found in outcome.problems[:SHOWN]] if outcome is not None else [],
        "why": told_refusal(upload.refused, language) if upload.refused is not None else "",
    }
