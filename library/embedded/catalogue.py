"""The catalogue over the store's titles and copies."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine, Iterable, Sequence
from datetime import date, timedelta
from functools import partial
from typing import Any

from sqlalchemy import ColumnElement, Connection, Row, Select, bindparam, func, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from language.isbn import canonical, find_isbn
from library.embedded.base import EmbeddedPart, available, local_date
from library.embedded.promises import promised
from library.search import FoundTitles, Query, SearchEntry, TitleIndex
from library.values import BranchAvailability, SearchPage, Title
from protocol.clock import Clock

__all__ = ["WAITED_FOR", "Catalogue", "State", "Work", "begun", "described"]

GONE = ("lost", "withdrawn")
State = tuple[int, int | None]
Work = asyncio.Task[None]
# Of a larger catalogue a new index takes seconds: meanwhile the one before answers.
WAITED_FOR = 10_000
PAGE = 5_000

_TITLE = table_of(records.TitleRecord)
_ITEM = table_of(records.Item)
_LOAN = table_of(records.Loan)
# Rows, and no records: a title has many copies, and each search looks at the titles it has found.
_COPY = (_ITEM.c.id, _ITEM.c.title_id, _ITEM.c.branch_id, _ITEM.c.status, _ITEM.c.item_type)
_SEARCHED = (
    _TITLE.c.id, _TITLE.c.title, _TITLE.c.authors, _TITLE.c.subjects, _TITLE.c.language, _TITLE.c.isbn,
    _TITLE.c.search_norm,
)  # fmt: skip
_CHANGES = table_of(records.CatalogueState)
# Whoever changes titles counts it there; to look at all titles before each search took longer than the search.
_STATE = select(
    func.coalesce(select(_CHANGES.c.version).scalar_subquery(), 0), select(func.max(_TITLE.c.id)).scalar_subquery()
)
_TITLES = select(_TITLE).where(_TITLE.c.id.in_(bindparam("keys", expanding=True)))
_KEY = select(_TITLE.c.id).where(_TITLE.c.ils_bib_id == bindparam("wanted"))
_WORK = select(_TITLE.c.work).where(_TITLE.c.ils_bib_id == bindparam("wanted")).scalar_subquery()
_TWIN = _TITLE.alias("twin")
_EDITIONS = (
    select(_TWIN.c.id).where(_TWIN.c.work == _WORK, _TWIN.c.ils_bib_id != bindparam("wanted")).order_by(_TWIN.c.id)
)
_COPIES = (
    select(*_COPY)
    .where(_ITEM.c.title_id.in_(bindparam("keys", expanding=True)), _ITEM.c.status.not_in(GONE))
    .order_by(_ITEM.c.id)
)
_STANDING = (
    select(*_COPY, _ITEM.c.shelf, _ITEM.c.call_number, _LOAN.c.due_at, _TITLE.c.call_number.label("of_title"))
    .join(_TITLE, _TITLE.c.id == _ITEM.c.title_id)
    .outerjoin(_LOAN, (_LOAN.c.item_id == _ITEM.c.id) & _LOAN.c.returned_at.is_(None))
    .where(_TITLE.c.ils_bib_id == bindparam("wanted"), _ITEM.c.status.not_in(GONE))
    .order_by(_ITEM.c.id)
)


class Catalogue(EmbeddedPart):
    """The library's titles and copies."""

    def __init__(self, store: Store, clock: Clock) -> None:
        super().__init__(store, clock)
        self._index = TitleIndex()
        self._indexed: State | None = None
        self._indexing = asyncio.Lock()
        self._renewing: Work | None = None

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
        """Find titles; an ISBN finds its own only, else words may be spelt a little wrong unless `exactly`."""
        await self._refresh()
        number = canonical(isbn) if isbn else find_isbn(text or "")
        if isbn or number:
            found = self._index.with_isbn(number) if number else FoundTitles()
        else:
            query = Query.of(text, title=title, author=author, subject=subject, language=language, exactly=exactly)
            found = self._index.find(query)
        titles = await self._titles(found.ids[:limit], counted=counted)
        return SearchPage(tuple(titles), len(found.ids), found.corrected, found.author)

    async def title(self, title_id: str) -> Title | None:
        """Describe one title."""
        found = await self._read(
            lambda session: self._described(session, session.scalars(_KEY, {"wanted": title_id}).all())
        )
        return found[0] if found else None

    async def editions(self, title_id: str) -> list[Title]:
        """List the other editions of a title's work: in other languages, and of other kinds."""
        return await self._read(
            lambda session: self._described(session, session.scalars(_EDITIONS, {"wanted": title_id}).all())
        )

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        """Count a title's copies branch by branch, the main branch first."""

        def look(session: Session) -> list[BranchAvailability]:
            rows = session.execute(_STANDING, {"wanted": title_id}).all()
            places, rules = self._places(session), self._rules(session)
            shelved = [copy for copy in rows if copy.status == "available"]
            lent = [copy for copy in shelved if rules.lends(copy.item_type)]
            waiting = self._in_line(session, {copy.title_id for copy in lent})
            taken = promised(lent, next(iter(waiting.values()), []))
            seen = []
            for branch_id, ref in places.refs().items():
                here = [copy for copy in rows if copy.branch_id == branch_id]
                if not here:
                    continue
                standing = [copy for copy in here if copy.status == "available"]
                free = [copy for copy in standing if copy.id not in taken]
                zone = places.zone(branch_id)
                dues = [local_date(copy.due_at, zone) for copy in here if copy.due_at is not None]
                coming = [due for due in dues if due >= local_date(self._clock.now(), zone)]
                shown = next((copy for copy in here if copy in free), here[0])
                seen.append(
                    BranchAvailability(
                        branch=ref,
                        available=len(free),
                        total=len(here),
                        next_due=min(coming) if coming and not standing else None,
                        call_number=shown.call_number or shown.of_title or "",
                        shelf=shown.shelf or "",
                        for_loan=any(rules.lends(copy.item_type) for copy in here),
                        promised=len(standing) - len(free),
                        overdue=len(dues) - len(coming),
                    )
                )
            return seen

        return await self._read(look)

    async def waiting(self, title_id: str) -> int | None:
        """Count the reservations that wait for a copy of a title."""

        def look(session: Session) -> int:
            record = records.TitleRecord
            key = session.scalar(select(record.id).where(record.ils_bib_id == title_id))
            return len(self._in_line(session, [key]).get(key, [])) if key is not None else 0

        return await self._read(look)

    async def new_arrivals(self, limit: int = 5, days: int = 60, *, language: str | None = None) -> list[Title]:
        """List titles added in the last days, newest first."""
        record = records.TitleRecord
        query = self._fresh(days).order_by(record.added_at.desc(), record.id.desc())
        if language:
            query = query.where(record.language == language)
        keys: Sequence[int] = await self._read(lambda session: session.scalars(query).all(), much=True)
        return await self._titles(keys[:limit])

    def _fresh(self, days: int) -> Select[int]:
        record, now = records.TitleRecord, self._clock.now()
        return select(record.id).where(record.added_at >= now - timedelta(days=days), record.added_at <= now)

    async def _titles(self, keys: Sequence[int], *, counted: bool = True) -> list[Title]:
        """Describe titles in the order of their keys, with how many copies anybody may take home now."""
        return await self._read(lambda session: self._described(session, keys, counted=counted)) if keys else []

    def _described(self, session: Session, keys: Sequence[int], *, counted: bool = True) -> list[Title]:
        if not keys:
            return []
        rows = {row.id: row for row in session.execute(_TITLES, {"keys": list(keys)})}
        counts = self._counts_of(session, keys) if counted else {}
        zone = self._places(session).zone(None)
        return [
            described(
                rows[key],
                total=counts[key][0] if counted else None,
                free=counts[key][1] if counted else None,
                added=(added := rows[key].added_at) and local_date(added, zone),
            )
            for key in keys
            if key in rows
        ]

    def _counts_of(self, session: Session, keys: Sequence[int]) -> dict[int, tuple[int, int]]:
        """Count the copies of titles, and those that anybody may take home now."""
        copies = session.execute(_COPIES, {"keys": list(keys)}).all()
        rules, waiting = self._rules(session), self._in_line(session, keys)
        counts: dict[int, tuple[int, int]] = {}
        for key in keys:
            here = [copy for copy in copies if copy.title_id == key]
            lent = [copy for copy in here if copy.status == "available" and rules.lends(copy.item_type)]
            counts[key] = len(here), len(lent) - len(promised(lent, waiting.get(key, ())))
        return counts

    async def _pages(self, *columns: ColumnElement[Any]) -> AsyncIterator[Sequence[Row[*tuple[Any, ...]]]]:
        """Read something of all titles, PAGE of them at a time; the first of the columns is the key.

        So only a part is in memory, and nobody waits for long. What changes meanwhile is seen by the count of changes:
        whoever read that before reads anew.
        """
        page = select(*columns).where(_TITLE.c.id > bindparam("last")).order_by(_TITLE.c.id).limit(PAGE)
        last = 0
        while True:
            rows = await self._read(partial(_rows, query=page, last=last), much=True)
            if rows:
                yield rows
            if len(rows) < PAGE:
                return
            last = rows[-1][0]

    async def _refresh(self) -> None:
        """Bring the index up to date when titles were added, removed or rewritten."""
        with available():
            state = await self._store.recall("catalogue", _state)
        if state == self._indexed:
            return
        self._renewing = begun(self._renewing, lambda: self._index_anew(state))
        if len(self._index) >= WAITED_FOR:
            return
        await asyncio.shield(self._renewing)
        if self._indexed != state:
            # What was under way had begun before the last change.
            self._renewing = begun(self._renewing, lambda: self._index_anew(state))
            await asyncio.shield(self._renewing)

    async def _index_anew(self, state: State) -> None:
        """Make the index anew; what has not changed is taken over from the one before."""
        async with self._indexing:
            if state == self._indexed:
                return
            older = self._index
            fresh = TitleIndex(older=older)
            async for rows in self._pages(*_SEARCHED):
                await asyncio.to_thread(fresh.add, _entries(rows))
            await asyncio.to_thread(fresh.complete)
            self._index, self._indexed = fresh, state
            older.close()


