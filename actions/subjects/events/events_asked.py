"""What asks for events though it was read as something else: screenings, contests, the next of its kind, a baby too."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import timedelta

from actions.dialogue.turn import Turn, as_datetime
from actions.rasa.registry import HANDLERS, MOVES, listens
from actions.subjects.events.coming_events import tell_coming
from actions.subjects.events.events_told import coming, tell_event
from actions.subjects.facts.facts import answer_as, answer_from_facts
from actions.subjects.moves.event_meant import event_meant, events_shown
from crm.knowledge.searching import SURE
from crm.library_info.directory import Event
from language.normalise import fold
from language.requests.library_info.event_wishes import event_wish
from language.requests.library_info.events_held import asks_for_event, asks_whether_shown
from language.requests.speech.phrases import words_of

__all__ = ["asks_for_next", "needs_with_baby"]

_AHEAD = timedelta(days=60)
_READ_SO = frozenset(
    "suggestion borrow loan_policy employment donation nlu_fallback out_of_scope chitchat search_book recommendation".split()
)
_OF_EVENTS = frozenset({"events", "subscribe", "complaint", "suggestion"})
_STORIES = re.compile(
    r"\bstory ?(?:time|hour|telling)s?\b|قصه ?(?:خونی|خوانی|گویی)|\bghesse ?(?:khuni|khooni|gu[iy]+)\b"
)
# Whether it is for an age, too.
_ALSO = re.compile(
    r"\b(?:too|also|as well|or (?:just|only)|only for)\b|(?<!\w)(?:هم|یا فقط|فقط)(?!\w)|\b(?:ham|faghat)\b"
)
# Surely looked for, it is a book.
_SOUGHT, _SURE = frozenset({"search_book", "recommendation"}), 0.8
_NEXT = re.compile(
    r"\b(?:the )?next (?:one|time|session|meeting)\b|\bthe one after(?: that| this)?\b|\bwhen(?:'s| is) (?:it|the next)(?: on)? (?:again|after)\b|(?<!\w)(?:بعدی\w*|دفعه ?(?:ی|‌ی)? بعد|جلسه ?(?:ی|‌ی)? بعد\w*|نوبت بعد\w*)(?!\w)|\b(?:badi\w*|dafe bad)\b"
)
# Who wants to be put down for it orders, and asks for no day.
_SIGNS_UP = re.compile(
    r"\b(?:sign|put|book|register|enrol+|add|count|reserve|write) (?:me|us|my \w+|both of us)\b|\b(?:register|sign up|book|reserve)\b[^.?!]{0,20}\bfor (?:me|us)\b"
    r"|(?:ثبت ?نام|رزرو|یادداشت)(?:م|مون)? ?(?:رو |را |هم )?(?:کن|کنید|کنین|بکن\w*)(?!\w)|(?:اسم|نام)(?:م|مو|مون)? ?(?:رو |را |هم )?(?:بنویس|ثبت کن)\w*|\b(?:sabte? ?nam\w* kon\w*|esmam\w*(?: ro)? benevis\w*)\b"
)
_WHEN = re.compile(
    r"\b(?:when|what time|which day|what day|next)\b|(?<!\w)(?:کی|کیه|چه روز\w*|چه وقت|کی ?هست)(?!\w)|\b(?:key|kei|kie)\b"
)
_SMALL = re.compile(
    r"\b(?:baby|babies|toddler|months old|not (?:even|yet) (?:one|two)|newborn|infant|little (?:sister|brother))\b|نوزاد|ماهه|شیرخوار|نوپا|\bnozad\b"
)
_TOO = re.compile(
    r"\b(?:come|bring|join|along|too|in with|with us|allowed|ok|okay|fine)\b|بیا\w*|بیار\w*|همراه|میشه|می ?شود|\b(?:biad|biaram|mishe)\b"
)


def asks_for_next(text: str) -> bool:
    """Tell whether a text asks when something is held the next time after the one that was told."""
    said = fold(text).replace("’", "'")
    asks = _NEXT.search(said) is not None and _WHEN.search(said) is not None
    return asks and _SIGNS_UP.search(said) is None


@listens
async def tells_of_events(turn: Turn) -> bool:
    """Tell of events where they are asked for in words that were read as something else; False elsewhere."""
    if turn.is_payload or turn.slot("pending") or turn.recall("emergency") is not None:
        return False
    last, said = turn.thread.last, fold(turn.text)
    told = last is not None and last.act == "events"
    if asks_whether_shown(turn.text) and turn.intent != "events" and not told:
        asked, turn.text = turn.text, "فیلم" if turn.language == "fa" else "film"
        turn.intent, turn.entities, turn.prior = "events", {}, None
        await tell_coming(turn)
        turn.text = asked
        return True
    sought = turn.intent in _SOUGHT and turn.confidence >= _SURE
    if turn.intent in _READ_SO and not sought and not told and asks_for_event(turn.text):
        turn.intent, turn.entities = "events", {}
        if not await answer_from_facts(turn, "events", least=SURE):
            await HANDLERS["events"].handler(turn)
        else:
            turn.did("events", topic="events", result="told")
        return True
    if not told and _STORIES.search(said) and turn.intent not in _OF_EVENTS and turn.confidence < _SURE:
        # «قصه‌خونی بچه‌ها چه روزیه؟» asks for no book.
        turn.intent, turn.entities = "events", {}
        await HANDLERS["events"].handler(turn)
        return True
    if not told:
        return False
    if asks_for_next(turn.text):
        return await _tells_next(turn)
    small = _SMALL.search(said) is not None and _TOO.search(said) is not None
    if small and await _needs_of_small(turn, said):
        return True
    if small or (event_wish(turn.text).age is not None and _ALSO.search(said)):
        return await MOVES["event.age"](turn)
    return False


async def _needs_of_small(turn: Turn, said: str) -> bool:
    """Tell what somebody with a baby needs who asks for it beside an event: a place to feed it, a way in with a pram."""
    asked = needs_with_baby(said)
    if not asked:
        return False
    kept = turn.intent
    told = False
    for fa, en in asked:
        before = len(turn.answers)
        if await answer_as(turn, "facilities", fa=fa, en=en, alone=True):
            told = told or len(turn.answers) > before
    turn.intent = "facilities" if told else kept
    return told


_BABY_EN = r"(?:him|her|them|(?:my|the|our|a|his|her) (?:baby|babies|toddler|newborn|infant|child|kid|son|daughter|little (?:one|girl|boy|sister|brother))|babies|nappies|diapers)\b"


def needs_with_baby(text: str) -> list[tuple[str, str]]:
    """Give what is needed with a baby of what a text names, as the library is asked for it in Persian and in English."""
    said = fold(text)
    return [texts for words, texts in _NEEDS if words.search(said)]


# What is needed with a baby, and how the library is asked for it: nobody feeds the birds there.
_NEEDS = (
    (
        re.compile(
            rf"\b(?:feed(?:ing)?|nurs(?:e|ing)|chang(?:e|ing)) {_BABY_EN}|\bbreast ?feed\w*|\bnursing (?:room|corner|chair|place|area)|\b(?:baby )?changing (?:table|room|mat|unit)|\bnapp(?:y|ies)\b|\bdiapers?\b"
            r"|\b(?:place|somewhere|room|corner|spot|area|can i|may i) (?:\w+ )?(?:to |for )?(?:feed(?:ing)?|nurs(?:e|ing)|change)(?=\W*$|[.,;!?]| (?:in )?t?here\b)"
            r"|(?<!\w)(?:شیر (?:دادن(?:ش| به)?(?! (?:پرنده|گربه|حیو))|بد(?:م|یم|ه|هم)|خوردن)|شیردهی|پوشک\w*|(?:تعویض|عوض کردن) ?(?:ش|پوشک|بچه|نوزاد|کودک)\w*|(?:جا|جای|جایی|اتاق|میز) (?:\w+ )?(?:تعویض|عوض کردن))(?!\w)"
            r"|\bshir (?:dadan|bed)\w*|\bpushak\w*"
        ),
        ("جایی برای شیر دادن یا عوض کردن بچه هست؟", "Is there a place to feed or change a baby?"),
    ),
    (
        re.compile(r"\b(?:prams?|push ?chairs?|strollers?|buggy|buggies)\b|کالسکه|\bkaleske\w*"),
        ("با کالسکه می‌شود آمد؟", "Can I come in with a pram?"),
    ),
)


async def _tells_next(turn: Turn) -> bool:
    """Tell when an event like the one that was told is held after it; that none is in the calendar."""
    shown = await events_shown(turn)
    event = await event_meant(turn, shown, frozenset()) or await event_meant(turn, shown)
    if event is None:
        return False
    later = [one for one in await coming(turn, (turn.today, turn.today + _AHEAD)) if one.starts_at > event.starts_at]
    turn.intent = "events"
    if (same := _of_its_kind(event, later)) is not None:
        tell_event(turn, same)
        return True
    turn.point("event", str(event.id), "events")
    turn.did("events", kind="event", things=[str(event.id)], result="told")
    turn.say("utter_event_next_none", title=event.title, when=as_datetime(event.starts_at))
    return True


def _of_its_kind(event: Event, later: Sequence[Event]) -> Event | None:
    """Give the first later event that shares the words of a title, beside those that any event may have."""
    titles = {
        language: set(event_wish(title).subject) or set(words_of(title)) for language, title in event.title.items()
    }
    for one in later:
        if any(
            titles[name] and titles[name] <= set(event_wish(title).subject) | set(words_of(title))
            for name, title in one.title.items()
            if name in titles
        ):
            return one
    return None
