"""What is told further right after a case: a second fault, a device of the same kind, more of the same matter."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import names_another_thing, tells_fault
from actions.subjects.facts.unmarked_questions import asks_unmarked
from language.normalise import fold
from language.requests.cases.after_case import orders_to_note
from language.requests.cases.filed import announces_only, goes_on
from language.requests.cases.grievances import find_grievance
from language.requests.speech.statements import is_courtesy, states_only

__all__ = ["FURTHER", "tells_further", "tells_second", "told_with"]

# From so few words to so many tell of a fault.
_FEWEST, _MOST_OF_A_FAULT = 3, 30
_SURE = 0.75
# What goes on with another thing that is wrong …
_ANOTHER = re.compile(
    r"\b(?:also|too|as well|another|second|besides|plus)\b|^\W*and (?:the|there|one|two|in)\b|(?<!\w)(?:هم|همچنین|ضمنا|دیگه|دیگر)(?!\w)|\b(?:ham|dige)\b"
)
# … which stands for itself: "it also smells" tells more of the same.
_OF_THE_SAME = re.compile(
    r"^\W*(?:and |also |plus |besides )*(?:it|it's|they|that|this|he|she|i|we)\b|^\W*(?:و )?(?:این|اون|آن|من|ما)(?!\w)"
)
_WRONG = re.compile(
    r"\bnt (?:work|open|close|lock)|\bnever\b|\b(?:empty|out|wrong|slow|fast|late|missing|torn|loose|dirty|dripp\w+|drips?|leak\w*|flicker\w*|jammed|stuck|broken|cracked|smells?|blocked|clogged|off|dark)\b"
    r"|(?<!\w)(?:ن?می[\u200c ]?(?:سوز|چک|ریز)\w*|خراب\w*|خالی\w*|شکسته\w*|سوخته\w*|عقبه?|جلوئه|پاره\w*|کثیف\w*|گرفته\w*|لق\w*|تاریک\w*|قطع\w*|کنده\w*)(?!\w)|\b(?:kharab\w*|khali\w*|shekast\w*|sukht\w*|sookht\w*|misooze|pare|kasif\w*)\b"
)
# What may be out of order in a house …
_DEVICE = re.compile(
    r"\b(?:printers?|scanners?|copiers?|computers?|pcs?|keyboards?|mouse|screens?|monitors?|lamps?|lights?|bulbs?|clocks?|dryers?|heaters?|radiators?|fans?|taps?|sinks?|toilets?|lifts?|elevators?|doors?|windows?|chairs?|tables?|desks?|sockets?|plugs?|fountains?|kiosks?|machines?|lockers?|curtains?|blinds?|shelf|shelves|carpets?|wi ?fi|internet)\b"
    r"|(?<!\w)(?:چاپگر|پرینتر|اسکنر|کپی|کامپیوتر|رایانه|کیبورد|موس|مانیتور|لامپ|چراغ|مهتابی|ساعت دیواری|خشک ?کن|شوفاژ|کولر|بخاری|پنکه|شیر آب|شیر|دستشویی|توالت|آسانسور|پنجره|صندلی|میز|پریز|آبسردکن|آب ?سردکن|کمد|پرده|قفسه|موکت|اینترنت|وای ?فای|دستگاه)"
    r"|\b(?:printer|chapgar|computer|lamp|cheragh|kooler|cooler|shofazh|panjere|sandali|asansor|asansoor|dastshooyi|internet|dastgah)"
)
# … and where.
_PLACE = re.compile(
    r"\b(?:halls?|floors?|rooms?|corridors?|stairs?|staircase|entrance|roof|ceiling|walls?|yard|lobby)\b|(?<!\w)(?:سالن|راهرو|طبقه|اتاق|پله|ورودی|سقف|دیوار|حیاط)|\b(?:salon|rahro|tabaghe|otagh|pelle|saghf|divar)"
)
# Who does or leaves something undone is no thing, and what people did is a grievance.
_OF_PEOPLE = re.compile(
    r"\b(?:i|we|you)(?:'m|'re)? (?:(?:also|really|just) )?(?:(?:do|did|am|are|was|were|will|would|wo|have|had)(?:n't| not)|not|never)\b|\b(?:staff|guards?|librarians?|employees?|clerks?|nobody|no one)\b"
    r"|(?<!\w)نمی ?(?!تون|توان)\w{1,12}(?:م|ید|ین)(?!\w)|(?<!\w)(?:کارمند|نگهبان|کتابدار|مسئول|هیچ ?کس)|\bnemi(?!tun|toon|tavan)\w{1,12}[aio](?:m|d|n)\b"
)


def tells_second(turn: Turn, said: str) -> bool:
    """Tell whether a message says of another thing that it is out of order, right after one that was told of."""
    if not _FEWEST <= word_count(said) <= _MOST_OF_A_FAULT or not states_only(turn.text) or is_courtesy(turn.text):
        return False
    other = _ANOTHER.search(said) is not None and _OF_THE_SAME.search(said) is None
    if not other or turn.intent in _NO_FAULT or _OF_PEOPLE.search(said) is not None:
        return False
    is_named = _DEVICE.search(said) is not None or _PLACE.search(said) is not None
    return tells_fault(turn.text) or (is_named and _WRONG.search(said) is not None)


# A further thing may be said of these, and is read as one of those.
FURTHER = frozenset({"complaint", "suggestion", "report_fault", "website_problem"})
_MOST_FURTHER = 14


def tells_further(turn: Turn, matter: str) -> bool:
    """Tell whether a few words go on with a further thing of what was told: "there is no soap either"."""
    few = _TWO <= word_count(turn.text) <= _MOST_FURTHER
    if matter not in FURTHER or not few or not goes_on(turn.text) or announces_only(turn.text):
        return False
    if orders_to_note(turn.text):
        return False
    if "?" in turn.text or "؟" in turn.text or asks_unmarked(turn.text) or is_courtesy(turn.text):
        return False
    sure = turn.confidence >= _SURE
    if sure and turn.intent == "suggestion" == matter:
        # Each idea is one of its own.
        return False
    if turn.intent == "report_fault" and (tells_fault(turn.text) or names_another_thing(turn, turn.text)):
        return False
    if find_grievance(turn.text) is not None and matter != "complaint":
        return False
    if turn.intent == "suggest_purchase" and matter == "suggestion":
        # "Buy better chairs, too" wishes for no title.
        return not turn.entity("title") and not _QUOTES & set(turn.text) and _TO_READ.search(fold(turn.text)) is None
    own = turn.intent in FURTHER | _UNREAD
    return own or (not sure and turn.intent not in _NO_FAULT)


_TWO, _QUOTES = 2, frozenset('«»“”"')
_TO_READ = re.compile(
    r"\b(?:books?|novels?|titles?|magazines?|journals?|newspapers?|films?|dvds?|audio ?books?|comics?|copy|copies|volumes?|edition)\b|کتاب|رمان|مجله|نشریه|روزنامه|فیلم|نسخه|جلد|\b(?:ketab|roman|majale|film)\w{0,4}\b"
)
_UNREAD = frozenset({"case_add", "nlu_fallback", "out_of_scope"})


def told_with(turn: Turn, said: str) -> str | None:
    """Give the number of the case in which a device of the same kind was told of: a third lamp joins the second."""
    devices = _devices(said)
    for one in reversed(turn.recall("told") or []):
        known = _devices(str(one.get("words") or "")) if one.get("matter") == "report_fault" else frozenset()
        if devices and devices <= known:
            return str(one["number"])
    return None


def _devices(said: str) -> frozenset[str]:
    return frozenset(name[0].rstrip("s") for name in _DEVICE.finditer(fold(said)))


# What is done with the patron's own things is wrong of no device, nor is what is said of the talk, of a case or of people.
_NO_FAULT = frozenset(
    "renew hold cancel_hold loans fines hold_status search_book recommendation sign_in account"
    " thanks deny cancel goodbye chitchat praise insult complaint case_status case_withdraw".split()
)
