"""The names in an order to reserve: titles whose names stand in it, and what else stands in one list with them."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from actions.dialogue.turn import Turn
from actions.subjects.titles.names_within import QUOTED
from actions.subjects.titles.settled_titles import in_own_language
from actions.subjects.titles.standing_titles import TITLE, StandingTitle, standing_titles, without_titles
from actions.subjects.titles.titles import is_titled
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.plain_orders import MISSING, mark
from language.requests.speech.sentences import deed_at
from language.requests.speech.vocabulary import COMMANDS, COURTESY, GENERIC, POINTING
from language.requests.titles.copies import find_copy
from language.requests.titles.names import as_said
from language.requests.titles.ordinary_words import is_ordinary
from language.requests.titles.title_names import may_be_title
from library.values import Title

__all__ = ["MarkedNames", "mark_names", "words_of_branches"]

_PIECES = re.compile(r"[,،:;؛.!?؟\n–]+|(?<!\w)(?:and|و|with|also|plus|va|همراه|همچنین)(?!\w)")
_LONGEST_NAME, _SHORTEST_NAME, _LOOKED_AT = 5, 3, 2


@dataclass(frozen=True, slots=True)
class MarkedNames:
    """A folded text with a mark in place of each name, the titles by their numbers, and the names that fit none."""

    text: str
    titles: tuple[Title, ...] = ()
    missing: tuple[str, ...] = ()


async def mark_names(turn: Turn, text: str) -> MarkedNames:
    """Put a mark in place of each title that a text names, and of each other name in one list with them."""
    standing = await standing_titles(turn, text)
    titles = [await _edition(turn, text, one) for one in standing]
    if not standing:
        return MarkedNames(fold(text))
    rest = without_titles(text, standing)
    missing: list[str] = []
    quoted = [name for name in QUOTED.findall(text) if fold(name).strip() in rest]
    for name in quoted:
        rest = rest.replace(fold(name).strip(), f" {MISSING} ")
        missing.append(as_said(text, fold(name).strip()))
    for name in _names_beside(rest, await words_of_branches(turn)):
        fits = await _fits(turn, fold(name)) if name and name != MISSING else None
        if fits is not None:
            rest = _replaced(rest, name, mark(len(titles)))
            titles.append(fits)
        elif name and name != MISSING and _is_written_as_name(said := as_said(text, name)):
            rest = _replaced(rest, name, f" {MISSING} ")
            missing.append(said)
    for place in range(len(standing)):
        rest = rest.replace(f", {TITLE} ,", mark(place), 1)
    return MarkedNames(rest, tuple(titles), tuple(missing))


def _replaced(text: str, name: str, by: str) -> str:
    first, *others = name.split()
    text = re.sub(rf"(?<!\w){re.escape(first)}(?!\w)", by, text, count=1)
    for word in others:
        text = re.sub(rf"(?<!\w){re.escape(word)}(?!\w)", " ", text, count=1)
    return text


async def _edition(turn: Turn, part: str, standing: StandingTitle) -> Title:
    """Give a title in the language that its copy is asked for, or in the patron's own where its name says no other."""
    title = standing.title
    copy = find_copy(fold(part).replace(fold(title.title), " "))
    if copy is None or not copy.language:
        return await in_own_language(turn, title)
    editions = [title, *await turn.library.editions(title.id)]
    return next((one for one in editions if one.language == copy.language and one.kind == title.kind), title)


async def words_of_branches(turn: Turn) -> set[str]:
    """Give the words of which the names of the branches are made."""
    known = await directory.branches(turn.store)
    return {word for one in known for name in one.name.values() for word in re.findall(r"\w+", fold(name))}


def _names_beside(rest: str, places: set[str]) -> list[str]:
    """Give what else stands in one list with the titles that were found: something said between ends it."""
    pieces = [piece.strip(" «»“”\"'") for piece in _PIECES.split(rest)]
    names = [TITLE if piece == TITLE else _name(piece, places) for piece in pieces if piece]
    kept: set[int] = set()
    for order in (range(len(names)), range(len(names) - 1, -1, -1)):
        listed = False
        for at in order:
            listed = names[at] is not None and (listed or names[at] == TITLE)
            if listed and names[at] not in ("", TITLE):
                kept.add(at)
    return [str(names[at]) for at in sorted(kept)]


def _is_written_as_name(said: str) -> bool:
    """Tell whether words that found nothing may be told as a name: one small word may be anything."""
    return len(said.split()) > 1 or (said.isascii() and said[:1].isupper())


def _name(piece: str, places: set[str]) -> str | None:
    """Give the words of a piece that may be a title, empty where it only orders; None where it says something else."""
    said = [word for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", piece) if not set(word.split("-")) <= places]
    words = [word for word in said if not is_ordinary(word) and word not in _AROUND and deed_at(word) is None]
    name = " ".join(words)
    beside = {word for word in said if word not in words and word not in _AROUND and deed_at(word) is None}
    if not words and not beside:
        return ""
    if beside or len(words) > _LONGEST_NAME or len(name) < _SHORTEST_NAME:
        return None
    return name if may_be_title(name) else None


# What stands around the names of an order.
_AROUND = (
    COMMANDS
    | COURTESY
    | GENERIC
    | POINTING
    | frozenset(
        "i i'd i'll we want wanted would like to can could may you me my us for at in from of the a an on hold and also too put get add book down"
        " hi hello so very there two three four titles title both please thanks"
        " رو را برام برای من برایم واسم می میشه میخوام خواستم تا دو سه چهار عنوان کتاب هم و لطفا سلام به در از تو کنید کنین کن نگه دارید دارین بدید بذار بذارید بذارین بگذارید کنار اضافه ثبت"
        " ro ra baram baraye man mishe mikham lotfan salam ham va be az tu kon konid konin negah darid darin do se ta ketab ketabe".split()
    )
)


async def _fits(turn: Turn, name: str) -> Title | None:
    """Give the only title that a name between others fits: "gatsby" in a list."""
    page = await turn.library.search(title=name, limit=_LOOKED_AT)
    if page.corrected or not page.titles:
        return None
    exact = [one for one in page.titles if is_titled(one.title, name)]
    own = [one for one in exact or page.titles if one.language == turn.language] or exact or list(page.titles)
    return own[0] if len(own) == 1 else None
