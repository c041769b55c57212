"""Questions with all that may answer them, as numbers: what the weights of the search are fitted to and measured by."""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any

import numpy as np
import numpy.typing as npt

from benchmarks.facts.holding_out import facts_apart, ways_apart
from crm.knowledge.agreement import asking
from crm.knowledge.entries import FACT, KnowledgeEntry, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import likeness_rows

Rows = npt.NDArray[np.float64]


@dataclass(frozen=True)
class Case:
    """A question with what may answer it: a row of likenesses each, and which are right; none for what nobody answers.

    `group` is the fact that it was taken from, so that what is fitted to one half is measured on the other.
    """

    text: str
    refs: tuple[str, ...]
    likenesses: Rows
    by_ways: npt.NDArray[np.bool_]
    is_right: npt.NDArray[np.bool_]
    group: int = 0
    is_apart: bool = False

    def without_right(self) -> Case:
        """Give it as it is where nobody wrote what is asked for."""
        left = ~self.is_right
        refs = tuple(ref for ref, stays in zip(self.refs, left, strict=True) if stays)
        return replace(
            self, refs=refs, likenesses=self.likenesses[left], by_ways=self.by_ways[left], is_right=self.is_right[left]
        )


def case(index: Index, text: str, vector: Any, right: Iterable[str], group: int = 0, is_apart: bool = False) -> Case:
    """Ask an index."""
    wanted = frozenset(right)
    found = index.nearest(text, np.asarray(vector, dtype=np.float32), asking(text))
    entries = [index.entries[place] for place in found.places.tolist()]
    return Case(
        text,
        tuple(entry.ref for entry in entries),
        likeness_rows(index, found),
        np.asarray([bool(entry.wordings) for entry in entries], dtype=np.bool_),
        np.asarray([entry.ref in wanted for entry in entries], dtype=np.bool_),
        group,
        is_apart,
    )


def held_out(
    entries: list[KnowledgeEntry], vectors: Mapping[str, bytes], made: Mapping[str, Any], *, bare: bool = False
) -> Iterator[Case]:
    """Give the ways that are held out, asked where they are not known; of half of the facts no way is, if `bare`."""
    apart = facts_apart(entries)
    chance = random.Random(11)
    kept, asked = [], []
    for entry in entries:
        if entry.kind != FACT:
            kept.append(entry)
            continue
        left, out = ways_apart(entry)
        without = bare and chance.random() < 0.5
        kept.append(replace(entry, wordings=() if without else tuple(left)))
        if without or not bare:
            asked += [(entry, way) for way in out]
    index = Index(kept, vectors)
    for entry, way in asked:
        text = asked_text(way)
        if text in made:
            yield case(index, way, made[text], [entry.ref], entry.id, entry.ref in apart)
