"""What coded fields say: languages, readers, forms, and as what a title is lent."""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache

from babel.core import get_global

from language.genres import FORMS, GENRES
from language.requests.reading.reading import read_wish

__all__ = [
    "MARC_AUDIENCES",
    "MARC_FORMS",
    "UNIMARC_AUDIENCES",
    "UNIMARC_FORMS",
    "first_language",
    "language_of",
    "likeness_of",
]

#: MARC 21, 008/22 of books.
MARC_AUDIENCES = {
    "a": "children", "b": "children", "c": "children", "j": "children", "d": "teens", "e": "adults", "f": "adults",
}  # fmt: skip
#: MARC 21, 008/33 of books.
MARC_FORMS = {
    "0": "nonfiction", "1": "novel", "c": "graphic", "d": "drama", "e": "nonfiction", "f": "novel", "i": "letters",
    "j": "stories", "p": "poetry",
}  # fmt: skip
#: UNIMARC, 100 $a/17-19.
UNIMARC_AUDIENCES = {"a": "children", "b": "children", "c": "children", "d": "children", "e": "teens", "k": "adults"}
#: UNIMARC, 105 $a/11.
UNIMARC_FORMS = {
    "a": "novel", "b": "drama", "c": "nonfiction", "e": "letters", "f": "stories", "g": "poetry", "h": "nonfiction",
}  # fmt: skip

_NO_LANGUAGE = frozenset({"und", "mul", "zxx", "mis"})
# What a heading is in every list of headings: read as what patrons say, it would be taken for a wish.
_HEADINGS_KEPT = 50_000


def language_of(code: str | None) -> str | None:
    """Give the two letters of a language that is written in three; three where it has no two; None for none."""
    code = (code or "").strip().casefold()
    if code in _NO_LANGUAGE or not code.isalpha() or not code.isascii() or not 2 <= len(code) <= 3:
        return None
    found = get_global("language_aliases").get(code, code)
    return str(found).partition("_")[0]


def first_language(texts: Iterable[str | None]) -> str | None:
    """Give the first language that is one; several may be written without a space: “engfre”."""
    for text in texts:
        code = (text or "").strip()
        for one in (code[:3], code) if len(code) > 3 else (code,):
            if (found := language_of(one)) is not None:
                return found
    return None


@lru_cache(maxsize=_HEADINGS_KEPT)
def likeness_of(heading: str) -> tuple[tuple[str, ...], str, str]:
    """Give what a subject or genre heading says of a title: its genres, its form, its readers."""
    wish = read_wish(heading).wish
    genres = tuple(one for genre in wish.genres for one in genre.split("|") if one in GENRES)
    form = wish.forms[0] if wish.forms and wish.forms[0] in FORMS else ""
    return genres, form, wish.audience
