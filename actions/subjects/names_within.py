"""A name that stands somewhere in a sentence: the title or the author whose whole name some of its words are."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterator

from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.vocabulary import COURTESY, GENERIC, POINTING
from library.search.words import CHATTER, words
from library.values import SearchPage

__all__ = ["name_within"]

_CAPITALISED = re.compile(r"(?:[A-Z][\w'’.-]*)(?: (?:(?:of|the|and|in|to|a|de|van|von|al) )?[A-Z][\w'’.-]*)*")
_SHORT = re.compile(r"[:؛;/(]")
# Of so many words at most runs of so many are looked up.
_MOST_WORDS, _RUNS = 14, (3, 2)
_SHORTEST = 4
_LOOKED_AT = 5
_FEW_WORDS = 6
_SIGNS = ".,:;!?؟،؛«»\"'()"
# What may stand beside an author's name in so few words.
_BESIDE = frozenset(
    "other others another more else okay what about from have have got دیگه دیگر بازم هم چی دارین دارید داری دارن".split()
)
# At neither end of a name that is looked up as a run of words.
_EDGES = frozenset(fold(word) for word in (*COURTESY, *GENERIC, *POINTING)) | CHATTER


async def name_within(turn: Turn, text: str) -> tuple[str, SearchPage] | None:
    """Give the name of a title or an author that stands in a text, and what it finds; None where none does."""
    for name in dict.fromkeys((*_capitalised(text), *_runs(text))):
        page = await turn.library.search(name, limit=_LOOKED_AT)
        if not page.titles or page.corrected:
            continue
        whole = any("".join(words(name)) == "".join(words(_SHORT.split(one.title)[0])) for one in page.titles)
        if page.author or whole:
            return name, page
    return await _last_name(turn, text)


async def _last_name(turn: Turn, text: str) -> tuple[str, SearchPage] | None:
    """Give the author whose name is the only word of a few that may name anything: "ok, other Kafka?"."""
    said = [word.strip(_SIGNS) for word in fold(text).split()]
    named = [word for word in said if len(word) >= _SHORTEST and word not in _EDGES and word not in _BESIDE]
    if len(named) != 1 or len(said) > _FEW_WORDS:
        return None
    page = await turn.library.search(author=named[0], limit=_LOOKED_AT)
    return (named[0], page) if page.titles and page.author and not page.corrected else None


def _capitalised(text: str) -> Iterator[str]:
    """Give the names by their capital letters; a single word at the start of a sentence is none."""
    for found in _CAPITALISED.finditer(text):
        name = found[0].strip(".")
        if " " not in name and (len(name) < _SHORTEST or _starts(text[: found.start()])):
            continue
        if not set(words(name)) <= _EDGES:
            yield name


def _starts(before: str) -> bool:
    """Tell whether a sentence starts behind this."""
    said = before.rstrip()
    return not before or said.endswith((".", "!", "?")) or "\n" in before[len(said) :]


def _runs(text: str) -> Iterator[str]:
    """Give the runs of words that may be a name, the longer ones first."""
    said = fold(text).replace("؟", " ").replace("?", " ").replace("،", " ").replace(",", " ").replace(".", " ").split()
    if len(said) > _MOST_WORDS:
        return
    for length in _RUNS:
        for start in range(len(said) - length + 1):
            run = said[start : start + length]
            if run[0] not in _EDGES and run[-1] not in _EDGES:
                yield " ".join(run)
