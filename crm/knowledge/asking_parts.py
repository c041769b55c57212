"""The part of a message that asks: its one question among other sentences, or its last clause."""

from __future__ import annotations

import re

from crm.knowledge.index import telling
from language.normalise import fold

__all__ = ["FEWEST_WORDS", "asked_beside", "asking_clause"]

_WORD = re.compile(r"\w+")
_SENTENCE = re.compile(r"[^.!?؟\n:…]+[.!?؟\n:…]*")
_ASKED = ("?", "؟")
# Where a clause begins that asks, behind other words.
_CLAUSE = re.compile(
    r"(?:[,،;؛–—:]|\s-)\s*(?:(?:and|so|but|then|also|or|و|ولی|پس)\s+)?"
    r"(?P<asks>(?:is|are|do|does|did|can|could|may|might|must|should|will|would|have|has|what|when|where|which|who|whom"
    r"|how|why|was|were|any|آیا|کجا|چطور|چگونه|چند|کی|کدام|کدوم|میشه|می‌شه|می‌شود|چه|چی|امکان)\b)",
    re.IGNORECASE,
)
FEWEST_WORDS = 3


def asked_beside(text: str, fewest: int = 1) -> str | None:
    """Give the one question of a message of several sentences.

    None where it has none or several, or where that has less than the `fewest` words that say what it is about.
    """
    sentences: list[str] = [part.strip() for part in _SENTENCE.findall(text) if _count(part)]
    asked = [part for part in sentences if part.rstrip().endswith(_ASKED)]
    # «دو تا سؤال: …» is followed by what is asked, with a mark or without.
    question = asked[0] if len(asked) == 1 else sentences[-1] if not asked and _is_introduced(text) else None
    if question is None or len(sentences) < 2 or len(telling(question)) < fewest:
        return None
    return question


def asking_clause(text: str, fewest: int = 1) -> str | None:
    """Give the last clause of a sentence that asks by itself: "perfect, one more thing, is there a lift?"."""
    found = [match.start("asks") for match in _CLAUSE.finditer(text)]
    clause = text[found[-1] :] if found else ""
    return clause if _count(clause) >= FEWEST_WORDS and len(telling(clause)) >= fewest else None


def _is_introduced(text: str) -> bool:
    """Tell whether the last words stand behind a colon."""
    before, colon, after = text.rpartition(":")
    return bool(colon) and _count(before) > 0 and _count(after) > 0


def _count(text: str) -> int:
    return len(_WORD.findall(fold(text)))
