"""Suggestions over the store's titles."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from sqlalchemy import Row, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.normalise import fold
from language.requests.reading import ReadingWish, read_wish
from library.embedded.catalogue import WAITED_FOR, Catalogue, State, Work, begun, described
from library.search import Query
from library.search.described import Descriptions
from library.search.words import folded_words, words
from library.suggesting import Liked, Match, Shelved, matches, relaxations, says_enough
from library.values import Suggestion, Suggestions, Title
from protocol.clock import Clock

__all__ = ["ReadingStock"]

_FRESH_DAYS = 60
# So many of the best are looked at for copies on the shelf.
_LOOKED_AT = 60
# So many titles are told of a wish that was not met as a whole.
_RELAXED = 3
_TOLD = tuple(column for column in table_of(records.TitleRecord).c if column.name != "search_squash")


class ReadingStock(Catalogue):
    """What the library has to read for a wish."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._shelved: dict[int, Shelved] = {}
        self._shelved_at: State | None = None
        self._shelving: Work | None = None
        self._descriptions: Descriptions | None = None

    async def prepare(self) -> None:
        """Read a large catalogue ahead; a small one is read with the first question, in no time."""
        count = select(func.count()).select_from(records.TitleRecord)
        titles = await self._read(lambda session: session.scalar(count), much=True)
        if titles is not None and titles >= WAITED_FOR:
            await self._refresh_shelved()

    async def suggest(
        self,
        wish: ReadingWish,
        *,
        hints: Sequence[str] = (),
        limit: int = 5,
        besides: Collection[str] = (),
        language: str = "",
    ) -> Suggestions:
        """Suggest titles that meet all of a wish; or all but one part of it, which is named."""
        await self._refresh_shelved()
        hints = tuple(word for word in words(" ".join(hints)) if len(word) > 1)
        wish = replace(wish, topics=tuple(word for word in words(" ".join(wish.topics)) if len(word) > 1))
        liked = self._liked(wish.like, language) if wish.like else None
        by = self._by(wish.author) if wish.author else None
        unknown = wish.like if wish.like and liked is None else wish.author if wish.author and not by else ""
        fresh: Sequence[int] = ()
        if wish.new:
            query = self._fresh(_FRESH_DAYS)
            fresh = await self._read(lambda session: session.scalars(query).all(), much=True)
        shelved = list(self._shelved.values())

        def meeting(one: ReadingWish) -> list[Match]:
            return matches(
                shelved, one, liked=liked, by=by, hints=hints, fresh=set(fresh), besides=besides, language=language
            )

        found = await asyncio.to_thread(meeting, wish)
        if found:
            return Suggestions(await self._on_shelf_first(found, limit), len(found), unknown=unknown)
        if unknown:
            # Whatever it is, the rest of the wish may say enough by itself.
            rest = wish.lacking("like")
            enough = unknown == wish.like and says_enough(rest)
            met = await asyncio.to_thread(meeting, rest) if enough else []
            return Suggestions(
                await self._on_shelf_first(met, limit), len(met), relaxed="like" if met else "", unknown=unknown
            )
        for part, weaker in relaxations(wish):
            if found := await asyncio.to_thread(meeting, weaker):
                return Suggestions(await self._on_shelf_first(found, _RELAXED), len(found), relaxed=part)
        return Suggestions()

    async def described(self, text: str, *, language: str = "", limit: int = 2, loosely: bool = False) -> list[Title]:
        """Find the titles that a description fits, which names none; of editions the one in `language`.

        `loosely`: it surely describes a book; one rare word in common is enough.
        """
        await self._refresh_shelved()
        if self._descriptions is None:
            self._descriptions = await asyncio.to_thread(_describe, list(self._shelved.values()))
        works = self._descriptions.find(text, loosely=loosely)[:limit]
        keys = [
            next((key for key in editions if self._shelved[key].title.language == language), editions[0])
            for editions in works
        ]
        return await self._titles(keys)

    async def _on_shelf_first(self, found: Sequence[Match], limit: int) -> tuple[Suggestion, ...]:
        best = found[:_LOOKED_AT]
        titles = {title.id: title for title in await self._titles([match.shelved.key for match in best])}
        told = [
            Suggestion(titles[match.shelved.title.id], match.why) for match in best if match.shelved.title.id in titles
        ]
        told.sort(key=lambda one: not one.title.available)
        return tuple(told[:limit])

    def _liked(self, name: str, language: str) -> Liked | None:
        """Describe what a title, or an author's titles, are like; None for a name that the catalogue does not know."""
        found = self._index.find(Query.of(name))
        if not found.ids or (found.corrected and not found.author):
            return None
        keys = found.ids if found.author else found.ids[:1]
        if not found.author:
            own = [
                key for key in found.ids[:3] if self._shelved[key].title.language == language and key in self._shelved
            ]
            same = own and fold(self._shelved[own[0]].title.title) == fold(self._shelved[keys[0]].title.title)
            keys = (own[0],) if same else keys
        titles = [self._shelved[key] for key in keys if key in self._shelved]
        if not any(one.title.genres for one in titles):
            return None
        liked = Liked.of(found.author or titles[0].title.title, titles)
        return liked if found.author else replace(liked, keys=self._known_with(titles[0]))

    def _known_with(self, liked: Shelved) -> frozenset[int]:
        """Give the keys of a title, of its other editions, and of its series: who has read it knows these."""
        series = {words(liked.title.series)} - {()}
        works = {liked.work} - {""}
        for one in self._shelved.values():
            if one.work and one.work == liked.work and one.title.series:
                series.add(words(one.title.series))
        works |= {one.work for one in self._shelved.values() if one.work and words(one.title.series) in series}
        return frozenset(
            one.key
            for one in self._shelved.values()
            if one.key == liked.key or one.work in works or words(one.title.series) in series
        )

    def _by(self, author: str) -> frozenset[int]:
        found = self._index.find(Query.of(author=author))
        return frozenset(found.ids) if not found.corrected or found.author else frozenset()

    async def _refresh_shelved(self) -> None:
        await self._refresh()
        if self._shelved_at == self._indexed and self._indexed is not None:
            return
        self._shelving = begun(self._shelving, self._shelve_anew)
        if len(self._shelved) >= WAITED_FOR:
            return
        await asyncio.shield(self._shelving)
        if self._shelved_at != self._indexed:
            # What was under way had begun before the last change.
            self._shelving = begun(self._shelving, self._shelve_anew)
            await asyncio.shield(self._shelving)

    async def _shelve_anew(self) -> None:
        item, loan = records.Item, records.Loan
        state = self._indexed
        counted = select(item.title_id, func.count(loan.id)).join(loan, loan.item_id == item.id).group_by(item.title_id)
        borrowed = await self._read(
            lambda session: {int(key): int(number) for key, number in session.execute(counted)}, much=True
        )
        # Rows, and no records: of a large catalogue these take half of the time.
        rows = await self._read(lambda session: session.execute(select(*_TOLD)).all(), much=True)
        self._shelved = await asyncio.to_thread(_shelve, rows, borrowed)
        self._shelved_at, self._descriptions = state, None


