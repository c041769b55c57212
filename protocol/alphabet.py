"""The order in which people look texts up: by the Persian alphabet and the Latin one, not by the numbers of signs."""

import re
import unicodedata

__all__ = ["by_alphabet"]

# Persian has four letters that Unicode puts behind all others, and writes ک and ی differently from Arabic.
_PERSIAN = "آابپتثجچحخدذرزژسشصضطظعغفقکگلمنوهیء"
_SAME = str.maketrans("أإٱكيىؤئةۀە", "ااا" + "کییوی" + "ههه")
_PLACE = {letter: place for place, letter in enumerate(_PERSIAN)}
_PART = re.compile(r"\d+|\D", re.ASCII)

Place = tuple[int, int, str]
"""A kind of sign (between words, number, another letter, Persian letter), its place there, and the sign itself."""


def by_alphabet(text: str) -> tuple[tuple[Place, ...], str]:
    """Give the key by which `sorted` puts texts in a reader's order; numbers count as such, vowel signs do not."""
    plain = "".join(_plain(sign) for sign in text.casefold().translate(_SAME))
    return tuple(_place(part) for part in _PART.findall(plain)), text


def _plain(sign: str) -> str:
    if sign in _PLACE:
        return sign
    if sign.isdecimal():
        return str(unicodedata.decimal(sign))
    # A half-space stands within a word, and an accent on a letter.
    kept = (each for each in unicodedata.normalize("NFKD", sign) if unicodedata.category(each) not in ("Mn", "Cf"))
    return "".join(kept)


def _place(part: str) -> Place:
    if part.isdecimal():
        return 1, int(part), ""
    if part in _PLACE:
        return 3, _PLACE[part], ""
    return (2, 0, part) if part.isalpha() else (0, 0, part)
