"""Word-by-word difference of two texts: unchanged, removed, added."""

from __future__ import annotations

import re
from dataclasses import dataclass
from difflib import SequenceMatcher

__all__ = ["TextRun", "differences"]

_PIECES = re.compile(r"\{\w+\}|[\w\u200c]+|\s+|.", re.DOTALL)


@dataclass(frozen=True, slots=True)
class TextRun:
    """A run of text; kind is same, gone or new."""

    kind: str
    text: str


def differences(old: str, new: str) -> list[TextRun]:
    """Give the new text with what went from the old one standing before what came in its place."""
    before, after = _PIECES.findall(old), _PIECES.findall(new)
    codes = SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
    found: list[TextRun] = []
    gone = came_here = ""
    for place, (kind, a, b, c, d) in enumerate(codes):
        went, came = "".join(before[a:b]), "".join(after[c:d])
        # A space that stayed between two changed words would tear one change into many.
        if kind == "equal" and (came.strip() or place in (0, len(codes) - 1)):
            found += [*_changed(gone, came_here), TextRun("same", came)]
            gone = came_here = ""
        else:
            gone, came_here = gone + went, came_here + came
    return found + _changed(gone, came_here)


def _changed(gone: str, new: str) -> list[TextRun]:
    return [TextRun(kind, text) for kind, text in (("gone", gone), ("new", new)) if text]
