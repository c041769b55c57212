"""The words of a message, and what is seen at the gap before each of them: where another request may begin."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from engine.asking import asks
from language.normalise import fold

__all__ = [
    "SaidWord", "asking", "asking_signs", "clause_around", "far_before", "far_behind", "mark_at", "near_signs",
    "said_words", "signs_before",
]  # fmt: skip

_WORD = re.compile(r"\S+")
_LEFT_OUT = re.compile(r"[.,!?؟;؛:،…\"“”«»()\[\]]+")
_ENDING = re.compile(r"[.,!?؟;؛:،…)\"”»]+$")
_ASKS, _ENDS, _PARTS = set("?؟"), set(".!…"), set(",،;؛:")
# What is no word at all, and what stands before the first and behind the last.
_NO_WORD, _BEGIN, _END = "∅", "<", ">"
# So many words to each side are looked at by their place, and lengths are told up to so many.
_NEAR_LEFT, _NEAR_RIGHT, _MOST, _MOST_NEAR = 3, 4, 8, 6


@dataclass(frozen=True, slots=True)
class SaidWord:
    """A word of a message: where it begins and ends there, how it is folded, and which mark ends it ("?", ".", ",")."""

    text: str
    start: int
    end: int
    folded: str
    mark: str
    # A line begins with it.
    opens_line: bool


def said_words(text: str) -> list[SaidWord]:
    """Give the words of a message."""
    found: list[SaidWord] = []
    end = 0
    for word in _WORD.finditer(text):
        said = word.group()
        ending = _ENDING.search(said)
        folded = fold(_LEFT_OUT.sub("", said)) or _NO_WORD
        opens = "\n" in text[end : word.start()]
        found.append(SaidWord(said, word.start(), word.end(), folded, _mark(ending.group() if ending else ""), opens))
        end = word.end()
    return found


def _mark(ending: str) -> str:
    signs = set(ending)
    return "?" if signs & _ASKS else "." if signs & _ENDS else "," if signs & _PARTS else ""


def clause_around(words: Sequence[SaidWord], at: int) -> tuple[int, int]:
    """Give where the clause before the word `at` begins, and where the one that begins with it ends (exclusive)."""
    begin = at - 1
    while begin > 0 and not words[begin - 1].mark and not words[begin].opens_line:
        begin -= 1
    end = at + 1
    while end < len(words) and not words[end - 1].mark and not words[end].opens_line:
        end += 1
    return begin, end


def signs_before(words: Sequence[SaidWord], at: int) -> Iterator[str]:
    """Give all that is seen at the gap before the word `at`, as names."""
    begin, end = clause = clause_around(words, at)
    yield from near_signs(words, at, clause)
    yield from {far_before(word.folded) for word in words[:begin]}
    yield from {far_behind(word.folded) for word in words[end:]}
    yield from asking_signs(words, at, clause)


def near_signs(words: Sequence[SaidWord], at: int, clause: tuple[int, int]) -> Iterator[str]:
    """Give what is seen there of marks, words by their places, and both clauses."""
    mark = mark_at(words, at)
    begin, end = clause
    left, right = words[at - 1].folded, words[at].folded
    two = " ".join(word.folded for word in words[at : at + 2])
    yield f"m={mark}"
    for place in range(1, _NEAR_LEFT + 1):
        yield f"l{place}={words[at - place].folded if at >= place else _BEGIN}"
    for place in range(_NEAR_RIGHT):
        yield f"r{place}={words[at + place].folded if at + place < len(words) else _END}"
    yield f"m={mark} r={right}"
    yield f"m={mark} l={left}"
    yield f"l={left} r={right}"
    yield f"rr={two}"
    yield f"m={mark} rr={two}"
    yield f"rrr={' '.join(word.folded for word in words[at : at + 3])}"
    yield f"ll={' '.join(word.folded for word in words[max(0, at - 2) : at])}"
    yield from {f"L:{word.folded}" for word in words[begin:at]}
    yield from {f"R:{word.folded}" for word in words[at:end]}
    yield f"e={words[end - 1].mark} m={mark}"
    asked = [any(word.mark == "?" for word in side) for side in (words[:at], words[at:])]
    yield f"q={asked} m={mark}"
    yield f"n={min(_MOST_NEAR, at - begin)} m={mark}"
    yield f"N={min(_MOST_NEAR, end - at)} m={mark}"
    yield f"g={min(_MOST, at)}"
    yield f"G={min(_MOST, len(words) - at)}"
    yield f"last={words[end - 1].folded}"
    yield f"first={words[begin].folded}"


def far_before(word: str) -> str:
    """Name a word that stands before both clauses."""
    return f"LL:{word}"


def far_behind(word: str) -> str:
    """Name a word that stands behind both clauses."""
    return f"RR:{word}"


def asking_signs(words: Sequence[SaidWord], at: int, clause: tuple[int, int]) -> tuple[str, str]:
    """Give what both clauses, and all before the gap, ask by themselves: the dearest to see."""
    begin, end = clause
    clauses = (asks(_said(words[begin:at])), asks(_said(words[at:end]), second=True))
    return asking(clauses, asks(_said(words[:at])), mark_at(words, at))


def asking(clauses: tuple[bool, bool], before: bool, mark: str) -> tuple[str, str]:
    """Name what is asked: by the clause before a gap and the one behind it, and by all before it."""
    return f"a={clauses} m={mark}", f"a={before} A={clauses[1]}"


def mark_at(words: Sequence[SaidWord], at: int) -> str:
    """Give the mark that stands in the gap, with a slash where a line ends there."""
    return words[at - 1].mark + ("/" if words[at].opens_line else "")


def _said(words: Sequence[SaidWord]) -> str:
    return " ".join(word.text for word in words)
