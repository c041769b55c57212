"""The language of a turn: the patron's choice, else what they write, else what they used before."""

from __future__ import annotations

from typing import cast

from language.detect import detect
from protocol.values import LANGUAGES, Language

__all__ = ["as_language", "language_of"]


def as_language(language: str | None, default: Language) -> Language:
    """Take a language tag of whatever kind ("en-GB") as one of ours, or the default."""
    short = (language or "").strip().lower()[:2]
    return cast("Language", short) if short in LANGUAGES else default


def language_of(text: str | None, *, known: Language, chosen: bool, settled: bool) -> Language:
    """Decide the language to answer in.

    `known` is the language of the chat so far, `chosen` whether the patron picked it, `settled` whether the
    conversation is under way: then one English word ("ok", a title, a name) does not turn a Persian one over.
    """
    if chosen or not text:
        return known
    detected = detect(text)
    found = as_language(detected, known) if detected is not None else None
    if found == "en" and settled and len(text.split()) < 2:
        return known
    return found or known
