"""Wishes for an exception to a rule: it is for a librarian to decide, and that is said and offered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.rasa.registry import listens
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew

__all__ = ["wishes_exception"]

_EXCEPTION = re.compile(
    r"\b(?:make|making|grant|allow|give)\b[^.?!]{0,20}\bexceptions?\b|\bbend (?:the|your|a) rules?\b|\b(?:just|only) this once\b|\bbreak the rules? for me\b"
    r"|(?<!به )(?<!\w)استثنا\w*|(?:این|همین) (?:یه |یک )?(?:بار|دفعه) (?:رو )?(?:راه بیا|کوتاه بیا|قبول کن|ندید)\w*|یه راهی نداره|\bestesna\w*"
)
_MOST_WORDS = 30
# Asked of a case or of an emergency it is told there.
_ELSEWHERE = frozenset({"complaint", "emergency", "suggestion", "human_help", "case_add"})
_SURE = 0.75


@listens
async def wishes_exception(turn: Turn) -> bool:
    """Say that an exception is for a librarian to decide; False where none is wished for."""
    waits = (turn.slot("pending") or {}).get("awaits") in {"told", "words"}
    if turn.is_payload or waits or word_count(turn.text) > _MOST_WORDS:
        return False
    if turn.intent in _ELSEWHERE and turn.confidence >= _SURE:
        return False
    if not _EXCEPTION.search(fold(turn.text).replace("’", "'")) or orders_to_renew(turn.text):
        # «همه به استثنای شاهنامه تمدید شود» leaves one out, and wishes for no rule to be broken.
        return False
    turn.intent = "loan_policy"
    turn.offer("human_help")
    turn.say("utter_exception", status="refused", choices=[librarian()])
    return True
