"""The list of all conversations, and its CSV files."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from litestar import Controller, get
from litestar.response import Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, DAY, MOST_ROWS, NUMBER, ListQuery, csv_response
from bot.console.frame.reading import clipped, cover, marked
from bot.console.frame.request import AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.frame.speech import Speech
from bot.console.frame.visit import Visit
from bot.content.names import IntentNames
from crm.conversations import labels, listing
from crm.conversations.listing import SCORES, SORTS, TalkFilter
from crm.conversations.listing_rows import TalkRow
from crm.library_info import directory
from crm.records.values import CHANNELS, HANDLERS, INTERACTION_STATUSES, LANGUAGES, OUTCOMES

__all__ = ["TalkList"]

READ = needs(Permission.READ_CONVERSATIONS)
FILTERS = {
    "channel": CHANNELS,
    "language": LANGUAGES,
    "status": INTERACTION_STATUSES,
    "outcome": OUTCOMES,
    "by": HANDLERS,
    "intent": ANY,
    "branch": NUMBER,
    "label": ANY,
    "below": NUMBER,
    "score": tuple(SCORES),
    "fallback": ("1",),
    "from": DAY,
    "to": DAY,
}
# Filters that stand apart, because they are wanted less often.
MORE = ("channel", "language", "by", "branch", "label", "below", "score", "fallback")
# What a chat comes from; the other channels of the list of values have nothing in the store yet.
SHOWN_CHANNELS = ("web_chat", "telegram", "email", "sms", "phone", "in_person")
ROW_HEADER = (
    "conversation", "started_at", "ended_at", "channel", "language", "status", "outcome", "handled_by", "intent",
    "messages", "lowest_confidence", "fallbacks", "score", "thumb", "read_effort", "branch", "labels", "patron",
    "first_message",
)  # fmt: skip
MESSAGE_HEADER = (
    "conversation", "seq", "at", "sender", "language", "text", "intent", "confidence", "answer_status", "answer_name",
    "latency_ms",
)  # fmt: skip


class TalkList(Controller):
    """Handlers of the list of conversations."""

    path = "/conversations"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List conversations."""
        query = _query(visit.request)
        wanted = _filter(visit, query)
        names = await intent_names(visit)
        if query.wants_csv:
            await visit.audited("conversation.exported", "interaction", None, ROW_HEADER)
            rows = _csv_rows(visit, wanted, names)
            return csv_response(visit.reader, "conversations", _header(visit, ROW_HEADER), rows)
        found = await listing.talks(
            visit.store,
            wanted,
            sort=query.sort,
            descending=query.descending,
            limit=query.limit,
            offset=query.offset,
        )
        return visit.page(
            "conversations/list.html",
            query=query,
            found=found,
            rows=[_shown(visit.reader, row, wanted.words) for row in found.rows],
            words=wanted.words,
            counted=listing.COUNTED,
            intent_name=lambda name: names(name, visit.language),
            intents=names.options(visit.language),
            branch_options=[(each.id, each.name[visit.language]) for each in await directory.branches(visit.store)],
            label_options=[
                (each.code, each.name_fa if visit.language == "fa" else each.name_en)
                for each in await labels.labels(visit.store)
            ],
            more_set=any(query.value(name) for name in MORE),
            channels=SHOWN_CHANNELS,
            statuses=INTERACTION_STATUSES,
            outcomes=OUTCOMES,
            handlers=HANDLERS,
            scores=tuple(SCORES),
            today=visit.speech.short_day(visit.speech.today()),
            messages_url=query.url(page=None, size=None, sort=None).replace(
                "/console/conversations", "/console/conversations/messages.csv", 1
            ),
        )

    @get("/messages.csv", opt=READ)
    async def messages(self, visit: Visit) -> Stream:
        """Give the messages of the conversations that a list shows."""
        wanted = _filter(visit, _query(visit.request))
        await visit.audited("conversation.exported", "message", None, MESSAGE_HEADER)
        return csv_response(visit.reader, "messages", _header(visit, MESSAGE_HEADER), _csv_messages(visit, wanted))


def _query(request: AnyRequest) -> ListQuery:
    return ListQuery.from_request(request, filters=FILTERS, sorts=tuple(SORTS), default_sort="-started")


def _filter(visit: Visit, query: ListQuery) -> TalkFilter:
    asked = query.filters
    first, last = query.days.get("from"), query.days.get("to")
    below = query.numbers.get("below")
    return TalkFilter(
        q=query.q,
        channel=asked.get("channel"),
        language=asked.get("language"),
        status=asked.get("status"),
        outcome=asked.get("outcome"),
        handled_by=asked.get("by"),
        intent=asked.get("intent"),
        branch_id=query.numbers.get("branch"),
        label=asked.get("label"),
        confidence_below=None if below is None else below / 100,
        score=asked.get("score"),
        has_fallback="fallback" in asked,
        since=None if first is None else visit.speech.start_of(first),
        until=None if last is None else visit.speech.start_of(last + timedelta(days=1)),
        internal=visit.may(Permission.READ_PATRONS),
        seen=None if visit.may(Permission.READ_PATRONS) else partial(cover, visit.reader),
    )


def _shown(reader: Reader, row: TalkRow, words: Sequence[str]) -> dict[str, Any]:
    """Make what the template shows of a row: texts covered where they must be, and marked."""
    first = cover(reader, row.first_text or "", row.names)
    return {
        "talk": row,
        "name": (row.patron_name or row.chat_name) if reader.may(Permission.READ_PATRONS) else None,
        "first": clipped([(first, False)], 110),
        "hits": [(hit, clipped(marked(cover(reader, hit.text, row.names), words))) for hit in row.hits],
    }


def _header(visit: Visit, names: Sequence[str]) -> list[str]:
    return [visit.t(f"talks.csv.{name}") for name in names]


async def _csv_rows(visit: Visit, wanted: TalkFilter, names: IntentNames) -> AsyncIterator[tuple[object, ...]]:
    sees = visit.may(Permission.READ_PATRONS)
    fa = visit.language == "fa"
    async for batch in listing.every_talk(visit.store, wanted, MOST_ROWS):
        for row in batch:
            yield (
                row.public_id,
                _moment(visit.speech, row.started_at),
                _moment(visit.speech, row.ended_at),
                row.channel,
                row.language,
                row.status,
                row.outcome,
                row.handled_by,
                names(row.primary_intent, visit.language) if row.primary_intent else None,
                row.patron_message_count,
                row.lowest_confidence,
                row.fallback_count,
                row.score,
                row.thumb,
                row.read_effort,
                row.branch_fa if fa else row.branch_en,
                " ".join(label.name_fa if fa else label.name_en for label in row.labels),
                row.patron_name if sees else None,
                cover(visit.reader, row.first_text or "", row.names),
            )


async def _csv_messages(visit: Visit, wanted: TalkFilter) -> AsyncIterator[tuple[object, ...]]:
    async for batch in listing.every_message(visit.store, wanted, MOST_ROWS):
        for row in batch:
            yield (
                row["public_id"],
                row["seq"],
                _moment(visit.speech, row["created_at"]),
                row["sender"],
                row["language"],
                cover(visit.reader, row["body"] or "", row["names"]),
                row["intent"],
                row["confidence"],
                row["answer_status"],
                row["answer_name"],
                row["latency_ms"],
            )


def _moment(speech: Speech, value: Any) -> str:
    """Write a moment for a spreadsheet, in the reader's calendar."""
    return "" if value is None else f"{speech.short_day(value)} {speech.time(value)}"
