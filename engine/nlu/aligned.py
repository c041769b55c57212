"""Text folded letter by letter, so that offsets are the same as in the original."""

from __future__ import annotations

from language.normalise import fold

_KEPT = {"\u200c": " ", "\u00ac": " ", "«": "«", "»": "»", "“": '"', "”": '"', "„": '"', "؟": "?", "،": ",", "؛": ";"}
_CACHE: dict[str, str] = {}


def _letter(letter: str) -> str:
    if letter in _KEPT:
        return _KEPT[letter]
    folded = fold(letter)
    return folded if len(folded) == 1 else " " if not letter.isalnum() and not folded else letter.lower()[:1] or letter


def aligned(text: str) -> str:
    """The text with plain letters, ASCII digits and half-spaces as spaces; its length never changes."""
    pieces = []
    for letter in text:
        known = _CACHE.get(letter)
        if known is None:
            known = _letter(letter)
            if len(_CACHE) < 4096:
                _CACHE[letter] = known
        pieces.append(known)
    return "".join(pieces)
