"""Patterns of emergencies, written short: `~` is up to five words, `<name>` a group of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Signs", "expand", "one_of"]

_GAP = r"(?:\w+ ){0,5}"


class Signs:
    """The patterns of each kind, in the order in which they are looked for."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], groups: Mapping[str, str]) -> None:
        self._patterns = [(kind, one_of(texts, groups)) for kind, texts in patterns.items()]

    def kind_of(self, said: str) -> str | None:
        """Name the first kind with a pattern in the words, which are parted by one space each."""
        for kind, pattern in self._patterns:
            if pattern.search(said):
                return kind
        return None


def one_of(texts: Iterable[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    """Make one pattern of whole words of several."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expand(text, groups) for text in texts)})(?!\w)")


def expand(text: str, groups: Mapping[str, str]) -> str:
    """Write a short pattern out."""
    for name, words in groups.items():
        text = text.replace(f"<{name}>", f"(?:{words})")
    return text.replace("~ ", _GAP)
