"""The catalogue in our own store, in which is searched where a library system elsewhere finds no words.

A title's id there is the system's own. How many copies stand free is asked of the system; where it does not answer, it
is not told.
"""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Collection, Iterable, Sequence
from dataclasses import replace

import numpy as np
import numpy.typing as npt

from crm.database.store import Store
from language.requests.reading.wish import ReadingWish
from library.embedded.described import DescribedTitles
from library.values import SearchPage, Suggestions, Title
from protocol.clock import Clock

__all__ = ["Mirror", "MirroredCatalogue"]

Counts = Callable[[Iterable[str]], Awaitable[dict[str, tuple[int, int]]]]


class Mirror(DescribedTitles):
    """Our titles, with copies counted by the library system."""

    def __init__(self, store: Store, clock: Clock, counts: Counts) -> None:
        super().__init__(store, clock)
        self._counts = counts

    async def _titles(self, keys: Sequence[int], *, counted: bool = True) -> list[Title]:
        """Describe titles in the order of their keys, with how many copies anybody may take home now."""
        titles = await super()._titles(keys, counted=False)
        return await self._counted(titles) if counted else titles

    async def title(self, title_id: str) -> Title | None:
        """Describe one title."""
        found = await super().title(title_id)
        return None if found is None else (await self._counted([found]))[0]

    async def editions(self, title_id: str) -> list[Title]:
        """List the other editions of a title's work."""
        return await self._counted(await super().editions(title_id))

    async def _counted(self, titles: Sequence[Title]) -> list[Title]:
        counted = await self._counts([title.id for title in titles]) if titles else {}
        unknown = (None, None)
        return [
            replace(title, copies=copies, available=free)
            for title in titles
            for copies, free in [counted.get(title.id, unknown)]
        ]


class MirroredCatalogue:
    """The port's questions about titles, answered from our own store."""

    _mirror: Mirror

    async def prepare(self) -> None:
        """Read our copy of a large catalogue ahead."""
        await self._mirror.prepare()

    async def search(
        self,
        text: str | None = None,
        *,
        title: str | None = None,
        author: str | None = None,
        isbn: str | None = None,
        subject: str | None = None,
        language: str | None = None,
        limit: int = 5,
        exactly: bool = False,
        counted: bool = True,
    ) -> SearchPage:
        """Find titles in our copy of the catalogue."""
        return await self._mirror.search(
            text,
            title=title,
            author=author,
            isbn=isbn,
            subject=subject,
            language=language,
            limit=limit,
            exactly=exactly,
            counted=counted,
        )

    async def title(self, title_id: str) -> Title | None:
        """Describe one title."""
        return await self._mirror.title(title_id)

    async def editions(self, title_id: str) -> list[Title]:
        """List the other editions of a title's work."""
        return await self._mirror.editions(title_id)

    async def described(
        self,
        text: str,
        *,
        language: str = "",
        limit: int = 2,
        loosely: bool = False,
        among: Collection[str] = (),
        without: Collection[str] = (),
        vector: npt.NDArray[np.float32] | None = None,
        fits: float | None = None,
    ) -> list[Title]:
        """Find the titles that a description fits."""
        return await self._mirror.described(
            text,
            language=language,
            limit=limit,
            loosely=loosely,
            among=among,
            without=without,
            vector=vector,
            fits=fits,
        )

    async def as_described(self, text: str) -> str | None:
        """Give what the vector of a description is to be made of; None where no title of our copy has one."""
        return await self._mirror.as_described(text)

    async def new_arrivals(self, limit: int = 5, days: int = 60, *, language: str | None = None) -> list[Title]:
        """List titles added in the last days, newest first."""
        return await self._mirror.new_arrivals(limit, days, language=language)

    async def suggest(
        self,
        wish: ReadingWish,
        *,
        hints: Sequence[str] = (),
        limit: int = 5,
        besides: Collection[str] = (),
        language: str = "",
    ) -> Suggestions:
        """Suggest titles of our copy of the catalogue that meet a wish."""
        return await self._mirror.suggest(wish, hints=hints, limit=limit, besides=besides, language=language)
