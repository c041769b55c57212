"""The page of an uploaded file: its first rows, which column is what, a dry run, the import, and how far it is."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from litestar import Controller, get, post
from litestar.exceptions import NotFoundException
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import HiddenField, ManyField, TextField, TickField
from bot.console.frame.forms import Form
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.imports import uploads
from bot.console.imports.pages import LIST
from bot.importing.telling import summary, told_problem, told_refusal
from crm.database.shared_files import FileRefused
from library.errors import ImportRefused
from library.imports import Mapping
from library.imports.uploads import Upload

__all__ = ["UploadPages"]

MAY = needs(Permission.IMPORT)
MOST_CODES = 100_000
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


class CodesField(TextField):
    """Codes of another system in ours, a line each: theirs = ours."""

    data: dict[str, str]  # type: ignore[assignment] # read from a text

    def __init__(self, label: str, **more: Any) -> None:
        # As many as a system may have: none is cut off unsaid.
        super().__init__(label, rows=3, dir="ltr", longest=MOST_CODES, **more)

    def written(self, value: Any) -> str:
        """Write them, a line each."""
        return "\n".join(f"{theirs} = {ours}" for theirs, ours in (value or {}).items())

    def read(self, text: str) -> Any:
        """Read them; a line that is no pair of codes is wrong."""
        codes: dict[str, str] = {}
        for line in filter(None, map(str.strip, text.splitlines())):
            theirs, _, ours = (part.strip() for part in line.partition("="))
            if not theirs or not ours:
                raise ValueError(self.visit.t("imports.bad.codes", line=line[:60]))
            codes[theirs] = ours
        return codes


class ReadingForm(Form):
    """How a file is read: the field of each column in their order, codes, and what is to be done."""

    column = ManyField(at_most=5000)
    branches = CodesField("imports.branches", hint="imports.branches_hint")
    categories = CodesField("imports.categories", hint="imports.categories_hint")
    encoding = TextField("imports.encoding", hint="imports.encoding_hint", dir="ltr", most=40)
    full = TickField("imports.full", hint="imports.full_hint")
    do = HiddenField()

    def mapping(self, upload: Upload) -> Mapping:
        """Give it as imports take it; what somebody left out on the page is left out."""
        named = zip(self.column.data, upload.headings, strict=False)
        return Mapping(
            columns={name: heading for name, heading in named if name in uploads.FIELDS[upload.kind]},
            guess=not upload.is_table,
            rows=upload.rows_at,
            encoding=upload.encoding,
            branches=self.branches.data or {},
            categories=self.categories.data or {},
        )


class UploadPages(Controller):
    """Handlers of one uploaded file."""

    path = "/imports/files"

    @get("/{token:str}", opt=MAY)
    async def show(self, visit: Visit, token: str) -> Template:
        """Show a file as it would be read."""
        return await _page(visit, await _upload(visit, token))

    @post("/{token:str}", opt=MAY)
    async def run(self, visit: Visit, token: str) -> PageOrRedirect:
        """Try the file, or import it."""
        upload = await _upload(visit, token)
        form = await ReadingForm.sent(visit)
        here = f"{LIST}/files/{token}"
        if upload.is_running or not upload.has_file:
            return visit.go_to(here)
        if form.is_wrong:
            return await _page(visit, upload, form=form)
        names = ("column", "branches", "categories", "encoding", "full")
        chosen = {name: form[name].data for name in names}
        try:
            if (form.encoding.data or None) != upload.encoding:
                # Its columns are called otherwise now: they are looked at anew before anything is done.
                del chosen["column"]
                await uploads.read_as(visit.store, _home(visit), upload, form.encoding.data or None, chosen)
                return visit.go_to(here, "imports.read_anew")
            # Whoever has tried it imports it as it was tried.
            await uploads.begin(
                visit.store,
                _home(visit),
                upload,
                form.mapping(upload),
                chosen,
                full=form.full.data,
                dry_run=form.do.data != "import",
                by=visit.reader.actor,
            )
        except ImportRefused as error:
            return await _page(visit, upload, told_refusal(error, visit.language), form)
        except FileRefused:
            # It was imported elsewhere in this moment, or its day is over: its page tells.
            pass
        return visit.go_to(here)

    @get("/{token:str}/progress", opt=MAY)
    async def progress(self, visit: Visit, token: str) -> Template:
        """Tell how far it is."""
        upload = await _upload(visit, token)
        return visit.part(
            "imports/progress.html",
            title=visit.t("nav.imports"),
            back=LIST,
            # A harvest has no file whose columns could be looked at again.
            may_go_on=upload.has_file,
            **_progress(visit, upload),
        )


async def _upload(visit: Visit, token: str) -> Upload:
    upload = await uploads.find(visit.store, token)
    if upload is None:
        raise NotFoundException
    return upload


def _home(visit: Visit) -> Path:
    return visit.console.settings.home


async def _page(visit: Visit, upload: Upload, refused: str = "", form: ReadingForm | None = None) -> Template:
    columns: dict[str, int] = {}
    rows: list[list[str]] = []
    records: list[Any] = []
    is_there = upload.has_file and not upload.is_running
    if is_there:
        try:
            columns, rows, records = await uploads.first_rows(
                visit.store, _home(visit), upload, Mapping(rows=upload.rows_at, encoding=upload.encoding)
            )
        except ImportRefused as error:
            refused = refused or told_refusal(error, visit.language)
        except FileRefused:
            is_there = False
    is_new = form is None and "column" not in upload.chosen
    form = form or ReadingForm(visit, **upload.chosen)
    guessed = {place: name for name, place in columns.items()} if is_new else dict(enumerate(form.column.data))
    fields = [(name, visit.t(f"imports.field.{name}")) for name in uploads.FIELDS[upload.kind]]
    return visit.page(
        "imports/file.html",
        status=422 if refused or form.is_wrong else 200,
        refused=refused,
        form=form,
        is_there=is_there,
        may_go_on=False,
        rows=rows,
        title_columns=TITLES,
        records=records,
        guessed=guessed,
        fields=fields,
        **_progress(visit, upload),
    )


def _progress(visit: Visit, upload: Upload) -> dict[str, Any]:
    language = visit.language
    return {
        "upload": upload,
        "lines": summary(upload.counts, language) if upload.state != "waiting" else [],
        "told": [told_problem(found, language) for found in upload.problems],
        "why": told_refusal(upload.refused, language) if upload.refused is not None else "",
    }