def begun(running: Work | None, work: Callable[[], Coroutine[Any, Any, None]]) -> Work:
    """Give the work that is under way, or begin it: it goes on also where nobody waits for its end any more.

    A large catalogue takes longer than one question may: given up with each of them, it would never come to its end.
    """
    if running is not None and not running.done():
        return running
    made = asyncio.create_task(work())
    # Where it fails, and nobody waits, the next search tries again.
    made.add_done_callback(lambda done: done.cancelled() or done.exception())
    return made


def _rows(session: Session, query: Select[*tuple[Any, ...]], last: int) -> Sequence[Row[*tuple[Any, ...]]]:
    return session.execute(query, {"last": last}).all()


def _state(connection: Connection) -> State:
    version, last = connection.execute(_STATE).one()
    return version, last


def _entries(rows: Iterable[Sequence[object]]) -> Iterable[SearchEntry]:
    for key, title, authors, subjects, language, isbn, searched in rows:
        yield SearchEntry(
            id=int(str(key)),
            title=str(title),
            author=str(authors or ""),
            subjects=str(subjects or ""),
            language=str(language or ""),
            isbns=_isbns(str(isbn or "")),
            searched=str(searched or ""),
        )


def _isbns(text: str) -> tuple[str, ...]:
    # Stored as thirteen digits that were proved; what is written otherwise is proved here.
    return tuple(
        number for part in text.split() if (number := part if len(part) == 13 and part.isdigit() else canonical(part))
    )


def described(
    row: records.TitleRecord | Row[*tuple[Any, ...]],
    *,
    total: int | None = None,
    free: int | None = None,
    added: date | None = None,
) -> Title:
    """Describe the title of a row."""
    return Title(
        id=row.ils_bib_id,
        title=row.title,
        author=row.authors or "",
        language=row.language or "",
        kind=row.kind,
        year=row.year,
        publisher=row.publisher or "",
        isbns=_isbns(row.isbn or ""),
        call_number=row.call_number or "",
        subjects=row.subjects or "",
        added=added,
        copies=total,
        available=free,
        audience=row.audience or "",
        ages=(row.age_from, row.age_to) if row.age_from is not None else None,
        form=row.form or "",
        genres=tuple((row.genres or "").split()),
        original_language=row.original_language or "",
        pages=row.pages,
        series=row.series or "",
        series_number=row.series_number,
        summary=row.summary or "",
    )
