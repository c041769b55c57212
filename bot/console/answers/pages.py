"""Pages of answers: the list, the editor of one, its versions, and the history of all."""

from __future__ import annotations

from dataclasses import replace

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.answers.differences import differences
from bot.console.answers.editor import editor, own_intent
from bot.console.answers.listing import STATES, AnswerRow, file_text, listing, one_answer
from bot.console.answers.preview import own_name, preview
from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.content.answers import SUBJECTS
from bot.content.saying import answers_now
from crm.content.answer_versions import count_versions, version_of, versions
from crm.conversations.answers_said import DAYS, answers_said
from crm.knowledge.facts import FactRow, facts
from language.normalise import fold
from language.writing import direction
from protocol.values import LANGUAGES

__all__ = ["AnswerPages"]

READ = needs(Permission.READ_ANSWERS)
TEXTS = {
    language: Column(
        f"text_{language}", "answers.text_in", is_plain=True, label_texts={"language": f"language.{language}"}
    )
    for language in LANGUAGES
}
# So many facts stand beside the answers that were found; the rest is on their own page.
MOST_FACTS = 8
WHEN = Column("when", "answers.said_when", is_plain=True)
# The file has the name that programs know it by; people know an answer by what it says.
COLUMNS = (
    Column("name", value="name"),
    Column("subject", value="answer.subject"),
    *(Column(f"text_{language}", value=f"content.text_{language}") for language in LANGUAGES),
    Column("states", value=lambda row: " ".join(row.states)),
    Column("version", value=lambda row: row.live.version if row.live else None),
)
HISTORY = (
    Column("when", "answers.when", "created_at", style="nowrap"),
    Column("who", "answers.who", "author"),
    Column("answer", "answers.name", "name"),
    Column("version", value="version"),
    Column("state", "answers.state", "state"),
    Column("starts", value="starts_at"),
    Column("ends", value="ends_at"),
    Column("time", "answers.time"),
    Column("note", "answers.note", "note"),
    *(Column(f"text_{language}", value=f"content.text_{language}") for language in LANGUAGES),
)


class AnswerPages(Controller):
    """Handlers of the pages of answers."""

    path = "/answers"

    @get("/", opt=READ)
    async def show_list(self, visit: Visit) -> Template | Stream:
        """List the answers in both languages."""
        query = ListQuery.from_request(
            visit.request,
            filters={"subject": SUBJECTS, "state": STATES},
            sorts=("place", "name"),
            default_sort="place",
        )
        every = await listing(visit)
        rows = _wanted(every, query)
        names = await intent_names(visit)
        if query.sort == "name":
            rows.sort(key=lambda row: row.name)
        if query.descending:
            rows.reverse()
        if query.wants_csv:
            return visit.file("answers", COLUMNS, rows, texts="answers.csv.")
        told, told_count = await _facts(visit, query)
        return visit.page(
            "answers/list.html",
            query=query,
            columns=_columns(visit.language),
            said=await answers_said(visit.store),
            said_days=DAYS,
            intent_of=lambda name: own_intent(name, visit.content.intents()),
            intent_name=lambda name: names(name, visit.language),
            facts=told,
            facts_count=told_count,
            rows=rows[query.offset : query.offset + query.size],
            total=len(rows),
            subjects=SUBJECTS,
            states=[(state, _with_count(visit, state, every)) for state in STATES],
        )

    @get("/history", opt=READ)
    async def show_history(self, visit: Visit) -> Template | Stream:
        """List every version of every answer, the newest first."""
        query = ListQuery.from_request(visit.request, sorts=("when",), default_sort="-when")
        offset = 0 if query.wants_csv else query.offset
        rows = await versions(visit.store, limit=query.limit, offset=offset)
        if query.wants_csv:
            return visit.file("answer-versions", HISTORY, rows, texts="answers.csv.")
        total = await count_versions(visit.store)
        return visit.page("answers/history.html", query=query, columns=HISTORY, rows=rows, total=total)

    @get("/{name:str}", opt=READ)
    async def show(self, visit: Visit, name: str) -> Template:
        """Show an answer's editor."""
        return await editor(visit, name)

    @get("/{name:str}/{version:int}", opt=READ)
    async def show_version(self, visit: Visit, name: str, version: int) -> Template:
        """Show one version: what it changed, and how it looks."""
        row = await one_answer(visit, name)
        shown = await version_of(visit.store, name, version)
        before = await version_of(visit.store, name, version - 1) if version > 1 else None
        old = before.content if before is not None else file_text(row.answer)
        return visit.page(
            "answers/version.html",
            row=row,
            version=shown,
            before=before,
            differences={
                language: differences(old.text(language), shown.content.text(language)) for language in LANGUAGES
            },
            previews=preview(shown.content, await answers_now(visit.store, visit.content), await own_name(visit)),
        )


def _columns(language: str) -> tuple[Column, ...]:
    """Give the columns of the page: the reader's own language first, which is the answer's link, then the others."""
    mine, way = replace(TEXTS[language], heads_row=True), direction(language)
    others = [
        replace(column, style="" if direction(spoken) == way else "against")
        for spoken, column in TEXTS.items()
        if spoken != language
    ]
    return (mine, *others, WHEN)


async def _facts(visit: Visit, query: ListQuery) -> tuple[list[FactRow], int]:
    """Find the facts that hold the words looked for: patrons read them too, and they are kept elsewhere."""
    if not query.q or not visit.may(Permission.READ_PLACES):
        return [], 0
    return await facts(visit.store, q=query.q, limit=MOST_FACTS)


def _with_count(visit: Visit, state: str, rows: list[AnswerRow]) -> str:
    number = visit.locale.number(sum(state in row.states for row in rows))
    return f"{visit.t(f'answers.state.{state}')} ({number})"


def _wanted(rows: list[AnswerRow], query: ListQuery) -> list[AnswerRow]:
    words = fold(query.q).split()
    subject, state = query.filters.get("subject"), query.filters.get("state")

    def fits(row: AnswerRow) -> bool:
        text = fold(f"{row.name} {row.content.text_fa} {row.content.text_en}")
        return (
            (subject is None or row.answer.subject == subject)
            and (state is None or state in row.states)
            and all(word in text for word in words)
        )

    return [row for row in rows if fits(row)]
