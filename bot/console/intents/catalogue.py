"""Intents as the pages show them: names in words, and the number of examples."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.console.parts import Console
from bot.content.likeness import Neighbours
from bot.content.project import Project

__all__ = ["ASKED", "FEW", "LANGUAGES", "IntentRow", "Names", "catalogue", "names_of", "neighbours_of"]

LANGUAGES = ("fa", "en")
# Fewer examples than these in a language: too few to be asked for, and fewer than the library's own intents have.
ASKED = 5
FEW = 40
# The answers that are the short names of intents.
PREFIX = "utter_intent_"

_NEIGHBOURS: dict[tuple[int, str], tuple[object, Neighbours]] = {}


class Names:
    """Names of intents for people."""

    def __init__(self, names: Mapping[str, Mapping[str, str]]) -> None:
        self._names = names

    def of(self, intent: str | None, language: str) -> str:
        """Give an intent's name in a language; its plain name when it has no other."""
        if not intent:
            return "–"
        return self._names.get(intent, {}).get(language) or intent

    def both(self, intent: str) -> tuple[str, str]:
        """Give an intent's name in Persian and in English, empty where it has none."""
        found = self._names.get(intent, {})
        return found.get("fa", ""), found.get("en", "")


@dataclass(frozen=True, slots=True)
class IntentRow:
    """One intent of the list."""

    name: str
    fa: str
    en: str
    counts: Mapping[str, int]

    @property
    def fewest(self) -> int:
        """Give how many examples it has in the language in which it has fewer."""
        return min(self.counts[language] for language in LANGUAGES)

    @property
    def tone(self) -> str:
        """The colour of how many it has."""
        return "bad" if self.fewest < ASKED else "care" if self.fewest < FEW else ""

    def title(self, language: str) -> str:
        """Give its name in a language."""
        return (self.fa if language == "fa" else self.en) or self.name


async def catalogue(console: Console) -> list[IntentRow]:
    """List the intents that patrons can mean, in the order of the domain."""
    return await asyncio.to_thread(_catalogue, console.content)


async def names_of(console: Console) -> Names:
    """Give the names of intents in words."""
    return await asyncio.to_thread(_names, console.content)


async def neighbours_of(console: Console, language: str) -> Neighbours:
    """Give the examples of a language to be asked for near ones; made anew only when a file has changed."""
    return await asyncio.to_thread(_neighbours, console.content, language)


def _catalogue(project: Project) -> list[IntentRow]:
    counts = Counter((each.language, each.intent) for each in project.examples())
    names = _names(project)
    rows = []
    for intent in project.intents():
        mine = {language: counts[language, intent] for language in LANGUAGES}
        if any(mine.values()):
            rows.append(IntentRow(intent, *names.both(intent), mine))
    return rows


def _names(project: Project) -> Names:
    answers = project.answers()
    return Names({name.removeprefix(PREFIX): answers[name].texts for name in answers if name.startswith(PREFIX)})


def _neighbours(project: Project, language: str) -> Neighbours:
    examples: Sequence[object] = project.examples()
    kept = _NEIGHBOURS.get((id(project), language))
    if kept is None or kept[0] is not examples:
        kept = (examples, Neighbours(project.examples(), language))
        _NEIGHBOURS[id(project), language] = kept
    return kept[1]
