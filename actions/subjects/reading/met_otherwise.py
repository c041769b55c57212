"""Wishes that nothing meets as they were said, in other words: by other names, either of several kinds, from there."""

from __future__ import annotations

import re
from collections.abc import Awaitable, Callable
from dataclasses import replace

from language.normalise import fold
from language.requests.reading.places_told import PLACE_LANGUAGES
from language.requests.reading.reading_words import NARROW
from language.requests.reading.wish import ReadingWish
from library.values import Suggestion, Suggestions

__all__ = ["length_of", "met_otherwise"]

# Several kinds are named one after the other, each a wish of its own; two of them may be wished for together.
_ONE_OR_OTHER = re.compile(r"\b(?:or|ya)\b|(?<!\w)یا(?!\w)")
_NAMED_TOGETHER = re.compile(r"\w ?[,،/] ?\w|\b(?:or|ya)\b|(?<!\w)یا(?!\w)")
_TWO = 2
_STORIES = frozenset({"novel", "stories", "romance", "crime", "thriller", "fantasy", "scifi", "horror", "family"})
_UNKNOWN_LENGTH = 1000


async def met_otherwise(
    text: str, wish: ReadingWish, answer: Suggestions, ask: Callable[..., Awaitable[Suggestions]], *, paper: bool
) -> tuple[ReadingWish, Suggestions]:
    """Give a wish in other words and what meets it; as it was, where nothing does. `paper`: it is to write with."""
    if not paper and _may_be_written_there(wish):
        # "Crime set in Japan": what was written there, where it is set being told nowhere.
        there = replace(wish, topics=(), origin=PLACE_LANGUAGES[wish.topics[0]])
        found = await ask(there)
        if found.found and not found.relaxed:
            return replace(there, untold=tuple(dict.fromkeys((*wish.untold, "setting")))), found
    if len(wish.topics) == 1:
        # By its other names, in the other language too.
        for word in NARROW.get(wish.topics[0], ()):
            other = replace(wish, topics=(word,))
            found = await ask(other, ())
            if found.found and not found.relaxed:
                return other, found
    if not paper and len(wish.genres) > 1 and (not answer.found or answer.relaxed.startswith("genres")):
        # "Cars, crime, survival": no title is of all of them, and any of them is named.
        named = _ONE_OR_OTHER if len(wish.genres) == _TWO else _NAMED_TOGETHER
        either = replace(wish, genres=("|".join(dict.fromkeys("|".join(wish.genres).split("|"))),))
        if named.search(fold(text)) is not None:
            found = await ask(either)
            if found.found and not found.relaxed:
                return either, found
    return wish, answer


def _may_be_written_there(wish: ReadingWish) -> bool:
    """Tell whether a story is wished for that is set in a country with a language of its own."""
    told = bool(_STORIES.intersection("|".join((*wish.genres, *wish.forms)).split("|")))
    return told and len(wish.topics) == 1 and wish.topics[0] in PLACE_LANGUAGES and not wish.origin


def length_of(one: Suggestion) -> int:
    """Give how long a title is for somebody who reads with pains; one for the young counts half."""
    return (one.title.pages or _UNKNOWN_LENGTH) // (2 if one.title.audience == "teens" else 1)
