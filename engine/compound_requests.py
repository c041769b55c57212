"""Several requests in one message: where it is cut, and which of its parts are surely requests of their own.

Where a message may be cut is in engine/message_pieces.py. Whether the parts are then answered apart is decided by
their readings, each read after what the one before it was about: a part must be sure, and of another intent. A
grievance is told once, with all words of the message, after the questions that stand in it. A sentence that asks and
was not read surely is tried: what the library tells may answer it, and else it is named.
"""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass, field, replace
from functools import cache

from engine.counted_off import directly
from engine.message_pieces import (
    LETTER,
    MOST_PIECES,
    SENTENCE_SURE,
    SURE,
    MessagePiece,
    asks,
    is_marked,
    pieces,
    proposes,
    sentences,
    word_count,
)
from engine.part_readings import (
    Reading,
    are_two_requests,
    asks_the_same,
    confidence_of,
    grieves,
    intent_of,
    is_told,
    is_unsure,
    may_stand,
    takes_title,
    unread,
    values_of,
)
from language.normalise import fold
from language.requests.cases.grievances import SURE as GRIEVED
from language.requests.cases.grievances import asks_after_complaint, find_grievance
from language.requests.speech.bare_questions import find_aspect
from language.requests.speech.chat_language import wished_language, wishes_language
from language.requests.speech.phrases import words_of
from language.requests.titles.title_questions import find_title_question, without_questions
from protocol.intents import traits_of
from protocol.turns import MOST_REQUESTS

FEWEST_NAMED = 3  # words of a part that is named because it was not answered
# A letter that was read so, or better, as something that is told stays whole.
_TOLD = 0.5
_FEWEST_TOLD = 5  # words beside the questions, from which on they may tell a grievance
# So sure are two sentences that ask for two things which are mostly one.
_SURELY_TWO = 0.85
# And so sure is a part, of so many words, that leans on nothing in spite of its pronoun.
_SAYS_ALL, _FEWEST_SAYING_ALL = 0.97, 6
# From so many words on, behind what is so sure, a part that is not sure is tried.
_FEWEST_TRIED, _TRIED_BEHIND = 4, 0.9
# A wish or an idea is what its own sentence says.
_FILED = frozenset({"suggestion", "suggest_purchase", "praise"})

# What leans on the first half by a pronoun is a request of its own only where something is to be done with it.
_PRONOUN = re.compile(
    r"\b(?:it|this|they|them|those)\b|\bthat\b(?=\s*(?:$|[?.!,]|is\b|was\b|one\b|will\b|be\b|for\b|at\b|to\b|cost))",
    re.IGNORECASE,
)
# "Is it possible to …" points at nothing.
_POINTLESS = re.compile(
    r"\b(?:(?:is|was|would|will) it|it (?:is|was|would|will))(?: be)? (?:also )?(?:possible|allowed|okay|ok|true"
    r"|necessary|permitted|free to|better to|too late)\b",
    re.IGNORECASE,
)
_DONE_WITH_IT = frozenset({"hold", "renew", "cancel_hold", "hours", "loans"})
# The record answers these, and nothing that is asked beside: a rule, where one may bring it back.
_FROM_RECORD = frozenset({"loans", "renew", "fines", "hold_status", "account"})
# These are told, before a turn to something else too.
_LOSSES = frozenset({"lost_card", "lost_item"})
# Answered with more of the title, where more is asked.
_OF_TITLES = frozenset({"search_book", "shelf_location", "hold"})
_OF_IT = frozenset(
    "it its this that the book novel is was does did has have and also can could you please tell me does how"
    " این اون آن کتاب کتابش ش اش و هم راستی ست س ه لطفا میشه بگید بگین رو را حالا".split()
)
# Without any of the others these say what is wanted, and ask for nothing.
_SCRIPT = re.compile("[آ-ی]")
_WANTING = re.compile(r"(?<!\w)(?:میخوام|میخواهم|میخواستم|لطفا|لطفن)(?!\w)")

