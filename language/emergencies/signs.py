"""Patterns of emergencies, written short: `~` is up to five words, `<name>` a group of words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

__all__ = ["Harm", "Signs", "expand", "one_of"]

_GAP = r"(?:\w+ ){0,5}"


class Signs:
    """The patterns of each kind, in the order in which they are looked for; a kind may come again with a `+` behind it."""

    def __init__(self, patterns: Mapping[str, Sequence[str]], groups: Mapping[str, str]) -> None:
        self._patterns = [(kind, one_of(texts, groups)) for kind, texts in patterns.items()]

    def kind_of(self, said: str) -> str | None:
        """Name the first kind with a pattern in the words, which are parted by one space each."""
        for kind, pattern in self._patterns:
            if pattern.search(said):
                return kind.rstrip("+")
        return None


class Harm:
    """Words of harm, which count where somebody is named too whom it befalls, anywhere in the text."""

    def __init__(self, words: Mapping[str, str], who: str) -> None:
        self._words = [(kind, re.compile(rf"(?<!\w)(?:{text})(?!\w)")) for kind, text in words.items()]
        self._who = re.compile(rf"(?<!\w)(?:{who})(?!\w)")

    def kind_of(self, said: str) -> str | None:
        """Name the first kind whose words are said of somebody."""
        if not self._who.search(said):
            return None
        return next((kind for kind, pattern in self._words if pattern.search(said)), None)


def one_of(texts: Iterable[str], groups: Mapping[str, str]) -> re.Pattern[str]:
    """Make one pattern of whole words of several."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(expand(text, groups) for text in texts)})(?!\w)")


def expand(text: str, groups: Mapping[str, str]) -> str:
    """Write a short pattern out."""
    for name, words in groups.items():
        text = text.replace(f"<{name}>", f"(?:{words})")
    return text.replace("~ ", _GAP)
