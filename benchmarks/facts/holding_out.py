"""Which ways to ask are held out: a fifth of each fact's; and of a tenth of the facts nothing is fitted to."""

from __future__ import annotations

import random
from collections.abc import Iterable

from crm.knowledge.entries import FACT, KnowledgeEntry

# Of a fact with fewer ways hardly any would be left.
FEWEST = 4
FOLDS = 5
FACTS_APART = 52


def facts_apart(entries: Iterable[KnowledgeEntry]) -> frozenset[str]:
    """Name the facts of which nothing serves to fit anything."""
    known = [entry.ref for entry in entries if entry.kind == FACT and len(entry.wordings) >= FEWEST]
    return frozenset(random.Random(7).sample(known, FACTS_APART))


def ways_apart(entry: KnowledgeEntry, fold: int = 0) -> tuple[list[str], list[str]]:
    """Give the ways to ask for a fact that are kept and those that are held out."""
    ways = list(entry.wordings)
    random.Random(entry.id).shuffle(ways)
    held = [place % FOLDS == fold for place in range(len(ways))]
    return (
        [way for way, out in zip(ways, held, strict=True) if not out],
        [way for way, out in zip(ways, held, strict=True) if out],
    )
