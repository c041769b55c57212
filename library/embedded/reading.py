"""Suggestions over the store's titles."""

from __future__ import annotations

import asyncio
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from typing import Any

from rapidfuzz import fuzz
from sqlalchemy import Row, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.normalise import fold
from language.requests.reading.reading import read_wish
from language.requests.reading.wish import ReadingWish
from library.embedded.catalogue import WAITED_FOR, Catalogue, State, Work, begun
from library.liked import Liked
from library.relaxing import is_any_story, relaxations, says_enough
from library.search import Query
from library.search.words import folded_words, words
from library.stock import Shelved, Stock
from library.suggesting import Match, matches
from library.values import Suggestion, Suggestions
from protocol.clock import Clock

__all__ = ["ReadingStock"]

_FRESH_DAYS = 60
# So many words have a title in which a slip is looked for, and so much of it, of a hundred, is as it is written.
_FEWEST_OF_SLIP, _SLIP = 2, 88
# So many of the best are looked at for copies on the shelf.
_LOOKED_AT = 60
# So many titles are told of a wish that was not met as a whole.
_RELAXED = 3
_TITLE = table_of(records.TitleRecord)
_TOLD = (
    _TITLE.c.id, _TITLE.c.ils_bib_id, _TITLE.c.title, _TITLE.c.authors, _TITLE.c.language, _TITLE.c.original_language,
    _TITLE.c.kind, _TITLE.c.year, _TITLE.c.audience, _TITLE.c.age_from, _TITLE.c.age_to, _TITLE.c.form,
    _TITLE.c.genres, _TITLE.c.pages, _TITLE.c.series, _TITLE.c.series_number, _TITLE.c.subjects, _TITLE.c.summary,
    _TITLE.c.work, _TITLE.c.search_norm,
)  # fmt: skip


class ReadingStock(Catalogue):
    """What the library has to read for a wish."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._stock = Stock()
        self._shelved_at: State | None = None
        self._shelving: Work | None = None

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
        wish = replace(wish, topics=tuple(map(self._stock.spelt, wish.topics)))
        liked = await self._liked(wish.like, language) if wish.like else None
        by = frozenset[int]().union(*map(self._by, wish.author.split("|"))) if wish.author else None
        unknown = wish.like if wish.like and liked is None else wish.author if wish.author and not by else ""
        fresh: Sequence[int] = ()
        if wish.new:
            query = self._fresh(_FRESH_DAYS)
            fresh = await self._read(lambda session: session.scalars(query).all(), much=True)
        stock = self._stock

        def meeting(one: ReadingWish) -> list[Match]:
            return matches(
                stock, one, liked=liked, by=by, hints=hints, fresh=set(fresh), besides=besides, language=language
            )

        found = await asyncio.to_thread(meeting, wish)
        if found:
            return Suggestions(await self._on_shelf_first(found, limit), len(found), unknown=unknown)
        if unknown:
            # Whatever it is, the rest of the wish may say enough by itself.
            rest = wish.lacking("like")
            enough = unknown == wish.like and says_enough(rest) and not is_any_story(rest)
            met = await asyncio.to_thread(meeting, rest) if enough else []
            return Suggestions(
                await self._on_shelf_first(met, limit), len(met), relaxed="like" if met else "", unknown=unknown
            )
        nearest: tuple[str, list[Match]] | None = None
        for part, weaker in relaxations(wish, language):
            if found := await asyncio.to_thread(meeting, weaker):
                nearest = nearest or (part, found)
                # A child reads what is in the language that is spoken, if there is any.
                if wish.language or not wish.ages or any(one.shelved.language == language for one in found):
                    nearest = part, found
                    break
        if nearest is None:
            return Suggestions()
        part, found = nearest
        return Suggestions(await self._on_shelf_first(found, _RELAXED), len(found), relaxed=part)

    async def _on_shelf_first(self, found: Sequence[Match], limit: int) -> tuple[Suggestion, ...]:
        best = found[:_LOOKED_AT]
        titles = {title.id: title for title in await self._titles([match.shelved.key for match in best])}
        told = [Suggestion(titles[match.shelved.id], match.why) for match in best if match.shelved.id in titles]
        told.sort(key=lambda one: not one.title.available)
        return tuple(told[:limit])

    async def _liked(self, name: str, language: str) -> Liked | None:
        """Describe what a title, or an author's titles, are like; None for a name that the catalogue does not know."""
        found, stock = self._index.find(Query.of(name)), self._stock.titles
        if not found.ids:
            return None
        if found.corrected and not found.author:
            # A slip of the hand in a title of some words, and no other title that is merely near.
            called = (await self._names(found.ids[:1])).get(found.ids[0], "")
            if len(name.split()) < _FEWEST_OF_SLIP or fuzz.ratio(fold(name), fold(called)) < _SLIP:
                return None
        keys, known_as = found.ids, found.author
        if not found.author:
            first = found.ids[0]
            own = next((key for key in found.ids[:3] if key in stock and stock[key].language == language), first)
            names = await self._names((first, own))
            keys = (own,) if fold(names.get(own, "")) == fold(names.get(first, "")) else (first,)
            known_as = names.get(keys[0], "")
        titles = [stock[key] for key in keys if key in stock]
        if not any(one.genres for one in titles):
            return None
        liked = Liked.of(known_as, titles)
        return liked if found.author else replace(liked, keys=self._known_with(titles[0]))

    async def _names(self, keys: Collection[int]) -> dict[int, str]:
        query = select(_TITLE.c.id, _TITLE.c.title).where(_TITLE.c.id.in_(keys))
        return await self._read(lambda session: {row.id: row.title for row in session.execute(query)})

    def _known_with(self, liked: Shelved) -> frozenset[int]:
        """Give the keys of a title, of its other editions, and of its series: who has read it knows these."""
        titles = self._stock.titles.values()
        series = {one.series for one in titles if one.work and one.work == liked.work} | {liked.series}
        series.discard("")
        works = {one.work for one in titles if one.work and one.series in series} | {liked.work}
        works.discard(0)
        return frozenset(one.key for one in titles if one.key == liked.key or one.work in works or one.series in series)

    def _by(self, author: str) -> frozenset[int]:
        found = self._index.find(Query.of(author=author))
        return frozenset(found.ids) if not found.corrected or found.author else frozenset()

    async def _refresh_shelved(self) -> None:
        await self._refresh()
        if self._shelved_at == self._indexed and self._indexed is not None:
            return
        self._shelving = begun(self._shelving, self._shelve_anew)
        if len(self._stock) >= WAITED_FOR:
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
        stock, shelving = Stock(), _Shelving(borrowed)
        async for rows in self._pages(*_TOLD):
            await asyncio.to_thread(shelving.put, stock, rows)
        await asyncio.to_thread(stock.pack)
        self._stock, self._shelved_at = stock, state


