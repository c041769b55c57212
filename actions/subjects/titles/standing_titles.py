"""The titles whose whole names stand in a text, each where it stands: of two that overlap, the longer name."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words
from actions.subjects.titles.names_within import QUOTED, capitalised_names
from actions.subjects.titles.titles import SHORT, name_in
from crm.library_info import directory
from language.normalise import fold, squash
from language.requests.titles.ordinary_words import is_ordinary
from library.values import Title

__all__ = [
    "TITLE",
    "WORD",
    "StandingTitle",
    "longest_first",
    "places_of",
    "standing_titles",
    "without_titles",
]

#: Stands in place of a title.
TITLE = "\x00"
WORD = re.compile(r"[^\W_]+(?:['’%-][^\W_]+)*")
_NUMBER = re.compile(r"(?<!\w)\d{3,4}(?!\w)")
# Where a name may end; a title may hold "and" or a comma itself, so what stands around each is looked up as well.
_PARTS = re.compile(r"[.,،:;؛!?؟()«»“”\"\n–]+| - ")
_JOINS = re.compile(r"(?<!\w)(?:and|with|plus|also|or|و|با|هم|یا|رو|را|va|ro|ham)(?!\w)")
_ARTICLES = ("the", "a", "an")
# What is written to the end of a Persian name: «شهرم» is «شهر هم», «همسایه‌هارو».
_ENDINGS = ("", "م", "و", "رو", "را", "هم", "مو", "ش", "یو", "ه")
_MOST_LOOKED_UP, _LOOKED_AT, _AROUND, _LONGEST, _SHORTEST = 12, 5, 5, 10, 2
_LONG, _RUN = 6, 4  # words


@dataclass(frozen=True, slots=True)
class StandingTitle:
    """A title and the folded words of a text, from one place to the next, that are its name."""

    title: Title
    start: int
    end: int


async def standing_titles(turn: Turn, text: str, *, joined: bool = False) -> list[StandingTitle]:
    """Give the titles whose whole names stand in a text, in its order; of editions the one in the patron's language.

    `joined`: only those that have a joining word in them are looked for.
    """
    key = ("standing", text, joined)
    if key not in turn.found:
        turn.found[key] = tuple(await _standing(turn, text, joined=joined))
    return list(turn.found[key])


async def _standing(turn: Turn, text: str, *, joined: bool) -> list[StandingTitle]:
    said = [word[0] for word in WORD.finditer(fold(text))]
    known: dict[str, Title] = {}
    places = {
        word
        for one in await directory.branches(turn.store)
        for name in one.name.values()
        for word in WORD.findall(fold(name))
    }
    names = (
        " ".join(word for word in name.split() if fold(word) not in places)
        for name in (_around_joints(text) if joined else _looked_up(text))
    )
    for name in list(dict.fromkeys(names))[:_MOST_LOOKED_UP]:
        if len(name) < _SHORTEST or all(is_ordinary(word) for word in fold(name).split()):
            continue
        page = await turn.library.search(name, limit=_LOOKED_AT, counted=False)
        for title in page.titles:
            known.setdefault(title.id, title)
    marked = {squash(one) for one in (*QUOTED.findall(text), *capitalised_names(text))}
    found: list[StandingTitle] = []
    for title in sorted(known.values(), key=lambda one: one.language != turn.language):
        found += [StandingTitle(title, start, end) for start, end in places_of(said, title, marked)]
    return longest_first(found, turn.language)


def longest_first(found: Iterable[StandingTitle], language: str) -> list[StandingTitle]:
    """Give titles in the order of the text: of those that overlap the longer, then the one in a language."""
    kept: list[StandingTitle] = []
    for one in sorted(found, key=lambda each: (each.start - each.end, each.title.language != language)):
        if all(one.end <= other.start or one.start >= other.end for other in kept):
            kept.append(one)
    return sorted(kept, key=lambda one: one.start)


def without_titles(text: str, standing: Sequence[StandingTitle]) -> str:
    """Give the folded text with a mark between commas in place of each title: its own words are not read again."""
    folded = fold(text)
    words = list(WORD.finditer(folded))
    for one in reversed(standing):
        folded = folded[: words[one.start].start()] + f" , {TITLE} , " + folded[words[one.end - 1].end() :]
    return folded


def _looked_up(text: str) -> Iterator[str]:
    """Give the words that may be names: quoted, capitalised, each part of the text, and what stands around a joint."""
    yield from QUOTED.findall(text)
    yield from capitalised_names(text)
    # "1984", whatever stands around it.
    yield from _NUMBER.findall(fold(text))
    for part in _PARTS.split(fold(text)):
        yield name_in(search_words(part)) if part.strip() else ""
        pieces = [piece for piece in _JOINS.split(part) if piece.strip()]
        for piece in pieces if len(pieces) > 1 else ():
            yield name_in(search_words(piece))
    yield from _around_joints(text)
    for part in _PARTS.split(fold(text)):
        words = part.split()
        for at in range(0, len(words) - 2 if len(words) > _LONG else 0, 2):
            # Nothing parts what is typed in haste.
            yield " ".join(words[at : at + _RUN])


def _around_joints(text: str) -> Iterator[str]:
    """Give the words around each joining word: the name of one title may have it."""
    for part in _PARTS.split(fold(text)):
        pieces = [piece.split() for piece in _JOINS.split(part) if piece.strip()]
        for before, behind in pairwise(pieces):
            yield " ".join([*before[-_AROUND:], *behind[:_AROUND]])


def places_of(said: Sequence[str], title: Title, marked: set[str]) -> Iterator[tuple[int, int]]:
    """Give where the name of a title stands among words, its article maybe left out; a joined word may be parted."""
    short = [word[0] for word in WORD.finditer(fold(SHORT.split(title.title)[0]))]
    forms = {squash(" ".join(short))}
    if len(short) > 2 and short[0] in _ARTICLES:
        forms.add(squash(" ".join(short[1:])))
    if len(short) == 1 and is_ordinary(short[0]) and squash(short[0]) not in marked:
        return
    endings = _ENDINGS if title.language == "fa" else ("", "'s")
    wanted = {form + ending for form in forms if len(form) > 1 for ending in endings}
    for start in range(len(said)):
        for end in range(min(len(said), start + min(len(short) + 2, _LONGEST)), start, -1):
            if squash("".join(said[start:end])) in wanted:
                yield start, end
                break
