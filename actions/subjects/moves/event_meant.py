"""Which event a move is about: one that its words name, place or point at, else the one spoken of."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise
from typing import Any

from actions.dialogue.moves_ruled_out import tells
from actions.dialogue.references import find_reference, pointed
from actions.dialogue.turn import Turn
from actions.facts.choices import choice
from actions.rasa.registry import MOVES, Listener, PatronReply, listens, move, pending_action
from actions.subjects.events.event_days import days_of_events
from actions.subjects.events.events_told import AHEAD_DAYS, coming, event_lines
from actions.subjects.facts.facts import answer_as, answer_surely
from crm.knowledge.asked_kinds import kinds_of
from crm.library_info import directory
from crm.library_info.directory import Event
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.event_questions import event_words, in_other_words, without_language
from language.requests.library_info.event_wishes import audience_of, event_wish
from language.requests.speech.phrases import words_of
from language.stems import stems

__all__ = [
    "AUDIENCE",
    "DAY",
    "PLACE",
    "SUBJECT",
    "THEME",
    "event_meant",
    "event_named",
    "events_shown",
    "of_event",
    "of_events",
]

Answer = Callable[[Turn, Event], Awaitable[bool]]
# What an event may be named by, where the move itself asks for none of that.
SUBJECT, DAY, PLACE, AUDIENCE = "subject", "day", "place", "audience"
# Its subject, but not the language that it may be in.
THEME = "theme"
_SHORT = 2
_ALL = frozenset({SUBJECT, DAY, PLACE, AUDIENCE})
# What waits for one of these, or for nothing, is not answered by a question.
_LEAVING = frozenset({None, "yes", "contact"})
# What is asked of an event and may be told of all, unless these words ask for the registration or the ages of one.
_OF_ALL = frozenset(f"event.{each}" for each in "age book bring who language".split())
_OWN_WORDS = frozenset({"register", "order"})
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
        other = waiting.get("do") != "event_move"
        if (other and waiting.get("awaits") not in _LEAVING) or tells(turn):
            return False
        if not other:
            turn.set("pending", None)
        shown = await events_shown(turn)
        event = await event_meant(turn, shown, _ANSWERS[name][1])
        general = name in _OF_ALL and _asks_generally(name, turn.text)
        if general and (event is not None or _ids_shown(turn)) and await answer_surely(turn, "events"):
            # What is told of all events, whichever one was spoken of.
            return True
        if event is not None:
            if not other and name == "event.one":
                # Which one it is was asked: the question that it was asked for is answered.
                turn.text, name_now = str(waiting["args"]["text"]), str(waiting["args"]["move"])
                return await _tell(turn, event, name_now)
            return await _tell(turn, event, name)
        if len(shown) < 2 or not _ids_shown(turn):
            # Nothing was shown that it could be asked of.
            return False
        days = days_of_events(turn.text, find_dates(turn.text, turn.today))
        if days and not any(days[0] <= one.starts_at.date() <= days[1] for one in shown):
            # "Not Sunday, what about Tuesday?": of a day on which none of these begins, others are asked for.
            return await MOVES["event.more"](turn)
        titles = [one.title.get(turn.language, "") for one in shown]
        if name == "event.book" and "order" not in event_words(turn.text):
            fa, en = "برای برنامه‌ها ثبت‌نام لازم است؟", "Do I have to register for events?"
            if await answer_as(turn, "events", fa=fa, en=en):
                return True
        turn.await_("event_move", "one", ids=[str(one.id) for one in shown], titles=titles, move=name, text=turn.text)
        turn.intent = "events"
        turn.say(
            "utter_event_which",
            status="clarified",
            events=event_lines(shown, brief=True),
            choices=[choice(one.title, "events", ref=f"event:{one.id}") for one in shown],
        )
        return True

    return listener


def _asks_generally(name: str, text: str) -> bool:
    asked = event_words(text)
    return not _OWN_WORDS & asked and not (name == "event.age" and "age" in asked)


def of_events(*names: str) -> Callable[[Listener], Listener]:
    """Register what answers moves of all events alike; a question which one was meant is over then."""

    def register(answer: Listener) -> Listener:
        async def listener(turn: Turn) -> bool:
            waiting: dict[str, Any] = turn.slot("pending") or {}
            ids, kept = turn.shown("event"), len(turn.acts)
            if not await answer(turn):
                return False
            if waiting.get("do") == "event_move":
                turn.set("pending", None)
            turn.acts[kept:] = [
                act if act.kind else replace(act, kind="event", things=tuple(ids)) for act in turn.acts[kept:]
            ]
            return True

        move(*names)(listener)
        return answer

    return register


async def _tell(turn: Turn, event: Event, name: str) -> bool:
    kept, read = len(turn.acts), turn.intent
    # Its level stands in what the calendar says of it.
    level = "level" in event_words(turn.text) and bool(event.description["fa"])
    asked = "event.about" if level else "event.one" if asks_for_much(turn.text) else name
    answer, _ = _ANSWERS[asked]
    turn.intent = "events"
    if not await answer(turn, event):
        turn.intent = read
        return False
    turn.point("event", str(event.id), "events")
    if len(turn.acts) == kept:
        code = event.branch.code if event.branch else ""
        turn.did("events", kind="event", things=[str(event.id)], branch=code, result="told")
    return True


def asks_for_much(text: str) -> bool:
    """Tell whether a text asks when and where, or one of these and how one registers: all of the event is told then."""
    kinds, asked = kinds_of(fold(text)), event_words(text)
    return len(kinds & {"time", "place"}) + ("register" in asked and "order" not in asked) > 1


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
    known = await _known(turn)
    ids = _ids_shown(turn)
    return [one for one in known if str(one.id) in ids] if ids else known


def _ids_shown(turn: Turn) -> list[str]:
    last = next(turn.thread.acts(kind="event"), None)
    return list(last.things) if last is not None else turn.shown("event")


async def _known(turn: Turn) -> list[Event]:
    return await coming(turn, (turn.today, turn.today + timedelta(days=2 * AHEAD_DAYS)))


async def event_meant(turn: Turn, shown: Sequence[Event], by: frozenset[str] = _ALL) -> Event | None:
    """Give the one event that is meant; None where several may be."""
    if (placed := _placed(turn, shown)) is not None:
        return placed
    if (named := await event_named(turn, shown, by)) is not None:
        return named
    at = pointed(turn, "event") or turn.focus("event")
    if at is not None:
        return next((one for one in shown if str(one.id) == at), None)
    return shown[0] if len(shown) == 1 else await _asked_for(turn, shown, by)


_CLAUSE = re.compile(r"[.,،;؛!?؟\n]+| (?:and|و|va|o) ")
_SOONEST = re.compile(
    r"\bnearest (?:date|day|event)\b|\b(?:soonest|earliest)\b|\bnext (?:one|event)\b"
    r"|(?<!\w)(?:نزدیک ?ترین (?:تاریخ|روز|زمان|برنامه|رویداد)|زودترین)(?:ش|شون|شان|ی)?(?!\w)"
    r"|(?:اون|اونی|آن|همون|همونی)(?: که)? زود ?تر"
)


def _placed(turn: Turn, shown: Sequence[Event]) -> Event | None:
    """Give the event of the list that a clause counts off ("the second one, where is it?") or calls the soonest."""
    ids = [] if turn.is_payload else _ids_shown(turn)
    for clause in _CLAUSE.split(fold(turn.text)) if ids else ():
        reference = find_reference(clause) or find_reference(_ASKS.sub(" ", clause).strip())
        if reference is not None and reference.choice is not None:
            places = reference.choice.resolve(len(ids))
            return next((one for one in shown if len(places) == 1 and str(one.id) == ids[places[0]]), None)
    listed = [one for one in shown if str(one.id) in ids]
    if len(listed) > 1 and _SOONEST.search(fold(turn.text)):
        return min(listed, key=lambda one: one.starts_at)
    return None


@listens
async def of_placed(turn: Turn) -> bool:
    """Answer what is asked of one of the events of the list by its place there, whatever the words were read as."""
    last = turn.thread.last
    waits = (turn.slot("pending") or {}).get("awaits") not in _LEAVING
    if turn.is_payload or waits or last is None or last.kind != "event" or turn.intent not in _ASKING_SO:
        return False
    event = _placed(turn, await events_shown(turn))
    kinds = kinds_of(fold(turn.text))
    if event is None or not kinds & {"time", "place"} or "order" in event_words(turn.text):
        return False
    return await _tell(turn, event, "event.where" if "place" in kinds else "event.when")


_ASKING_SO = frozenset({"events", "location", "hours", "search_book", "out_of_scope", "nlu_fallback"})


async def _asked_for(turn: Turn, shown: Sequence[Event], by: frozenset[str]) -> Event | None:
    """Give the one event that was asked for by its kind when the list was told: "is there a story hour?"."""
    words = next((act.words for act in turn.thread.acts() if act.act == "events" and len(act.things) > 1), "")
    if not words or not by & {SUBJECT, THEME}:
        return None
    said, turn.text = turn.text, words
    named = await _named(turn, shown, frozenset({SUBJECT}))
    turn.text = said
    return named[0] if len(named) == 1 else None


async def event_named(turn: Turn, shown: Sequence[Event], by: frozenset[str] = _ALL) -> Event | None:
    """Give the one event that is named, of those shown or, by its title, of all that come."""
    named = await _named(turn, shown, by)
    if not named:
        ids = {one.id for one in shown}
        rest = [one for one in await _known(turn) if one.id not in ids]
        named = await _named(turn, rest, by & {SUBJECT, THEME}, titled=True)
    return named[0] if len(named) == 1 else None


async def _named(turn: Turn, shown: Sequence[Event], by: frozenset[str], *, titled: bool = False) -> list[Event]:
    """Narrow events down by all that the words name; nothing where they name nothing of them."""
    text = _ASKS.sub(" ", fold(without_language(turn.text) if THEME in by else turn.text))
    branch = await directory.find_branch(turn.store, turn.text) if PLACE in by else None
    spans = find_dates(turn.text, turn.today) if DAY in by else []
    subject = {*event_wish(text).subject, *stems(in_other_words(text))} if by & {SUBJECT, THEME} else set()
    audience = audience_of(turn.text) if AUDIENCE in by else None
    pairs = set(pairwise(words_of(text))) if by & {SUBJECT, THEME} else set()
    found, narrowed = list(shown), False
    for fits in (
        lambda one: bool(pairs & _pairs(one)),
        lambda one: bool(subject & set(stems(_titled(one)))),
        lambda one: not titled and bool(subject & set(stems(" ".join(one.description.values())))),
        lambda one: bool(spans) and spans[0].first <= one.starts_at.date() <= spans[0].last,
        lambda one: branch is not None and one.branch is not None and one.branch.code == branch.code,
        lambda one: audience is not None and audience_of(_titled(one)) == audience,
    ):
        some = [one for one in found if fits(one)]
        found, narrowed = some or found, narrowed or bool(some)
    return found if narrowed else []


# What asks names nothing, though it stand in a title: «خانهٔ دوست کجاست؟».
_ASKS = re.compile(
    r"\b(?:what|when|where|who|which|how|why|is|are|does|do)\b"
    r"|(?<!\w)(?:کجا(?:ست|س|ن|یه)?|کی(?:ه|ست)?|چی(?:ه|ست)?|چند(?:ه|ست)?|چه|چطور\w*|کدوم\w*|کدام\w*|چرا)(?!\w)|\b(?:koja\w*|key|kei|chand\w*|kodu?o?m\w*)\b"
)


def _titled(event: Event) -> str:
    return " ".join(event.title.values())


def _pairs(event: Event) -> set[tuple[str, str]]:
    """Give the pairs of words in an event's title that say more than its joining words do."""
    pairs = {pair for title in event.title.values() for pair in pairwise(words_of(fold(title)))}
    return {pair for pair in pairs if all(len(word) > _SHORT for word in pair)}