# What only says that questions are coming: "Hello, two quick things: …", «سلام، دو تا سوال: …».
_ANNOUNCED = re.compile(
    r"^\W*(?:(?:hi|hello|hey|good \w+|سلام|درود)[\s,،!.]+)*(?:i have |just |only |(?:a|an|one|two|three|some|few|couple|of|quick|small|short|یه|یک|دو|سه|چند|تا)\s+)+(?:questions?|things?|سوال|سؤال|پرسش|چیز)(?:\s+(?:for you|please|دارم|داشتم))?\s*[:،,.]\s*",
    re.IGNORECASE,
)

__all__ = ["LETTER", "MOST_PIECES", "Clause", "Requests", "asks", "pieces", "requests_in"]

# Reads a text after a topic.
Reader = Callable[[str, str | None], Reading]


@dataclass(frozen=True)
class Clause:
    """A part of a message: its words, where they begin in the message, and how they were read."""

    text: str
    start: int
    # Empty where it is read when the part before it has been answered.
    reading: Reading
    # It was not read surely: what does not answer it is taken back, and it is named.
    tried: bool = False
    # It is one of several that are counted off: named where it is not answered, whatever it says.
    counted: bool = False
    # It was cut as readers would (engine/cutting), and is read and answered like a message.
    is_apart: bool = False


@dataclass(frozen=True)
class Requests:
    """The requests of a message in their order, and the words of those that cannot be answered."""

    answered: tuple[Clause, ...]
    left: tuple[str, ...] = ()


@dataclass
class _Found:
    """What was found so far in a message, from its beginning."""

    text: str
    read: Reader
    topic: str | None
    answered: list[Clause] = field(default_factory=list)
    left: list[str] = field(default_factory=list)
    # How a sentence was read that tells a grievance.
    grievance: Reading | None = None
    # Something is told in it that must not be cut.
    is_told: bool = False
    # A part that is not answered may belong to another one, rather than ask for something by itself.
    is_unclear: bool = False
    # What stood before a turn to something else was only told.
    turned: bool = False
    # Something waits for an answer of the patron's.
    waiting: bool = False
    # Where a part begins that says nothing by itself, and goes with the next one.
    open_from: int | None = None

    def may_take(self, reading: Reading) -> bool:
        """Tell whether what is read so may be answered beside what was found."""
        return may_stand(reading, [clause.reading for clause in self.answered])


def requests_in(text: str, read: Reader, after: str | None = None, *, waiting: bool = False) -> Requests | None:
    """Give the requests of a message that is said after a topic, or None where it is one, to be read whole.

    `read` gives Rasa's reading of a text after a topic; `waiting`: something waits for an answer of the patron's.
    """
    # A part may be looked at by itself for several reasons, and each reading goes through the whole network.
    read = cache(read)
    if (wish := _with_language(text, read, after)) is not None:
        return wish
    parts = pieces(text)
    letter = len(text) > LETTER
    if len(parts) < 2 - letter:
        return None
    told = _told_beside(text, parts)
    whole = read(text, after) if letter or word_count(told) >= _FEWEST_TOLD else None
    grievance = whole if whole is not None and grieves(whole, _TOLD) else None
    if grievance is None and whole is not None and find_grievance(told) == GRIEVED:
        # How somebody behaved is told beside the questions.
        grievance = {**whole, "intent": {"name": "complaint", "confidence": 1.0}}
    found = _Found(text, read, after, waiting=waiting)
    for piece in parts:
        _take(found, piece, beside=grievance is not None)
        if found.is_told:
            return None
    if grievance is None and found.grievance is not None:
        grievance = read(text, after)
        if not grieves(grievance, _TOLD):
            grievance = {**found.grievance, "text": text, "entities": grievance.get("entities") or []}
    if grievance is not None:
        # It is told with all its words, after what was asked: how its patron is reached is the last question then.
        asked = [clause for clause in found.answered if not clause.tried][: MOST_REQUESTS - 1]
        return Requests((*asked, Clause(text, 0, grievance))) if asked else None
    return _answered_apart(found, whole if letter else None)


