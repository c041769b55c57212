"""Authors who are named among the words of a wish for something to read."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from actions.dialogue.turn import Turn
from actions.subjects.reading.names_of_others import is_of_somebody
from crm.library_info import directory
from language.normalise import fold
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet

__all__ = ["author_among", "of_two", "other_author"]

# Longer names are hardly said of an author.
_LONGEST_NAME = 3
_SHORTEST_NAME = 3
_SIGNS = ".,:;!?؟،؛«»\"'()"
# What stands before a name that is somebody's work.
_BEFORE_NAME = frozenset(
    "by of from از نوشته نوشتهی اثر اثری آثار کارهای کار فیلم فیلمی فیلمهای فیلمای کتاب کتابی کتابهای کتابای رمان رمانهای شعر شعرهای"
    " اشعار داستانهای az film filme filmaye filma ketab ketabe ketabaye asare ketabhaye romane filmhaye".split()
)


async def author_among(
    turn: Turn, rest: Sequence[str], text: str, *, joined: bool = False
) -> tuple[str, tuple[str, ...]] | None:
    """Give the author whom some of the words left name, as the catalogue writes the name, and those words.

    `joined`: they stand behind another name, and need no word before them.
    """
    said = fold(text).split()
    for run in _runs(rest):
        if len("".join(run)) < _SHORTEST_NAME or not (joined or _is_said_as_name(run, said, turn.text)):
            continue
        if not means_poet(turn.text) and await directory.find_branch(turn.store, " ".join(run)) is not None:
            continue
        page = await turn.library.search(author=" ".join(run), limit=1, exactly=True)
        if page.titles and page.author and not page.corrected and not is_of_somebody(run, page.author, turn.text):
            return page.author, run
    return None


async def other_author(turn: Turn, author: str, rest: Sequence[str], text: str) -> tuple[str, tuple[str, ...]] | None:
    """Give another author whom words left name behind an "and" or an "or", and those words; None where none is."""
    said = [word.strip(_SIGNS) for word in fold(text).split()]
    behind = {word for before, word in pairwise(said) if before in _JOINING}
    for start in (place for place, word in enumerate(rest) if word in behind):
        found = await author_among(turn, rest[start : start + _LONGEST_NAME], text, joined=True)
        if found is None or found[0] == author or found[1][0] != rest[start]:
            continue
        if means_poet(turn.text) or await directory.find_branch(turn.store, " ".join(found[1])) is None:
            # "At Bagh-Ferdows or Saadi" is where it shall be.
            return found
    return None


async def of_two(turn: Turn, text: str) -> tuple[str, tuple[str, ...]] | None:
    """Give the poets who are named on both sides of an "or": «فروغ یا سهراب», joined by a bar, and their words."""
    said = [word.strip(_SIGNS) for word in fold(text).split()]
    for at in (place for place, word in enumerate(said) if word in _JOINING and 0 < place < len(said) - 1):
        names = [await _poet(turn, said[max(0, at - 2) : at], last=True), await _poet(turn, said[at + 1 : at + 3])]
        found = [name for name in names if name is not None]
        if len(found) == len(names):
            return "|".join(name for name, _ in found), tuple(word for _, run in found for word in run)
    return None


async def _poet(turn: Turn, said: Sequence[str], *, last: bool = False) -> tuple[str, tuple[str, ...]] | None:
    """Give the author whom words beside an "or" name, two of them or the nearer one."""
    near = said[-1:] if last else said[:1]
    for run in (tuple(said), tuple(near)):
        if any(is_ordinary(word) or len(word) < _SHORTEST_NAME for word in run):
            continue
        page = await turn.library.search(author=" ".join(run), limit=1, exactly=True)
        if page.titles and page.author and not page.corrected:
            return page.author, run
    return None


_JOINING = frozenset("and or و یا va ya".split())


def _runs(rest: Sequence[str]) -> Iterator[tuple[str, ...]]:
    for length in range(min(_LONGEST_NAME, len(rest)), 0, -1):
        yield from (tuple(rest[start : start + length]) for start in range(len(rest) - length + 1))


def _is_said_as_name(run: Sequence[str], said: Sequence[str], text: str) -> bool:
    """Tell whether words stand where a name stands: behind "by", «از», «فیلم», or with capital letters."""
    if run[0].isascii() and all(re.search(rf"\b{re.escape(word.capitalize())}\b", text) for word in run):
        return True
    words = [word.strip(_SIGNS) for word in said]
    return any(words[at - 1] in _BEFORE_NAME for at in range(1, len(words)) if words[at] == run[0])
