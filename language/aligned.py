"""Folded copies of a text for pattern matching, with offsets back into the original."""

from __future__ import annotations

from dataclasses import dataclass

from language.digits import ASCII_DIGITS

__all__ = ["Aligned", "align"]

_FORMS: dict[int, str] = {
    **ASCII_DIGITS,
    **{ord(form): letter for form, letter in zip("يىكةۀأإٱ’‘–—−٬", "ییکههااا''---,", strict=True)},
    0x200C: " ",
}
_DROPPED = frozenset(
    (*range(0x0300, 0x0370), 0x0640, *range(0x064B, 0x0660), 0x0670, 0x00AD, 0x200D, 0x200E, 0x200F, 0xFEFF)
) | frozenset((*range(0x202A, 0x202F), *range(0x2060, 0x206A)))


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
