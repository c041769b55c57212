"""The ways in which people ask for a fact: words, other wordings and follow-up questions, kept in one text.

Its first line holds words and is empty where there are none; each further one is a way to ask. What is asked only
right after the topic begins with “…”.
"""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

__all__ = ["LEANS", "WaysToAsk", "in_order", "ways_of", "without_sign"]

LEANS = "…"
# Three full stops are typed for it where a keyboard has none.
_LEANING = re.compile(rf"(?:{LEANS}|\.{{3,}})[{LEANS} ]*")


@dataclass(frozen=True, slots=True)
class WaysToAsk:
    """Words in which a fact is asked for besides its texts, other wordings of it, and what is asked right after it."""

    words: str = ""
    wordings: tuple[str, ...] = ()
    leaning: tuple[str, ...] = ()

    @property
    def kept(self) -> str | None:
        """Write them as they are kept, None where there are none."""
        first = " ".join(self.words.split())
        return "\n".join((first, *self.wordings, *(f"{LEANS} {one}" for one in self.leaning))) or None


def ways_of(kept: str | None, questions: Collection[str] = ()) -> WaysToAsk:
    """Read what is kept; a first line that is one of the fact's own `questions` holds no other words."""
    # It stood there once where there were none.
    first, *lines = (kept or "").split("\n")
    ways = [way for line in lines if (way := line.strip())]
    return WaysToAsk(
        "" if lines and first.strip() in questions else first,
        tuple(way for way in ways if not _LEANING.match(way)),
        tuple(rest for way in ways if _LEANING.match(way) and (rest := without_sign(way))),
    )


def without_sign(way: str) -> str:
    """Give a way to ask without the sign of a follow-up."""
    plain = way.strip()
    sign = _LEANING.match(plain)
    return plain if sign is None else plain[sign.end() :]


def in_order(kept: str | None, questions: Collection[str] = ()) -> str | None:
    """Write anew what is kept: the same ways to ask are the same text, in whatever order and with whatever signs."""
    return ways_of(kept, questions).kept
