"""What can't be arranged in a chat: it is said so, and offered to be passed on in the patron's own words."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.dialogue.yes_and_more import THEN
from actions.facts.choices import no, yes
from actions.facts.finding import find_facts
from actions.rasa.registry import follows_up
from actions.subjects.facts.fact_told import tell_found
from actions.subjects.facts.facts import answer_as
from crm.knowledge.searching import SURE_OF_TOPIC
from language.dates import find_dates
from language.normalise import fold

__all__ = ["not_done_here", "ordered_beside_question", "takes_time"]

# What has to be arranged with somebody: nothing of it is done by a yes in the chat.
_ARRANGED = frozenset("room_booking visitor_access research_help donation employment equipment ill".split())
# Whether it is done here, as the library is asked for it.
_HERE = {"room_booking": {"fa": "همین‌جا می‌توانید برایم اتاق بگیرید؟", "en": "Can you book a room for me here?"}}
# Of these the library is asked so when they are to be had.
_OF_A_TIME = {"room_booking": {"fa": "در ساعتی که می‌خواهم اتاق خالی هست؟", "en": "Is a room free at a certain time?"}}
_UNREAD = frozenset({"nlu_fallback", "out_of_scope", "chitchat", "hours", "events"})
_HOURS = re.compile(
    r"\b(?:at|from|till|until|between|around|about|by) (?:\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|noon)\b|\b\d{1,2}(?::\d\d)? ?(?:am|pm|o'?clock)\b|\b(?:morning|afternoon|evening)s?\b"
    r"|(?<!\w)(?:ساعت|صبح|عصر|ظهر|بعد ?از ?ظ\w+|غروب)\w*|(?<!\w)از \S+ تا \S+|\b(?:saat|sobh|asr|zohr|badazohr)\b"
)
_FEW_OF_A_TIME = 14
_ACTS_BACK = 2
# A mere "ok" takes note of what was told, and wants nothing done.
_WANTS_IT = re.compile(
    r"\b(?:yes|yep|yeah|yup|sure|please|pls|do it|do that|go ahead|book|reserve|arrange|register|sign (?:me|us) up)\b"
    r"|(?<!\w)(?:بله|آره|اره|حتما|لطفا|لطفن|انجام\w*|بگیر\w*|رزرو\w*|ثبت\w*|همین کار\w*)(?!\w)|\b(?:bale|lotfan|begir\w*|rezerv\w*|sabt)\b|^\W{0,3}are(?=[\s.!]{0,4}$|\s?[،,])"
)
_FEWEST_WORDS = 3
_LONGEST = 600
_SENTENCE = re.compile(r"[^.!?؟\n]+[.!?؟]*")
_ASKS = re.compile(
    r"[?؟]\s*$|^\W*(?:(?:oh|and|also|but|so|ok|okay|then)\W+)*(?:is|are|can|could|may|do|does|will|would|how|what|where|which|who)\b"
    r"|(?<!\w)(?:آیا|میشه|می‌شه|می‌شود|میتونیم|می‌تونیم|می‌توانیم|چطور|چگونه|کجا|چند|چقدر|کدوم|کدام)(?!\w)",
    re.IGNORECASE,
)


@follows_up
async def names_time(turn: Turn) -> bool:
    """Take a day or an hour alone, after what has to be arranged, as the time that is wanted for it."""
    last = turn.thread.last
    topic = _arranged(last) if last is not None else None
    if turn.is_payload or (turn.slot("pending") and not _waits(turn)):
        return False
    if await _names_party(turn):
        return True
    if topic is None:
        return False
    few = word_count(turn.text) <= _FEW_OF_A_TIME and "?" not in turn.text and "؟" not in turn.text
    timed = find_dates(turn.text, turn.today) or _HOURS.search(fold(turn.text))
    if not few or not timed or turn.intent not in _ARRANGED | _UNREAD or _ASKS.search(turn.text):
        return False
    return await takes_time(turn, topic)


# Who comes, or whose class it is, and who is to say yes to it.
_PARTY = re.compile(
    r"\b(?:ms|mrs|mr|miss|dr|prof)\b\.? \w{2,20}|\b(?:my name is|i'm from|i am from|we are from|we're from)\b|\b[\w' ]{2,30} (?:primary|secondary|high|elementary|nursery) school\b|\b(?:kindergarten|academy|institute)\b"
    r"|(?<!\w)(?:خانم|خانوم|آقای|اقای|بنده|اینجانب) \w{2,20}|(?<!\w)(?:دبستان|دبیرستان|مدرسه ?(?:ی)?|مهد ?کودک|هنرستان|آموزشگاه|موسسه) \w{2,20}|\b(?:khanoo?me?|aghaye?) \w{2,20}|\b(?:madrese|dabestan|dabirestan)\w{0,2} \w{2,20}"
)
_CONFIRMS = re.compile(
    r"\b(?:who|when (?:will|do) (?:you|they)|how (?:will|do) (?:i|we)) (?:\w+ )?(?:confirms?|approves?|decides?|hear|know|gets? (?:a )?confirmation)\b|(?<!\w)(?:کی|چه کسی|کجا) (?:تایید|تأیید|هماهنگ|قطعی) (?:می ?کن\w{1,3}|می ?ش\w{1,2})|\bki (?:tayid|hamahang) mikone\b"
)


async def _names_party(turn: Turn) -> bool:
    """Take the name behind a visit that was asked about, and who confirms it, as its details; False for anything else."""
    said = fold(turn.text).replace("’", "'")
    visits = [act for _, act in zip(range(_ACTS_OF_VISIT), turn.thread.acts(), strict=False) if act.act == _VISIT]
    if (
        not any(_GROUP.search(fold(act.words)) for act in visits)
        or turn.intent not in _OF_A_VISIT
        or word_count(turn.text) > _FEW_OF_A_TIME
    ):
        return False
    named, confirms = _PARTY.search(said) is not None, _CONFIRMS.search(said) is not None
    asks_else = _ASKS.search(_CONFIRMS.sub(" ", said).strip(" ?؟.")) is not None
    detailed = named and (_GROUP.search(said) or find_dates(turn.text, turn.today)) and not _OF_NO_VISIT.search(said)
    if not (detailed or confirms) or asks_else:
        return False
    if not _waits(turn):
        # The wish is passed on with what was said of it: how many, when and with whom.
        told = "\n".join(dict.fromkeys(act.words for act in reversed(visits) if act.words))
        turn.remember(words=told[-_LONGEST:])
    return await _offer_to_pass_on(turn, _VISIT)


_GROUP = re.compile(
    r"\b(?:groups?|class\w*|schools?|pupils?|children|students|kids|visit)\b|بازدید|گروه|کلاس|دانش ?آموز|مدرسه|دبستان|مهد|\b(?:bazdid|gorooh|kelas|madrese)"
)
_OF_NO_VISIT = re.compile(
    r"\b(?:no|not|cancel\w*|films?|movies?|books?|novels?|kind|nice|rude|thanks?|love)\b|(?<!\w)(?:نه|ولش|لغو|کنسل|فیلم\w*|کتاب\w*|رمان\w*|ممنون|مرسی)(?!\w)"
)
_VISIT, _ACTS_OF_VISIT = "visitor_access", 4
_OF_A_VISIT = frozenset({"visitor_access", "nlu_fallback", "out_of_scope"})


def _arranged(last: Act) -> str | None:
    """Name what has to be arranged of what was told of last: a room that is told of among others is one to book."""
    if last.act in _ARRANGED:
        return last.act
    return "room_booking" if last.act in _OF_ROOMS and _ROOM.search(fold(last.words)) else None


_OF_ROOMS = frozenset({"facilities", "location", "visitor_access"})
_ROOM = re.compile(r"\b(?:group|study|meeting|work) ?rooms?\b|\brooms? (?:where|for)\b|اتاق|\botagh\w*")


async def takes_time(turn: Turn, topic: str) -> bool:
    """Say what is known of the time that is wanted for a topic, once; then offer to pass it on; always True."""
    if await _asked_beside(turn, topic):
        return True
    when = _OF_A_TIME.get(topic) if turn.recall("timed") != topic else None
    if when is not None and await answer_as(turn, topic, **when, alone=True):
        turn.remember(timed=topic)
        turn.intent = topic
        return True
    return await _offer_to_pass_on(turn, topic)


async def _asked_beside(turn: Turn, topic: str) -> bool:
    """Answer what a message asks of a topic in a sentence of its own, beside what else it tells; False for nothing."""
    parts = [part.strip() for part in _SENTENCE.findall(turn.text) if word_count(part)]
    asked = [part for part in parts if _ASKS.search(part) and word_count(part) >= _FEWEST_WORDS]
    if len(parts) < 2 or len(asked) != 1:
        return False
    found = await find_facts(turn, asked[0], topic)
    if not found or found[0].entry.topic != topic or found[0].score < SURE_OF_TOPIC or found[0].entry.is_open:
        return False
    turn.intent = topic
    await tell_found(turn, found)
    return True


async def _offer_to_pass_on(turn: Turn, topic: str) -> bool:
    """Say that it can't be arranged here, and offer to pass it on with what was said before; always True."""
    args = (turn.slot("pending") or {}).get("args") or {}
    before = str(args.get("text") or "") if _waits(turn) else str(turn.recall("words") or "")
    words = turn.text if turn.text in before else f"{before}\n{turn.text}".strip()
    turn.intent = topic
    turn.did(topic, topic=topic, result="asked")
    turn.set("pending", None)
    ref = turn.await_("file", "yes", matter="question", text=words[-_LONGEST:])
    turn.say(
        "utter_not_arranged",
        again="utter_not_arranged_again",
        status="clarified",
        choices=[yes(ref, "utter_button_pass_on"), no(ref)],
    )
    return True


