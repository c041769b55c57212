"""Names that are an author's too and here are somebody else's: "my niece Tara", "Percy Jackson"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold
from language.requests.reading.terms import is_known
from language.requests.titles.ordinary_words import is_ordinary

__all__ = ["is_of_somebody"]

_KIN = r"(?:nieces?|nephews?|sons?|daughters?|grand(?:sons?|daughters?|child)|kid|child|boy|girl|brother|sister|husband|wife|friend|mother|father|mum|mom|dad|aunt|uncle|cousin|baby)"
_OF_KIN = re.compile(rf"\b[Mm]y (?:\w{{3,8}} )?{_KIN}\b")
_WRITES = re.compile(r"\b(?:author|writer|novelist|poet|wrote|writes)s?\b", re.IGNORECASE)
_CAPITAL = r"[A-Z][\w'’-]{1,20}"


def is_of_somebody(run: Sequence[str], author: str, text: str) -> bool:
    """Tell whether words in Latin letters that are an author's name name somebody else in a text."""
    if not all(word.isascii() for word in run):
        return False
    name = " ".join(re.escape(word.capitalize()) for word in run)
    own = fold(author).split()
    is_surname = run[-1] == own[-1]
    if _is_called(name, text) or _signs(name, text) or _is_kin(name, text, is_surname=is_surname):
        return True
    beside = rf"(?<=[^.!?:\n] )(?P<other>{_CAPITAL}) {name}\b" if is_surname else rf"\b{name} (?P<other>{_CAPITAL})"
    for found in re.finditer(beside, text):
        other = fold(found["other"]).removesuffix("'s")
        if other not in own and not is_ordinary(other) and not is_known(other):
            return True
    return False


def _is_kin(name: str, text: str, *, is_surname: bool) -> bool:
    """Tell whether a text calls one of one's own by a given name: "my niece Tara"; by an author's surname, of an age."""
    aged = r",? (?:(?:who|he|she)(?: is|'s|’s)|is|turns|aged) \d{1,2}\b" if is_surname else r"\b"
    called = rf"\b(?:[Mm]y|[Oo]ur|[Hh]is|[Hh]er) (?:\w{{3,8}} )?{_KIN},? {name}{aged}"
    if is_surname:
        return re.search(called, text) is not None
    return (
        re.search(called, text) is not None
        or re.search(rf"\b(?:I am|I'm|I’m|[Tt]his is|[Mm]y name is) {name}(?=[.,!\n]|$)", text) is not None
    )


def _is_called(name: str, text: str) -> bool:
    """Tell whether a text of one of one's own tells what they are called, and of no writer."""
    called = re.search(rf"\b(?:he|she)(?:'s|’s| is) (?:called|named) {name}\b|\b(?:his|her) name is {name}\b", text)
    return called is not None and _OF_KIN.search(text) is not None and _WRITES.search(text) is None


def _signs(name: str, text: str) -> bool:
    """Tell whether a text is signed with a name, at its end and behind a sentence."""
    sign = rf"[\n.!?]\s{{0,3}}(?:(?:[Kk]ind |[Bb]est |[Ww]arm |[Mm]any )?(?:[Rr]egards|[Ww]ishes|[Tt]hanks)|[Yy]ours(?: \w{{5,10}})?|[Bb]est|[Ll]ove),\s{{1,3}}{name}\s*$"
    return re.search(sign, text) is not None
