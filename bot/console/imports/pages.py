"""Pages of imports: the list with the form for a file and the harvest, one import with what was wrong, its undo."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from typing import Any, BinaryIO

from litestar import Controller, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Stream, Template

from bot.console.frame.access import TAKES_LARGE_FILES, needs
from bot.console.frame.body import LARGE_FILES, drop_files, sent_file
from bot.console.frame.columns import Column
from bot.console.frame.fields import ChoiceField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.imports import uploads
from bot.importing import reports
from bot.importing.harvests import access_of, told_harvest
from bot.importing.telling import sentence_of, summary, told_refusal
from crm.database.shared_files import FileRefused
from crm.staff.members import names_of_staff
from library.errors import ImportRefused
from library.imports import ImportProblem, Run, last_runs, read_mapping, run_of, undo_last
from library.imports.oai.state import harvested

__all__ = ["LIST", "ImportPages"]

LIST = "/console/imports"
MAY = needs(Permission.IMPORT)
PIECE = 256 * 1024
KINDS = ("catalogue", "patrons", "loans", "holds", "fines")


class UploadForm(Form):
    """What a file holds; the file itself comes beside."""

    kind = ChoiceField("imports.what", KINDS, "imports.kind.", required=True)


class ImportPages(Controller):
    """Handlers of the list of imports and of one import."""

    path = "/imports"

    @get("/", opt=MAY)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the imports."""
        query = ListQuery.from_request(visit.request)
        if query.wants_csv:
            return visit.file("imports", _columns(visit), await last_runs(visit.store, 1000), texts="imports.column.")
        return await _list(visit, UploadForm(visit))

    @post("/", opt=MAY | TAKES_LARGE_FILES, request_max_body_size=LARGE_FILES.most_bytes)
    async def upload(self, visit: Visit) -> PageOrRedirect:
        """Take a file, and go on to the page on which its columns are shown."""
        form = await UploadForm.sent(visit)
        file = sent_file(visit.request, "file")
        if file is None or not file.name or not file.size:
            form.wrong("file", "imports.bad.file")
        if form.kind.data not in KINDS:
            form.wrong("kind", "imports.bad.kind")
        if form.is_wrong or file is None or file.path is None:
            drop_files(visit.request)
            return await _list(visit, form)
        drop_files(visit.request, but=file)
        try:
            token = await uploads.keep(
                visit.store, visit.console.settings.home, form.kind.data, file.name[-100:], file.path
            )
        except ImportRefused as error:
            return await _list(visit, form, refused=told_refusal(error, visit.language))
        return visit.go_to(f"{LIST}/files/{token}")

    @post("/harvest", opt=MAY)
    async def harvest(self, visit: Visit) -> PageOrRedirect:
        """Harvest the repository of the settings, or try it."""
        settings = visit.console.settings
        access = access_of(settings)
        if access is None:
            raise NotFoundException
        do = (await visit.request.form()).get("do")
        try:
            mapping = read_mapping(settings.oai_mapping)
        except ImportRefused as error:
            return await _list(visit, UploadForm(visit), refused=told_refusal(error, visit.language))
        token = await uploads.begin_harvest(
            access,
            visit.store,
            mapping,
            whole=do == "whole",
            dry_run=do not in ("whole", "changed"),
            by=visit.reader.actor,
            home=settings.home,
        )
        return visit.go_to(f"{LIST}/files/{token}")

    @get("/runs/{run_id:int}", opt=MAY)
    async def show(self, visit: Visit, run_id: int) -> Template | Stream:
        """Show an import and what was wrong."""
        return await _one(visit, await _found(visit, run_id))

    @get("/runs/{run_id:int}/report", opt=MAY)
    async def report(self, visit: Visit, run_id: int) -> Stream:
        """Send everything that was wrong."""
        await _found(visit, run_id)
        try:
            async with reports.lent(visit.store, run_id) as path:
                # Its name goes at once; what is open is read to its end.
                file = await asyncio.to_thread(path.open, "rb")
        except FileRefused as error:
            raise NotFoundException from error
        headers = {
            "Content-Disposition": f'attachment; filename="import-{run_id}-report.csv"',
            "Cache-Control": "no-store",
        }
        return Stream(_pieces(file), media_type="text/csv", headers=headers)

    @post("/runs/{run_id:int}/undo", opt=MAY)
    async def undo(self, visit: Visit, run_id: int) -> PageOrRedirect | Stream:
        """Take an import back."""
        run = await _found(visit, run_id)
        if not run.can_be_undone:
            return await _one(visit, run, refused=visit.t("imports.refused.nothing_to_undo"))
        try:
            undone = await undo_last(visit.store, kind=run.kind, by=visit.reader.actor)
        except ImportRefused as error:
            return await _one(visit, run, refused=told_refusal(error, visit.language))
        if undone.counts.get("left"):
            # With the names of what stays.
            return visit.go_to(f"{LIST}/runs/{run_id}", "imports.taken_back")
        return visit.go_to(LIST, "imports.taken_back")


