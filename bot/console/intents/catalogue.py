"""Intents as the pages show them: names in words, and the number of examples."""

from __future__ import annotations

import asyncio
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.console.frame.intent_names import names_of
from bot.console.frame.visit import Visit
from bot.content.likeness import LikeExamples
from bot.content.project import Project
from protocol.values import LANGUAGES

__all__ = ["ASKED", "FEW", "LANGUAGES", "IntentRow", "catalogue", "neighbours_of"]

# Fewer examples than these in a language: too few to be asked for, and fewer than the library's own intents have.
ASKED = 5
FEW = 40

_NEIGHBOURS: dict[tuple[int, str], tuple[object, LikeExamples]] = {}


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


async def catalogue(visit: Visit) -> list[IntentRow]:
    """List the intents that patrons can mean, in the order of the domain."""
    return await asyncio.to_thread(_catalogue, visit.content)


async def neighbours_of(visit: Visit, language: str) -> LikeExamples:
    """Give the examples of a language to be asked for near ones; made anew only when a file has changed."""
    return await asyncio.to_thread(_neighbours, visit.content, language)


def _catalogue(project: Project) -> list[IntentRow]:
    counts = Counter((each.language, each.intent) for each in project.examples())
    names = names_of(project)
    rows = []
    for intent in project.intents():
        mine = {language: counts[language, intent] for language in LANGUAGES}
        if any(mine.values()):
            rows.append(IntentRow(intent, *names.both(intent), mine))
    return rows


def _neighbours(project: Project, language: str) -> LikeExamples:
    examples: Sequence[object] = project.examples()
    kept = _NEIGHBOURS.get((id(project), language))
    if kept is None or kept[0] is not examples:
        kept = (examples, LikeExamples(project.examples(), language))
        _NEIGHBOURS[id(project), language] = kept
    return kept[1]
