"""Titles and series that stand anywhere in a message, whatever stands around them: its runs of words are looked up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from actions.dialogue.turn import Turn
from actions.subjects.titles.names_within import QUOTED, capitalised_names
from actions.subjects.titles.standing_titles import WORD, StandingTitle, longest_first, places_of, standing_titles
from actions.subjects.titles.titles import SHORT
from crm.library_info import directory
from language.normalise import fold, squash
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from language.scripts import is_latin, skeleton
from library.search.words import CHATTER, words
from library.values import SearchPage, Title

__all__ = ["SpottedSeries", "spotted_authors", "spotted_series", "spotted_titles"]

# Of so long a message runs of words are looked up, first those as long as most names are, and so many of them.
_MOST_WORDS, _LENGTHS, _MOST_RUNS = 40, (3, 2, 4, 1, 5, 6), 120
_LOOKED_AT, _MANY = 6, 60
# So many consonants at least tell a name in Latin letters from any other word.
_CONSONANTS, _SHORTEST, _LONGEST_NAME = 3, 3, 4
# What parts names, and is neither the beginning nor the end of one.
_EDGES = frozenset(
    "and or of in by on for with is it the a an و یا رو را از به در با هم که تو توی va ya ro az be dar ham".split()
)


@dataclass(frozen=True, slots=True)
class SpottedSeries:
    """A series that is named: its titles, and the folded words of the text that are its name."""

    titles: tuple[Title, ...]
    words: str


async def spotted_titles(turn: Turn, text: str = "") -> list[StandingTitle]:
    """Give the titles whose whole names stand in a text (the turn's), in its order; what overlaps gives the longer."""
    text = text or turn.text
    key = ("spotted", text)
    if key in turn.found:
        return list(turn.found[key])
    found = await standing_titles(turn, text)
    said = [word[0] for word in WORD.finditer(fold(text))][:_MOST_WORDS]
    marked = {squash(one) for one in (*QUOTED.findall(text), *capitalised_names(text))}
    for start, end in _runs(said):
        run = said[start:end]
        if any(one.start <= start and end <= one.end for one in found):
            continue
        page = await turn.library.search(title=" ".join(run), limit=_LOOKED_AT, exactly=True, counted=False)
        for title in sorted(page.titles, key=lambda one: one.language != turn.language):
            named = (start, end) in places_of(said, title, marked) and not _is_common(run, text)
            if named or _sounds_so(run, title):
                found.append(StandingTitle(title, start, end))
                break
    turn.found[key] = tuple(longest_first(found, turn.language))
    return list(turn.found[key])


async def spotted_series(turn: Turn, text: str = "") -> SpottedSeries | None:
    """Give the series that a text (the turn's) names, or the longest telling part of its name: "Narnia"."""
    text = text or turn.text
    said = [word[0] for word in WORD.finditer(fold(text))][:_MOST_WORDS]
    for start, end in sorted(_runs(said), key=lambda place: place[0] - place[1]):
        run = " ".join(said[start:end])
        if len(run) <= _SHORTEST or all(map(is_ordinary, said[start:end])):
            continue
        page = await turn.library.search(run, limit=_MANY, exactly=True, counted=False)
        named = [one for one in page.titles if one.series and set(words(run)) <= set(words(one.series))]
        if named and not page.corrected:
            names = {one.series for one in named}
            return SpottedSeries(tuple(one for one in page.titles if one.series in names), run)
    return None


def _runs(said: Sequence[str]) -> Iterator[tuple[int, int]]:
    """Give where the runs of words begin and end that may be names."""
    count = 0
    for length in _LENGTHS:
        for start in range(len(said) - length + 1):
            run = said[start : start + length]
            if run[0] in _EDGES or run[-1] in _EDGES or all(is_ordinary(word) or word in CHATTER for word in run):
                continue
            if length == 1 and len(run[0]) < _SHORTEST:
                continue
            count += 1
            if count > _MOST_RUNS:
                return
            yield start, start + length


def _is_common(run: Sequence[str], text: str) -> bool:
    """Tell whether a word stands in small letters where others begin with a capital: "she likes digging holes"."""
    small = re.search(rf"(?<!\w){re.escape(run[0])}(?!\w)", text) is not None
    return len(run) == 1 and run[0].isascii() and run[0].isalpha() and small and text != text.lower()


def _sounds_so(run: Sequence[str], title: Title) -> bool:
    """Tell whether words in Latin letters are a Persian title as it sounds: "boofe koor", "kelidar"."""
    name = [word[0] for word in WORD.finditer(fold(SHORT.split(title.title)[0]))]
    if not all(map(is_latin, run)) or any(map(is_latin, name)):
        return False
    sounds = "".join(map(skeleton, run))
    return len(sounds) >= _CONSONANTS and sounds == "".join(map(skeleton, name))


async def spotted_authors(turn: Turn, text: str = "") -> dict[str, list[Title]]:
    """Give the authors whose names, or telling parts of them, stand in a text (the turn's), with all their titles."""
    text = text or turn.text
    said = [word[0] for word in WORD.finditer(fold(text))][:_MOST_WORDS]
    places = {
        word
        for one in await directory.branches(turn.store)
        for name in one.name.values()
        for word in WORD.findall(fold(name))
    }
    taken: list[tuple[int, int]] = [(one.start, one.end) for one in await spotted_titles(turn, text)]
    found: dict[str, list[Title]] = {}
    for start, end in sorted(_runs(said), key=lambda place: place[0] - place[1]):
        run = said[start:end]
        short = len(run) == 1 and (len(run[0]) <= _SHORTEST or is_ordinary(run[0]))
        if short or any(start < last and first < end for first, last in taken):
            continue
        if len(run) > _LONGEST_NAME or (set(run) & places and not means_poet(text)):
            continue
        page = await turn.library.search(author=" ".join(run), limit=_MANY, exactly=True, counted=False)
        author, theirs = _most_by(run, page) if page.titles and not page.corrected else ("", [])
        if author:
            taken.append((start, end))
            found.setdefault(author, theirs)
    return found


def _most_by(run: Sequence[str], page: SearchPage) -> tuple[str, list[Title]]:
    """Give the author whom a page is about, or by whom most of it is: «حافظ» is part of two names."""
    if page.author:
        return page.author, list(page.titles)
    wanted = set(words(" ".join(run)))
    by: dict[str, list[Title]] = {}
    for one in page.titles:
        if wanted <= set(words(one.author)):
            by.setdefault(one.author, []).append(one)
    author = max(by, key=lambda name: len(by[name]), default="")
    return (author, by[author]) if author and len(by[author]) * 2 > len(page.titles) else ("", [])
