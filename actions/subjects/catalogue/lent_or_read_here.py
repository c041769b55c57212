"""Whether a title that is spoken of may be taken home, or is only read in the library: "hamoon ro amanat ham midin?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES, listens
from language.normalise import fold

__all__ = ["asks_lent_or_read_here", "points_at_another_thing"]

_READ_HERE = re.compile(
    r"\b(?:read|look at|use|stay|only) (?:it |that |this |them )?(?:only |just )?(?:in|at|inside) (?:the|your) (?:library|reading room|hall|building)\b|\bread (?:it |that )?(?:only |just )?(?:t?here|on site)\b|\b(?:reference|reading[- ]room) only\b|\bhas to stay\b"
    r"|(?:تو|توی|داخل|در|همون|همین|همان) ?(?:ی )?(?:سالن|کتابخونه|کتابخانه|جا|اینجا|اونجا)[^.؟?!]{0,20}(?:بخون|خوند|خواند|مطالعه|بخوان)\w*|\b(?:too|tu|tuye|dakhele|dar) (?:khode )?(?:salon|ketabkh\w+|inja|unja|oonja|hamunja)\b[^.?!]{0,20}\b(?:khu?o+nd|khond|bekhu?o+n|motale)\w*"
)
_LENT = re.compile(
    r"\b(?:borrow\w*|lend|lent|take (?:it |that |them )?(?:home|out|away)|loan(?:able|ed)?|check(?:ed)? (?:it )?out)\b|امانت\w*|(?:می ?شه|میشه|می ?شود) برد|ببر(?:م|یم)\w*|\b(?:amanat\w*|bebar\w*|mishe bord)\b"
)
# Of one title, by a word that points at it.
_POINTS = re.compile(
    r"\b(?:it|that|this|the book|that one|the first|the second)\b|(?<!\w)(?:(?:این|اون|آن|همین|همون|همان) (?:یکی|کتاب|کتاب رو|رو|را)|اینو|اونو|همونو|اولی|دومی)(?!\w)|\b(?:(?:in|oon|un|hamoon|hamun|hamin) (?:yeki|ketab|ketabo|ro)|ino|oono|uno|avali|dovomi)\b"
)
# Another thing has a word of its own: "this magazine", «این دی‌وی‌دی‌ها»; or is named beside: "the newspapers".
_SHOWN_ELSE = re.compile(
    r"\b(?:this|these|those) (?!(?:library|reading|hall|building|book|one|or|and|home|out|away|only|just|here|in|at)\b)\w"
    r"|(?<!\w)(?:این|اون|آن) (?!(?:یکی|کتاب|رو|را|جا)(?!\w))\w|\b(?:oon|un) (?!(?:yeki|ketabo?|ro|ja)\b)\w"
)
_NAMED_ELSE = re.compile(
    r"\b(?:the|an?|any|some|your) (?!(?:library|reading|hall|building|book|first|second)\b)\w|\bthat (?!(?:book|one|or|and|home|out|away|only|just|here|in|at|i|has)\b)\w"
)
_OF_TITLES = frozenset("search_book shelf_location recommendation hold".split())
_MOST = 20


def asks_lent_or_read_here(text: str) -> bool:
    """Tell whether a text asks of what it points at whether it is lent, or is only read in the library."""
    said = fold(text)
    return all(words.search(said) for words in (_READ_HERE, _LENT, _POINTS)) and not (
        _SHOWN_ELSE.search(said) or _NAMED_ELSE.search(said)
    )


def points_at_another_thing(text: str) -> bool:
    """Tell whether a text points at something that has a word of its own, which is not the title that is spoken of."""
    return _SHOWN_ELSE.search(fold(text)) is not None


@listens
async def lent_or_read_here(turn: Turn) -> bool:
    """Tell of the title that was just spoken of whether it may be taken home; False where it is asked of nothing."""
    last = turn.thread.last
    if (
        turn.is_payload
        or (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
        or last is None
        or word_count(turn.text) > _MOST
    ):
        return False
    if last.kind != "title" and last.act not in _OF_TITLES:
        return False
    if not asks_lent_or_read_here(turn.text):
        return False
    kept = turn.intent, turn.confidence
    turn.intent, turn.confidence = "search_book", 1.0
    if await MOVES["title.lendable"](turn):
        turn.settled = True
        return True
    turn.intent, turn.confidence = kept
    return False
