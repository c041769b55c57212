"""The history of the content: what was changed, by whom and when."""

from __future__ import annotations

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, ListQuery
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from bot.console.intents.catalogue import LANGUAGES
from crm.content.changes import changes, count_changes
from crm.records.values import CONTENT_CHANGES

__all__ = ["HistoryPages"]

COLUMNS = (
    Column("when", "intents.when", "created_at", sort="when", style="nowrap"),
    Column("who", "intents.who", "author"),
    Column("what", "intents.what", "kind"),
    Column("language", value="language"),
    Column("intent", "intents.intent", "intent"),
    Column("text", "intents.text", "text"),
    Column("to", value=lambda row: row.detail.get("to")),
)


class HistoryPages(Controller):
    """The history of the content."""

    path = "/intents/history"

    @get("/", opt=needs(Permission.READ_INTENTS))
    async def show(self, visit: Visit) -> Template | Stream:
        """List the changes, the newest first."""
        query = ListQuery.from_request(
            visit.request,
            filters={"kind": CONTENT_CHANGES, "language": LANGUAGES, "intent": ANY},
            sorts=("when",),
            default_sort="-when",
        )
        wanted = {name: query.filters.get(name) for name in ("kind", "language", "intent")}
        rows = await changes(
            visit.store,
            **wanted,
            oldest_first=not query.descending,
            limit=query.limit,
            offset=0 if query.wants_csv else query.offset,
        )
        if query.wants_csv:
            return visit.file("content-changes", COLUMNS, rows)
        names = await intent_names(visit)
        return visit.page(
            "intents/history.html",
            query=query,
            columns=COLUMNS,
            rows=rows,
            total=await count_changes(visit.store, **wanted),
            names=names,
            kinds=CONTENT_CHANGES,
            intents=[(name, names(name, visit.language)) for name in visit.content.intents()],
        )
