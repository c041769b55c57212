"""Pages of unanswered questions: the list, and one group."""

from __future__ import annotations

from collections.abc import AsyncIterator
from dataclasses import replace

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, item, stamp
from bot.console.frame.lists import DAY, NUMBER, ListQuery
from bot.console.frame.reading import cover
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.questions.showing import shown
from crm.learning import question_groups
from crm.learning.question_groups import SORTS, Group, GroupFilter
from crm.records.values import QUESTION_STATUSES
from protocol.values import LANGUAGES

__all__ = ["ListPages"]

COLUMNS = (
    Column("title", "questions.question", "title", style="words", heads_row=True),
    Column("status", value="status"),
    Column("times", "questions.times", "times", sort="times", style="number"),
    Column("trend", "questions.trend"),
    Column("wordings", "questions.wordings", "wordings", sort="wordings", style="number"),
    Column("languages", "questions.languages", lambda row: " ".join(row.languages)),
    *(Column(key, value=item("weeks", place)) for place, key in enumerate(("week4", "week3", "week2", "week1"))),
    Column("first", "questions.first", stamp("first_seen_at"), sort="first", style="nowrap"),
    Column("last", "questions.last", stamp("last_seen_at"), sort="last", style="nowrap"),
    Column("state", "questions.state"),
    Column("owner", value="owner"),
    Column("intent", value="intent"),
    Column("answer", value="answer_name"),
)
READ = needs(Permission.READ_QUESTIONS)
BATCH = 500


class ListPages(Controller):
    """Handlers of the pages of unanswered questions."""

    path = "/questions"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the matters that patrons asked about in vain."""
        query = ListQuery.from_request(
            visit.request,
            filters={
                "status": QUESTION_STATUSES, "language": LANGUAGES, "owner": ("me", "nobody"), "least": NUMBER,
                "since": DAY,
            },
            sorts=tuple(SORTS),
            default_sort="-times",
        )  # fmt: skip
        since = query.days.get("since")
        wanted = GroupFilter(
            status=query.filters.get("status"),
            language=query.filters.get("language"),
            owner={"me": visit.reader.staff_id, "nobody": 0}.get(query.filters.get("owner", "")),
            at_least=query.numbers.get("least"),
            since=None if since is None else visit.locale.start_of(since),
            q=query.q,
        )
        if query.wants_csv:
            await visit.audited("question.exported", "question_group", None)
            return visit.file("questions", COLUMNS, _every(visit, wanted, query), texts="questions.column.")
        rows, total = await question_groups.groups(
            visit.store, wanted, sort=query.sort, descending=query.descending, limit=query.size, offset=query.offset
        )
        return visit.page(
            "questions/list.html",
            query=query,
            columns=COLUMNS,
            rows=[_covered(visit, row) for row in rows],
            total=total,
            counts=await question_groups.counts(visit.store),
            statuses=QUESTION_STATUSES,
            today=visit.locale.short_day(visit.locale.today()),
        )

    @get("/{group_id:int}", opt=READ)
    async def show(self, visit: Visit, group_id: int) -> Template:
        """Show one matter: its wordings, where they were said, and what is done about them."""
        await visit.audited("question.read", "question_group", group_id, ("wordings",))
        return await shown(visit, group_id)


async def _every(visit: Visit, wanted: GroupFilter, query: ListQuery) -> AsyncIterator[Group]:
    offset = 0
    while True:
        rows, _ = await question_groups.groups(
            visit.store, wanted, sort=query.sort, descending=query.descending, limit=BATCH, offset=offset
        )
        for row in rows:
            yield _covered(visit, row)
        if len(rows) < BATCH:
            return
        offset += BATCH


def _covered(visit: Visit, row: Group) -> Group:
    return replace(row, title=cover(visit.reader, row.title))
