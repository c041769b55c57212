"""A title that is named by its whole name and asked for in a few words, whatever the message was read as."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.titles.spotted_titles import spotted_titles
from actions.subjects.titles.standing_titles import TITLE, without_titles
from actions.subjects.titles.titles import is_titled
from language.normalise import fold, squash
from language.requests.titles.copies import find_copy
from library.search.words import CHATTER, words

__all__ = ["names_whole_title"]

_LONGEST, _FEWEST = 14, 2
_HEARD_SO = frozenset("search_book facilities location nlu_fallback out_of_scope".split())
_ASKS = re.compile(
    r"\b(?:(?:do|does|would) (?:you|u|the library) (?:have|own|stock)|have (?:you|u)(?: got)?|got|is there|looking for|i(?: am|'m)? (?:want|need)|can i (?:get|have|borrow))\b"
    r"|(?<!\w)(?:دار(?:ین|ید|ی)|موجوده?|هست|می ?خوا\w{1,3}|دنبال)(?!\w)|\b(?:darid|darin|dari|mojude?|hast|mikha\w{1,3})\b"
)


_ASKING = frozenset("does got would please hi hello salam سلام لطفا هم ham lotfan still also u the".split())


async def names_whole_title(turn: Turn) -> LookStep:
    """Take a whole name for the title that is looked for: "do you have A Monster Calls?" asks for no telephone."""
    if (
        turn.intent not in _HEARD_SO
        or turn.is_payload
        or word_count(turn.text) > _LONGEST
        or not _ASKS.search(fold(turn.text))
    ):
        return LookStep.ON
    if not turn.leaves_room or find_copy(turn.text) is not None:
        return LookStep.ON
    standing = await spotted_titles(turn)
    if len(standing) != 1 or standing[0].end - standing[0].start < _FEWEST:
        return LookStep.ON
    title, said = standing[0].title, turn.entity("title") or ""
    if turn.intent == "search_book" and (is_titled(title.title, said) or squash(title.title) in squash(said)):
        return LookStep.ON
    left = [word for word in words(without_titles(turn.text, standing).replace(TITLE, " ")) if len(word) > 1]
    if not all(word in CHATTER or word in _ASKING for word in left):
        return LookStep.ON
    turn.read_as("search_book")
    turn.entities = {"title": [title.title]}
    return LookStep.RUN
