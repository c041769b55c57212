"""The catalogue in our own store, in which is searched: Koha's interface finds no words.

A title's id there is Koha's number of it. How many copies stand free is asked of Koha; where it does not answer, it is
not told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterable, Sequence
from dataclasses import replace

from crm.database.store import Store
from library.embedded.reading import Reading
from library.values import Title
from protocol.clock import Clock

__all__ = ["Mirror"]

Counts = Callable[[Iterable[str]], Awaitable[dict[str, tuple[int, int]]]]


class Mirror(Reading):
    """Our titles with Koha's copies."""

    def __init__(self, store: Store, clock: Clock, counts: Counts) -> None:
        super().__init__(store, clock)
        self._counts = counts

    async def _titles(self, keys: Sequence[int]) -> list[Title]:
        """Describe titles in the order of their keys, with how many copies anybody may take home now."""
        titles = await super()._titles(keys)
        counted = await self._counts([title.id for title in titles])
        unknown = (None, None)
        return [
            replace(title, copies=copies, available=free)
            for title in titles
            for copies, free in [counted.get(title.id, unknown)]
        ]
