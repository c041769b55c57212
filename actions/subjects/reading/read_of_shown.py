"""What was read of the titles that were suggested, told beside how others shall be."""

from __future__ import annotations

import re
from collections.abc import Collection

from actions.dialogue.turn import Turn
from actions.subjects.titles.titles_in_talk import title_of_words
from language.normalise import fold
from language.requests.reading.likeness import likens
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish

__all__ = ["has_read_of_shown"]

# Another reader has read something else than who asked before, and "more of that" is like what was read.
_OTHERWISE = re.compile(
    r"\b(?:he|she|they|her|his|him|(?:for )?my [a-z]{3,12}|of (?:that|it|this)|that|similar)\b"
    r"|(?<!\w)(?:برای|واسه|برا|خونده|خوانده|مامان|بابا|مادر|پدر|خواهر|برادر|همسر|دختر|پسر|دوست)"
)


async def has_read_of_shown(turn: Turn, before: ReadingWish, shown: Collection[str]) -> bool:
    """Tell whether a patron has read one of those shown, and says how others like the same shall be."""
    wish = read_wish(turn.text).wish
    said = fold(turn.text)
    if not (before.like and wish.like and wish.lacking("like")) or likens(turn.text) or _OTHERWISE.search(said):
        return False
    title = await title_of_words(turn, wish.like)
    if title is None:
        return False
    return title.id in shown or any(one.id in shown for one in await turn.library.editions(title.id))
