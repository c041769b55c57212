"""The list of all conversations, and its CSV files."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Iterable, Mapping, Sequence
from datetime import timedelta
from functools import partial
from operator import itemgetter
from typing import Any

from litestar import Controller, get, post
from litestar.response import Redirect, Stream, Template

from bot.console.frame.access import needs
from bot.console.frame.columns import Column, stamp
from bot.console.frame.fields import ChoiceField, ManyField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, DAY, MOST_ROWS, MOST_SIZE, NUMBER, ListQuery
from bot.console.frame.reading import clipped, cover, marked
from bot.console.frame.roles import Permission
from bot.console.frame.saved_views import ViewForm, drop_view, keep_view, shown_views
from bot.console.frame.session import Reader
from bot.console.frame.visit import PageOrRedirect, Visit
from bot.content.names import IntentNames
from bot.texts import has_text
from crm.conversations import labels, listing
from crm.conversations.listing import SCORES, SORTS, TalkFilter
from crm.conversations.listing_rows import TalkRow
from crm.errors import NotFound
from crm.library_info import directory
from crm.records.values import CHANNELS, CHATS, HANDLERS, INTERACTION_STATUSES, OUTCOMES
from protocol.alphabet import by_alphabet
from protocol.values import LANGUAGES

__all__ = ["TalkList"]

LIST = "/console/conversations"
READ = needs(Permission.READ_CONVERSATIONS)
MARK = needs(Permission.REVIEW)
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
VIEWED = "conversations"
# What a chat comes from; the other channels of the list of values have nothing in the store yet.
SHOWN_CHANNELS = (*CHATS, "email", "sms", "phone", "in_person")
PICK = Column("pick", "list.pick", style="pick", is_plain=True)
PAGE_COLUMNS = (
    Column("talk", "talks.talk", style="what", is_plain=True),
    Column("started", "talks.started", sort="started", style="nowrap"),
    Column("status", "talks.status"),
    Column("intent", "talks.intent"),
    Column("confidence", "talks.confidence", sort="confidence", style="number"),
    Column("rating", "talks.rating", sort="score"),
)


class BulkLabelForm(Form):
    """Conversations, and the label that they are to carry."""

    pick = ManyField("talks.talk", at_most=MOST_SIZE)
    code = ChoiceField("talk.label_choose", empty="talks.bulk.choose")


class TalkList(Controller):
    """Handlers of the list of conversations."""

    path = "/conversations"

    @get("/", opt=READ)
    async def index(self, visit: Visit) -> Template | Stream:
        """List conversations."""
        query = _query(visit)
        wanted = _filter(visit, query)
        if query.wants_csv:
            names = await intent_names(visit)
            columns = _row_columns(visit, names)
            await visit.audited("conversation.exported", "interaction", None, [column.key for column in columns])
            talks = _each(listing.every_talk(visit.store, wanted, MOST_ROWS))
            return visit.file("conversations", columns, talks, texts="talks.csv.")
        return await _list(visit, query)

    @post("/bulk", opt=MARK)
    async def bulk(self, visit: Visit) -> PageOrRedirect:
        """Put a label on the chosen conversations."""
        query, form = _query(visit), await BulkLabelForm.sent(visit)
        if not form.pick.data:
            form.wrong("page", "list.pick_none")
        if not form.code.data:
            form.wrong("code", "talks.bulk.no_label")
        if form.is_wrong:
            return await _list(visit, query, bulk=form, status=422)
        for talk in dict.fromkeys(form.pick.data):
            try:
                await labels.label(visit.store, talk, form.code.data, visit.reader.actor)
            except NotFound as error:
                # A conversation that is gone meanwhile needs no label; without the label nothing is done.
                if error.what == "label":
                    return await _list(visit, query, bulk=form.wrong("code", "talks.bulk.no_label"), status=422)
        return visit.go_to(query.url(), "talks.bulk.labelled")

    @post("/views", opt=READ)
    async def keep(self, visit: Visit) -> PageOrRedirect:
        """Keep what narrows the list as a view of the reader's own."""
        query = _query(visit)
        form = await keep_view(visit, VIEWED, query)
        return await _list(visit, query, view=form, status=422) if form.is_wrong else visit.go_to(query.url(), "saved")

    @post("/views/drop", opt=READ)
    async def drop(self, visit: Visit) -> Redirect:
        """Drop a view of the reader's own."""
        await drop_view(visit, VIEWED)
        return visit.go_to(LIST, "list.views.dropped")

    @get("/messages.csv", opt=READ)
    async def messages(self, visit: Visit) -> Stream:
        """Give the messages of the conversations that a list shows."""
        wanted = _filter(visit, _query(visit))
        columns = _message_columns(visit)
        await visit.audited("conversation.exported", "message", None, [column.key for column in columns])
        messages = _each(listing.every_message(visit.store, wanted, MOST_ROWS))
        return visit.file("messages", columns, messages, texts="talks.csv.")


