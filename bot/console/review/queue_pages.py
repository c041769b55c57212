"""The review queue: one turn at a time, judged with one key."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any
from urllib.parse import urlencode

from litestar import Controller, get, post
from litestar.response import Template

from bot.console.frame.access import needs
from bot.console.frame.fields import HiddenField, ManyField, TextField
from bot.console.frame.forms import Form
from bot.console.frame.intent_names import intent_names
from bot.console.frame.lists import ANY, NUMBER, ListQuery
from bot.console.frame.meaning import choices, meant
from bot.console.frame.reading import cover, read_once
from bot.console.frame.request import AnyRequest
from bot.console.frame.roles import Permission
from bot.console.frame.session import Reader
from bot.console.frame.visit import PageOrRedirect, Visit
from crm.errors import Conflict, InvalidValue, NotFound
from crm.learning import review_queue, review_turns, verdicts
from crm.learning.proposals import UNTAUGHT
from crm.learning.review_queue import ReviewFilter
from crm.learning.review_turns import ReviewTurn
from crm.records.values import REVIEW_REASONS
from protocol.values import LANGUAGES

__all__ = ["ReviewQueuePages"]

QUEUE = "/console/review"
OUT_OF_SCOPE = "out_of_scope"
FILTERS = {"reason": REVIEW_REASONS, "language": LANGUAGES, "intent": ANY, "item": NUMBER, "after": NUMBER}
REVIEW = needs(Permission.REVIEW)


@dataclass(frozen=True, slots=True)
class ReviewQuery:
    """The query of the review queue: which turns, and whether one of them or those that follow one."""

    wanted: ReviewFilter
    query: ListQuery

    @classmethod
    def of(cls, request: AnyRequest) -> ReviewQuery:
        """Read an address of the queue."""
        query = ListQuery.from_request(request, filters=FILTERS)
        get = query.filters.get
        return cls(ReviewFilter(get("reason"), get("language"), get("intent")), query)

    def kept(self, **more: object) -> str:
        """Give the address of the queue with the same filters."""
        pairs = {"reason": self.wanted.reason, "language": self.wanted.language, "intent": self.wanted.intent, **more}
        asked = urlencode({name: str(value) for name, value in pairs.items() if value is not None})
        return f"{QUEUE}?{asked}" if asked else QUEUE

    def form(self, action: str) -> str:
        """Give the address that a form is sent to, with the same filters."""
        return self.kept().replace(QUEUE, f"{QUEUE}/{action}", 1)


class VerdictForm(Form):
    """What the reviewer says a turn meant, and which of its details were read rightly."""

    verdict = HiddenField()
    intent = TextField()
    entity = ManyField()
    note = TextField("review.note", rows=2, dir="auto", most=2000, autocomplete=None)


class ReviewQueuePages(Controller):
    """Handlers of the review queue."""

    path = "/review"

    @get("/", opt=REVIEW)
    async def show(self, visit: Visit) -> Template:
        """Show the turn that is next, or the one that is asked for."""
        asked = ReviewQuery.of(visit.request)
        item = asked.query.numbers.get("item")
        if item is None:
            item = await _next(visit, asked, asked.query.numbers.get("after"))
        return await _shown(visit, asked, item)

    @post("/{item_id:int}/verdict", opt=REVIEW, status_code=200)
    async def judge(self, visit: Visit, item_id: int) -> PageOrRedirect:
        """Keep what the reviewer says and show the next turn."""
        asked = ReviewQuery.of(visit.request)
        form = await VerdictForm.sent(visit)
        turn = await review_turns.turn(visit.store, item_id, visit.reader.staff_id)
        names = await intent_names(visit)
        verdict, typed = form.verdict.data, form.intent.data
        intent: str | None
        if typed or verdict == "other":
            intent = meant(names, typed)
            if intent is None:
                return await _shown(visit, asked, item_id, error="review.bad.intent", form=form)
        else:
            intent = {
                "right": turn.intent,
                "useless": turn.intent,
                "runner_up": _second(turn),
                OUT_OF_SCOPE: OUT_OF_SCOPE,
            }.get(verdict)
        right = set(form.entity.numbers)
        # Without their values: a verdict stays when the patron's words are erased.
        entities = [
            {"entity": str(entity.get("entity")), "right": place in right} for place, entity in enumerate(turn.entities)
        ]
        try:
            await verdicts.judge(
                visit.store,
                item_id,
                visit.reader.actor,
                intent or "",
                entities=entities,
                note=form.note.data,
                useless=verdict == "useless" and not typed,
            )
        except InvalidValue as error:
            return await _shown(visit, asked, item_id, error=f"review.bad.{error.field}", form=form)
        except Conflict:
            return await _go_on(visit, asked, after=item_id, notice="review.faster")
        # What was left for later comes when the rest is done.
        return await _go_on(visit, asked, after=item_id, notice="review.kept")

    @post("/{item_id:int}/skip", opt=REVIEW, status_code=200)
    async def skip(self, visit: Visit, item_id: int) -> PageOrRedirect:
        """Leave the turn for later."""
        return await _go_on(visit, ReviewQuery.of(visit.request), after=item_id)

    @post("/undo", opt=REVIEW, status_code=200)
    async def undo(self, visit: Visit) -> PageOrRedirect:
        """Take the last verdict back and show its turn again."""
        asked = ReviewQuery.of(visit.request)
        try:
            item = await verdicts.undo(visit.store, visit.reader.actor)
        except NotFound:
            return await _go_on(visit, asked, notice="review.nothing_to_undo")
        except Conflict:
            return await _go_on(visit, asked, notice="review.undo_late")
        if visit.is_htmx:
            return await _shown(visit, asked, item, notice="review.undone")
        return visit.go_to(asked.kept(item=item), "review.undone")


async def _next(visit: Visit, asked: ReviewQuery, after: int | None) -> int | None:
    return await review_queue.next_item(visit.store, visit.reader.staff_id, asked.wanted, after=after)


async def _go_on(
    visit: Visit, asked: ReviewQuery, *, after: int | None = None, notice: str | None = None
) -> PageOrRedirect:
    if visit.is_htmx:
        return await _shown(visit, asked, await _next(visit, asked, after), notice=notice)
    return visit.go_to(asked.kept(after=after), notice)


async def _shown(
    visit: Visit,
    asked: ReviewQuery,
    item_id: int | None,
    *,
    error: str | None = None,
    form: VerdictForm | None = None,
    notice: str | None = None,
) -> Template:
    store, names = visit.store, await intent_names(visit)
    turn = None if item_id is None else await review_turns.turn(store, item_id, visit.reader.staff_id)
    values: dict[str, Any] = {}
    if turn is not None:
        await read_once(visit, "review.read", turn.conversation, ("messages",))
        values = _values(visit.reader, turn)
    second = None if turn is None else _second(turn)
    return visit.page(
        "review/queue.html",
        # A form that is swapped in by HTMX is swapped whatever the status says.
        status=422 if error else 200,
        fragment="review/turn.html",
        asked=asked,
        query=asked.query,
        turn=turn,
        second=second,
        may_be_right=turn is not None and turn.intent is not None and turn.intent not in UNTAUGHT,
        waiting=await review_queue.waiting(store, visit.reader.staff_id, asked.wanted),
        may_undo=await verdicts.last_verdict(store, visit.reader.staff_id) is not None,
        intent_name=lambda intent: names(intent, visit.language),
        choices=choices(names, visit.language),
        read_intents=[(name, names(name, visit.language)) for name in await review_queue.read_intents(store)],
        reasons=REVIEW_REASONS,
        error=error,
        form=form or VerdictForm(visit),
        told=notice,
        **values,
    )


def _values(reader: Reader, turn: ReviewTurn) -> dict[str, Any]:
    def covered(text: str | None) -> str:
        return cover(reader, text or "", turn.names)

    return {
        "text": covered(turn.text),
        "before": [(one, covered(one.text)) for one in turn.before],
        "after": [(one, covered(one.text)) for one in turn.after],
        "entities": [(str(one.get("entity", "")), covered(str(one.get("value", "")))) for one in turn.entities],
    }


def _second(turn: ReviewTurn) -> str | None:
    """Give the reading that came second: of what was not understood, the likeliest one."""
    likely = [name for name, _ in turn.ranking] or ([turn.runner_up] if turn.runner_up else [])
    return next((name for name in likely if name not in (turn.intent, *UNTAUGHT)), None)
