"""Texts as they are read: folded, the part that vectors are made from, and those that are known by heart."""

from __future__ import annotations

import re
from collections.abc import Sequence

from language.normalise import fold

_LONG_NUMBER = re.compile(r"\d[\d\- ]{7,}[\dx]")
# A vector costs half a millisecond a word piece: a long letter is read by its beginning and its end.
_VECTOR_LETTERS = 75
EDGE_SIGNS = " .,;:!?؟،؛…\"'«»()-"


def readable(text: str) -> str:
    """The folded text that is classified: a long number stands for its kind, not for itself."""
    return _LONG_NUMBER.sub(" 9999999999 ", fold(text)).strip()


def shortened(folded: str) -> str:
    """The part of a folded text that sentence vectors are made from."""
    if len(folded) <= _VECTOR_LETTERS:
        return folded
    third = _VECTOR_LETTERS // 3
    return f"{folded[: 2 * third]} {folded[-third:]}"


def known_texts(folded: Sequence[str], intents: Sequence[str]) -> dict[str, str]:
    """Texts that stand under exactly one intent, without the signs around them."""
    seen: dict[str, set[str]] = {}
    for text, intent in zip(folded, intents, strict=True):
        seen.setdefault(text.strip(EDGE_SIGNS), set()).add(intent)
    return {text: next(iter(found)) for text, found in seen.items() if text and len(found) == 1}
