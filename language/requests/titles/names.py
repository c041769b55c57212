"""Names in a request: which of the known titles stand in it, whatever else does, and what else is named there."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from language.normalise import fold, squash
from language.requests.own.own_words import is_own_words
from language.requests.speech.sentences import deed_at
from language.requests.speech.vocabulary import COMMANDS, COURTESY, GENERIC, NEGATED_COMMANDS, POINTING
from language.requests.titles.asking import without_request

__all__ = ["NEAR", "NamedTitles", "as_said", "find_named", "likeness", "only_names", "parts_of"]

#: Below this likeness two titles are not taken for one.
NEAR = 84.0

_WORD = re.compile(r"[^\W_]+(?:['+%-][^\W_]+)*|[,،&]")
_SHORT = re.compile(r"[:؛;/(–]")
_COMMAS = frozenset(",،")
_AND = frozenset(("and", "و", "&", "plus", "va", "or", "یا", "همچنین", "nor"))
_JOINTS = _AND | _COMMAS | {"هم", "also", "with"}
# What is written to the end of a Persian title: «کوریو», «شاهنامه‌مو».
_CLITICS = frozenset("و رو م مو ت تو ش شو ه ی ای ها هم ام اش رم'".split()) | {"'s", "s"}
_ARTICLES = frozenset(("the", "a", "an"))
_FILLERS = (
    COURTESY
    | COMMANDS
    | NEGATED_COMMANDS
    | GENERIC
    | POINTING
    | frozenset(
        "بنده ما me for to i you can could would will want like need at on in of from my with until by is"
        " are do does not"
        " but only instead too as well by برای برام من شما تا که به در از با روی همین فقط ولی اما نه هر دو"
        " سه تا جلد میخوام"
        " میشه بشه شه بشن شود شوند کردن ye do ta baram vase az be dar".split()
    )
)
_FEW_WORDS = 7
_MOST_SAID = 300
_MOST_CHUNKS = 12
_EDGES = " .,;:!?؟،؛…\"'«»()“”"


@dataclass(frozen=True)
class NamedTitles:
    """Places of the titles that are named, in the order of the words, and names that belong to none of them."""

    places: tuple[int, ...] = ()
    others: tuple[str, ...] = ()


def find_named(words: Iterable[str] | str, titles: Sequence[str]) -> NamedTitles:
    """Find which titles some words name; a title may itself contain «و» or "and".

    Whole titles are found first, the longest before the others, then those that are spelt a little otherwise. Of two
    titles alike both are meant.
    """
    given = (_WORD.findall(fold(words)) if isinstance(words, str) else list(words))[:_MOST_SAID]
    free = [True] * len(given)
    found: dict[int, int] = {}
    forms = sorted(
        ((place, form) for place, title in enumerate(titles) for form in _forms(title)),
        key=lambda pair: -len(pair[1]),
    )
    taken: dict[tuple[str, ...], int] = {}
    for place, form in forms:
        if form in taken:
            found.setdefault(place, taken[form])
            continue
        at = _exact(given, free, form)
        if at is None:
            continue
        start, end = at
        free[start:end] = [False] * (end - start)
        found.setdefault(place, start)
        taken[form] = start
    others = []
    for chunk in _chunks(given, free)[:_MOST_CHUNKS]:
        near = _nearest(chunk.words, titles)
        if near is None and chunk.listed and not is_own_words(chunk.words):
            others.append(chunk.words)
        for place in near or ():
            found.setdefault(place, chunk.start)
    return NamedTitles(tuple(sorted(found, key=lambda place: (found[place], place))), tuple(others))


def only_names(text: str, titles: Sequence[str]) -> bool:
    """Tell whether a text says no more than one or several of the titles, or that they be renewed."""
    said = [word for word in _WORD.findall(fold(text)) if word not in _JOINTS]
    named = {word for place in find_named(text, titles).places for word in _WORD.findall(fold(titles[place]))}
    left = [word for word in said if word not in named and word not in _ARTICLES and deed_at(word) != "renew"]
    return bool(named) and all(word in COURTESY | POINTING or word in _SIGNS or word.startswith(_DOES) for word in left)


_DOES = ("کن", "بکن", "kon", "bokon")
_SIGNS = frozenset("رو را هم ro too".split())


def parts_of(text: str) -> list[str]:
    """Give the parts of a name that could be several: «سووشون و کلیدر», "Dune, Emma and Foundation"."""
    parts: list[list[str]] = [[]]
    for word in _WORD.findall(fold(text)):
        if word in _JOINTS:
            parts.append([])
        else:
            parts[-1].append(word)
    return [" ".join(part) for part in parts if part]


def as_said(text: str, folded: str) -> str:
    """Give folded words as the text has them, with its capitals and half-spaces; as they are when it has not."""
    said = text.split()
    length = len(folded.split())
    for start in range(min(len(said), _MOST_SAID)):
        for end in range(start + 1, min(len(said), start + length + 2) + 1):
            part = " ".join(said[start:end]).strip(_EDGES)
            if fold(part) == folded:
                return part
    return folded


def likeness(wanted: str, title: str) -> float:
    """Compare squashed words with a title, or with its part before a colon; 100 is the same."""
    forms = [squash(title), squash(_SHORT.split(title)[0])]
    scores = []
    for form in forms:
        if len(form) < 2:
            continue
        score = fuzz.ratio(wanted, form)
        if min(len(form), len(wanted)) >= 5:
            # A title inside a longer sentence, or the beginning of a long title.
            score = max(score, fuzz.partial_ratio(wanted, form) - 4.0)
        scores.append(score)
    return max(scores, default=0.0)


def _forms(title: str) -> list[tuple[str, ...]]:
    """Give the ways to say a title: whole, without what follows a colon, without its article."""
    found: list[tuple[str, ...]] = []
    for part in (title, _SHORT.split(title)[0]):
        words = tuple(word for word in _WORD.findall(fold(part)) if word not in ",،")
        for form in (words, words[1:] if words and words[0] in _ARTICLES else ()):
            if form and form not in found and not all(word in _FILLERS for word in form):
                found.append(form)
    return found


def _exact(given: Sequence[str], free: Sequence[bool], form: tuple[str, ...]) -> tuple[int, int] | None:
    """Find words that are a form of a title, its spaces and what is written to its end aside."""
    wanted = squash(" ".join(form))
    for start in range(len(given)):
        if not free[start] or given[start] in ",،":
            continue
        said = ""
        for end in range(start, min(len(given), start + len(form) + 3)):
            if not free[end]:
                break
            said += squash(given[end])
            if said == wanted:
                return start, end + 1
            if len(said) > len(wanted):
                if said.startswith(wanted) and said[len(wanted) :] in _CLITICS and len(wanted) >= 3:
                    return start, end + 1
                break
            if not wanted.startswith(said):
                break
    return None


@dataclass(frozen=True)
class _Chunk:
    """Words that are left between known titles, and whether they stand in a list with other names."""

    start: int
    words: str
    listed: bool


def _chunks(given: Sequence[str], free: Sequence[bool]) -> list[_Chunk]:
    """Give what is left of the words, part by part, without the words of asking around it."""
    runs: list[tuple[int, int]] = []
    begin = 0
    for at in range(len(given) + 1):
        if at == len(given) or not free[at] or given[at] in _JOINTS or deed_at(given[at]):
            if at > begin:
                runs.append((begin, at))
            begin = at + 1
    several = any(word in _AND for word in given)
    chunks = []
    for start, end in runs:
        joints = _AND | (_COMMAS if several else frozenset())
        listed = (start > 0 and given[start - 1] in joints) or (end < len(given) and given[end] in joints)
        # «و بهم خبر بده» is another request, and no name in a list.
        other_verb = given[end - 1] in COMMANDS and not (end < len(given) and deed_at(given[end]))
        run = list(given[start:end])
        while run and run[0] in _FILLERS:
            run, start = run[1:], start + 1
        while run and run[-1] in _FILLERS:
            run = run[:-1]
        part = without_request(" ".join(run)) if run else ""
        bare = [word for word in part.split() if word not in _FILLERS]
        if len(squash(part)) >= 3 and bare and len(part.split()) <= _FEW_WORDS:
            chunks.append(_Chunk(start, part, listed and not other_verb))
    return chunks


def _nearest(part: str, titles: Sequence[str]) -> tuple[int, ...] | None:
    """Give the title that a part is nearly, all of that very name; None when it is none, or could be two."""
    wanted = squash(part)
    scores = [likeness(wanted, title) for title in titles]
    best = max(scores, default=0.0)
    if best < NEAR:
        return None
    near = tuple(place for place, score in enumerate(scores) if score >= best - 2.0)
    alike = len({squash(titles[place]) for place in near}) == 1
    return near if alike else None
