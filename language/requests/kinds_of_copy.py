"""The kind and the language of a copy that a text asks for: "as an audiobook", «فارسیش»."""

from __future__ import annotations

from dataclasses import dataclass

from language.requests.reading_words import TERMS, tokens

__all__ = ["AskedCopy", "find_copy"]

_LONGEST = max(map(len, TERMS))
# What joins the kind to the title.
_JOINTS = frozenset("as an a in on the version edition copy form of به صورت نسخه ی رو به شکل در از".split())


@dataclass(frozen=True, slots=True)
class AskedCopy:
    """A kind of language/genres.py and a language, empty when not asked for; and the words beside them."""

    kind: str
    language: str
    rest: str


def find_copy(text: str) -> AskedCopy | None:
    """Find of which kind, or in which language, a copy is asked for; None when neither is."""
    words = tokens(text)
    kind = language = ""
    kept: list[str] = []
    place = 0
    while place < len(words):
        for length in range(min(_LONGEST, len(words) - place), 0, -1):
            slot, value = TERMS.get(tuple(words[place : place + length]), ("", ""))
            if slot in ("kinds", "language"):
                kind, language = (kind or value, language) if slot == "kinds" else (kind, language or value)
                while kept and kept[-1] in _JOINTS:
                    kept.pop()
                place += length
                break
        else:
            kept.append(words[place])
            place += 1
    return AskedCopy(kind, language, " ".join(kept)) if kind or language else None
