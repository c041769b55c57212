"""What the words of a part tell: that it leans on the one before it, asks of its title, only wants or only tells."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from engine.asking import asks
from engine.clauses import Clause
from engine.counted_off import directly
from engine.message_pieces import MessagePiece
from engine.part_readings import Reading, grieves, intent_of
from language.normalise import fold
from language.requests.cases.grievances import find_grievance
from language.requests.speech.phrases import words_of
from language.requests.titles.title_questions import find_title_question, without_questions

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


def said_in(piece: MessagePiece) -> str:
    """Give what a part says, without the words that only announce it or count it off."""
    return directly(_ANNOUNCED.sub("", piece.text, count=1) or piece.text)


def leans(piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether a part leans on the one before it by a pronoun, and nothing is to be done with that."""
    return intent_of(reading) not in _DONE_WITH_IT and _PRONOUN.search(_POINTLESS.sub(" ", piece.text)) is not None


def asks_of_title(last: Clause, piece: MessagePiece) -> bool:
    """Tell whether a part asks more of the title that the one before it names: "who wrote it?", «چند صفحه‌ست؟»."""
    if intent_of(last.reading) not in _OF_TITLES or not find_title_question(piece.text):
        return False
    return not set(words_of(without_questions(piece.text))) - _OF_IT


def only_wants(text: str) -> bool:
    """Tell whether Persian words only say what is wanted: after a question that is its reason, and no other one."""
    return _SCRIPT.search(text) is not None and not asks(_WANTING.sub(" ", fold(text)))


def tells_trouble(piece: MessagePiece, reading: Reading) -> bool:
    """Tell whether a part that only tells tells of trouble: a loss, a fault, or how somebody behaved."""
    if intent_of(reading) == "complaint" and find_grievance(piece.text) is None:
        # "I never said Central" corrects what was understood.
        return False
    return intent_of(reading) in _LOSSES or grieves(reading, piece.sure)