class _Shelving:
    """Makes of the store's rows what suggestions need; what comes back in many titles is kept once."""

    def __init__(self, borrowed: dict[int, int]) -> None:
        self._borrowed = borrowed
        self._works: dict[str, int] = {}
        self._same: dict[Any, Any] = {}

    def put(self, stock: Stock, rows: Iterable[Row[*tuple[Any, ...]]]) -> None:
        """Put titles into the stock."""
        for row in rows:
            # What is searched was folded when it was stored.
            told = {*folded_words(row.search_norm), *words(f"{row.title} {row.summary or ''}")}
            about = words(" ".join(filter(None, (row.subjects, row.series, row.summary))))
            genres, form, audience = _told(row)
            first_author = (row.authors or "").partition("؛")[0].partition(";")[0]
            one = Shelved(
                key=row.id,
                id=row.ils_bib_id,
                kind=self._once(row.kind),
                language=self._once(row.language or ""),
                original_language=self._once(row.original_language or ""),
                by=self._once(fold(first_author)),
                year=row.year,
                audience=self._once(audience),
                ages=self._once((row.age_from, row.age_to)) if row.age_from is not None else None,
                form=self._once(form),
                genres=self._once(genres),
                pages=row.pages,
                series=self._once(" ".join(words(row.series or ""))),
                series_number=row.series_number,
                has_summary=bool(row.summary),
                work=self._works.setdefault(row.work, len(self._works) + 1) if row.work else 0,
                borrowed=self._borrowed.get(row.id, 0),
            )
            stock.add(one, told=told, about=set(about))

    def _once[T](self, value: T) -> T:
        kept: T = self._same.setdefault(value, value)
        return kept


def _told(row: Row[*tuple[Any, ...]]) -> tuple[tuple[str, ...], str, str]:
    """Give a title's genres, form and readers; where nothing is said of the first two, they are read from subjects."""
    genres, form, audience = tuple((row.genres or "").split()), row.form or "", row.audience or ""
    if genres or form or not row.subjects:
        return genres, form, audience
    genres, form, read = _read_in(row.subjects)
    return genres, form, audience or read


@lru_cache(maxsize=20_000)
def _read_in(subjects: str) -> tuple[tuple[str, ...], str, str]:
    wish = read_wish(subjects.replace(";", ".").replace("؛", ".")).wish
    genres = tuple(one for genre in wish.genres for one in genre.split("|"))
    return genres, wish.forms[0] if wish.forms else "", wish.audience
