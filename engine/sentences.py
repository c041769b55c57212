"""Sentence vectors for the gateway, which uses them to group questions."""

from __future__ import annotations

import asyncio
from concurrent.futures import ThreadPoolExecutor

from engine.nlu.vectors import PackagedVectors

# A few at a time: for who hangs up the rest is not made.
_AT_ONCE = 4


class NoVectors(Exception):
    """There is no source of sentence vectors on this machine."""


class Sentences:
    """Vectors made in a thread of its own, so that turns go on meanwhile."""

    def __init__(self) -> None:
        self._source: PackagedVectors | None = None
        self._thread = ThreadPoolExecutor(1, "sentences")

    async def vectors(self, texts: list[str]) -> list[list[float]]:
        """One vector of unit length a text; raises NoVectors."""
        loop = asyncio.get_running_loop()
        found: list[list[float]] = []
        for start in range(0, len(texts), _AT_ONCE):
            found += await loop.run_in_executor(self._thread, self._encode, texts[start : start + _AT_ONCE])
        return found

    def _encode(self, texts: list[str]) -> list[list[float]]:
        if self._source is None:
            try:
                # The store keeps vectors for months: those that are rounded least.
                self._source = PackagedVectors(fine=True)
            except (ImportError, OSError) as error:
                raise NoVectors from error
        # Four places are more than the weights' own four bits say.
        return [[round(float(value), 4) for value in row] for row in self._source.encode(texts)]