async def _list(
    visit: Visit,
    query: ListQuery,
    *,
    bulk: BulkLabelForm | None = None,
    view: ViewForm | None = None,
    status: int = 200,
) -> Template:
    wanted, names = _filter(visit, query), await intent_names(visit)
    found = await listing.talks(
        visit.store,
        wanted,
        sort=query.sort,
        descending=query.descending,
        limit=query.limit,
        offset=query.offset,
    )
    label_options = [
        (each.code, each.name_fa if visit.language == "fa" else each.name_en)
        for each in await labels.labels(visit.store)
    ]
    label_options.sort(key=lambda pair: by_alphabet(pair[1]))
    form = BulkLabelForm(visit) if bulk is None else bulk
    form.code.options = label_options
    return visit.page(
        "conversations/list.html",
        status=status,
        query=query,
        found=found,
        columns=(PICK, *PAGE_COLUMNS) if visit.may(Permission.REVIEW) else PAGE_COLUMNS,
        rows=[_shown(visit.reader, row, wanted.words) for row in found.rows],
        words=wanted.words,
        counted=listing.COUNTED,
        intent_name=lambda name: names(name, visit.language),
        intents=names.options(visit.language),
        branch_options=[(each.id, each.name[visit.language]) for each in await directory.branches(visit.store)],
        label_options=label_options,
        bulk=form,
        picked=frozenset(form.pick.data or ()),
        views=await shown_views(
            visit,
            VIEWED,
            query,
            read=partial(_query, visit),
            count=lambda kept, most: listing.how_many(visit.store, _filter(visit, kept), most),
        ),
        view_form=ViewForm(visit) if view is None else view,
        channels=SHOWN_CHANNELS,
        statuses=INTERACTION_STATUSES,
        outcomes=OUTCOMES,
        handlers=HANDLERS,
        scores=tuple(SCORES),
        today=visit.locale.short_day(visit.locale.today()),
        messages_url=query.url(page=None, size=None, sort=None).replace(LIST, f"{LIST}/messages.csv", 1),
    )


def _query(visit: Visit, asked: Mapping[str, str] | None = None) -> ListQuery:
    return ListQuery.from_request(
        visit.request, filters=FILTERS, sorts=tuple(SORTS), default_sort="-started", path=LIST, asked=asked
    )


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
        since=None if first is None else visit.locale.start_of(first),
        until=None if last is None else visit.locale.start_of(last + timedelta(days=1)),
        internal=visit.may(Permission.READ_PATRONS),
        seen=None if visit.may(Permission.READ_PATRONS) else partial(cover, visit.reader),
    )


def _shown(reader: Reader, row: TalkRow, words: Sequence[str]) -> dict[str, Any]:
    """Make what the template shows of a row: texts covered where they must be, and marked."""
    first = cover(reader, _words(row), row.names)
    return {
        "has_words": bool(first),
        "talk": row,
        "name": (row.patron_name or row.chat_name) if reader.may(Permission.READ_PATRONS) else None,
        "first": clipped([(first, False)], 110),
        "hits": [(hit, clipped(marked(cover(reader, hit.text, row.names), words))) for hit in row.hits],
    }


def _words(row: TalkRow) -> str:
    """Give by what a conversation is known, or another contact: a note by its subject, a letter by its text."""
    if row.kind == "conversation":
        return row.first_text or ""
    if row.kind == "notice":
        return row.sent.text if row.sent is not None else ""
    of_case = row.case_subject or ""
    key = f"cases.subject.{of_case}"
    return row.subject or row.first_text or ("" if has_text(key) else of_case)


def _row_columns(visit: Visit, names: IntentNames) -> tuple[Column, ...]:
    sees, fa = visit.may(Permission.READ_PATRONS), visit.language == "fa"
    return (
        Column("conversation", value="public_id"),
        Column("started_at", value=stamp("started_at")),
        Column("ended_at", value=stamp("ended_at")),
        *(Column(name, value=name) for name in ("kind", "channel", "language", "status", "outcome", "handled_by")),
        Column(
            "intent",
            value=lambda row: names(row.primary_intent, visit.language) if row.primary_intent else None,
        ),
        Column("messages", value="patron_message_count"),
        Column("lowest_confidence", value="lowest_confidence"),
        Column("fallbacks", value="fallback_count"),
        *(Column(name, value=name) for name in ("score", "thumb", "read_effort")),
        Column("branch", value="branch_fa" if fa else "branch_en"),
        Column("labels", value=lambda row: " ".join(label.name_fa if fa else label.name_en for label in row.labels)),
        Column("patron", value=lambda row: row.patron_name if sees else None),
        Column("first_message", value=lambda row: cover(visit.reader, _words(row), row.names)),
    )


def _message_columns(visit: Visit) -> tuple[Column, ...]:
    def plain(*names: str) -> list[Column]:
        return [Column(name, value=itemgetter(name)) for name in names]

    return (
        Column("conversation", value=itemgetter("public_id")),
        *plain("seq"),
        Column("at", value=lambda row: row["created_at"].isoformat(timespec="seconds")),
        *plain("sender", "language"),
        Column("text", value=lambda row: cover(visit.reader, row["body"] or "", row["names"])),
        *plain("intent", "confidence", "answer_status", "answer_name", "latency_ms"),
    )


async def _each(batches: AsyncIterable[Iterable[Any]]) -> AsyncIterator[Any]:
    async for batch in batches:
        for row in batch:
            yield row
