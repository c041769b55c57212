"""Names of intents, as the content in use gives them."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Self

from bot.content.answers import FileAnswer
from protocol.alphabet import by_alphabet

__all__ = ["IntentNames"]

# The answers that are the short names of intents.
PREFIX = "utter_intent_"


class IntentNames:
    """The short names of intents, in both languages."""

    def __init__(self, names: Mapping[str, Mapping[str, str]], unoffered: Mapping[str, Mapping[str, str]] = {}) -> None:
        self._names = names
        # Readings that nobody means or chooses, and that are told all the same.
        self._unoffered = unoffered

    @classmethod
    def of(cls, answers: Mapping[str, FileAnswer], intents: Collection[str]) -> Self:
        """Take the names out of the answers of a domain."""
        return cls({name: answers[f"{PREFIX}{name}"].texts for name in intents if f"{PREFIX}{name}" in answers})

    def but(self, own: Mapping[str, Mapping[str, str]], unoffered: Mapping[str, Mapping[str, str]] = {}) -> IntentNames:
        """Give the same names, others for some, and names of readings that are nothing to choose."""
        return IntentNames({**self._names, **own}, {**self._unoffered, **unoffered})

    def __call__(self, name: str | None, language: str) -> str:
        """Say an intent in words; its own name where there are none, a dash for none."""
        if not name:
            return "–"
        return (self._names.get(name) or self._unoffered.get(name, {})).get(language) or name

    def both(self, name: str) -> tuple[str, str]:
        """Give an intent's name in Persian and in English, empty where it has none."""
        found = self._names.get(name, {})
        return found.get("fa", ""), found.get("en", "")

    def options(self, language: str) -> list[tuple[str, str]]:
        """Give (name, words) of every intent, in the order of the words."""
        return sorted(((name, self(name, language)) for name in self._names), key=lambda pair: by_alphabet(pair[1]))
