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
from crm.knowledge.titles import MOST_TITLES, title_text
from crm.knowledge.vectors import kept_vectors
from library.embedded.catalogue import WAITED_FOR, State, Work, begun
from library.embedded.reading import ReadingStock
from library.search.described import Descriptions
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
        self._descriptions, self._meanings = Descriptions(), Meanings()
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
                for one in self._descriptions.find(text, loosely=loosely, among=keys_among)
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

    async def knows_meanings(self) -> bool:
        """Tell whether titles are found by vectors of what is told of them."""
        await self._refresh_shelved()
        await self._refresh_descriptions()
        return len(self._meanings) > 0

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
        found = self._meanings.find(vector, script_of(text), self._descriptions.shared(text), among, without, fits)
        titles, works = self._stock.titles, dict[int, list[int]]()
        for key, _ in found:
            one = titles.get(key)
            if one is not None:
                works.setdefault(one.work or -key, []).append(key)
        # What is told of one edition is true of the others, in whatever language.
        of_works = {work: keys[:1] for work, keys in list(works.items())[:_MOST_MEANT]}
        for key, one in titles.items():
            if one.work in of_works and key not in of_works[one.work]:
                of_works[one.work].append(key)
        return list(of_works.values())

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
        state, described = await self._described_state(), Descriptions()
        texts: dict[int, tuple[str, str]] = {}
        async for rows in self._pages(*_DESCRIBED):
            told = [
                (row.id, row.work or "", f"{row.title} {row.authors or ''} {row.subjects or ''} {row.summary or ''}")
                for row in rows
            ]
            await asyncio.to_thread(described.add, told)
            if len(self._stock) <= MOST_TITLES:
                texts |= {
                    row.id: (row.language or "", text) for row in rows if (text := title_text(row.title, row.summary))
                }
        await asyncio.to_thread(described.pack)
        meanings = await self._read(lambda session: _meanings(session, texts), much=True)
        self._descriptions, self._meanings, self._described_at = described, meanings, state


def _meanings(session: Session, texts: dict[int, tuple[str, str]]) -> Meanings:
    vectors = kept_vectors(session.connection(), {text for _, text in texts.values()})
    return Meanings({key: (language, vectors[text]) for key, (language, text) in texts.items() if text in vectors})
