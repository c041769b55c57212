"""The ways in which people ask for a fact: words, other wordings and follow-up questions, kept in one text.

Its first line holds words, each further one a way to ask; what is asked only right after the topic begins with “…”.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["LEANS", "WaysToAsk", "ways_of"]

LEANS = "…"
# Three full stops are typed for it where a keyboard has none.
_LEANING = re.compile(rf"(?:{LEANS}|\.\.\.)[{LEANS} ]*")


@dataclass(frozen=True, slots=True)
class WaysToAsk:
    """Words in which a fact is asked for besides its texts, other wordings of it, and what is asked right after it."""

    words: str = ""
    wordings: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()

    def kept(self, question: str) -> str | None:
        """Write them as they are kept; where there are no words, the question itself stands in their line."""
        first = " ".join(self.words.split())
        lines = (*self.wordings, *(f"{LEANS} {one}" for one in self.leaning))
        return "\n".join((first or question, *lines)) if lines else first or None


def ways_of(kept: str | None, questions: Collection[str] = ()) -> WaysToAsk:
    """Read what is kept; a first line that is one of the fact's own `questions` holds no other words."""
    first, *lines = (kept or "").split("\n")
    ways = [way for line in lines if (way := line.strip())]
    return WaysToAsk(
        "" if lines and first.strip() in questions else first,
        tuple(way for way in ways if not _LEANING.match(way)),
        tuple(rest for way in ways if (found := _LEANING.match(way)) and (rest := way[found.end() :])),
    )
