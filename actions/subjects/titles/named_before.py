"""The title that a sentence names right before one that only points: "I have to read Homo Deus. Do you have it?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.choosing import choice_of
from actions.dialogue.turn import Turn
from actions.subjects.titles.titles import SHORT, is_titled
from crm.library_info import directory
from language.choices import find_choice
from language.normalise import fold
from language.requests.speech.ordinals import find_place
from library.values import SearchPage, Title

__all__ = ["named_before"]

_SENTENCE = re.compile(r"(?<=[.!?\n])\s+")
# What asks for it, or orders it, and names nothing itself.
_FOR_IT = re.compile(
    r"\b(?:do|does) (?:you|u|the library|they) (?:\w{1,12} ){0,2}(?:have|stock|own|carry|keep) (?:it|that|that one|this one|a copy(?! of\b))\b"
    r"|\bhave (?:you|u) (?:\w{1,12} )?got (?:it|that|that one|a copy(?! of\b))\b|\bis (?:it|that one) (?:\w{1,12} ){0,2}(?:in|available|there|on the shelf)\b"
    r"|\b(?:put me down|put my name down) for (?:it|that|that one)\b|\b(?:reserve|hold|order|get|borrow) (?:it|that one|a copy(?! of\b))\b|\bput (?:it|that one|a copy(?! of\b)) (?:aside|on hold)\b"
)
# What says of a name that it is what somebody is to read.
_TO_READ = re.compile(
    r"\b(?:have to|has to|must|should|need to|got to|wants? to|like to|love to) (?:\w{1,12} ){0,2}(?:read|try|get)\b|\b(?:talk(?:s|ing)?|heard) (?:of|about)\b"
    r"|\brecommend(?:s|ed)?\b|\bis (?:\w{1,8} )?next\b|\bnext (?:is|comes)\b|\blooking for\b"
)
_CLAUSE = re.compile(r"[,;:]\s+|\s+but\s+")
_POINTS = frozenset("it that one this a copy the book".split())
_NAME = re.compile(
    r"[“\"]([^”\"]{2,80})[”\"]|((?:[A-Z][\w'’.-]{0,20}|\d{2,4})(?: (?:(?:of|the|and|in|to|a|on|for) ){0,2}(?:[A-Z][\w'’.-]{0,20}|\d{1,4})){1,7})"
)
# A name of a person or a book begins with none of these, and they begin sentences.
_LEADING = frozenset("i so a an my our we he she it the but and if when do is are can could hi hello hiya dear".split())
_LOOKED_AT, _FEW = 5, 3


async def named_before(turn: Turn) -> Title | None:
    """Give the title that is named last before a sentence that only asks for it; None where none is."""
    if turn.is_payload or _FOR_IT.search(fold(turn.text)) is None:
        return None
    parts = _SENTENCE.split(turn.text)
    at = next((place for place, part in enumerate(parts) if _FOR_IT.search(fold(part))), 0)
    if not at or turn.entity("ref") or turn.entity("isbn") or _chooses(turn, parts):
        return None
    last = _CLAUSE.split(parts[at - 1])[-1]
    names = _names(last)
    if not names or _TO_READ.search(fold(last)) is None or not _is_named_alone(turn, names[-1]):
        return None
    if _names(parts[at]) or await _names_one(turn, parts[at]):
        return None
    return await _one(turn, names[-1], await turn.library.search(names[-1], limit=_LOOKED_AT, exactly=True))


def _chooses(turn: Turn, parts: list[str]) -> bool:
    """Tell whether one of what was shown is chosen beside: "the second one, please"."""
    if not turn.shown("title"):
        return False
    placed = find_place(turn.text, len(turn.shown("title"))) is not None
    return placed or choice_of(turn) is not None or any(find_choice(part) is not None for part in parts)


def _is_named_alone(turn: Turn, name: str) -> bool:
    """Tell whether every title that was cut out of the message is this one, or only points."""
    cut = [fold(str(one)) for one in turn.entities.get("title", ())]
    return all(one in fold(name) or all(word in _POINTS for word in one.split()) for one in cut)


async def _names_one(turn: Turn, text: str) -> bool:
    """Tell whether one word inside a sentence is written as a name, of no branch: "do you have it, or Emma?"."""
    inside = [word for word in _CAPITAL.findall(text) if word not in {"I", "OK"}]
    return any([await directory.find_branch(turn.store, word) is None for word in inside[:_FEW]])


_CAPITAL = re.compile(r"(?<=[\w,] )[A-Z][\w’']{0,20}")


def _names(text: str) -> list[str]:
    """Give what is quoted, or written with several capitals, in a sentence; its first words only where they go on so."""
    found = []
    for one in _NAME.finditer(text):
        name = (one[1] or one[2]).strip(" .,")
        first, _, rest = name.partition(" ")
        if not one[1] and not text[: one.start()].strip() and fold(first) in _LEADING:
            name = rest
        name = name.removesuffix(" I")
        if one[1] or " " in name:
            found.append(name)
    return found


async def _one(turn: Turn, name: str, page: SearchPage) -> Title | None:
    """Give the title of a name: of that very name, or known by it in another script, in the patron's language first."""
    if page.corrected or page.author or not page.titles:
        return None
    called = [one for one in page.titles if is_titled(one.title, name)]
    if not called:
        # “انسان خداگونه” is found by "Homo Deus": all that is found is one work.
        works = {one.id for one in await turn.library.editions(page.titles[0].id)} | {page.titles[0].id}
        latin = fold(SHORT.split(page.titles[0].title)[0]).isascii()
        called = [] if latin or any(one.id not in works for one in page.titles) else list(page.titles)
    return next((one for one in called if one.language == turn.language), called[0] if called else None)
