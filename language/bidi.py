"""Isolation of lines that mix right-to-left and left-to-right text."""

from __future__ import annotations

import re

__all__ = ["FSI", "PDI", "isolate", "plain"]

FSI = "\u2068"  # first strong isolate
PDI = "\u2069"  # pop directional isolate

_MARKS = re.compile("[\u2066-\u2069]")
_RIGHT_TO_LEFT = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc]")
_PERSIAN_DIGITS = re.compile("[\u0660-\u0669\u06f0-\u06f9]")
_LEFT_TO_RIGHT = re.compile("[A-Za-z\u00c0-\u024f\u0370-\u052f]")
# To the first "@", then to the first dot: where both could be any, a long value would take seconds.
_ADDRESS = re.compile(r"(?:https?://|www\.)\S+|\S[^\s@]*@\S[^\s.]*\.\S+")
# A telephone number or a shelf mark, or one of which a part is hidden: in a Persian line its parts would change places.
_NUMBERS = re.compile(r"(?=.*\d)[\d +()/.•…*-]*[ +()/•…*-][\d +()/.•…*-]*")


def isolate(text: str, lang: str) -> str:
    """Put isolates around a value that runs against the direction of its line.

    Never around plain ASCII digits, URLs and e-mail addresses, and never across lines.
    """
    if not text or "\n" in text or _ADDRESS.fullmatch(text):
        return text
    if lang == "fa":
        against = _LEFT_TO_RIGHT.search(text) or _NUMBERS.fullmatch(text)
    else:
        against = _RIGHT_TO_LEFT.search(_PERSIAN_DIGITS.sub("", text))
    return f"{FSI}{text}{PDI}" if against else text


def plain(text: str) -> str:
    """Take the isolates out again."""
    return _MARKS.sub("", text)
