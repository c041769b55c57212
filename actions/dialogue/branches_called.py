"""Branches by what they are called beside their names: the big one, the small ones, the one in the garden."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_named import branches_refused
from crm.library_info.directory import Branch
from language.normalise import fold

__all__ = ["branches_called"]

_KIND = r"(?:branch(?:es)?|librar(?:y|ies)|ones?)"
_BIG = re.compile(
    rf"\b(?:big|large|larger|bigger) {_KIND}\b|(?:شعبه|کتابخ[او]نه|اون|همون|یکی)\w{{0,2}} ?بزرگ\w{{0,4}}|(?<!\w)بزرگ(?:ه|ست)(?!\w)|\b(?:shobe|ketabkhune)\w{{0,2}} bozorg\w{{0,3}}"
)
_SMALL = re.compile(
    rf"\b(?:small|smaller|little|tiny) {_KIND}\b|(?:شعبه|کتابخ[او]نه|اون|همون|یکی)\w{{0,2}} ?(?:کوچیک|کوچک|کوچولو)\w{{0,4}}|(?<!\w)کوچیکه(?!\w)|\b(?:shobe|ketabkhune)\w{{0,2}} (?:kuchik|koochik|kuchak)\w{{0,3}}"
)
_GARDEN = re.compile(
    rf"\b(?:garden|park) {_KIND}\b|\b(?:branch|library|one) (?:in|inside|by) the (?:garden|park)\b|(?:شعبه|کتابخ[او]نه|اون|همون)\w{{0,2}} ?(?:ی )?(?:که )?(?:توی?|داخل|وسط)? ?(?:باغ|پارک)\w{{0,4}}|\b(?:shobe|ketabkhune)\w{{0,2}} (?:tu ?(?:ye)? )?(?:bagh|park)\w{{0,3}}"
)
_STANDS_IN = re.compile(r"\bgarden\b|\bpark\b(?!ing)|باغ|پارک(?!ین)")


def branches_called(text: str, known: Sequence[Branch]) -> list[Branch]:
    """Give the branches that a text means by what they are like; none where it says nothing of the kind."""
    said = fold(text)
    refused = branches_refused(text, known)
    if _GARDEN.search(said):
        there = [one for one in known if _STANDS_IN.search(fold(" ".join((*one.name.values(), *one.address.values()))))]
        found = there if len(there) < len(known) else []
    elif _SMALL.search(said):
        # Of the others none is known to be the smaller one.
        found = [one for one in known if not one.is_main]
    elif _BIG.search(said):
        found = [one for one in known if one.is_main]
    else:
        return []
    return [one for one in found if one.code not in refused]
