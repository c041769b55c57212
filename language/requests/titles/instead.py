"""One name refused for another in a few words: "no, not Dune, Emma", «کلیدر نه، جای خالی سلوچ»."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import dataclass

from language.kept import kept
from language.normalise import fold

__all__ = ["Instead", "find_instead"]

_FIRST = r"^\W*(?:(?:no|nope|nah|sorry|oh|hm+|wait|well|نه|ببخشید|ای وای|na|bebakhshid)[,،.!]?\s){0,3}"
_NAME = r"[^,،.;؛!?؟\n]{2,60}?"
_INSTEAD = (
    re.compile(
        rf"{_FIRST}not (?P<out>{_NAME})(?:\s?[,،;.]\s?(?:but )?|\sbut )(?:(?:i (?:mean|meant|want|wanted|need)|the other one|please|rather) )?(?P<wanted>{_NAME})(?: (?:please|i meant?|instead))?[.!?]*$"
    ),
    re.compile(
        rf"{_FIRST}(?P<out>{_NAME})(?: (?:رو|را))? نه[،,.]\s?(?:(?:بلکه|منظورم|همون|اون) )?(?P<wanted>{_NAME})(?: (?:رو|را)(?: (?:می ?خوام|می ?گم|می ?خواستم|گفتم))?| بود| منظورم بود)?[.!]*$"
    ),
    re.compile(rf"{_FIRST}(?P<out>{_NAME}) na[,.]\s?(?P<wanted>{_NAME})(?: ro(?: (?:mikham|migam))?)?[.!]*$"),
)


@dataclass(frozen=True, slots=True)
class Instead:
    """The name that is refused, and the one that is wanted in its place."""

    out: str
    wanted: str


@kept
def find_instead(text: str) -> Instead | None:
    """Find a name that is refused and the one named in its place; None where anything else is said."""
    said = fold(text)
    found = next((match for one in _INSTEAD if (match := one.match(said))), None)
    return Instead(found["out"].strip(), found["wanted"].strip()) if found is not None else None
