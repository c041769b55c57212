"""What was read as something to be filed and is none: a wish for something to read, or a question that the library answers."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.reading.wish_words import asks_to_read
from crm.knowledge.searching import SURE
from language.normalise import fold
from language.requests.reading.reading import read_wish

__all__ = ["asks_and_files_nothing", "files_nothing"]

_FILED = frozenset({"suggestion", "suggest_purchase"})
# Who wants something bought, or filed, says so.
_TO_BE_FILED = re.compile(
    r"\b(?:buy\w*|bought|order\w*|purchas\w*|acquir\w*|suggest\w*|propos\w*|request\w*|recommend(?:ation)? (?:for|to) (?:the )?library|stock|add (?:it|this|them|a|the)|get (?:it|this|a copy|the|one|hold)|should|could you|idea|report\w*|register\w*|file)\b"
    r"|بخر\w*|خرید\w*|تهیه|سفارش|پیشنهاد|بیارید|بیارین|بیاورید|درخواست|ثبت|کاش|بهتره|\b(?:bekhar\w*|kharid|pishnahad|darkhast|sabt|kash)\b"
)
# It is the library that is to suggest something: "could you suggest three easy novels?".
_ASKED_TO_SUGGEST = re.compile(
    r"\b(?:can|could|would|will) you\b[^.?!]{0,12}\b(?:suggest|recommend)\b[^.?!]{0,50}\b(?:books?|novels?|titles?|films?|movies?|stories|audio ?books?)\b"
    r"|(?:چی|کتاب\w*|رمان\w*|داستان\w*|فیلم\w*)[^.؟?!]{0,40}پیشنهاد (?:(?:می ?|ب)?(?:کن|د)(?:ید|ین|ی)|بده|کن)(?!\w)"
    r"|\b(?:ketab\w*|roman\w*|film\w*|chi)\b[^.?!]{0,40}\bpishnahad (?:mi ?|be)?(?:kon|d)(?:id|in|i)\b"
)
_SENTENCE = re.compile(r"[.!?؟\n]+")
_QUOTES = frozenset('«»“”"')


def files_nothing(turn: Turn) -> LookStep:
    """Read a wish for something to read, which names no title, as that: "I want a book on starting a business"."""
    if turn.is_payload or turn.intent not in _FILED or turn.slot("pending") or turn.entity("title"):
        return LookStep.ON
    if _ASKED_TO_SUGGEST.search(fold(turn.text)) and _QUOTES.isdisjoint(turn.text):
        turn.read_as("recommendation")
        return LookStep.RUN
    if turn.intent != "suggest_purchase":
        return LookStep.ON
    if _TO_BE_FILED.search(fold(turn.text)) or not _QUOTES.isdisjoint(turn.text) or not asks_to_read(turn.text):
        return LookStep.ON
    if not read_wish(turn.text).wish:
        return LookStep.ON
    turn.read_as("recommendation")
    return LookStep.RUN


async def asks_and_files_nothing(turn: Turn) -> bool:
    """Answer a mere question from what the library tells, though it was read as something to be filed; else False."""
    alone = len([part for part in _SENTENCE.split(turn.text) if part.strip()]) == 1
    asked = alone and turn.text.rstrip().endswith(("?", "؟"))
    if turn.is_payload or turn.intent not in _FILED or not asked or _TO_BE_FILED.search(fold(turn.text)):
        return False
    return await answer_from_facts(turn, None, least=SURE)
