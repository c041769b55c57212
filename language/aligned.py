"""Folded copies of a text for pattern matching, with offsets back into the original.

`align` drops marks and doubled spaces and keeps where each letter stood; `in_place` replaces letter by letter, so that
its offsets are those of the original.
"""

from __future__ import annotations

from dataclasses import dataclass

from language.digits import ASCII_DIGITS
from language.normalise import fold

__all__ = ["Aligned", "align", "in_place"]

_FORMS: dict[int, str] = {
    **ASCII_DIGITS,
    **{ord(form): letter for form, letter in zip("يىكةۀأإٱ’‘–—−٬", "ییکههااا''---,", strict=True)},
    0x200C: " ",
}
_DROPPED = frozenset(
    (*range(0x0300, 0x0370), 0x0640, *range(0x064B, 0x0660), 0x0670, 0x00AD, 0x200D, 0x200E, 0x200F, 0xFEFF)
) | frozenset((*range(0x202A, 0x202F), *range(0x2060, 0x206A)))

# What `in_place` keeps though folding would change it: signs that part sentences and titles.
_KEPT = {"\u200c": " ", "\u00ac": " ", "«": "«", "»": "»", "“": '"', "”": '"', "„": '"', "؟": "?", "،": ",", "؛": ";"}
_LETTERS: dict[str, str] = {}
_MOST_LETTERS = 4096


@dataclass(frozen=True)
class Aligned:
    """The folded copy: lower case, ASCII digits, Persian letters, half-spaces and runs of spaces as one space."""

    text: str
    places: tuple[int, ...]  # where each character of the copy stands in the original

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the place in the original of a non-empty place in the copy."""
        return self.places[start], self.places[end - 1] + 1


def align(text: str) -> Aligned:
    """Make a copy of a text to match in."""
    kept: list[str] = []
    places: list[int] = []
    for place, char in enumerate(text):
        code = ord(char)
        if code in _DROPPED:
            continue
        form = _FORMS.get(code, char)
        if form.isspace():
            if kept and kept[-1] == " ":
                continue
            form = " "
        else:
            lower = form.lower()
            form = lower if len(lower) == 1 else form
        kept.append(form)
        places.append(place)
    return Aligned("".join(kept), tuple(places))


def in_place(text: str) -> str:
    """Return the text with plain letters, ASCII digits and half-spaces as spaces; its length never changes."""
    pieces = []
    for letter in text:
        known = _LETTERS.get(letter)
        if known is None:
            known = _plain(letter)
            if len(_LETTERS) < _MOST_LETTERS:
                _LETTERS[letter] = known
        pieces.append(known)
    return "".join(pieces)


def _plain(letter: str) -> str:
    if letter in _KEPT:
        return _KEPT[letter]
    folded = fold(letter)
    return folded if len(folded) == 1 else " " if not letter.isalnum() and not folded else letter.lower()[:1] or letter
