"""Titles named by their Persian name in Latin letters: "keimiagar" is «کیمیاگر», and no edition of "The Alchemist"."""

from __future__ import annotations

from collections.abc import Sequence

from rapidfuzz import fuzz

from actions.dialogue.turn import Turn
from actions.subjects.titles.titles import SHORT
from language.detect import is_finglish
from language.finglish import KnownWords
from language.requests.titles.copies import find_copy
from library.search.words import telling, words
from library.values import Title

__all__ = ["is_named_in_persian", "persian_one"]

# So alike a word is one of the English name with a slip of the hand; "hobit" may be either name.
_SLIP = 60.0


def is_named_in_persian(turn: Turn, title: Title, persian: Title) -> bool:
    """Tell whether an English title that was not shown is named by the whole Persian name in Latin letters."""
    if title.id in turn.shown("title") or title.language != "en" or not is_finglish(turn.text):
        return False
    # What is said after a sign-in names nothing: the words before it did.
    last = turn.thread.last
    said = f"{turn.text} {last.words} {last.title}" if last is not None else turn.text
    english = telling(SHORT.split(title.title)[0])
    if set(english) & set(telling(said)):
        return False
    named = telling(turn.entity("title") or said)
    name = dict.fromkeys(telling(SHORT.split(persian.title)[0]), 1.0)
    heard = words(KnownWords(name).in_persian(" ".join(named)))
    slips = any(fuzz.ratio(one, other) >= _SLIP for one in named for other in english)
    return not slips and set(name) <= set(heard)


async def persian_one(turn: Turn, titles: Sequence[Title]) -> list[Title]:
    """Keep the Persian edition of one work that is named by its Persian name in Latin letters."""
    persian = [one for one in titles if one.language == "fa"]
    english = [one for one in titles if one not in persian]
    if turn.is_payload or turn.language != "fa" or len(persian) != 1 or not english or find_copy(turn.text) is not None:
        return list(titles)
    works = {one.id for one in await turn.library.editions(persian[0].id)}
    named = all(one.id in works and is_named_in_persian(turn, one, persian[0]) for one in english)
    return persian if named else list(titles)