async def not_done_here(turn: Turn) -> bool:
    """Answer a yes or an order for what was only told of: that it isn't done here, and how it is; False for anything else."""
    topic = next(
        (act.act for _, act in zip(range(_ACTS_BACK), turn.thread.acts(), strict=False) if act.act in _ARRANGED), None
    )
    if turn.is_payload or topic is None or not _WANTS_IT.search(fold(turn.text)):
        return False
    here = _HERE.get(topic)
    if here is not None and await answer_as(turn, topic, **here, alone=True):
        turn.intent = topic
        return True
    return await _offer_to_pass_on(turn, topic)


async def ordered_beside_question(turn: Turn) -> bool:
    """Say of what was told of last that it isn't arranged here, where a first clause orders it and the rest asks on.

    The turn is the rest then: "yes book it please! Also, has my book come?". Tells whether it was so.
    """
    first, _, behind = THEN.sub("\0", turn.text, count=1).partition("\0")
    asks = behind.rstrip().endswith(("?", "؟")) and word_count(behind) >= _FEWEST_WORDS
    last = turn.thread.last
    if turn.is_payload or turn.slot("pending") or not asks or last is None or _arranged(last) is None:
        return False
    if word_count(first) > _MOST_OF_AN_ORDER or "?" in first or "؟" in first:
        return False
    whole, turn.text = turn.text, first
    intent = turn.intent
    if not await not_done_here(turn):
        turn.text = whole
        return False
    turn.text, turn.intent, turn.moves = behind.strip(), intent, {}
    return True


_MOST_OF_AN_ORDER = 6


def _waits(turn: Turn) -> bool:
    """Tell whether it was asked whether a question is to be passed on."""
    pending = turn.slot("pending") or {}
    return pending.get("do") == "file" and (pending.get("args") or {}).get("matter") == "question"
