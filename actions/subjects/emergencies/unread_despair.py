"""Despair in a sentence of its own beside one that names a book: "this isn't about books. I see no point …"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from language.emergencies.reading import find_distress
from language.normalise import fold
from language.requests.speech.sentences import sentences

__all__ = ["tells_despair"]

# It is said outright that nothing to read is spoken of.
_NOT_OF_BOOKS = re.compile(
    r"\b(?:not|isn't|ain't|nothing to do with|no question) (?:\w+ ){0,3}(?:about |of |for )?(?:a |the |any )?(?:books?|library|reading)\b"
    r"|(?:درباره|دربارهی|در مورد|راجع به|ربطی به) (?:ی )?(?:کتاب|کتابخون|کتابخان)\w{0,4} (?:\w+ )?(?:نیست|نداره|ندارد)(?!\w)"
    r"|\b(?:darbareye?|dar morede?|rabti be) ketab\w{0,8} (?:nist|nadare)\b"
)


def tells_despair(text: str) -> bool:
    """Tell whether a sentence tells of despair beside one that says that no book is meant: the whole reads as of it."""
    parts = [" ".join(one.words) for one in sentences(text)]
    if len(parts) < 2 or not _NOT_OF_BOOKS.search(fold(text).replace("’", "'")):
        return False
    told = [found for part in parts if (found := find_distress(part)) is not None]
    return any(found.kind == "despair" and found.degree != "doubtful" for found in told)
