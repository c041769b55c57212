"""A poem or story that is ordered beside a question: it is said that none is written here, and the rest is answered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.small_talk_read import next_reading
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import concludes

__all__ = ["leave_out_writing", "without_writing"]

_SAID = "utter_not_written"
_TEXTS_EN = r"(?:poems?|stor(?:y|ies)|songs?|essays?|limericks?|haikus?|rhymes?|verses?|sonnets?|fairy tales?)"
# What it is about, and nothing that is done with a book of it.
_BETWEEN = r"(?: (?!(?:رو|را|و|که|ro|ra|va|o|ke)(?!\w)|دار|تمدید|رزرو|dar[ie]|tamdid|rezerv)[\w‌]{1,14}){0,6}"
_ORDER = re.compile(
    rf"(?:(?:ok|okay|then|please|just|so|hey|hi|well|could you|can you|would you|will you|and|also)[ ,]{{1,3}}){{0,6}}\b(?:write|compose|make up|invent|sing) (?:me |us )(?:a |an |some |one |two |three )?(?:[\w-]{{1,12}} ){{0,4}}{_TEXTS_EN}\b(?: (?:about|on|for|of|in|with|to) [\w' ]{{1,30}}?)?(?=\W{{0,3}}$|[.!?,;]| and )"
    rf"|(?:(?:لطفا|خب|پس|حالا|راستی)[ ،]{{1,2}}){{0,3}}(?<!\w)(?<!کتاب )(?:یه |یک |چند ?تا )?(?<!کتاب )(?:شعر|داستان|قصه|انشا|ترانه|دوبیتی|هایکو)(?:ی|ه)?{_BETWEEN} (?:بنویس|بنویسید|بنویسین|بساز|بسازید|بسرا)(?!\w)"
    rf"|(?<!\w)(?<!ketab )(?<!ketabe )(?:ye |yek )?(?<!ketab )(?<!ketabe )(?:she'?r|dastan|ghesse|ensha)(?:e|i)?{_BETWEEN} (?:benevis\w{{0,3}}|besaz\w{{0,3}})\b",
    re.IGNORECASE,
)
_JOINS = re.compile(
    r"^\W*(?:(?:and|also|but|then|و|ولی|راستی|بعدش?|همچنین|va|o|vali|rasti)\b\W*){0,3}|[\s,،;]+(?:and|و|va|o)?\W{0,2}$"
)
_UNREAD = frozenset({"out_of_scope", "nlu_fallback", "chitchat"})
_FEWEST, _LONGEST = 3, 300


def without_writing(text: str) -> str | None:
    """Give what a message says beside an order to write or tell something; None where it orders none, or says no more."""
    found = _ORDER.search(text) if len(text) <= _LONGEST else None
    if found is None:
        return None
    rest = " ".join(_JOINS.sub("", part).strip() for part in (text[: found.start()], text[found.end() :])).strip()
    return rest if word_count(rest) >= _FEWEST else None


def leave_out_writing(turn: Turn) -> None:
    """Read a message without the order to write something, where it was read as nothing else: the next reading counts."""
    waits = (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
    unread = turn.intent in _UNREAD and not waits and not turn.is_payload
    rest = without_writing(turn.text) if unread else None
    if rest is None:
        return
    turn.text = rest
    turn.intent, turn.confidence = next_reading(turn, lambda name: name not in _UNREAD, least=0.1)


@concludes
async def say_none_is_written(turn: Turn) -> None:
    """Say before the rest that nothing is written here, where that was ordered."""
    left_out = not turn.is_payload and turn.text != turn.said and without_writing(turn.said) == turn.text
    if left_out and turn.answers:
        turn.answers.insert(0, (_SAID, {"status": "answered"}))
