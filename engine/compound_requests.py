"""Several requests in one message: where it is cut, and which of its parts are surely requests of their own.

A message is cut at the end of a sentence or at a conjunction, and only where what stands before and what comes after
ask for something by themselves: a question, an order or a request, in words. "I looked for X and Y" has no second verb
of asking and stays whole, and so does a story that ends with one question. A letter is cut into its sentences first,
and only those that ask are looked at.

Whether the parts are then answered apart is decided by their readings, each read after what the one before it was
about: a part must be sure, and of another intent. What is told at length stays whole. What asks for something in a
sentence of its own, and cannot be answered, is named.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from typing import Any

from engine.nlu.thread import LEANS
from language.normalise import fold
from language.requests.grievances import asks_after_complaint
from language.requests.phrases import words_of
from language.requests.title_questions import find_title_question, without_questions
from protocol.intents import traits_of
from protocol.turns import MOST_REQUESTS

LETTER = 300  # characters; what is longer is read sentence by sentence
FEWEST_WORDS = 2  # of each part; a later part in Latin letters needs one more ("which room?")
FEWEST_NAMED = 3  # words of a part that is named because it was not answered
MOST_PIECES = 8
# Probability from which the reading of a part counts as sure: where a sentence ends, at a conjunction, at a bare comma.
SENTENCE_SURE = 0.5
SURE = 0.75
COMMA_SURE = 0.9
# A letter that was read so, or better, as something that is told stays whole.
_TOLD = 0.5

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
# Answered with more of the title, where more is asked.
_OF_TITLES = frozenset({"search_book", "shelf_location", "hold"})
_OF_IT = frozenset(
    "it its this that the book novel is was does did has have and also can could you please tell me does how"
    " این اون آن کتاب کتابش ش اش و هم راستی ست س ه لطفا میشه بگید بگین رو را حالا".split()
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
# Without any of the others these say what is wanted, and ask for nothing.
_WANTING = re.compile(r"(?<!\w)(?:میخوام|میخواهم|میخواستم|لطفا|لطفن)(?!\w)")
# «چند ماه است که …» counts, and asks nothing.
_COUNTING = re.compile(r"(?<!\w)چند (?:ماه|سال|روز|هفته|وقت|بار)(?:ی)?(?:ه| است| هست| پیش| قبل)(?!\w)")
_SCRIPT = re.compile("[آ-ی]")
_SENTENCE = re.compile(r"[^.!?؟…\n]+[.!?؟…]*")

Reading = dict[str, Any]
# Reads a text after a topic.
Reader = Callable[[str, str | None], Reading]


@dataclass(frozen=True)
class Clause:
    """A part of a message: its words, where they begin in the message, and how they were read."""

    text: str
    start: int
    reading: Reading


@dataclass(frozen=True)
class Requests:
    """The requests of a message in their order, and the words of those that cannot be answered."""

    answered: tuple[Clause, ...]
    left: tuple[str, ...] = ()


@dataclass(frozen=True)
class Piece:
    """A part of a message that asks for something, and how sure its reading has to be."""

    text: str
    start: int
    sure: float

    @property
    def end(self) -> int:
        """Where it ends in the message."""
        return self.start + len(self.text)


@dataclass
class _Found:
    """What was found so far in a message, from its beginning."""

    text: str
    read: Reader
    topic: str | None
    answered: list[Clause] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    # Something is told in it that must not be cut.
    is_told: bool = False
    # A part that is not answered may belong to another one, rather than ask for something by itself.
    is_unclear: bool = False
    # Where a part begins that says nothing by itself, and goes with the next one.
    open_from: int | None = None


def pieces(text: str) -> list[Piece]:
    """Give the parts of a message that may be requests of their own: one for what is not cut, none where none asks."""
    if len(text) <= LETTER:
        return _cut(text, 0)
    found: list[Piece] = []
    for sentence in _SENTENCE.finditer(text):
        if asks(words := sentence.group().strip()):
            found += _cut(words, sentence.start() + sentence.group().index(words))
            if len(found) >= MOST_PIECES:
                break
    return found[:MOST_PIECES]


def asks(clause: str, *, second: bool = False) -> bool:
    """Tell whether words ask for something by themselves."""
    words = len(_WORD.findall(clause))
    if words < FEWEST_WORDS:
        return False
    if _SCRIPT.search(clause):
        return _PERSIAN.search(_COUNTING.sub(" ", fold(clause))) is not None
    return words >= FEWEST_WORDS + second and _ENGLISH.match(clause.strip()) is not None


def requests_in(text: str, read: Reader, after: str | None = None) -> Requests | None:
    """Give the requests of a message that is said after a topic, or None where it is one, to be read whole.

    `read` gives Rasa's reading of a text after a topic.
    """
    parts = pieces(text)
    letter = len(text) > LETTER
    if len(parts) < 2 - letter:
        return None
    whole = read(text, after) if letter else None
    if whole is not None and _is_told(whole, _TOLD):
        return None
    found = _Found(text, read, after)
    for piece in parts:
        _take(found, piece)
        if found.is_told:
            return None
    if len(found.answered) > 1 or (found.answered and found.left and not found.is_unclear):
        over = [clause.text for clause in found.answered[MOST_REQUESTS:]]
        return Requests(tuple(found.answered[:MOST_REQUESTS]), (*over, *found.left))
    # A letter of one request is read by that where the whole says nothing.
    if whole is not None and found.answered and _is_unsure(whole, _TOLD):
        return Requests((found.answered[0],))
    return None


def _take(found: _Found, piece: Piece) -> None:
    """Answer a part of its own, join it to the one before it, or note that it cannot be answered."""
    if found.open_from is not None:
        piece = Piece(found.text[found.open_from : piece.end], found.open_from, piece.sure)
        found.open_from = None
    last = found.answered[-1] if found.answered else None
    reading = found.read(piece.text, found.topic)
    if _intent(reading) == "complaint" and asks_after_complaint(piece.text):
        # "What about my complaint?" tells none.
        reading = {**reading, "intent": {"name": "case_status", "confidence": 1.0}}
    traits = traits_of(_intent(reading))
    talk = traits.social and not traits.declined and _confidence(reading) >= piece.sure
    if last is not None and _asks_of_title(last, piece):
        # Both are asked of one title: the same answer tells both.
        text = found.text[last.start : piece.end]
        found.answered[-1] = replace(last, text=text, reading={**last.reading, "text": text})
    elif _is_told(reading, piece.sure) or (traits.last_only and last is None):
        found.is_told = True
    elif talk or (last is not None and _leans(piece, reading)):
        return
    elif _is_unsure(reading, piece.sure) or not _may_stand(reading, found.answered):
        _leave(found, last, piece)
    elif any(_same(clause.reading, reading) for clause in found.answered[:-1]):
        return
    elif last is None or _apart(last.reading, reading):
        found.answered.append(Clause(piece.text, piece.start, reading))
        found.topic = _intent(reading)
    else:
        _joined(found, last, piece)


def _leave(found: _Found, last: Clause | None, piece: Piece) -> None:
    """Note a part that cannot be answered; one that no sentence's end parts from another may be more of that one."""
    is_sentence = piece.sure <= SENTENCE_SURE
    if not is_sentence and last is None:
        found.open_from = piece.start
    elif is_sentence and _only_wants(piece.text):
        found.is_unclear = True
    elif is_sentence or last is None or not _joined(found, last, piece):
        found.is_unclear |= not is_sentence or len(_WORD.findall(piece.text)) < FEWEST_NAMED
        found.left.append(piece.text.strip())


