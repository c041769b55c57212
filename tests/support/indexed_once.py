"""Indexes of titles and facts that are made once for each content: hundreds of tests search the same small library."""

from __future__ import annotations

import pickle
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from typing import Any

import pytest

from crm.knowledge import searching
from crm.knowledge.entries import KnowledgeEntry
from crm.knowledge.index import Index
from library.embedded import catalogue
from library.search import SearchEntry, TitleIndex

__all__ = ["indexed_once"]

# What a test adds to the library is searched by that test alone: the oldest are let go.
KEPT = 50


@contextmanager
def indexed_once() -> Iterator[None]:
    """Give who indexes what was indexed before the same index; nobody changes one that is complete."""
    titles: dict[Any, TitleIndex] = {}
    knowledge: dict[Any, Index] = {}

    class SharedIndex(TitleIndex):
        """Takes what it is given, and becomes the index that was made of the same."""

        def __init__(self, *, older: TitleIndex | None = None) -> None:
            super().__init__(older=older)
            self._own = vars(self).copy()
            self._given: list[SearchEntry] = []

        def add(self, entries: Iterable[SearchEntry]) -> None:
            self._given += entries

        def complete(self) -> None:
            key = tuple(self._given)
            if key not in titles:
                super().add(key)
                super().complete()
                _kept(titles, key, self)
            else:
                super().close()
                vars(self).update({name: vars(titles[key])[name] for name in self._own})

        def close(self) -> None:
            """Stay open for those with whom it is shared."""

    def index(entries: Iterable[KnowledgeEntry], vectors: Mapping[str, bytes], older: Index | None = None) -> Index:
        listed = list(entries)
        key = pickle.dumps((listed, sorted(vectors.items())))
        return knowledge.get(key) or _kept(knowledge, key, Index(listed, vectors, older))

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(catalogue, "TitleIndex", SharedIndex)
        patch.setattr(searching, "Index", index)
        yield


def _kept[T](kept: dict[Any, T], key: object, made: T) -> T:
    kept[key] = made
    if len(kept) > KEPT:
        del kept[next(iter(kept))]
    return made
