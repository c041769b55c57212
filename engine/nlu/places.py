"""Extraction of branches, by the names of a lookup table."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from engine.nlu.found import FoundEntity
from language.aligned import in_place

# Between the words of a name: a space, a half-space, an ezafe, or nothing.
_GAP = r"[\s\-]*(?:ی\s+)?"


class LookupTable:
    """Finds the names of a lookup table, longest first, written apart or together."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = sorted({name.strip() for name in names if name.strip()}, key=lambda name: (-len(name), name))
        patterns = [_GAP.join(map(re.escape, re.split(r"[\s\-]+", in_place(name)))) for name in self.names]
        self._pattern = re.compile(rf"(?<!\w)(?:{'|'.join(patterns)})(?!\w)") if patterns else None

    def find(self, text: str, plain: str) -> Iterator[FoundEntity]:
        """Branches named in a text, valued as the patron wrote them."""
        if self._pattern is None:
            return
        for match in self._pattern.finditer(plain):
            start, end = match.span()
            yield FoundEntity("branch", text[start:end], start, end)
