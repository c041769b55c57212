"""Questions for events: of one, of those that are coming, of what holds of all, of holding one's own."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from datetime import timedelta

from actions.dialogue.turn import Turn
from actions.facts.choices import menu
from actions.facts.finding import find_facts
from actions.rasa.registry import PENDING_ACTIONS, PatronReply, handles
from actions.subjects.events.coming_events import tell_coming
from actions.subjects.events.events_followed import follow_by_button
from actions.subjects.events.events_for_age import tells_whether_of_age
from actions.subjects.events.events_held import holds_own
from actions.subjects.events.events_told import AHEAD_DAYS, REST, coming, list_rest, tell_event
from actions.subjects.events.fitting_events import ANYTHING, event_wished
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_as, answer_clearly, answer_from_facts
from actions.subjects.facts.several_questions import answer_each
from actions.subjects.facts.sureness import CHOSEN
from crm.knowledge.asked_kinds import kinds_of
from language.dates import find_dates
from language.normalise import fold
from language.requests.library_info.event_wishes import named_subject
from language.requests.speech.bare_questions import find_aspect

__all__ = ["events"]

# What is asked of events in general is a fact: what they cost, whether one has to register.
_GENERAL = frozenset({"price", "registration"})


@handles("events")
async def events(turn: Turn) -> None:
    """List what is coming, of what was asked for: in the days that were named, or in the next month."""
    ref = turn.entity("ref") or ""
    if await follow_by_button(turn, ref):
        return
    if ref.startswith("event:"):
        await _one(turn, ref.removeprefix("event:"))
        return
    if ref.startswith(REST):
        await list_rest(turn, ref.removeprefix(REST))
        return
    if await tells_whether_of_age(turn):
        await _tells_price(turn)
        return
    if find_aspect(turn.text) in _GENERAL and await answer_from_facts(turn, "events"):
        turn.did("events", result="told")
        return
    if not turn.is_payload and holds_own(turn.text) and await _tells_of_holding(turn):
        return
    if not turn.is_payload and await answer_each(turn, "events"):
        return
    if not _asks_for_whom(turn) and (await answer_clearly(turn) or await _answers_of_all(turn)):
        return
    await tell_coming(turn)
    if turn.answers and turn.answers[-1][0] == "utter_events":
        await _tells_price(turn)


async def _tells_price(turn: Turn) -> None:
    """Tell what events cost behind what is told of one, where that is asked, too."""
    if not turn.is_payload and "price" in kinds_of(fold(turn.text)):
        # "Is the reading circle free?" asks for more than its day.
        acts = list(turn.acts)
        await answer_as(turn, "events", fa="شرکت در برنامه‌ها رایگان است؟", en="Are events free of charge?")
        turn.acts[:] = acts


async def _answers_of_all(turn: Turn) -> bool:
    """Tell what holds of all events where that is surely asked: "are your events free?", "can I watch talks online?"."""
    if turn.is_payload:
        return False
    found = await find_facts(turn, turn.text, "events")
    best = found[0] if found else None
    if best is None or not best.chosen or best.score < CHOSEN or best.entry.topic != "events":
        return False
    if best.entry.is_open or find_dates(turn.text, turn.today) or not _OF_ALL.search(fold(turn.text)):
        return False
    turn.did("events", topic="events", result="told")
    await tell_found(turn, found)
    return True


# What there is, and when, the calendar tells.
_OF_ALL = re.compile(
    r"^\W*(?:(?:and|also|so|ok|hi|hello|please)\W+)*(?:can|could|may|are|is|do|does|must|should|will|how much|how do|does)\b(?! you have\b| there\b)|(?<!\w)(?:می ?ش(?:ه|ود)|می ?تون\w*|می ?توان\w*|باید|رایگان\w*|پولی\w*|هزینه\w*|آنلاین|لازم\w*)(?!\w)|\b(?:mishe|mitun\w*|bayad|raygan\w*|pooli\w*)\b"
)


async def _tells_of_holding(turn: Turn) -> bool:
    """Tell how an event of one's own is held at the library: an exhibition, a circle of readers, a talk."""
    said = fold(turn.text)
    kind = next((texts for words, texts in _HELD_KINDS if words.search(said)), _HELD_ANY)
    if not await answer_as(turn, "events", **kind, alone=True):
        return False
    turn.intent = "events"
    turn.did("events", topic="events", result="told")
    return True


_HELD_ANY = {
    "fa": "می‌توانم در کتابخانه کارگاه یا سخنرانی برگزار کنم؟",
    "en": "Can I give a workshop or a talk at the library?",
}
_HELD_KINDS = (
    (
        re.compile(r"\bexhibit\w*|نمایشگاه|\bnamayeshgah"),
        {"fa": "چگونه در کتابخانه نمایشگاه برگزار کنم؟", "en": "How can I hold an exhibition at the library?"},
    ),
)


def _asks_for_whom(turn: Turn) -> bool:
    """Tell whether events for somebody are asked for, of whatever kind: "anything for teens?"."""
    wish = event_wished(turn, (), None)
    some = wish.age is not None or wish.audience is not None
    return some and not named_subject(turn.text, wish) and ANYTHING.search(fold(turn.text)) is not None


async def _one(turn: Turn, thing: str) -> None:
    """Tell of one event, whose button was pressed."""
    known = await coming(turn, (turn.today, turn.today + timedelta(days=2 * AHEAD_DAYS)))
    event = next((one for one in known if str(one.id) == thing), None)
    waiting = turn.slot("pending") or {}
    if waiting.get("do") == "event_move" and thing in waiting["args"]["ids"]:
        # Which one it is was asked: what was asked of it is answered.
        turn.set("pending", None)
        place = waiting["args"]["ids"].index(thing)
        await PENDING_ACTIONS["event_move"](turn, waiting["args"], PatronReply("places", (place,)))
        return
    if event is None:
        turn.say("utter_event_over", choices=menu("events"))
        return
    tell_event(turn, event)
