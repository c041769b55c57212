"""A reservation that shall stay longer, however that is said: "can you extend it?" is no order to renew a loan."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES
from language.normalise import fold

__all__ = ["asks_to_keep_hold"]

_LONGER = re.compile(
    r"\b(?:extend\w*|prolong\w*|renew\w*)\b|\b(?:keep|hold|stay|leave|save|wait)\b[^.?!]{0,30}\b(?:longer|until|till|til|more days?|another (?:day|week)|extra)\b"
    r"|تمدید|(?:بیشتر|تا (?!کی|چه|چند)\w{2,9})[^.?!؟]{0,12}نگه|نگه[^.?!؟]{0,16}(?:بیشتر|تا (?!کی|چه|چند))|\btamdid\w*|\b(?:bishtar|ta (?!k|ch)\w{3,9}) negah|\bnegah\w* \w* ?(?:bishtar)"
)
_LOANS = re.compile(
    r"\b(?:books|loans|borrowed|card|membership)\b|کتابا|کتابها|امانت|کارت|عضویت|\b(?:ketaba|amanat|kart)"
)
# "Renew everything" is said of loans, "extend it" of what was spoken of.
_RENEWS = re.compile(r"\b(?:extend|prolong|renew)\w{0,3}\b|تمدید|\btamdid")
_THINGS = re.compile(r"\b(?:everything|all|books?|loans?|items?)\b|همه|کتاب|\b(?:hame|ketab)")
_MOST_WORDS = 16


async def asks_to_keep_hold(turn: Turn) -> bool:
    """Say that a reservation stays until its day, where it is asked to be extended after it was spoken of; else False."""
    last, shown = turn.thread.last, turn.slot("shown") or {}
    spoken = shown.get("kind") == "hold" and (last is None or last.kind in ("hold", ""))
    if turn.is_payload or turn.patron is None or turn.slot("pending") or not spoken:
        return False
    said = fold(turn.text)
    if word_count(turn.text) > _MOST_WORDS or not _LONGER.search(said) or _LOANS.search(said):
        return False
    if _RENEWS.search(said) and _THINGS.search(said):
        return False
    own = await own_things(turn)
    if not own.holds or own.named_loans:
        return False
    turn.intent = "hold_status"
    return await MOVES["hold.longer"](turn)
