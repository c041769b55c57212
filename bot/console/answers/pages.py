"""Pages of answers: the list, the editor of one, its versions, and the history of all."""

from __future__ import annotations

from typing import Any

from litestar import Controller, Request, get
from litestar.response import Stream, Template

from bot.console.answers.differences import differences
from bot.console.answers.editor import editor
from bot.console.answers.preview import preview
from bot.console.answers.shelf import STATES, ShelfRow, file_text, one_answer, shelf
from bot.console.frame.access import needs
from bot.console.frame.lists import ListQuery, csv_response
from bot.console.frame.pages import page
from bot.console.frame.parts import Console
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.content.answers import SUBJECTS
from bot.content.saying import answers_now
from crm.content.answer_versions import count_versions, version_of, versions
from language.normalise import fold

__all__ = ["AnswerPages"]

READ = needs(Permission.READ_ANSWERS)


class AnswerPages(Controller):
    """Handlers of the pages of answers."""

    path = "/answers"

    @get("/", opt=READ)
    async def show_list(self, request: Request[Any, Any, Any], console: Console, reader: Reader) -> Template | Stream:
        """List the answers in both languages."""
        query = ListQuery.from_request(
            request,
            filters={"subject": SUBJECTS, "state": STATES},
            sorts=("place", "name"),
            default_sort="place",
        )
        every = await shelf(console)
        rows = _wanted(every, query)
        if query.sort == "name":
            rows.sort(key=lambda row: row.name)
        if query.descending:
            rows.reverse()
        if query.wants_csv:
            header = ("name", "subject", "text_fa", "text_en", "states", "version")
            lines = (
                (row.name, row.answer.subject, row.content.text_fa, row.content.text_en, " ".join(row.states),
                 row.live.version if row.live else None)
                for row in rows
            )  # fmt: skip
            return csv_response(reader, "answers", header, lines)
        return page(
            reader,
            "answers/list.html",
            query=query,
            rows=rows[query.offset : query.offset + query.size],
            total=len(rows),
            subjects=SUBJECTS,
            states=STATES,
            counts={state: sum(state in row.states for row in every) for state in STATES},
        )

    @get("/history", opt=READ)
    async def show_history(
        self, request: Request[Any, Any, Any], console: Console, reader: Reader
    ) -> Template | Stream:
        """List every version of every answer, the newest first."""
        query = ListQuery.from_request(request, sorts=("when",), default_sort="-when")
        offset = 0 if query.wants_csv else query.offset
        rows = await versions(console.store, limit=query.limit, offset=offset)
        if query.wants_csv:
            header = ("when", "who", "answer", "version", "state", "starts", "ends", "note", "text_fa", "text_en")
            lines = (
                (row.created_at, row.author, row.name, row.version, row.state, row.starts_at, row.ends_at, row.note,
                 row.content.text_fa, row.content.text_en)
                for row in rows
            )  # fmt: skip
            return csv_response(reader, "answer-versions", header, lines)
        total = await count_versions(console.store)
        return page(reader, "answers/history.html", query=query, rows=rows, total=total)

    @get("/{name:str}", opt=READ)
    async def show(self, console: Console, reader: Reader, name: str) -> Template:
        """Show an answer's editor."""
        return await editor(console, reader, name)

    @get("/{name:str}/{version:int}", opt=READ)
    async def show_version(self, console: Console, reader: Reader, name: str, version: int) -> Template:
        """Show one version: what it changed, and how it looks."""
        row = await one_answer(console, name)
        shown = await version_of(console.store, name, version)
        before = await version_of(console.store, name, version - 1) if version > 1 else None
        old = before.content if before is not None else file_text(row.answer)
        return page(
            reader,
            "answers/version.html",
            row=row,
            version=shown,
            before=before,
            differences={
                language: differences(old.text(language), shown.content.text(language)) for language in ("fa", "en")
            },
            previews=preview(shown.content, await answers_now(console.store, console.content)),
        )


def _wanted(rows: list[ShelfRow], query: ListQuery) -> list[ShelfRow]:
    words = fold(query.q).split()
    subject, state = query.filters.get("subject"), query.filters.get("state")

    def fits(row: ShelfRow) -> bool:
        text = fold(f"{row.name} {row.content.text_fa} {row.content.text_en}")
        return (
            (subject is None or row.answer.subject == subject)
            and (state is None or state in row.states)
            and all(word in text for word in words)
        )

    return [row for row in rows if fits(row)]
