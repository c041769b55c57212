"""A disturbance that was told of and goes on just now: whom to turn to, for nothing that is written down ends it."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.case_lines import due_day
from actions.facts.choices import OfferedChoice, librarian
from actions.subjects.cases.case_filing import add_to_case
from crm.cases import own
from crm.library_info import directory
from language.normalise import fold
from language.requests.speech.sentences import only_asks

__all__ = ["disturbs", "goes_on_now", "tells_it_goes_on"]

# What others do in the house that somebody of the house could end on the spot.
_DISTURBS = re.compile(
    r"\b(?:nois\w*|loud\w*|talk(?:s|ing)|chatt\w*|chat|shout\w*|yell\w*|scream\w*|laugh(?:s|ing)|music|phone calls?|on (?:the|her|his|their) phones?|smok\w*|fight\w*|argu\w*|eating|racket|disturb\w*)\b"
    r"|(?<!\w)(?:سر ?و ?صدا\w*|سروصدا\w*|پر سر و صدا\w*|شلوغ\w*|بلند ?بلند|(?:بلند|با صدای بلند)(?: \w+){0,2} (?:حرف|صحبت)|حرف (?:می ?زن\w*|میزن\w*)|داد (?:می ?زن\w*|میزن\w*)|می ?خندن\w*|سیگار|دعوا|موزیک|آهنگ)(?!\w)"
    r"|\b(?:sar ?o ?seda\w*|boland boland|harf mizan\w*|dad mizan\w*|mikhandan\w*|sigar\w*|shologh\w*)\b"
)
# It goes on while it is written; who wants, leaves or gives something just now says no such thing.
_NOW = re.compile(
    r"(?:^|[.!?,;\n]\W{0,3}|\b(?:it's|its|it is|happening|they're|they are|he's|he is|she's|she is)\b[^.?!,;]{0,16}?)\b(?:right now|as we speak|as i (?:write|type)(?: this)?|at this (?:very )?moment|this very (?:minute|second|moment))\b"
    r"|\b(?:they|he|she|it)(?:'re|'s| are| is)? still (?:at it|going on|doing (?:it|that)|here|there|talking|shouting|chatting|laughing|smoking|going)\b"
    r"|(?:^|[.!?؟،,;\n]\W{0,3}|(?<!\w)(?:دارن|داره|دارند|هنوز|هنوزم)(?: \w+){0,2} )(?:همین الان|همین حالا|الانم|الان هم|همین لحظه)(?!\w)|(?<!\w)(?:هنوز|هنوزم|هنوز هم)(?: \w+){0,2} (?:دارن|داره|دارند|ادامه|همونجا|حرف می ?زن\w*|حرف میزن\w*)"
    r"|(?:^|[.!?,;\n]\W{0,3})(?:hamin alan|hamin hala|alanam)\b|\bhanoo?zam? (?:\w+ ){0,2}(?:daran|dare)\b"
)
_ELSE = re.compile(
    r"\b(?:i|we)(?:'m|'ve|'ll|'d)?\b[^.?!,;]{0,24}\b(?:right now|at this moment)|\b(?:answer|reply|call|number|email|renew|reserve|book)\b"
    r"|(?<!\w)(?:جواب|پاسخ|زنگ|شماره\w*|تلفن\w*|ایمیل\w*|تمدید|رزرو|کتاب(?!دار|خ)\w*|برم|میرم|می ?رم|رفتم)(?!\w)"
)
_FRESH, _FEWEST_TOLD = 1, 4


def disturbs(text: str) -> bool:
    """Tell whether a text tells of people who disturb others: loud talk, shouts, smoke."""
    return _DISTURBS.search(fold(text).replace("’", "'")) is not None


def goes_on_now(text: str) -> bool:
    """Tell whether a text says that what was told of goes on while it is written."""
    said = fold(text).replace("’", "'")
    return _NOW.search(said) is not None and _ELSE.search(said) is None


async def tells_it_goes_on(turn: Turn) -> bool:
    """Keep what is said with the complaint of a disturbance, and tell whom to ring while it goes on."""
    last = turn.recall("case") or {}
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [] if one["number"] == last["number"])
    of_people = str(last.get("matter")) == "complaint" and int(last.get("age", 0)) <= _FRESH and disturbs(told)
    if turn.is_payload or not of_people or only_asks(turn.text) or not goes_on_now(turn.text):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    if case is None or not case.is_open or case.due_at is None or case.due_at <= turn.store.clock.now():
        return False
    if len(turn.text.split()) >= _FEWEST_TOLD and await add_to_case(turn, case.number, turn.text):
        turn.answers.pop()
    profile = await directory.profile(turn.store)
    guard = profile.emergency.guard if profile else None
    phone = profile.phone if profile else None
    ring = {"answer": "utter_part_dial_guard", "number": {"digits": guard}} if guard else None
    if ring is None and phone:
        ring = {"answer": "utter_part_call_us", "phone": {"digits": phone}}
    turn.intent, turn.confidence, turn.moves = "case_add", 1.0, {}
    turn.offer("human_help")
    choices: list[OfferedChoice] = [librarian()]
    due = due_day(case.due_at, turn.services.zone)
    turn.say("utter_case_urgent", number=case.number, due=due, phone=ring, choices=choices)
    return True
