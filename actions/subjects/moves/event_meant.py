"""Which event a move is about: one that its words name, place or point at, else the one spoken of."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Sequence
from datetime import timedelta
from itertools import pairwise
from typing import Any

from actions.dialogue.references import pointed
from actions.dialogue.turn import Turn
from actions.facts.choices import choice
from actions.rasa.registry import MOVES, PatronReply, move, pending_action
from actions.subjects.events import AHEAD_DAYS, coming, event_lines
from crm.library_info import directory
from crm.library_info.directory import Event
from language.dates import find_dates
from language.normalise import fold
from language.requests.event_wishes import audience_of, event_wish
from language.requests.phrases import words_of
from language.stems import stems

__all__ = ["event_meant", "events_shown", "of_event"]

Answer = Callable[[Turn, Event], Awaitable[bool]]
# What an event may be named by, where the move itself asks for none of that.
SUBJECT, DAY, PLACE, AUDIENCE = "subject", "day", "place", "audience"
_ALL = frozenset({SUBJECT, DAY, PLACE, AUDIENCE})
_ANSWERS: dict[str, tuple[Answer, frozenset[str]]] = {}


def of_event(*names: str, by: frozenset[str] = _ALL) -> Callable[[Answer], Answer]:
    """Register what answers moves of the event that is meant, which may be named `by` these; it is asked back for."""

    def register(answer: Answer) -> Answer:
        for name in names:
            _ANSWERS[name] = answer, by
            move(name)(_asked(name))
        return answer

    return register


def _asked(name: str) -> Callable[[Turn], Awaitable[bool]]:
    async def listener(turn: Turn) -> bool:
        waiting: dict[str, Any] = turn.slot("pending") or {}
        if waiting and waiting.get("do") != "event_move":
            return False
        shown = await events_shown(turn)
        event = await event_meant(turn, shown, _ANSWERS[name][1])
        if event is not None:
            if waiting and name == "event.one":
                # Which one it is was asked: the question that it was asked for is answered.
                turn.text, name_now = str(waiting["args"]["text"]), str(waiting["args"]["move"])
                turn.set("pending", None)
                return await _tell(turn, event, name_now)
            return await _tell(turn, event, name)
        if len(shown) < 2:
            return False
        titles = [one.title.get(turn.language, "") for one in shown]
        turn.await_("event_move", "one", ids=[str(one.id) for one in shown], titles=titles, move=name, text=turn.text)
        turn.intent = "events"
        turn.say(
            "utter_event_which",
            status="clarified",
            events=event_lines(shown),
            choices=[choice(one.title, "events", ref=f"event:{one.id}") for one in shown],
        )
        return True

    return listener


async def _tell(turn: Turn, event: Event, name: str) -> bool:
    kept, read = len(turn.acts), turn.intent
    answer, _ = _ANSWERS[name]
    turn.intent = "events"
    if not await answer(turn, event):
        turn.intent = read
        return False
    turn.point("event", str(event.id), "events")
    if len(turn.acts) == kept:
        code = event.branch.code if event.branch else ""
        turn.did("events", kind="event", things=[str(event.id)], branch=code, result="told")
    return True


@pending_action("event_move")
async def chosen(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Answer what was asked, of the event that was chosen."""
    ids = [str(one) for one in args["ids"]]
    turn.show("event", ids)
    shown = await events_shown(turn)
    event = next((one for one in shown if reply.places and str(one.id) == ids[reply.places[0]]), None)
    turn.text = str(args["text"])
    if event is None or not await _tell(turn, event, str(args["move"])):
        await MOVES["event.more"](turn)


async def events_shown(turn: Turn) -> list[Event]:
    """Give the events that were shown last, as they stand in the calendar; all that come where none were."""
    known = await coming(turn, (turn.today, turn.today + timedelta(days=2 * AHEAD_DAYS)))
    ids = turn.shown("event") or next((list(act.things) for act in turn.thread.acts(kind="event") if act.things), [])
    return [one for one in known if str(one.id) in ids] if ids else known


async def event_meant(turn: Turn, shown: Sequence[Event], by: frozenset[str] = _ALL) -> Event | None:
    """Give the one event that is meant; None where several may be."""
    named = await _named(turn, shown, by)
    if len(named) == 1:
        return named[0]
    at = pointed(turn, "event") or (turn.focus("event") if len(named) in (0, len(shown)) else None)
    if at is not None:
        return next((one for one in shown if str(one.id) == at), None)
    return shown[0] if len(shown) == 1 else None


async def _named(turn: Turn, shown: Sequence[Event], by: frozenset[str]) -> list[Event]:
    """Narrow what was shown down by all that the words name; nothing where they name nothing of it."""
    found = list(shown)
    branch = await directory.find_branch(turn.store, turn.text) if PLACE in by else None
    spans = find_dates(turn.text, turn.today) if DAY in by else []
    subject = set(event_wish(turn.text).subject) if SUBJECT in by else set()
    audience = audience_of(turn.text) if AUDIENCE in by else None
    pairs = set(pairwise(words_of(turn.text))) if SUBJECT in by else set()
    for fits in (
        lambda one: bool(pairs & _pairs(one)),
        lambda one: bool(subject & set(stems(_titled(one)))),
        lambda one: bool(subject & set(stems(" ".join(one.description.values())))),
        lambda one: bool(spans) and spans[0].first <= one.starts_at.date() <= spans[0].last,
        lambda one: branch is not None and one.branch is not None and one.branch.code == branch.code,
        lambda one: audience is not None and audience_of(_titled(one)) == audience,
    ):
        some = [one for one in found if fits(one)]
        found = some or found
    return found if len(found) < len(shown) or len(shown) == 1 else []


def _titled(event: Event) -> str:
    return " ".join(event.title.values())


def _pairs(event: Event) -> set[tuple[str, str]]:
    """Give the pairs of words in an event's title that say more than its joining words do."""
    pairs = {pair for title in event.title.values() for pair in pairwise(words_of(fold(title)))}
    return {pair for pair in pairs if all(len(word) > 2 for word in pair)}