def _only_wants(text: str) -> bool:
    """Tell whether Persian words only say what is wanted: after a question that is its reason, and no other one."""
    return _SCRIPT.search(text) is not None and not asks(_WANTING.sub(" ", fold(text)))


def _joined(found: _Found, last: Clause, piece: Piece) -> bool:
    """Read a part together with the one before it; tell whether both ask for the same."""
    text = found.text[last.start : piece.end]
    reading = found.read(text, found.topic)
    if _intent(reading) != _intent(last.reading):
        return False
    found.answered[-1] = replace(last, text=text, reading=reading)
    return True


def _cut(text: str, offset: int) -> list[Piece]:
    """Cut a text wherever what stands before the cut and what comes after it both ask for something."""
    found: list[Piece] = []
    start, before = 0, SENTENCE_SURE
    for mark in _CUTS.finditer(text):
        ended = (mark["end"] or "").strip()
        left, right = text[start : mark.start()] + ended, text[mark.end() :]
        told = bool(ended) and not mark["lead"] and _NEED.match(left) is not None
        if told or _LEADING.search(left) or _LEANING.match(right) or not (asks(left) and asks(right, second=True)):
            continue
        sure = SENTENCE_SURE if ended else COMMA_SURE if mark["comma"] and not mark["link"] else SURE
        found.append(Piece(left, offset + start, max(before, sure)))
        start, before = mark.end(), sure
        if len(found) == MOST_PIECES - 1:
            break
    return [*found, Piece(text[start:], offset + start, before)]


