"""Several titles named in one message: «سووشون و کلیدر», "Dune, Emma and Foundation"."""

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.dialogue.wording import search_words, without_request
from actions.subjects.titles.names_within import QUOTED
from actions.subjects.titles.standing_titles import standing_titles, without_titles
from actions.subjects.titles.titles import (
    SHORT,
    SHOWN,
    before_collecting,
    is_searchable,
    is_titled,
    name_in,
    of_copy,
    without_branch,
)
from crm.library_info import directory
from language.normalise import fold
from language.requests.speech.sentences import has, spaced
from language.requests.speech.vocabulary import COMMANDS, CONDITIONS, COURTESY, GENERIC, POINTING
from language.requests.titles.names import as_said, parts_of
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.poets import means_poet
from language.requests.titles.title_names import may_be_title
from language.requests.titles.title_questions import find_title_question, without_questions
from library.values import Title

__all__ = ["several_titles"]

# So many titles are looked up of one message.
_MOST, _SEVERAL = 5, 2
# Of a name that fits several, an author's, so many are given.
_FEW = 3
_PLACED = re.compile(
    r"\b(?:at|in) (?:the )?(\w{3,20}(?: (?:branch|library))?)\b|\bfrom (?:the )?(\w{3,20} (?:branch|library))\b"
    r"|(?<!\w)(?:در|تو|توی) ((?:شعبه(?:ی| ی|ٔ)? )?\w{3,20})(?!\w)"
    r"|(?<!\w)(?:از|واسه|برای|به) (شعبه(?:ی| ی|ٔ)? \w{3,20})(?!\w)",
    re.IGNORECASE,
)
_BY = re.compile(r" by |(?<!\w)(?:نوشته|اثر)(?!\w)")
_SENTENCE = re.compile(r"[.!?؟\n]+")


async def several_titles(turn: Turn, *, loosely: bool = False) -> tuple[list[Title], list[str]] | None:
    """Give the titles that a list of names names, and the names of it that fit none; None for one name.

    A title may contain «و» or "and" itself: the whole is looked up before its parts. `loosely`: a name may fit a few
    titles, as an author's does; the first of them are given.
    """
    named, parts = _names_in(turn, await _without_place(turn, without_branch(turn)))
    if len(parts) < 2 or len(parts) > _MOST:
        return None
    whole = await turn.library.search(named, limit=SHOWN)
    if any(is_titled(title.title, named) for title in whole.titles):
        return None
    if len(parts_of(_without_titles(named, whole.titles))) < _SEVERAL or await _is_one_joined(turn, named):
        # One title that has «و» or "and" in it, with its author beside: «غرور و تعصب جین اوستین».
        return None
    titles: dict[str, Title] = {}
    missing: list[str] = []
    found, at = 0, 0
    while at < len(parts):
        # The longest run of parts that is the name of one title: «جنگ و صلح» in a list of three.
        for end in range(len(parts), at, -1):
            joined = parts[at] if end == at + 1 else _joined(named, parts[at:end])
            exactly = end > at + 1 or not may_be_title(joined)
            fitting = await _fitting(turn, joined, exactly=exactly, loosely=loosely)
            if not fitting and (alone := _BY.split(joined, maxsplit=1)[0].strip()) != joined:
                # "The Castle by Kafka".
                fitting = await _fitting(turn, alone, exactly=True, loosely=False)
            if fitting:
                break
        titles.update((title.id, title) for title in fitting)
        found += bool(fitting)
        if not fitting and _may_be_title(parts[at]):
            missing.append(as_said(turn.text, parts[at]))
        at = end
    if not titles or found + len(missing) < 2 or (len(titles) < 2 and not missing):
        return None
    return list(titles.values()), missing


def _without_titles(named: str, titles: Sequence[Title]) -> str:
    """Give a text without the first of some titles that stands in it whole and has a joining word in its name."""
    folded = fold(named)
    for title in titles:
        short = fold(SHORT.split(title.title)[0]).strip()
        if len(parts_of(short)) >= _SEVERAL and short in folded:
            return folded.replace(short, " titled ", 1)
    return folded


