"""Pages of service notes: the list by topic, and one note in both languages side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from litestar import Controller, Request, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.lists import ANY, ListQuery, csv_response
from bot.console.frame.pages import go_to, page, speech_for
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.say import say
from bot.console.frame.session import Reader
from bot.console.frame.speech import Speech
from bot.console.places.branches import branch_options, refused
from bot.console.places.overtaking import Overtaking, entries_of, side_by_side
from bot.console.places.reading import Form, Typed
from bot.texts import has_text
from crm.audit.edit_conflicts import seen_of
from crm.errors import Conflict, InvalidValue, Overtaken
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

Answer = Template | Redirect


class NotePages(Controller):
    """The facts of services."""

    path = "/places/notes"

    @get("/", opt=READ)
    async def index(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the notes."""
        query = ListQuery.from_request(
            request, filters={"topic": ANY, "branch": ANY}, sorts=("topic",), default_sort="topic"
        )
        branch = query.filters.get("branch", "")
        rows, total = await service_notes(
            console.store,
            topic=query.filters.get("topic"),
            branch_id=int(branch) if branch.isdecimal() and len(branch) < 10 else None,
            everywhere=branch == "all",
            q=query.q,
            descending=query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        names = {one.id: one.name for one in await directory.branches(console.store)}
        if query.wants_csv:
            return _csv(console, reader, rows, names)
        return page(
            reader,
            "places/notes.html",
            query=query,
            rows=rows,
            total=total,
            names=names,
            branches=branch_options(names, reader),
            topic_rows=_topics(speech_for(console, reader), await topics(console.store)),
            may_edit=reader.may(Permission.EDIT_PLACES),
        )

    @get("/new", opt=EDIT)
    async def new(self, console: Console, reader: Reader) -> Template:
        """Show the form for a new note."""
        return await _form(console, reader, None, Typed())

    @post("/", opt=EDIT)
    async def add(self, console: Console, reader: Reader, data: Form) -> Answer:
        """Add a note."""
        typed = Typed(data)
        branch_id = typed.whole("branch")
        if not typed.errors:
            try:
                made = await add_note(
                    console.store,
                    typed.text("topic"),
                    branch_id,
                    typed.text("text_fa"),
                    typed.text("text_en"),
                    by=reader.username,
                )
                return go_to(f"{LIST}/{made}", "places.saved", secure=console.secure)
            except InvalidValue as error:
                refused(typed, error)
            except Conflict:
                typed.wrong("topic", "places.bad.topic_taken")
        return await _form(console, reader, None, typed)

    @get("/{note_id:int}", opt=READ)
    async def show(self, console: Console, reader: Reader, note_id: int) -> Template:
        """Show one note."""
        row = await service_note_row(console.store, note_id)
        return await _form(console, reader, row, Typed({**_texts(row), "seen": seen_of(_texts(row))}))

    @post("/{note_id:int}", opt=EDIT)
    async def change(self, console: Console, reader: Reader, note_id: int, data: Form) -> Answer:
        """Change the texts of a note."""
        row = await service_note_row(console.store, note_id)
        typed = Typed(data)
        mine = {name: typed.text(name) for name in ENTRIES}
        try:
            await change_note(console.store, note_id, **mine, by=reader.username, seen=typed["seen"])
        except InvalidValue as error:
            refused(typed, error)
            return await _form(console, reader, row, typed)
        except Overtaken as error:
            now = _texts(await service_note_row(console.store, note_id))
            merged, told = side_by_side(error, typed, mine, now, now, ENTRIES)
            return await _form(console, reader, row, merged, told)
        return go_to(f"{LIST}/{note_id}", "places.saved", secure=console.secure)

    @post("/{note_id:int}/delete", opt=EDIT)
    async def delete(self, console: Console, reader: Reader, note_id: int) -> Redirect:
        """Delete a note."""
        await delete_note(console.store, note_id, by=reader.username)
        return go_to(LIST, "places.deleted", secure=console.secure)


def _texts(row: NoteRow) -> dict[str, str]:
    return {"text_fa": row.text_fa, "text_en": row.text_en}


async def _form(
    console: Console, reader: Reader, row: NoteRow | None, typed: Typed, overtaking: Overtaking | None = None
) -> Template:
    names = {one.id: one.name for one in await directory.branches(console.store)}
    return page(
        reader,
        "places/note.html",
        status=409 if overtaking else 422 if typed.errors else 200,
        overtaking=overtaking,
        row=row,
        typed=typed,
        errors=typed.errors,
        names=names,
        branch_rows=branch_options(names, reader),
        topics=await topics(console.store),
        longest=LONGEST_NOTE,
        may_edit=reader.may(Permission.EDIT_PLACES),
    )


def _topics(speech: Speech, names: Sequence[str]) -> list[tuple[str, str]]:
    return [(name, say(speech, f"places.topic.{name}") if has_text(f"places.topic.{name}") else name) for name in names]


def _csv(console: Console, reader: Reader, rows: list[NoteRow], names: dict[int, dict[str, str]]) -> Stream:
    speech = speech_for(console, reader)
    header = [say(speech, f"places.{name}") for name in ("topic", "branch", "text_fa", "text_en")]
    everywhere = say(speech, "places.everywhere")
    return csv_response(
        reader,
        "services",
        header,
        (
            (
                row.topic,
                everywhere if row.branch_id is None else names[row.branch_id][reader.language],
                row.text_fa,
                row.text_en,
            )
            for row in rows
        ),
    )