def _told_beside(text: str, parts: list[MessagePiece]) -> str:
    """Give the words of a message that stand in none of its parts."""
    told, end = [], 0
    for piece in parts:
        told.append(text[end : piece.start])
        end = piece.end
    return " ".join((*told, text[end:])).strip()


def _with_language(text: str, read: Reader, after: str | None) -> Requests | None:
    """Give a wish for another language and what is asked beside it: the language is changed, then that is answered."""
    parts = [(words, start) for words, start in sentences(text) if word_count(words)]
    wishes = [one for one in parts if wishes_language(one[0], about_a_thing=True) and wished_language(one[0])]
    if len(parts) < 2 or len(wishes) != 1 or len(text) > LETTER:
        return None
    wish = read(wishes[0][0], None)
    others = [(one, read(one[0], after)) for one in parts if one != wishes[0]]
    asked = [
        Clause(words, start, reading)
        for (words, start), reading in others
        if not traits_of(intent_of(reading)).social and not is_unsure(reading, SENTENCE_SURE)
    ]
    if intent_of(wish) != "change_language" or not asked:
        return None
    return Requests((Clause(*wishes[0], wish), *asked[: MOST_REQUESTS - 1]))


def _answered_apart(found: _Found, whole: Reading | None) -> Requests | None:
    sure = [clause for clause in found.answered if not clause.tried]
    tried = len(found.answered) > len(sure)
    counted = any(clause.counted for clause in found.answered)
    if found.turned and len(sure) == len(found.answered) == 1:
        return Requests((sure[0],), tuple(found.left))
    if sure and len(found.answered) > 1 and not (tried and len(sure) == 1 and found.is_unclear and not counted):
        # What is only tried cannot be the first: there is nothing yet to go back to.
        first = found.answered.index(sure[0])
        in_order = [sure[0], *found.answered[:first], *found.answered[first + 1 :]]
        over = [clause.text for clause in in_order[MOST_REQUESTS:]]
        return Requests(tuple(in_order[:MOST_REQUESTS]), (*over, *found.left))
    if sure and found.left and not found.is_unclear:
        return Requests((sure[0],), tuple(found.left))
    # A letter of one request is read by that where the whole says nothing.
    if whole is not None and sure and (is_unsure(whole, _TOLD) or is_told(whole, 0.0)):
        return Requests((sure[0],))
    return None


