"""Pages of service notes: the list by topic, and one note in both languages side by side."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.fields import RowField, TextField, bilingual
from bot.console.frame.lists import ANY, ListQuery
from bot.console.frame.locale import Locale
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.console.places.branches import branch_options, refused
from bot.console.places.edit_conflicts import Overtaking, SeenForm, entries_of, side_by_side
from bot.texts import has_text
from crm.audit.edit_conflicts import seen_of
from crm.errors import Conflict, EditConflict, InvalidValue
from crm.library_info import directory
from crm.library_info.notes import (
    LONGEST_NOTE,
    NoteRow,
    add_note,
    change_note,
    delete_note,
    service_note_row,
    service_notes,
    topics,
)

__all__ = ["NotePages"]

LIST = "/console/places/notes"
READ = needs(Permission.READ_PLACES)
EDIT = needs(Permission.EDIT_PLACES)
ENTRIES = entries_of("text_fa", "text_en")


class NoteForm(SeenForm):
    """The texts of a note."""

    text_fa, text_en = bilingual("places.text", rows=9, required=True, most=LONGEST_NOTE)


class NewNoteForm(NoteForm):
    """A note that is not there yet."""

    topic = TextField("places.topic", required=True, most=64, dir="ltr", hint="places.topic_hint", datalist="topics")
    branch = RowField("places.branch", empty="places.everywhere")


class NotePages(Controller):
    """The facts of services."""

    path = "/places/notes"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the notes."""
        query = ListQuery.from_request(
            visit.request, filters={"topic": ANY, "branch": ANY}, sorts=("topic",), default_sort="topic"
        )
        branch = query.filters.get("branch", "")
        rows, total = await service_notes(
            visit.store,
            topic=query.filters.get("topic"),
            branch_id=int(branch) if branch.isdecimal() and len(branch) < 10 else None,
            everywhere=branch == "all",
            q=query.q,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        names = {one.id: one.name for one in await directory.branches(visit.store)}
        if query.wants_csv:
            return visit.file("services", _columns(visit, names), rows, texts="places.")
        return visit.page(
            "places/notes.html",
            query=query,
            columns=_columns(visit, names),
            rows=rows,
            total=total,
            branches=branch_options(names, visit.reader),
            topic_rows=_topics(visit.speech, await topics(visit.store)),
            may_edit=visit.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, visit: Visit) -> Template:
        """Show the form for a new note."""
        return await _form(visit, None, NewNoteForm(visit))

    @post("/", opt=EDIT)
    async def add(self, visit: Visit) -> PageOrRedirect:
        """Add a note."""
        form = await NewNoteForm.sent(visit)
        if not form.is_wrong:
            try:
                made = await add_note(
                    visit.store,
                    form.topic.data,
                    form.branch.data,
                    form.text_fa.data,
                    form.text_en.data,
                    by=visit.reader.actor,
                )
                return visit.go_to(f"{LIST}/{made}", "places.saved")
            except InvalidValue as error:
                refused(form, error)
            except Conflict:
                form.wrong("topic", "places.bad.topic_taken")
        return await _form(visit, None, form)

    @get("/{note_id:int}", opt=READ)
    async def show(self, visit: Visit, note_id: int) -> Template:
        """Show one note."""
        row = await service_note_row(visit.store, note_id)
        return await _form(visit, row, NoteForm(visit, seen=seen_of(_texts(row)), **_texts(row)))

    @post("/{note_id:int}", opt=EDIT)
    async def change(self, visit: Visit, note_id: int) -> PageOrRedirect:
        """Change the texts of a note."""
        row = await service_note_row(visit.store, note_id)
        form = await NoteForm.sent(visit)
        mine = {name: form.field(name).data for name in ENTRIES}
        try:
            await change_note(visit.store, note_id, **mine, by=visit.reader.actor, seen=form.seen.typed)
        except InvalidValue as error:
            refused(form, error)
            return await _form(visit, row, form)
        except EditConflict as error:
            now = _texts(await service_note_row(visit.store, note_id))
            return await _form(visit, row, form, side_by_side(error, form, mine, now, now, ENTRIES))
        return visit.go_to(f"{LIST}/{note_id}", "places.saved")

    @post("/{note_id:int}/delete", opt=EDIT)
    async def delete(self, visit: Visit, note_id: int) -> Redirect:
        """Delete a note."""
        await delete_note(visit.store, note_id, by=visit.reader.actor)
        return visit.go_to(LIST, "places.deleted")


def _texts(row: NoteRow) -> dict[str, str]:
    return {"text_fa": row.text_fa, "text_en": row.text_en}


async def _form(visit: Visit, row: NoteRow | None, form: NoteForm, overtaking: Overtaking | None = None) -> Template:
    names = {one.id: one.name for one in await directory.branches(visit.store)}
    if isinstance(form, NewNoteForm):
        form.branch.options = branch_options(names, visit.reader)
    return visit.page(
        "places/note.html",
        status=409 if overtaking else 422 if form.is_wrong else 200,
        overtaking=overtaking,
        row=row,
        form=form,
        names=names,
        topics=await topics(visit.store),
        may_edit=visit.may(Permission.EDIT_PLACES),
    )


def _topics(speech: Locale, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, say(speech, f"places.topic.{name}") if has_text(f"places.topic.{name}") else name) for name in names]


def _columns(visit: Visit, names: dict[int, dict[str, str]]) -> tuple[Column, ...]:
    everywhere = visit.t("places.everywhere")
    return (
        Column("topic", "places.topic", "topic", sort="topic", heads_row=True),
        Column(
            "branch",
            "places.branch",
            lambda row: names[row.branch_id][visit.language] if row.branch_id in names else everywhere,
        ),
        Column("text", "places.text"),
        Column("text_fa", value="text_fa"),
        Column("text_en", value="text_en"),
    )