async def _is_one_joined(turn: Turn, named: str) -> bool:
    """Tell whether a text names one title that has "and" in its name, and only says something around it."""
    standing = [
        one for one in await standing_titles(turn, named, joined=True) if len(parts_of(one.title.title)) >= _SEVERAL
    ]
    if len(standing) != 1:
        return False
    beside = [name_in(part).split() for part in _searchable(without_titles(named, standing))]
    return not any(word for words in beside for word in words if not is_ordinary(word) and word not in COURTESY)


async def _without_place(turn: Turn, text: str) -> str:
    """Give a text without a branch that stands between names: "Pride and Prejudice at Saadi and Dracula too"."""
    for found in () if means_poet(text) else _PLACED.finditer(text):
        if await directory.find_branch(turn.store, str(found[found.lastindex or 0])) is not None:
            text = text.replace(found[0], " ", 1)
    return text


def _names_in(turn: Turn, text: str) -> tuple[str, list[str]]:
    """Give the text that names something, and the parts of it that could be names of their own."""
    quoted = QUOTED.findall(text)
    if len(quoted) > 1:
        return " , ".join(quoted), [fold(one) for one in quoted]
    # What is asked of them names none: "do you have X and Y? who wrote them?".
    said = [without_questions(part) if find_title_question(part) else part for part in _SENTENCE.split(text)]
    named = " , ".join(words for part in said if (words := search_words(part)))
    parts = _searchable(named)
    if len(parts) < 2:
        named = " , ".join(name for one in turn.entities.get("title") or [] if (name := before_collecting(one)))
        parts = _searchable(named)
    return named, parts


def _searchable(named: str) -> list[str]:
    parts = (without_request(part) for part in parts_of(named))
    return [
        part
        for part in parts
        if is_searchable(part) and _names_something(part) and not has(spaced(part.split()), CONDITIONS)
    ]


def _names_something(part: str) -> bool:
    """Tell whether a part of a list is more than words that point: "the one", "it"."""
    return bool(set(part.split()) - GENERIC - POINTING - _ARTICLES)


# Neither is a language: "manga, in Persian or English?".
_ARTICLES = frozenset("the a an one ones some in به english persian farsi englisi فارسی انگلیسی".split())


def _may_be_title(words: str) -> bool:
    """Tell whether words that found nothing were meant for a title: not one's own, nor what is said of the others."""
    said = set(words.split())
    return may_be_title(words) and not said & (COMMANDS | COURTESY) and bool(said - GENERIC - POINTING)


def _joined(named: str, parts: Sequence[str]) -> str:
    """Give the words of a name from the first of its parts to the last, with what joins them."""
    folded = fold(named)
    start = folded.find(parts[0])
    end = folded.find(parts[-1], start) + len(parts[-1]) if start >= 0 else -1
    return folded[start:end] if 0 <= start < end else " ".join(parts)


async def _fitting(turn: Turn, name: str, *, exactly: bool, loosely: bool) -> list[Title]:
    """Give the title of a name: of that very name, or, for a part alone, the only one that fits (`loosely`: a few)."""
    page = await turn.library.search(title=name, limit=SHOWN)
    titles = of_copy(turn, page.titles)
    exact = [one for one in titles if is_titled(one.title, name)]
    if exact:
        return [next((one for one in exact if one.language == turn.language), exact[0])]
    if exactly:
        return []
    if loosely and all(map(is_ordinary, name.split())):
        # «کسی دارین؟» asks for nobody's letters to a colonel.
        return []
    if len(titles) == 1 and not page.corrected:
        return titles
    if not loosely:
        return []
    wider = await turn.library.search(name, limit=_FEW)
    return [] if wider.corrected else of_copy(turn, wider.titles)
