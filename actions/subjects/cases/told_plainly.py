"""A suggestion that is stated in plain words, where the message was read as little."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import file_matter
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew

__all__ = ["hears_another_matter", "reads_plainly", "states_suggestion"]

_SUGGESTS = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:like|want|wish|love)(?: to)? (?:make (?:a|one|another) (?:\w+ )?suggestion|suggest|propose)\b|\b(?:i|we)(?:'d| would)? (?:suggest|propose)\b|\b(?:my|our|a|one|another|here'?s (?:a|my)|this is a) (?:\w+ )?(?:suggestion|proposal)(?: (?:for|to) (?:you|the library))?(?: is\b|\W)"
    r"|(?<!\w)(?:یه|یک) (?:\w+ )?پیشنهاد(?: \w+)? ?(?:دارم|داشتم|داریم|بدم|بدهم|:|،)|(?<!\w)پیشنهاد(?:م| من| ما)? (?:اینه|این است|می ?کنم|می ?دم|می ?دهم|دارم|بدم|بدهم|:)|\bpishnahad(?:am)? (?:ine|mikonam|midam|daram|bedam)\b"
)
# A title to be bought, or to be read, is another matter, and so is a deed on one's own things.
_OF_ELSE = re.compile(
    r"\b(?:buy|bought|purchase|acquire|books?|novels?|titles?|renew (?:my|it)|reserve (?:it|this|the)|cancel (?:my|it)|for me|to read|to me)\b|(?<!\w)(?:بخر\w*|خرید\w*|کتاب(?!خ|دار)\w*|رمان\w*|تهیه|به من|بهم|برام|برای من)(?!\w)|\b(?:bekhar\w*|kharid\w*|roman\w*)\b"
)
_MOST, _FEWEST = 60, 5  # words
# Only what was read as nothing, or with little certainty as something of the house, may have been a suggestion.
_UNREAD = frozenset({"nlu_fallback", "out_of_scope", "chitchat"})
_OF_THE_HOUSE = frozenset({"hours", "facilities", "location", "help"})
_SURE = 0.75


def states_suggestion(text: str) -> bool:
    """Tell whether a text says in plain words that it suggests something to the library, and asks nothing."""
    said = fold(text).replace("’", "'")
    if "?" in text or "؟" in text or not _FEWEST <= word_count(text) <= _MOST or _OF_ELSE.search(said):
        return False
    if orders_to_renew(text) or orders_to_hold(text) or orders_to_cancel(text):
        return False
    return _SUGGESTS.search(said) is not None


async def reads_plainly(turn: Turn) -> None:
    """Take a suggestion that is stated as one where the message was read as little, and never over an order."""
    if turn.is_payload or turn.recall("emergency") is not None or turn.recall("waiting"):
        return
    free = (turn.slot("pending") or {}).get("do") in {None, "contact", "tell"}
    little = turn.intent in _UNREAD or (turn.intent in _OF_THE_HOUSE and turn.confidence < _SURE)
    if free and little and states_suggestion(turn.text):
        turn.read_as("suggestion")


async def hears_another_matter(turn: Turn) -> LookStep:
    """File a suggestion by itself that is stated as one right after something else was filed: it belongs to no complaint."""
    last = turn.recall("case") or {}
    waits = (turn.slot("pending") or {}).get("do")
    other = bool(last) and last.get("matter") != "suggestion"
    if turn.is_payload or not other or waits not in {None, "contact"} or turn.intent != "suggestion":
        return LookStep.ON
    if turn.recall("emergency") is not None or not states_suggestion(turn.text):
        return LookStep.ON
    await file_matter(turn, "suggestion", turn.text, anew=True)
    return LookStep.DONE