async def _pieces(file: BinaryIO) -> AsyncIterator[bytes]:
    with file:
        while piece := await asyncio.to_thread(file.read, PIECE):
            yield piece


async def _found(visit: Visit, run_id: int) -> Run:
    run = await run_of(visit.store, run_id)
    if run is None:
        raise NotFoundException
    return run


async def _one(visit: Visit, run: Run, refused: str = "") -> Template | Stream:
    problems = [
        {"file": file, "number": number, "text": sentence_of(ImportProblem(code, values), visit.language)}
        for file, number, code, values in run.problems
    ]
    columns = (
        Column("file", "imports.column.file", lambda row: row["file"]),
        Column("number", "imports.column.number", lambda row: row["number"] or "", style="number"),
        Column("problem", "imports.column.problem", lambda row: row["text"]),
    )
    query = ListQuery.from_request(visit.request)
    if query.wants_csv:
        return visit.file(f"import-{run.id}", columns, problems, texts="imports.column.")
    return visit.page(
        "imports/run.html",
        status=409 if refused else 200,
        run=run,
        started_by=(await names_of_staff(visit.store)).get(run.started_by, run.started_by),
        refused=refused,
        lines=summary(run.counts, visit.language),
        problems=problems,
        has_report=await reports.has_report(visit.store, run.id),
        more=max(0, int(run.counts.get("problems", 0)) - len(problems)),
        columns=columns,
        query=query,
    )


async def _list(visit: Visit, form: UploadForm, refused: str = "") -> Template:
    query = ListQuery.from_request(visit.request)
    access = access_of(visit.console.settings)
    lines = told_harvest(await harvested(visit.store, access), visit.language) if access is not None else []
    return visit.page(
        "imports/list.html",
        repository=access.name if access is not None else "",
        harvest_lines=lines,
        status=422 if form.is_wrong or refused else 200,
        query=query,
        form=form,
        refused=refused,
        columns=_columns(visit),
        rows=await last_runs(visit.store),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    def count(name: str) -> Any:
        return lambda run: run.counts.get(name, 0)

    return (
        Column("id", "imports.column.id", "id", heads_row=True),
        Column("kind", "imports.column.kind", lambda run: visit.t(f"imports.kind.{run.kind}")),
        Column("source", "imports.column.source", "source"),
        Column("state", "imports.column.state", lambda run: visit.t(f"imports.state.{run.state}")),
        Column("started", "imports.column.started", lambda run: run.started_at.isoformat(timespec="minutes")),
        Column("as_of", "imports.column.as_of", lambda run: run.data_as_of.isoformat(timespec="minutes")),
        Column("added", "imports.column.added", count("added"), style="number"),
        Column("changed", "imports.column.changed", count("changed"), style="number"),
        Column("deleted", "imports.column.deleted", count("deleted"), style="number"),
        Column("broken", "imports.column.broken", count("broken"), style="number"),
    )