def _take(found: _Found, piece: MessagePiece, *, beside: bool = False) -> None:
    """Answer a part of its own, join it to the one before it, or note that it cannot be answered.

    `beside`: it stands in a grievance, where what is not surely a question of its own is a part of that.
    """
    if found.open_from is not None:
        piece = MessagePiece(found.text[found.open_from : piece.end], found.open_from, piece.sure)
        found.open_from = None
    last = found.answered[-1] if found.answered else None
    reading = _reading(found, piece)
    if intent_of(reading) == "complaint" and asks_after_complaint(piece.text):
        # "What about my complaint?" tells none.
        reading = {**reading, "intent": {"name": "case_status", "confidence": 1.0}}
    if proposes(piece.text):
        # What is announced as a suggestion is one, whatever its words are like.
        reading = {**reading, "intent": {"name": "suggestion", "confidence": 1.0}}
    traits = traits_of(intent_of(reading))
    talk = traits.social and not traits.declined and confidence_of(reading) >= piece.sure
    if piece.told and not _tells_trouble(piece, reading):
        # "I renewed it yesterday, by the way when do you close?": what was done already is ordered by nobody. Where
        # something waits it may be the answer to that.
        found.turned, found.is_told = True, found.is_told or found.waiting
    elif beside:
        own = traits.may_be_second and not traits.told and confidence_of(reading) >= SURE
        if (
            own
            and find_grievance(piece.text) is None
            and not any(asks_the_same(one.reading, reading) for one in found.answered)
        ):
            found.answered.append(Clause(piece.text, piece.start, reading))
    elif last is not None and _asks_of_title(last, piece):
        # Both are asked of one title: the same answer tells both.
        _extend(found, last, piece)
    elif grieves(reading, piece.sure) and piece.sure <= SENTENCE_SURE:
        found.grievance = found.grievance or reading
    elif is_told(reading, piece.sure) and piece.sure <= SENTENCE_SURE and intent_of(reading) in _FILED:
        found.answered.append(Clause(piece.text, piece.start, reading))
    elif piece.counted:
        _count(found, piece, reading)
    elif is_told(reading, piece.sure) or (traits.last_only and last is None):
        found.is_told = True
    elif last is not None and _leans(piece, reading) and not _says_all(found, piece, reading):
        asked = is_marked(piece.text) and intent_of(last.reading) in _FROM_RECORD
        if piece.sure > SENTENCE_SURE and not asked:
            return
        if intent_of(reading) == intent_of(last.reading):
            _extend(found, last, piece)
        elif found.may_take(reading) and piece.text.endswith(("?", "؟")):
            # "And does it cost anything?": right after the one before it, that may be answered.
            found.answered.append(_tried(piece, reading))
    elif talk:
        return
    elif is_unsure(reading, piece.sure) or not found.may_take(reading):
        _leave(found, last, piece, reading)
    elif any(asks_the_same(clause.reading, reading) for clause in found.answered[:-1]):
        return
    elif (
        last is None
        or piece.counted
        or are_two_requests(last.reading, reading)
        or _asked_apart(found, last, piece, reading)
    ):
        found.answered.append(Clause(piece.text, piece.start, reading))
        found.topic = intent_of(reading)
    elif not _joined(found, last, piece) and piece.sure <= SENTENCE_SURE:
        _extend(found, last, piece)


