"""Choices from the list just shown: «دومی», "the last two", "all of them"."""

from __future__ import annotations

import re
from collections.abc import Collection
from dataclasses import dataclass

from language import english_choices as english
from language import persian_choices as persian
from language.kept import kept
from language.normalise import fold
from language.numerals import PERSIAN_COUNT, number_of

__all__ = ["Choice", "find_choice"]

_MOST = 50  # nobody is shown a longer list
_LONGEST = 300  # characters; a choice is put briefly
_PERSIAN = re.compile("[آ-ی]")
# "Why not the first one?" leaves nothing out.
_WHY_NOT = re.compile(r"\bwhy not\b")


@dataclass(frozen=True)
class Choice:
    """A choice from a list.

    kind: "all" (`count` as said: "both" is 2, 0 when not said), "indexes" (1-based), "last" (`count` of
    them), "except" (all without `indexes`, or without the last `count`), or "rest" (what was not taken yet).
    """

    kind: str
    indexes: tuple[int, ...] = ()
    count: int = 0

    def resolve(self, n: int, taken: Collection[int] = ()) -> list[int]:
        """Return the 0-based places in a list of `n`; empty when the choice does not fit it.

        "Both" of three things fits no more than "the fifth" does: nothing is done on a guess. "The rest" is
        what is left beside the 0-based places `taken` before, and nothing when there were none.
        """
        if self.kind == "rest":
            return [place for place in range(n) if place not in taken] if taken else []
        if self.kind == "except":
            out = self._without().resolve(n)
            return [place for place in range(n) if place not in out] if out else []
        if self.kind == "all":
            return list(range(n)) if self.count in (0, n) else []
        if self.kind == "last":
            return list(range(n - self.count, n)) if 0 < self.count <= n else []
        return [index - 1 for index in self.indexes] if all(1 <= index <= n for index in self.indexes) else []

    def to_value(self) -> str:
        """Write the choice as a slot value: "all", "all:2", "last", "last:2", "2", "1,3", "except:2", "rest"."""
        if self.kind == "rest":
            return "rest"
        if self.kind == "except":
            return f"except:{self._without().to_value()}"
        if self.kind == "all":
            return f"all:{self.count}" if self.count else "all"
        if self.kind == "last":
            return "last" if self.count == 1 else f"last:{self.count}"
        return ",".join(str(index) for index in self.indexes)

    @classmethod
    def from_value(cls, value: str) -> Choice:
        """Read a slot value. Raises ValueError."""
        kind, _, count = value.strip().partition(":")
        if value.strip() == "rest":
            return cls("rest")
        if kind == "except":
            return _all_but(cls.from_value(count))
        if kind in ("all", "last"):
            number = int(count) if count else int(kind == "last")
            if number < 0 or (kind == "last" and number == 0):
                raise ValueError(f"not a choice: {value!r}")
            return cls(kind, (), number)
        indexes = tuple(int(part) for part in value.split(","))
        if not all(1 <= index <= _MOST for index in indexes):
            raise ValueError(f"not a choice: {value!r}")
        return cls("indexes", indexes)

    def _without(self) -> Choice:
        """Return what an exception leaves out, as a choice."""
        return Choice("indexes", self.indexes) if self.indexes else Choice("last", (), self.count)


def _all_but(out: Choice) -> Choice:
    if out.kind not in ("indexes", "last"):
        raise ValueError("all but all is nothing")
    return Choice("except", out.indexes, out.count)


@kept
def find_choice(text: str) -> Choice | None:
    """Find what a patron chooses from a list just shown; None when that is not sure.

    An ordinal alone chooses nothing inside a sentence ("second-hand time", «جنگ جهانی دوم»); a refusal
    alone («دومی نه») and two wishes in one message are left to a question.
    """
    folded = _WHY_NOT.sub("why", fold(text)).strip(" .!؟?،,«»\"'")
    if not folded or len(folded) > _LONGEST:
        return None
    for pattern in (persian.REST, english.REST):
        if pattern.fullmatch(folded):
            return Choice("rest")
    for pattern in (*persian.EXCEPT, *english.EXCEPT):
        for match in pattern.finditer(folded):
            found = _excepted(folded, match)
            if found is not None:
                return found
    if _PERSIAN.search(folded):
        return None if persian.REFUSAL.search(folded) else _persian(folded)
    return None if english.REFUSAL.search(folded) else _english(folded)


