"""Pages of documents: the list with the form for a file, and one document as it was cut."""

from __future__ import annotations

from hashlib import sha256
from pathlib import PurePath

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import TAKES_FILES, needs
from bot.console.frame.body import FILES, SentFile, sent_file
from bot.console.frame.columns import Column
from bot.console.frame.fields import TextField
from bot.console.frame.forms import Form
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import refused
from crm.errors import InvalidValue
from crm.knowledge.documents import (
    DocumentRow,
    DocumentValues,
    delete_document,
    document_row,
    documents,
    passages,
    put_document,
)
from library.documents import DocumentRefused, read_safely

__all__ = ["DocumentPages"]

LIST = "/console/places/documents"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)


class DocumentForm(Form):
    """What is told of a file; the file itself comes beside."""

    title = TextField("places.document_title", most=200, dir="auto", hint="places.document_title_hint")
    link = TextField("places.document_link", most=300, dir="ltr")


class DocumentPages(Controller):
    """Handlers of the pages of documents."""

    path = "/places/documents"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the documents."""
        query = ListQuery.from_request(visit.request)
        if query.wants_csv:
            return visit.file("documents", _columns(visit), await documents(visit.store), texts="places.")
        return await _list(visit, DocumentForm(visit))

    @post("/", opt=EDIT | TAKES_FILES, request_max_body_size=FILES.most_bytes)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add a document, or replace the one whose file has the same name."""
        form = await DocumentForm.sent(visit)
        file = sent_file(visit.request, "file")
        if file is None or not file.name:
            form.wrong("file", "places.bad.file")
        if form.is_wrong or file is None:
            return await _list(visit, form)
        try:
            made = await _put(visit, form, file)
        except DocumentRefused as error:
            return await _list(visit, form.wrong("file", f"places.bad.document_{error.reason}"))
        except InvalidValue as error:
            if error.field == "passages":
                form.wrong("file", "places.bad.document_long")
            else:
                refused(form, error)
            return await _list(visit, form)
        return visit.go_to(f"{LIST}/{made}", "places.document_kept")

    @get("/{document_id:int}", opt=READ)
    async def show(self, visit: Visit, document_id: int) -> Template:
        """Show a document as the bot would quote it."""
        return visit.page(
            "places/document.html",
            row=await document_row(visit.store, document_id),
            passages=await passages(visit.store, document_id),
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    @post("/{document_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, document_id: int) -> Redirect:
        """Delete a document."""
        await delete_document(visit.store, document_id, by=visit.reader.actor)
        return visit.go_to(LIST, "places.deleted")


async def _put(visit: Visit, form: DocumentForm, file: SentFile) -> int:
    read = await read_safely(file.name, file.data)
    values = DocumentValues(
        name=PurePath(file.name.replace("\\", "/")).name[:200],
        title=form.title.data or read.title,
        language=read.language,
        kind=read.kind,
        digest=sha256(file.data).hexdigest(),
        size=len(file.data),
        passages=[(each.heading, each.text) for each in read.passages],
        link=form.link.data or None,
    )
    return await put_document(visit.store, values, by=visit.reader.actor)


async def _list(visit: Visit, form: DocumentForm) -> Template:
    query = ListQuery.from_request(visit.request)
    return visit.page(
        "places/documents.html",
        status=422 if form.is_wrong else 200,
        query=query,
        form=form,
        columns=_columns(visit),
        rows=await documents(visit.store),
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _columns(visit: Visit) -> tuple[Column, ...]:
    def language(row: DocumentRow) -> str:
        return visit.t(f"language.{row.language}")

    return (
        Column("document_title", "places.document_title", "title", heads_row=True),
        Column("document_name", "places.document_name", "name"),
        Column("document_language", "places.document_language", language),
        Column("document_passages", "places.document_passages", "passages", style="number"),
        Column("document_added", "places.document_added", lambda row: row.added_at.isoformat(timespec="minutes")),
        Column("document_link", value="link"),
    )
