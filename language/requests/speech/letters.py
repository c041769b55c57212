"""The end of a letter: its words of farewell and the name below them, which ask for nothing and name no title."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

__all__ = ["without_signature"]

_CLOSING = re.compile(
    r"(?:(?:with )?(?:(?:many |kind |best |warm )?(?:thanks|regards|wishes|apologies)|thank you|yours|sincerely|faithfully|cheers|respectfully|best)\b[^.?!\n\d@]{0,40}"
    r"|(?:با )?(?:احترام|تشکر|سپاس|ارادت|آرزوی)(?!\w)[^.؟?!\n\d@]{0,40})[,،.!]?",
    re.IGNORECASE,
)
# "... is it in? Best, Tom": all in one line.
_IN_ONE_LINE = re.compile(
    r"(?<=[.?!])\s{1,3}(?i:(?:(?:kind|best|warm|many) )?(?:thanks|regards|wishes|best|cheers|yours|sincerely))[,!.]?\s{1,3}[A-Z][a-z'-]{1,20}(?: [A-Z][a-z'-]{1,20})?\.?$"
)
# A name has so few words, and neither a number nor a sign of a sentence.
_NAME = re.compile(r"[^\W\d_]+\.?(?: [^\W\d_]+\.?){0,3}")
_MOST_BELOW = 2


def without_signature(text: str) -> str:
    """Give a letter without its closing line and the name below it; any other text as it is."""
    if (ended := _IN_ONE_LINE.search(text.rstrip())) is not None:
        return text[: ended.start()].rstrip()
    lines = text.rstrip().split("\n")
    for at in range(len(lines) - 1, 0, -1):
        below = [line.strip() for line in lines[at + 1 :] if line.strip()]
        if len(below) > _MOST_BELOW:
            return text
        if below and _CLOSING.fullmatch(lines[at].strip()):
            named = all(_NAME.fullmatch(line) for line in below)
            above = "\n".join(lines[:at]).rstrip()
            return above if named and above else text
    return text
