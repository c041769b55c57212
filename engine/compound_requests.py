"""Two requests in one message: where it may be cut, and when both halves are surely requests of their own.

A message is cut at the end of a sentence or at a conjunction, and only when each half asks for something by
itself: a question, an order or a request, in words. "I looked for X and Y" has no second verb of asking and stays
whole, and so does a story that ends with one question. Whether the halves are then answered apart is decided
by their readings: both must be sure, of two different intents, and neither may be social or told at length.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from language.normalise import fold

LONGEST = 300  # characters; what is longer is a letter, and read by its strongest request
FEWEST_WORDS = 2  # of each half; a second half in Latin letters needs one more ("which room?")
MOST_CUTS = 5
# Probability from which the reading of a half counts as sure, and the same where only a comma parts the halves.
SURE = 0.75
COMMA_SURE = 0.9

# What is answered at once and leaves the other half as it was. Social turns, stories, scores and whatever changes
# who is talking, or in which language, are never one of two.
ANSWERABLE = frozenset(
    "hours location shelf_location facilities room_booking equipment print_scan wifi events search_book"
    " recommendation new_arrivals eresources course_reserves research_help citation_help ill loans renew hold"
    " hold_status cancel_hold fines account borrow loan_policy return lost_item lost_property card_registration"
    " visitor_access staff_contact employment donation subscribe unsubscribe privacy my_data".split()
)
# Only as the second one: after it a librarian may have the conversation.
LAST_ONLY = frozenset({"human_help"})
# Two names for what is mostly one request with its reason: answered once, by the reading of the whole.
ONE_REQUEST = frozenset(
    frozenset(pair.split())
    for pair in (
        "borrow loan_policy", "borrow visitor_access", "card_registration visitor_access", "borrow card_registration",
        "eresources research_help", "research_help search_book", "citation_help research_help", "ill search_book",
        "course_reserves search_book", "recommendation search_book", "account card_registration", "fines lost_item",
        "loan_policy renew", "hold hold_status", "cancel_hold hold_status", "facilities room_booking",
        "eresources visitor_access", "account eresources", "fines return", "loans return", "loan_policy loans",
        "lost_item return", "fines loan_policy", "equipment loan_policy", "borrow equipment", "account my_data",
        "my_data privacy", "facilities visitor_access", "new_arrivals search_book", "new_arrivals recommendation",
        "borrow search_book", "hold loan_policy", "ill hold", "eresources search_book", "recommendation research_help",
        "location shelf_location", "location staff_contact", "facilities staff_contact", "course_reserves eresources",
        "loan_policy recommendation", "eresources shelf_location", "my_data location",
    )
)  # fmt: skip

_LINK = (
    r"(?:(?:and|also|plus|then|if so|if not|by the way|btw|و|هم|راستی|ضمناً|ضمنا|همچنین|در ضمن|بعدشم|بعدش هم)[,،]?\s+)*"
)
_CUTS = re.compile(
    # A run of signs or spaces is looked at from its first one only.
    rf"(?P<end>(?<![.!?؟…])[.!?؟…]+\s+|\n\s*|(?:(?<!\s)\s+)?[;؛]\s*)(?P<lead>{_LINK})"
    rf"|(?:(?<!\s)\s+)?(?P<comma>[,،])\s*(?P<link>{_LINK})"
    r"|(?<!\s)\s+(?:and(?: also| then)?|plus|as well as)\s+"
    r"|(?<!\s)\s+(?:و(?:\s+(?:هم|همچنین|ضمناً|ضمنا))?|همچنین|ضمناً|ضمنا|در ضمن|راستی|بعدشم)\s+",
    re.IGNORECASE,
)
# What leads to the second half must not be left at the end of the first one.
_LEADING = re.compile(
    r"(?<!\w)(?:if so|if not|by the way|btw|also|and|و|اگه|اگر|راستی|ضمناً|ضمنا)[\s,،]*$", re.IGNORECASE
)
_OPENING = (
    r"(?:(?:hi|hello|hey|ok|okay|so|please|pls|also|and|then|just|well|excuse me|sorry|if so|if not"
    r"|good (?:morning|evening|afternoon)"
    r"|(?:i (?:want(?:ed)?|'?d like|would like|need) to (?:know|ask)|i was wondering|i wonder)(?: if| whether)?"
    r"|can you tell me|could you tell me|tell me|first|second|secondly|another thing)[,:!.]*\s+)*"
)
# A need that is told before the question is its reason: "I need to project slides. Do you have …?"
_NEED = re.compile(
    rf"^{_OPENING}i(?:'m| am| also)? ?(?:need|want|wanna|looking|searching|have to|would like|'d like)\b", re.IGNORECASE
)
# What leans on the first half by a pronoun is a request of its own only where something is to be done with it.
_PRONOUN = re.compile(r"\b(?:it|that|this|they|them|those)\b", re.IGNORECASE)
_DONE_WITH_IT = frozenset({"hold", "renew", "cancel_hold", "hours", "loans"})
# "Where is it?" asks about what the first half has named.
_LEANING = re.compile(
    r"^(?:and )?(?:where|who|what|which|how much)(?:'?s| is| are| may use| can use)?"
    r" (?:it|that|they|this|those|them)[ ?!.]*$|^(?:کجاست|کجاس|چنده|چقدره|کیه|چیه)[ ؟?!.]*$",
    re.IGNORECASE,
)
_WORD = re.compile(r"[^\W_]+(?:['’][a-z]+)?")
_ENGLISH = re.compile(
    rf"^{_OPENING}(?:"
    r"what(?:'?s)?|when(?:'?s)?|where(?:'?s)?|who(?:'?s)?|which|why|how|is|are|am i|do|does|did|can|could|was|were|any"
    # "… and will return them": without somebody who does it, that tells more of the same.
    r"|(?:may|might|will|would|should|shall|have|has) (?:i|you|we|they|he|she|it|there|this|that|the|a|an|my|your|any)|"
    r"show|tell|give|renew|extend|prolong|reserve|hold|book(?!['’])|cancel|drop|find|check|list|put|send|explain|recommend"
    r"|suggest|search|look up|let me|help me|place|subscribe|unsubscribe|notify|remind|delete|stop|talk|connect"
    r"|i(?:'d| would) (?:also )?(?:like|love)|i(?:'m| am) (?:also )?(?:looking|searching)"
    r"|i (?:also )?(?:want|need|wanna))\b",
    re.IGNORECASE,
)
# These ask wherever they stand …
_ASK = (
    "چی|چیه|چیا|چیست|چه|چقدر|چقدره|چقد|چقده|چند|چنده|چندتا|چندمه|چطور|چطوری|چطوره|چگونه|چجوری|چجوریه|کی|کیه|کجا|کجاست"
    "|کجاس|کدوم|کدومه|کدام|آیا|میشه(?= \\S)|میشود(?= \\S)|میتونم|میتوانم|میتونین|میتونید|میتوانید|لطفا|لطفن"
    "|میخوام|میخواهم|میخواستم|دارید|دارین|بازید|بازین|تعطیلید|بگو|بگید|بگین|بگویید|بده|بدید|بدین|بدهید|کن|کنید|کنین|بکن"
    "|بکنید|نشون|نشان|ببین|ببینید|بفرست|بفرستید|بیار|بذار|تمدیدش|رزروش|لغوش|خبرم|میدین|میدید|میدهید|میکنید|میکنین"
)
# … and these only with a question mark: without it they tell.
_STATE = "هست|هستش|هستین|هستید|بازه|باز است|بسته|بستس|تعطیله|موجوده|داره|دارد|دارم|امکانش|میشه|میشود|اومده|رسیده"
_PERSIAN = re.compile(rf"(?<!\w)(?:{_ASK})(?!\w)|(?<!\w)(?:{_STATE})(?!\w)[^؟?]*[؟?]")
# «چند ماه است که …» counts, and asks nothing.
_COUNTING = re.compile(r"(?<!\w)چند (?:ماه|سال|روز|هفته|وقت|بار)(?:ی)?(?:ه| است| هست| پیش| قبل)(?!\w)")
_SCRIPT = re.compile("[آ-ی]")

Reading = dict[str, Any]


@dataclass(frozen=True)
class Clause:
    """A part of a message: its words, where they begin in the message, and how they were read."""

    text: str
    start: int
    reading: Reading


@dataclass(frozen=True)
class Cut:
    """A way to cut a message: both halves, where the second begins, and how sure their readings have to be."""

    left: str
    right: str
    start: int
    sure: float


def cuts(text: str) -> Iterator[Cut]:
    """Give the ways to cut a message in two parts that both ask for something."""
    if len(text) > LONGEST:
        return
    found = 0
    for mark in _CUTS.finditer(text):
        ended = (mark["end"] or "").strip()
        left, right = text[: mark.start()] + ended, text[mark.end() :]
        told = bool(ended) and not mark["lead"] and _NEED.match(left) is not None
        if told or _LEADING.search(left) or _LEANING.match(right) or not (asks(left) and asks(right, second=True)):
            continue
        found += 1
        yield Cut(left, right, mark.end(), COMMA_SURE if mark["comma"] and not mark["link"] else SURE)
        if found == MOST_CUTS:
            return


def asks(clause: str, *, second: bool = False) -> bool:
    """Tell whether words ask for something by themselves."""
    words = len(_WORD.findall(clause))
    if words < FEWEST_WORDS:
        return False
    if _SCRIPT.search(clause):
        return _PERSIAN.search(_COUNTING.sub(" ", fold(clause))) is not None
    return words >= FEWEST_WORDS + second and _ENGLISH.match(clause.strip()) is not None


def two_requests(text: str, read: Callable[[str], Reading]) -> tuple[Clause, Clause] | None:
    """Give both requests of a message, or None for one; `read` gives Rasa's reading of a text.

    Of several ways to cut it the one with the surest weaker half is taken.
    """
    best: tuple[float, tuple[Clause, Clause]] | None = None
    known: dict[str, Reading] = {}

    def reading(words: str) -> Reading:
        if words not in known:
            known[words] = read(words)
        return known[words]

    for cut in cuts(text):
        first, second = reading(cut.left), reading(cut.right)
        sure = min(_confidence(first), _confidence(second))
        if _intent(second) not in _DONE_WITH_IT and _PRONOUN.search(cut.right):
            continue
        if sure < cut.sure or not _apart(_intent(first), _intent(second)):
            continue
        if best is None or sure > best[0]:
            best = sure, (Clause(cut.left, 0, first), Clause(cut.right, cut.start, second))
    return best[1] if best is not None else None


def _apart(first: str, second: str) -> bool:
    if first == second or first not in ANSWERABLE or second not in ANSWERABLE | LAST_ONLY:
        return False
    return frozenset({first, second}) not in ONE_REQUEST


def _intent(reading: Reading) -> str:
    return str((reading.get("intent") or {}).get("name"))


def _confidence(reading: Reading) -> float:
    return float((reading.get("intent") or {}).get("confidence") or 0.0)
