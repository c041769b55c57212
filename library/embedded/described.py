"""Titles that are described and not named, by the words and the vectors of what is told of them."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Sequence

import numpy as np
import numpy.typing as npt
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.knowledge.changes import version_of
from crm.knowledge.entries import script_of
from crm.knowledge.remembered import RememberedWorks
from crm.knowledge.titles import MOST_TITLES
from crm.knowledge.vectors import kept_vectors
from language.detect import detect
from library.embedded.catalogue import WAITED_FOR, State, Work, begun
from library.embedded.reading import ReadingStock
from library.embedded.told import ToldOfTitles
from library.search.meant import FITS, Meanings
from library.values import Title
from protocol.clock import Clock

__all__ = ["DescribedTitles"]

_TITLE = table_of(records.TitleRecord)
_DESCRIBED = (
    _TITLE.c.id, _TITLE.c.work, _TITLE.c.title, _TITLE.c.authors, _TITLE.c.subjects, _TITLE.c.summary,
    _TITLE.c.language,
)  # fmt: skip

# So many works are meant at most.
_MOST_MEANT = 10


class DescribedTitles(ReadingStock):
    """The titles, by what is told of them."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._told = ToldOfTitles()
        self._meanings = Meanings()
        self._described_at: tuple[State | None, int] | None = None
        self._describing: Work | None = None

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
        """Find the titles that a description fits, which names none; of editions the one in `language`.

        `text` is what `as_described` gives, where that is anything.

        `loosely`: it surely describes a book, whatever is said around it; one word in common is enough where next to
        no other work is told of with it, and of many words as much as two rare ones weigh. `among`: one of these
        titles, or another edition of it, is meant; `without`: none of these. `vector`: that of the text, by which
        other words for the same are found, from `fits` on; its words alone find only titles without a vector then.
        """
        await self._refresh_shelved()
        await self._refresh_descriptions()
        titles = self._stock.titles
        keys_among = {key for key, one in titles.items() if one.id in among} if among else None
        left_out = self._editions_of({key for key, one in titles.items() if one.id in without}) if without else set()
        works: Sequence[Sequence[int]] = (
            self._meant(text, vector, keys_among, left_out, FITS if fits is None else fits)
            if vector is not None
            else []
        )
        if not works:
            by_words = [
                one
                for one in self._told.words.find(text, loosely=loosely, among=keys_among)
                if left_out.isdisjoint(one)
            ]
            # What a title's vector has not found is not what some of its words have in common with it.
            works = (
                by_words
                if vector is None or keys_among is not None
                else [one for one in by_words if not self._meanings.has(one)]
            )
        keys = [
            next((key for key in editions if key in titles and titles[key].language == language), editions[0])
            for editions in works[:limit]
        ]
        return await self._titles(keys)

    async def as_described(self, text: str) -> str | None:
        """Give what the vector of a description is to be made of; None where no title has one.

        Persian in Latin letters is given in the words of what is told of the titles.
        """
        await self._refresh_shelved()
        await self._refresh_descriptions()
        if not len(self._meanings):
            return None
        if not text.isascii() or detect(text) != "fa":
            return text
        return await asyncio.to_thread(self._told.in_persian, text)

    def _editions_of(self, keys: Collection[int]) -> set[int]:
        """Give some titles' keys with those of the other editions of their works."""
        titles = self._stock.titles
        works = {titles[key].work for key in keys} - {0}
        return {*keys, *(key for key, one in titles.items() if one.work in works)}

    def _meant(
        self,
        text: str,
        vector: npt.NDArray[np.float32],
        among: Collection[int] | None,
        without: Collection[int],
        fits: float,
    ) -> list[list[int]]:
        """Give the works that a description may mean, the likeliest first: the keys of each one's editions."""
        shared = self._told.words.shared(text)
        titles, works = self._stock.titles, []
        for editions, _ in self._meanings.find(vector, script_of(text), shared, among, without, fits)[:_MOST_MEANT]:
            if keys := [key for key in editions if key in titles]:
                works.append(keys)
        return works

    async def _refresh_descriptions(self) -> None:
        """Read what is told of all titles when it is first asked for: descriptions are rare."""
        state = await self._described_state()
        if self._described_at == state:
            return
        self._describing = begun(self._describing, self._describe_anew)
        if self._described_at is not None and len(self._stock) >= WAITED_FOR:
            return
        await asyncio.shield(self._describing)
        if self._described_at != state:
            # What was under way had begun before the last change.
            self._describing = begun(self._describing, self._describe_anew)
            await asyncio.shield(self._describing)

    async def _described_state(self) -> tuple[State | None, int]:
        # Of a large catalogue no vectors are made, and it is not to be read anew for those of facts.
        has_vectors = len(self._stock) <= MOST_TITLES
        return self._shelved_at, await self._store.recall("knowledge version", version_of) if has_vectors else 0

    async def _describe_anew(self) -> None:
        state = await self._described_state()
        told = ToldOfTitles(await asyncio.to_thread(RememberedWorks), has_vectors=len(self._stock) <= MOST_TITLES)
        async for rows in self._pages(*_DESCRIBED):
            await asyncio.to_thread(told.add, rows)
        meanings = await self._read(lambda session: _meanings(session, told), much=True)
        await asyncio.to_thread(told.pack)
        self._told, self._meanings, self._described_at = told, meanings, state


def _meanings(session: Session, told: ToldOfTitles) -> Meanings:
    return Meanings(told.editions, told.texts, kept_vectors(session.connection(), told.texts))