def _asks_of_title(last: Clause, piece: Piece) -> bool:
    """Tell whether a part asks more of the title that the one before it names: "who wrote it?", «چند صفحه‌ست؟»."""
    if _intent(last.reading) not in _OF_TITLES or not find_title_question(piece.text):
        return False
    return not set(words_of(without_questions(piece.text))) - _OF_IT


def _leans(piece: Piece, reading: Reading) -> bool:
    return _intent(reading) not in _DONE_WITH_IT and _PRONOUN.search(piece.text) is not None


def _may_stand(reading: Reading, answered: list[Clause]) -> bool:
    """Tell whether a reading may be one of several: as any of them, or as the last one."""
    traits = traits_of(_intent(reading))
    # After the last one there is none: a librarian may have the conversation then.
    ended = any(traits_of(_intent(clause.reading)).last_only for clause in answered)
    return not ended and (traits.may_be_second or (traits.last_only and bool(answered)))


def _is_told(reading: Reading, sure: float) -> bool:
    """Tell whether something is told that is taken whole: a complaint, a fault, an idea."""
    traits = traits_of(_intent(reading))
    free = traits.may_be_second or traits.last_only or traits.social or traits.declined
    return not free and _confidence(reading) >= sure


def _is_unsure(reading: Reading, sure: float) -> bool:
    return traits_of(_intent(reading)).declined or _confidence(reading) < sure


def _apart(first: Reading, second: Reading) -> bool:
    """Tell whether two readings, one after the other, are two requests."""
    one, other = _intent(first), _intent(second)
    if one == other:
        if second.get(LEANS):
            return False
        return traits_of(one).takes_title and bool(_titles(first)) and bool(_titles(second) - _titles(first))
    return other not in traits_of(one).one_request_with and one not in traits_of(other).one_request_with


def _same(first: Reading, second: Reading) -> bool:
    """Tell whether a reading asks once more for what was asked before."""
    return _intent(first) == _intent(second) and _values(second) <= _values(first)


def _values(reading: Reading) -> set[tuple[str, str]]:
    return {(str(entity.get("entity")), str(entity.get("value"))) for entity in reading.get("entities") or ()}


def _titles(reading: Reading) -> set[str]:
    return {value for name, value in _values(reading) if name == "title"}


def _intent(reading: Reading) -> str:
    return str((reading.get("intent") or {}).get("name"))


def _confidence(reading: Reading) -> float:
    return float((reading.get("intent") or {}).get("confidence") or 0.0)