def _tells_trouble(piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether a part that only tells tells of trouble: a loss, a fault, or how somebody behaved."""
    if intent_of(reading) == "complaint" and find_grievance(piece.text) is None:
        # "I never said Central" corrects what was understood.
        return False
    return intent_of(reading) in _LOSSES or grieves(reading, piece.sure)


def _count(found: _Found, piece: MessagePiece, reading: Reading) -> None:
    """Let a part that is counted off be a request of its own, whatever it leans on; what is not sure is tried."""
    if found.topic is not None and find_aspect(piece.text) is not None:
        # "(b) is it free?" asks of what the part before it was about.
        reading = {**reading, "intent": {"name": found.topic, "confidence": SURE}}
    traits = traits_of(intent_of(reading))
    unsure = is_unsure(reading, piece.sure) or traits.social or not found.may_take(reading)
    if unsure:
        reading = unread(reading)
    elif (
        any(asks_the_same(one.reading, reading) and not values_of(reading) for one in found.answered)
        and traits.note_then is None
    ):
        return
    found.answered.append(Clause(piece.text, piece.start, reading, tried=unsure, counted=True))
    if not unsure:
        found.topic = intent_of(reading)


def _reading(found: _Found, piece: MessagePiece) -> Reading:
    """Read a part after what the one before it was about; one that is not sure so, by itself.

    What no sentence's end parts from the one before it counts by itself only where it is read as the same.
    """
    said = directly(_ANNOUNCED.sub("", piece.text, count=1) or piece.text)
    reading = found.read(said, found.topic)
    if found.answered and confidence_of(reading) < max(SURE, piece.sure):
        alone = found.read(said, None)
        counts = (
            piece.sure <= SENTENCE_SURE
            or intent_of(alone) == intent_of(reading)
            or (confidence_of(alone) >= _SURELY_TWO and not _leans(piece, alone))
        )
        if counts and not traits_of(intent_of(alone)).declined and confidence_of(alone) > confidence_of(reading):
            return alone
    return reading


def _extend(found: _Found, last: Clause, piece: MessagePiece) -> None:
    """Let the answer to a part answer the next one, too."""
    text = found.text[last.start : piece.end]
    found.answered[-1] = replace(last, text=text, reading={**last.reading, "text": text})


def _leave(found: _Found, last: Clause | None, piece: MessagePiece, reading: Reading) -> None:
    """Note a part that is not surely read; one that no sentence's end parts from another may be more of that one."""
    is_sentence = piece.sure <= SENTENCE_SURE
    if not is_sentence and last is None:
        found.open_from = piece.start
    elif is_sentence and _only_wants(piece.text):
        found.is_unclear = True
    elif is_sentence or last is None or not _joined(found, last, piece):
        words = word_count(piece.text)
        # Behind what is so sure a part that asks is a request of its own, whatever joins the two.
        behind = (
            not is_sentence and words >= _FEWEST_TRIED and confidence_of(last.reading if last else {}) >= _TRIED_BEHIND
        )
        if behind or (is_sentence and words >= FEWEST_NAMED and is_unsure(reading, piece.sure)):
            found.answered.append(_tried(piece, reading, unknown=True))
        else:
            found.left.append(piece.text.strip())
        found.is_unclear |= not behind and (not is_sentence or words < FEWEST_NAMED)


def _tried(piece: MessagePiece, reading: Reading, *, unknown: bool = False) -> Clause:
    """Give a part that is tried, as it was read where that is sure, else as one of which nothing is known."""
    if unknown or is_unsure(reading, piece.sure):
        reading = unread(reading)
    return Clause(piece.text, piece.start, reading, tried=True)


def _only_wants(text: str) -> bool:
    """Tell whether Persian words only say what is wanted: after a question that is its reason, and no other one."""
    return _SCRIPT.search(text) is not None and not asks(_WANTING.sub(" ", fold(text)))


def _joined(found: _Found, last: Clause, piece: MessagePiece) -> bool:
    """Read a part together with the one before it; tell whether both ask for the same."""
    text = found.text[last.start : piece.end]
    reading = found.read(text, found.topic)
    if intent_of(reading) != intent_of(last.reading):
        return False
    found.answered[-1] = replace(last, text=text, reading=reading)
    return True


def _asks_of_title(last: Clause, piece: MessagePiece) -> bool:
    """Tell whether a part asks more of the title that the one before it names: "who wrote it?", «چند صفحه‌ست؟»."""
    if intent_of(last.reading) not in _OF_TITLES or not find_title_question(piece.text):
        return False
    return not set(words_of(without_questions(piece.text))) - _OF_IT


def _leans(piece: MessagePiece, reading: Reading) -> bool:
    return intent_of(reading) not in _DONE_WITH_IT and _PRONOUN.search(_POINTLESS.sub(" ", piece.text)) is not None


def _says_all(found: _Found, piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether a part is so sure by itself that its pronoun hardly points back: "how it costs, the printing"."""
    if piece.sure <= SENTENCE_SURE or word_count(piece.text) < _FEWEST_SAYING_ALL:
        return False
    alone = found.read(piece.text, None)
    return intent_of(alone) == intent_of(reading) and confidence_of(alone) >= _SAYS_ALL


def _asked_apart(found: _Found, last: Clause, piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether two sentences that each ask surely ask for two things, though these are mostly one request."""
    if intent_of(last.reading) == intent_of(reading) or piece.sure > SENTENCE_SURE:
        return False
    if not (is_marked(last.text) and is_marked(piece.text)) or takes_title(last.reading) or takes_title(reading):
        return False
    alone = found.read(piece.text, None)
    return (
        intent_of(alone) == intent_of(reading) and min(confidence_of(last.reading), confidence_of(alone)) >= _SURELY_TWO
    )
