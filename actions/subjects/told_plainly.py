"""What is told in plain words, whatever it was read as: a suggestion that is stated, a thing that was lost at a place."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.case_filing import file_matter
from crm.library_info import directory
from language.normalise import fold

__all__ = ["hears_another_matter", "reads_plainly", "states_suggestion", "tells_lost_thing"]

_SUGGESTS = re.compile(
    r"\b(?:i|we)(?:'d| would)? (?:like|want|wish|love)(?: to)? (?:make (?:a|one|another) (?:\w+ )?suggestion|suggest|propose)\b|\b(?:i|we)(?:'d| would)? (?:suggest|propose)\b|\b(?:my|our|a|one|another|here'?s (?:a|my)|this is a) (?:\w+ )?(?:suggestion|proposal)(?: (?:for|to) (?:you|the library))?(?: is\b|\W)"
    r"|(?<!\w)(?:یه|یک) (?:\w+ )?پیشنهاد(?: \w+)? ?(?:دارم|داشتم|داریم|بدم|بدهم|:|،)|(?<!\w)پیشنهاد(?:م| من| ما)? (?:اینه|این است|می ?کنم|می ?دم|می ?دهم|دارم|بدم|بدهم|:)|\bpishnahad(?:am)? (?:ine|mikonam|midam|daram|bedam)\b"
)
# A title to be bought, or to be read, is another matter, and so is a deed on one's own things.
_OF_ELSE = re.compile(
    r"\b(?:buy|bought|purchase|acquire|books?|novels?|titles?|renew (?:my|it)|reserve (?:it|this|the)|cancel (?:my|it)|for me|to read|to me)\b|(?<!\w)(?:بخر\w*|خرید\w*|کتاب(?!خ|دار)\w*|رمان\w*|تهیه|به من|بهم|برام|برای من)(?!\w)|\b(?:bekhar\w*|kharid\w*|roman\w*)\b"
)
_MOST, _FEWEST = 60, 5  # words
_LOST = re.compile(
    r"\b(?:i|we|he|she|my \w+|our \w+)(?:'ve| have|'ve just| just| think i)? (?:\w+ )?(?:lost|left|forgot|misplaced|dropped) (?:my|our|his|her|their|a|an|one|one of (?:my|her|his)|the) (?P<thing>(?:[a-z][\w-]{1,20} ){0,3}?[a-z][\w-]{1,20}) (?:(?:somewhere|some ?place|yesterday|today|this morning|last \w+|on \w+) )?(?:at|in|on|near|by|inside|under|there|here|around|upstairs|downstairs)\b"
    r"|^\W{0,9}(?:lost|left|forgot) (?:my|our|his|her|a|an) (?P<bare>(?:[a-z][\w-]{1,20} ){0,3}?[a-z][\w-]{1,20}) (?:(?:somewhere|yesterday|today) )?(?:at|in|on|near|by|inside|under)\b"
)
# Who and what is no thing that a cloakroom keeps: people, what is lent, and what is lost in figures of speech.
_NO_THING = re.compile(
    r"\b(?:books?|novel|cards?|loans?|copy|dvds?|items?|password|pin|account|receipt number|son|daughter|child\w*|kid|boy|girl|brother|sister|wife|husband|mother|father|mum|mom|dad|friend\w*|grand\w+|dog|cat|way|job|temper|patience|interest|mind|faith|hope|trust|will|voice|place|seat|turn|time|track|count|page|connection|signal|money|review|comment|message|note|question|feedback|reservation|appointment)\b"
)
_PLACE = re.compile(
    r"\b(?:library|branch|reading room|study (?:room|hall)|hall|lobby|caf[eé]|toilets?|restroom|bathroom|corner|floor|desk|table|chair|shelf|shelves|locker|entrance|stairs|lift|elevator|courtyard|there|here)\b"
)
_READ_AS_LITTLE = frozenset(
    "nlu_fallback out_of_scope chitchat lost_item location search_book help hours recommendation".split()
)
_SURE = 0.75


def states_suggestion(text: str) -> bool:
    """Tell whether a text says in plain words that it suggests something to the library, and asks nothing."""
    said = fold(text).replace("’", "'")
    if "?" in text or "؟" in text or not _FEWEST <= word_count(text) <= _MOST or _OF_ELSE.search(said):
        return False
    return _SUGGESTS.search(said) is not None


def tells_lost_thing(text: str) -> str:
    """Give the thing that a text tells was lost or left behind somewhere; empty where it is none that is kept there."""
    found = _LOST.search(fold(text).replace("’", "'"))
    thing = (found["thing"] or found["bare"]) if found is not None else ""
    return "" if not thing or _NO_THING.search(thing) else thing


async def reads_plainly(turn: Turn) -> None:
    """Take the reading that the plain words have, where the message was read as something else, or as hardly anything."""
    if turn.is_payload or turn.recall("emergency") is not None or turn.recall("waiting"):
        return
    free = (turn.slot("pending") or {}).get("do") in {None, "contact", "tell"}
    if free and turn.intent not in {"suggestion", "suggest_purchase", "complaint"} and states_suggestion(turn.text):
        turn.intent, turn.confidence, turn.entities, turn.moves = "suggestion", 1.0, {}, {}
        return
    little = turn.intent in _READ_AS_LITTLE and turn.confidence < _SURE
    if not free or not little or not tells_lost_thing(turn.text):
        return
    if _PLACE.search(fold(turn.text)) or await directory.find_branch(turn.store, turn.text) is not None:
        turn.intent, turn.confidence, turn.entities, turn.moves = "lost_property", 1.0, {}, {}


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
