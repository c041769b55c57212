"""Titles and authors that are named with slips of the hand: "harry poter", «برادران کارامازف», "lord of teh files"."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from rapidfuzz import fuzz

from actions.dialogue.turn import Turn
from language.requests.titles.copies import find_copy
from language.requests.titles.names import as_said
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import is_said_around
from library.search.words import CHATTER, words
from library.values import SearchPage, Title

__all__ = ["near_titles"]

# From this likeness on a run of words is a name with a slip in it; a short name has to be nearer.
_NEAR, _NEARER, _SHORT_NAME = 84.0, 88.0, 6
_SHORTEST = 4
_MOST_WORDS, _LONGEST_NAME, _LEAST_OF_SERIES, _MOST_RUNS = 8, 7, 2, 4
# Of a title so much is left at least without its ordinary words; an author alone is named in so few.
_SHARE, _FEW_WORDS = 0.4, 3
_LOOKED_AT, _SHOWN = 10, 5
# Of words that are typed with two letters changed over, those of so few letters are known by their letters.
_FEW_LETTERS = 5
_SWAPPED = frozenset("".join(sorted(word)) for word in CHATTER if word.isascii() and 2 < len(word) <= _FEW_LETTERS)
# What joins the words of a name.
_JOINING = frozenset("of the and in a an to by teh و از به در ro رو".split())
_SIGNS = ".,:;!?؟،؛«»\"'()“”"


async def near_titles(turn: Turn, text: str) -> tuple[str, SearchPage]:
    """Give a name in a text that has a slip in it, and the titles that it is like; nothing where there is none.

    Only those of the kind and language that the text asks for, if any are; all of an author's, named alone.
    """
    copy = find_copy(text)
    for said in _segments(copy.rest if copy is not None else text):
        page = await turn.library.search(" ".join(said), limit=_LOOKED_AT)
        titles = [title for title in page.titles if _is_named(title, said)]
        if not titles:
            continue
        if copy is not None:
            such = [one for one in titles if copy.language in ("", one.language) and copy.kind in ("", one.kind)]
            titles = such or titles
        found = SearchPage(tuple(titles[:_SHOWN]), len(titles), page.corrected, page.author)
        return as_said(text, " ".join(said)), found
    return "", SearchPage()


def _segments(text: str) -> list[list[str]]:
    """Give the runs of words that may be a name, the longest first: none of asking; small words may join them."""
    runs: list[list[str]] = [[]]
    for word in (one.strip(_SIGNS) for one in words(text)):
        if not word or word in _JOINING:
            continue
        if word in CHATTER or is_said_around(word) or _is_swapped(word):
            runs.append([])
        else:
            runs[-1].append(word)
    named = [_without_ordinary_ends(run) for run in runs]
    named = [run for run in named if len("".join(run)) >= _SHORTEST and len(run) <= _MOST_WORDS]
    return sorted(named, key=lambda run: -len("".join(run)))[:_MOST_RUNS]


def _without_ordinary_ends(run: list[str]) -> list[str]:
    """Take ordinary words off both ends; between others they may belong to a name: «صد سال تنهایی»."""
    telling = [place for place, word in enumerate(run) if not is_ordinary(word)]
    return run[telling[0] : telling[-1] + 1] if telling else []


def _is_swapped(word: str) -> bool:
    return word.isascii() and 2 < len(word) <= _FEW_LETTERS and "".join(sorted(word)) in _SWAPPED


def _is_named(title: Title, said: Sequence[str]) -> bool:
    """Tell whether a run of the words is like the title, the name of its series, or its author's last name."""
    return any(
        fuzz.ratio(run, name) >= (_NEARER if len(name) < _SHORT_NAME else _NEAR)
        for name in _names(title, alone=len(said) <= _FEW_WORDS)
        for run in _runs(said)
        if len(name) >= _SHORTEST
    )


def _names(title: Title, *, alone: bool) -> Iterator[str]:
    """Give what may be said of a title, without spaces and ordinary words; `alone`: its author's last name, too."""
    short = title.title.split(":")[0]
    for name in dict.fromkeys((title.title, short, title.series, *_beginnings(short))):
        said = words(name)
        yield "".join(word for word in said if word not in CHATTER)
        bare = "".join(word for word in said if word not in CHATTER and not is_ordinary(word))
        if len(bare) >= _SHORTEST and len(bare) >= _SHARE * len("".join(said)):
            yield bare
    if alone:
        for author in title.author.replace("؛", ";").split(";")[0].split(","):
            yield from ("".join(words(one)) for one in author.split()[-1:] if len(one) >= _SHORTEST)


def _beginnings(name: str) -> Iterator[str]:
    """Give the beginning of a long title up to what joins it: "Harry Potter and the …"."""
    said = name.split()
    for place, word in enumerate(said):
        if word.lower() in {"and", "و"} and place >= _LEAST_OF_SERIES:
            yield " ".join(said[:place])


def _runs(said: Sequence[str]) -> Iterator[str]:
    for start in range(len(said)):
        for end in range(start + 1, min(len(said), start + _LONGEST_NAME) + 1):
            yield "".join(said[start:end])
