"""A message as sentences and clauses of folded words, commas kept apart."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from language.normalise import fold
from language.requests.speech.vocabulary import COURTESY, DEED_FORMS, DEED_STARTS

__all__ = ["Sentence", "clauses", "deed_at", "deed_of", "has", "lead_off", "only_asks", "sentences", "spaced"]

# Nobody orders anything in more words than these.
MOST_WORDS = 300

_SENTENCE = re.compile(r"[^.!?؟؛;\n…]+[?؟]?")
_WORD = re.compile(r"[^\W_]+(?:['+%-][^\W_]+)*|[,،]")
_COMMAS = frozenset(",،")
_GOING_ON = frozenset(("رو", "را", "ro", "و"))
_TURNS = frozenset(("but", "however", "though", "ولی", "اما", "ولیکن", "لیکن", "منتها", "vali", "amma"))


@dataclass(frozen=True)
class Sentence:
    """The folded words of a sentence, commas among them, and whether it ended with a question mark."""

    words: tuple[str, ...]
    asked: bool = False


def sentences(text: str) -> list[Sentence]:
    """Part a message into its sentences; what lies beyond a long letter's length is left out."""
    found: list[Sentence] = []
    left = MOST_WORDS
    for match in _SENTENCE.finditer(text):
        words = tuple(_WORD.findall(fold(match[0])))[:left]
        left -= len(words)
        if words and found and words[0] in _GOING_ON:
            # «خانهٔ دوست کجاست؟ رو رزرو کن»: the sign is a title's.
            found[-1] = Sentence((*found[-1].words, *words), match[0].endswith(("?", "؟")))
        elif words:
            found.append(Sentence(words, match[0].endswith(("?", "؟"))))
    return found


def only_asks(text: str) -> bool:
    """Tell whether a message ends every sentence with a question mark: it asks, and tells nothing."""
    found = sentences(text)
    return bool(found) and all(each.asked for each in found)


def clauses(words: Sequence[str]) -> list[tuple[str, ...]]:
    """Part a sentence at commas and at words that turn it («ولی», "but")."""
    found: list[tuple[str, ...]] = []
    now: list[str] = []
    for word in words:
        if word in _COMMAS or word in _TURNS:
            found.append(tuple(now))
            now = []
        else:
            now.append(word)
    found.append(tuple(now))
    return [each for each in found if each]


def deed_at(word: str) -> str | None:
    """Name the deed that a word names: cancel, renew or hold."""
    for deed, forms in DEED_FORMS.items():
        if word in forms or word.startswith(DEED_STARTS[deed]):
            return deed
    return None


def deed_of(words: Iterable[str]) -> str | None:
    """Name the deed of a clause: to cancel a hold is to cancel."""
    found = {deed_at(word) for word in words}
    return next((deed for deed in DEED_FORMS if deed in found), None)


def spaced(words: Iterable[str]) -> str:
    """Write words with a space on each side, to look for phrases in."""
    return f" {' '.join(words)} "


def has(sentence: str, phrases: Iterable[str]) -> bool:
    """Tell whether a spaced sentence holds one of the phrases as whole words."""
    return any(f" {phrase} " in sentence for phrase in phrases)


def lead_off(words: Sequence[str]) -> Sequence[str]:
    """Leave out the words of courtesy at the beginning."""
    at = 0
    while at < len(words) and words[at] in COURTESY:
        at += 1
    return words[at:]