def _excepted(text: str, match: re.Match[str]) -> Choice | None:
    """Read an exception: what is left of the message without it must be all of them."""
    rest = re.sub("[ ,،]+", " ", f"{text[: match.start()]} {text[match.end() :]}").strip(" .!؟?")
    out = find_choice(match["what"])
    if out is None or out.kind not in ("indexes", "last"):
        return None
    if persian.REST.fullmatch(rest) or english.REST.fullmatch(rest):
        return _all_but(out)
    whole = None if not rest else _persian(rest) if _PERSIAN.search(rest) else _english(rest)
    return _all_but(out) if whole == Choice("all") else None


def _indexes(numbers: list[int]) -> Choice | None:
    if not numbers or not all(1 <= number <= _MOST for number in numbers):
        return None
    return Choice("indexes", tuple(sorted(set(numbers))))


def _numbers(words: str, pattern: str) -> list[int]:
    return [number_of(re.sub("(?<=\\d)(?:st|nd|rd|th)$", "", word)) for word in re.findall(pattern, words)]


def _only(found: list[Choice | None]) -> Choice | None:
    """Return the one choice found; none when there are several that differ."""
    choices = {choice for choice in found if choice is not None}
    return choices.pop() if len(choices) == 1 else None


def _range(match: re.Match[str]) -> Choice | None:
    first, last = number_of(match["first"]), number_of(match["last"])
    return _indexes(list(range(first, last + 1))) if first < last <= _MOST else None


def _counted(text: str, counts: tuple[tuple[re.Pattern[str], str], ...]) -> tuple[list[Choice | None], str]:
    """Find "the last two" and the like, and return the text without them."""
    found: list[Choice | None] = []
    for pattern, kind in counts:
        for match in pattern.finditer(text):
            count = number_of(match.groupdict().get("count") or "two")
            found.append(_indexes(list(range(1, count + 1))) if kind == "first" else Choice(kind, (), count))
        text = pattern.sub(" ", text)
    return found, text


def _persian(text: str) -> Choice | None:
    match = persian.WHOLE_RANGE.fullmatch(text)
    if match:
        return _range(match)
    for pattern in persian.WHOLE:
        match = pattern.fullmatch(text)
        if match:
            return _indexes(_numbers(match["list"], f"\\d+|{persian.ORDINAL_WORDS}"))
    found, rest = _counted(text, persian.COUNTS)
    if persian.ALL.search(rest):
        found.append(Choice("all"))
    if persian.LAST.search(rest):
        found.append(Choice("last", (), 1))
    numbers: list[int] = []
    for pattern in persian.ORDINALS:
        for match in pattern.finditer(rest):
            if not persian.is_counting(rest, match.start()):
                numbers += _numbers(match["list"], persian.ORDINAL_WORDS)
    for match in persian.NUMBERED.finditer(rest):
        if not persian.is_counting(rest, match.start(), numbered=True):
            numbers += _numbers(match["list"], f"\\d+|{PERSIAN_COUNT}")
    found.append(_indexes(numbers))
    return _only(found)


def _english(text: str) -> Choice | None:
    match = english.WHOLE_RANGE.fullmatch(text)
    if match:
        return _range(match)
    for pattern, words in zip(english.WHOLE, ("\\d+", english.ORDINAL_WORDS), strict=True):
        match = pattern.fullmatch(text)
        if match:
            return _indexes(_numbers(match["list"], words))
    if english.WHOLE_ALL.fullmatch(text):
        return Choice("all")
    found, rest = _counted(text, english.COUNTS)
    if english.ALL.search(rest):
        found.append(Choice("all"))
    if english.LAST.search(rest):
        found.append(Choice("last", (), 1))
    numbers: list[int] = []
    for pattern in english.ORDINALS:
        for match in pattern.finditer(rest):
            numbers += _numbers(match["list"], english.ORDINAL_WORDS)
    for match in english.NUMBERED.finditer(rest):
        numbers += _numbers(match["list"], english.NUMBER_WORDS)
    found.append(_indexes(numbers))
    return _only(found)
