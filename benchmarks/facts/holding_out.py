"""Which ways to ask are held out: a fifth of each fact's, or what was said in judged rounds.

Of a tenth of the facts nothing is fitted to.
"""

from __future__ import annotations

import json
import random
from collections.abc import Iterable, Sequence
from dataclasses import replace

from benchmarks.facts.demonstration import Vectors
from benchmarks.talk.rows import JUDGED
from crm.knowledge.entries import FACT, KnowledgeEntry, digest_of
from crm.knowledge.index import Index
from crm.knowledge.vectors import packed
from language.normalise import fold

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


def without_said(index: Index, rounds: Sequence[str], made: Vectors) -> Index:
    """Give an index that does not know what patrons said in some judged rounds, which the demonstration has learnt."""
    lines = (line for name in rounds for line in (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines())
    said = {_plain(json.loads(line).get("text") or "") for line in lines}
    entries = [replace(entry, **_unsaid(entry, said)) if entry.kind == FACT else entry for entry in index.entries]
    texts = list(dict.fromkeys(text for entry in entries for _, text, _ in entry.vector_texts()))
    vectors = zip(texts, made.of(texts), strict=True)
    return Index(entries, {digest_of(text): packed(vector) for text, vector in vectors})


def _unsaid(entry: KnowledgeEntry, said: set[str]) -> dict[str, tuple[str, ...]]:
    ways = {"wordings": entry.wordings, "leaning": entry.leaning}
    return {name: tuple(way for way in some if _plain(way) not in said) for name, some in ways.items()}


def _plain(text: str) -> str:
    return " ".join(fold(text).split())
