"""Finished reviews: the list, reviewers' agreement, and files to test models with."""

from __future__ import annotations

import json
from collections.abc import AsyncIterator
from dataclasses import replace
from datetime import timedelta

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, DAY, ListQuery
from bot.console.frame.reading import cover
from bot.console.frame.roles import Permission
from bot.console.frame.visit import Visit
from crm.learning import review_results
from crm.learning.review_results import DoneFilter, DoneReview
from crm.records.values import REVIEW_REASONS
from protocol.values import LANGUAGES

__all__ = ["ReviewedPages"]

RESULTS = ("right", "useless", "wrong", "disagreement")
# The first three of the file are as evaluation files have them.
COLUMNS = (
    Column("text", "review.said", "text", style="words"),
    Column("lang", value="language"),
    Column("intent", value="intent"),
    Column("read", "review.read_as", "read"),
    Column("confidence", value=lambda row: None if row.confidence is None else round(row.confidence, 3)),
    Column("meant", "review.meant"),
    Column("useless", value=lambda row: int(row.is_useless)),
    Column("reason", "review.reason", "reason"),
    Column("reviewers", "review.reviewers", lambda row: "; ".join(one.reviewer or "-" for one in row.said)),
    Column("verdicts", value=lambda row: "; ".join(one.intent or "-" for one in row.said)),
    Column("done", "review.done_at", stamp("done_at"), sort="done", style="nowrap"),
)
READ = needs(Permission.READ_CONVERSATIONS)
BATCH = 1000


class ReviewedPages(Controller):
    """Handlers of the pages of reviewed turns."""

    path = "/review/done"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List the reviewed turns; as CSV, or as a file of utterances with `format=jsonl`."""
        query = ListQuery.from_request(
            visit.request,
            filters={
                "reason": REVIEW_REASONS, "language": LANGUAGES, "intent": ANY, "result": RESULTS,
                "from": DAY, "to": DAY,
            },
            sorts=("done",),
            default_sort="-done",
        )  # fmt: skip
        first, last = query.days.get("from"), query.days.get("to")
        wanted = DoneFilter(
            reason=query.filters.get("reason"),
            language=query.filters.get("language"),
            intent=query.filters.get("intent"),
            result=query.filters.get("result"),
            since=None if first is None else visit.locale.start_of(first),
            until=None if last is None else visit.locale.start_of(last + timedelta(days=1)),
        )
        if visit.request.query_params.get("format") == "jsonl":
            await visit.audited("review.exported", "review_item", None)
            return Stream(
                _lines(visit, wanted),
                media_type="application/x-ndjson; charset=utf-8",
                headers={
                    "Content-Disposition": 'attachment; filename="reviewed.jsonl"',
                    "Cache-Control": "no-store",
                },
            )
        if query.wants_csv:
            await visit.audited("review.exported", "review_item", None)
            return visit.file("reviews", COLUMNS, _every(visit, wanted), texts="review.column.")
        rows, total = await review_results.done_reviews(
            visit.store, wanted, newest_first=query.descending, limit=query.size, offset=query.offset
        )
        if rows:
            await visit.audited("review.list_read", "review_item", None, ("text",))
        names = await intent_names(visit)
        return visit.page(
            "review/done.html",
            query=query,
            columns=COLUMNS,
            rows=[_covered(visit, row) for row in rows],
            total=total,
            agreement=await review_results.agreement(visit.store),
            intent_name=lambda intent: names(intent, visit.language),
            intents=names.options(visit.language),
            reasons=REVIEW_REASONS,
            results=RESULTS,
            today=visit.locale.short_day(visit.locale.today()),
            jsonl_url=query.url(format="jsonl", page=None, size=None),
        )


async def _every(visit: Visit, wanted: DoneFilter) -> AsyncIterator[DoneReview]:
    offset = 0
    while True:
        rows, _ = await review_results.done_reviews(visit.store, wanted, limit=BATCH, offset=offset)
        for row in rows:
            yield _covered(visit, row)
        if len(rows) < BATCH:
            return
        offset += BATCH


def _covered(visit: Visit, row: DoneReview) -> DoneReview:
    return row if row.text is None else replace(row, text=cover(visit.reader, row.text, row.names))


async def _lines(visit: Visit, wanted: DoneFilter) -> AsyncIterator[str]:
    """Give one JSON object a line for every turn on which reviewers agree and whose words are still kept."""
    async for row in _every(visit, wanted):
        if row.text is not None and row.intent is not None:
            utterance = {"text": row.text, "lang": row.language or "fa", "intent": row.intent}
            yield json.dumps(utterance, ensure_ascii=False) + "\n"