def _describe(shelved: Iterable[Shelved]) -> Descriptions:
    return Descriptions(
        (one.key, one.work, f"{one.title.title} {one.title.author} {one.title.summary}") for one in shelved
    )


def _shelve(rows: Iterable[Row[*tuple[Any, ...]]], borrowed: dict[int, int]) -> dict[int, Shelved]:
    shelved = {}
    # Words and names come back in many titles: each is kept once.
    same: dict[str, str] = {}
    for row in rows:
        # What is searched was folded when it was stored.
        names = [same.setdefault(word, word) for word in folded_words(row.search_norm)]
        told = [same.setdefault(word, word) for word in words(f"{row.title} {row.summary or ''}")]
        described = " ".join(filter(None, (row.subjects, row.series, row.summary)))
        about = [same.setdefault(word, word) for word in words(described)]
        shelved[row.id] = Shelved(
            row.id,
            _told(row),
            borrowed.get(row.id, 0),
            names=frozenset(names),
            told=frozenset(told),
            about=frozenset(about),
            work=row.work or "",
        )
    return shelved


@lru_cache(maxsize=20_000)
def _wish_in(subjects: str) -> ReadingWish:
    return read_wish(subjects.replace(";", ".").replace("؛", ".")).wish


def _told(row: Row[*tuple[Any, ...]]) -> Title:
    """Describe a title; where nothing is said of form and genres, they are read from its subjects."""
    title = described(row)
    if title.genres or title.form or not title.subjects:
        return title
    wish = _wish_in(title.subjects)
    genres = tuple(one for genre in wish.genres for one in genre.split("|"))
    audience = title.audience or wish.audience
    return replace(title, genres=genres, form=wish.forms[0] if wish.forms else "", audience=audience)
