"""A harvest: page after page, each stored in one transaction with where the next one begins."""

from __future__ import annotations

import asyncio
import contextlib
import threading
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import cast

from sqlalchemy import Connection

from crm.actor import Actor
from crm.database.store import Store
from crm.library_info.titles import titles_changed
from library.errors import ImportRefused
from library.imports import missing, runs
from library.imports.catalogue import KIND, CatalogueImport, RecordBatch
from library.imports.loading import MOST_MISSING, ImportResult, Progress, patiently
from library.imports.mapping import Mapping
from library.imports.oai import state
from library.imports.oai.access import OaiAccess
from library.imports.oai.repository import LONGEST_WAIT, HarvestPage, Repository, TokenRefused
from library.imports.oai.state import Harvested
from library.imports.outcome import ImportOutcome, Report
from library.imports.record import BrokenRecord, CatalogueRecord, ImportProblem
from library.imports.sources import read_marc

__all__ = ["harvest"]

# A run that is silent for three minutes counts as dead: while an answer is waited for, it says that it lives.
ALIVE = 45.0
TRIES = 4


async def harvest(
    store: Store,
    access: OaiAccess,
    *,
    mapping: Mapping | None = None,
    whole: bool = False,
    since: datetime | None = None,
    dry_run: bool = False,
    most_missing: float = MOST_MISSING,
    by: Actor,
    report: Report | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in what a repository has changed since the last harvest; what it says is deleted is deleted.

    One that was broken off is gone on with. With `whole` everything is asked for, and what came from this repository
    and is there no more is deleted; with `since`, everything from a moment on. Raises ImportRefused when the repository
    cannot be asked, when no branch is known, or while another import is under way.
    """
    if not await store.look(missing.has_branches):
        raise ImportRefused("no_branches")
    if not dry_run:
        now = store.clock.now()
        await store.transact(lambda connection: runs.refuse_while_running(connection, now))
    known = await store.transact(lambda connection: _started(connection, store, access, dry_run=dry_run))
    with Repository(access) as repository:
        work = _Harvest(store, repository, access, known, mapping or Mapping(), by, report, progress, dry_run)
        try:
            await work.run(whole=whole, since=since, most_missing=most_missing)
        except ImportRefused as error:
            why = {"code": error.code, **error.values}
            if not dry_run:
                await store.transact(lambda connection: state.lost(connection, known.id, why))
            raise
    return ImportResult(work.outcome, work.run_id)


def _started(connection: Connection, store: Store, access: OaiAccess, *, dry_run: bool) -> Harvested:
    if dry_run:
        return state.peeked(connection, access) or Harvested(0)
    known = state.opened(connection, access)
    state.started(connection, known.id, store.clock.now())
    return known


@dataclass(slots=True)
class _Harvest:
    """One harvest under way."""

    store: Store
    repository: Repository
    access: OaiAccess
    known: Harvested
    mapping: Mapping
    by: Actor
    report: Report | None
    progress: Progress | None
    dry_run: bool
    outcome: ImportOutcome = field(default_factory=ImportOutcome)
    run_id: int | None = None
    round: int = 0
    began: str | None = None
    is_whole: bool = False
    # Whether everything until the beginning is here afterwards: not when it began later than what is here.
    reaches: bool = True
    # Of a dry run, which notes nothing: the identifiers that were delivered.
    seen: set[str] = field(default_factory=set)

    async def run(self, *, whole: bool, since: datetime | None, most_missing: float) -> None:
        """Go through all pages."""
        self.outcome.report = self.report
        await self._asked(self.repository.identify)
        page, work = await self._first(whole=whole, since=since)
        result = "failed"
        try:
            while True:
                if page.entries:
                    await self._store_page(work, page)
                if not page.token:
                    break
                page = await self._following(page.token)
            if whole and self.is_whole:
                await self._remove_missing(most_missing)
            result = "done"
        finally:
            await self._end(result)

    async def _first(self, *, whole: bool, since: datetime | None) -> tuple[HarvestPage, CatalogueImport]:
        """Get the first page: where the last harvest broke off, or where what is wanted begins."""
        known = self.known
        if known.token and not whole and since is None and not self.dry_run:
            try:
                page = await self._page(token=known.token)
            except TokenRefused:
                # It is too old for the repository: what is wanted begins anew.
                await self.store.transact(lambda connection: state.forget_token(connection, known.id))
            else:
                self.began, self.is_whole, self.round = known.began, known.is_whole, known.round
                self.reaches = known.reaches
                if known.run_id is not None:
                    kept = await runs.gone_on_with(self.store, known.run_id, KIND)
                    if kept is not None:
                        self.run_id, self.outcome = known.run_id, kept
                        self.outcome.report = self.report
                return page, CatalogueImport(self.outcome)
        begin = None if whole else self.repository.datestamp(since) if since else known.until
        self.is_whole = begin is None
        self.reaches = begin is None or (known.until is not None and begin <= known.until)
        if not self.dry_run:
            anew, reaches = self.is_whole, self.reaches
            self.round = await self.store.transact(
                lambda connection: state.begin_anew(connection, known.id, is_whole=anew, reaches=reaches)
            )
        return await self._page(since=begin), CatalogueImport(self.outcome)

    async def _following(self, token: str) -> HarvestPage:
        try:
            return await self._page(token=token)
        except TokenRefused:
            await self.store.transact(lambda connection: state.forget_token(connection, self.known.id))
            raise ImportRefused("oai_token", name=self.access.name) from None

    async def _page(self, *, token: str | None = None, since: str | None = None) -> HarvestPage:
        page = await self._asked(lambda: self.repository.page(token=token, since=since))
        if self.began is None and token is None:
            # What changes from now on is delivered by the next harvest.
            self.began = page.written_at
        return page

    async def _asked[T](self, ask: Callable[[], T]) -> T:
        """Ask the repository; where it is busy, wait as long as it says and ask again."""
        for left in reversed(range(TRIES)):
            try:
                return await self._waited(ask)
            except ImportRefused as error:
                wait = float(error.values.get("wait", "0"))
                if error.code != "oai_busy" or wait > LONGEST_WAIT or not left:
                    raise
                await self._pause(wait)
        raise AssertionError  # the last try has returned or raised

    async def _waited[T](self, ask: Callable[[], T]) -> T:
        answer = _beside(ask)
        try:
            while not (await asyncio.wait({answer}, timeout=ALIVE))[0]:
                await self._beat()
            return answer.result()
        finally:
            answer.cancel()

    async def _pause(self, seconds: float) -> None:
        while seconds > 0:
            await asyncio.sleep(min(seconds, ALIVE))
            seconds -= ALIVE
            await self._beat()

    async def _beat(self) -> None:
        run_id, now = self.run_id, self.store.clock.now()
        if run_id is not None:
            await self.store.transact(lambda connection: runs.beat(connection, run_id, now, self.outcome))

    async def _store_page(self, work: CatalogueImport, page: HarvestPage) -> None:
        if self.run_id is None and not self.dry_run:
            source, now = f"{state.BY_HARVEST}{self.access.name}", self.store.clock.now()
            self.run_id = await runs.begin(self.store, KIND, source, full=self.is_whole, as_of=now, by=self.by)
        first = self.outcome.counts["read"]
        gone = [one.identifier for one in page.entries if one.marc is None]
        read = await asyncio.to_thread(self._read, page, first)
        good = [(identifier, one) for identifier, one in read if isinstance(one, CatalogueRecord)]
        bad = [(identifier, one) for identifier, one in read if isinstance(one, BrokenRecord)]
        name = self.access.name

        def apply(connection: Connection) -> RecordBatch:
            # What another identifier on this page stands for is not deleted with this one.
            here = {record.id for _, record in good}
            keys = state.keys_of(connection, self.known.id, gone)
            doomed = list(dict.fromkeys(key for key in keys.values() if key not in here))
            deleted = [CatalogueRecord(0, key, deleted=True) for key in doomed]
            done = work.apply(connection, name, [*(record for _, record in good), *deleted], self.run_id)
            done.outcome.counts["nothing_to_delete"] += len(gone) - len(doomed)
            if self.run_id is not None:
                delivered = {identifier: record.id for identifier, record in good if not record.deleted and identifier}
                unread = [identifier for identifier, _ in bad]
                state.note_records(connection, self.known.id, self.round, delivered, unread, gone)
                state.note_page(
                    connection,
                    self.known.id,
                    token=page.token,
                    began=self.began or "",
                    run_id=self.run_id,
                    number=self.round,
                )
                runs.beat(connection, self.run_id, self.store.clock.now(), self.outcome)
            return done

        work.take(await patiently(self.store, apply, write=self.run_id is not None))
        counts = self.outcome.counts
        counts["read"] += len(page.entries)
        for identifier, broken in bad:
            counts["broken"] += 1
            self.outcome.tell(f"{name} {identifier[:120]}", broken.number, broken.problem)
        if page.is_damaged:
            counts["unreadable"] += 1
            self.outcome.tell(name, 0, ImportProblem.of("page_damaged", number=first + 1))
        if self.dry_run:
            self.seen.update(one.identifier for one in page.entries if one.marc is not None)
        if self.progress is not None:
            self.progress(self.outcome)

    def _read(self, page: HarvestPage, first: int) -> list[tuple[str, CatalogueRecord | BrokenRecord]]:
        read: list[tuple[str, CatalogueRecord | BrokenRecord]] = []
        for place, entry in enumerate(page.entries, first + 1):
            if entry.marc is None:
                continue
            if isinstance(entry.marc, BrokenRecord):
                read.append((entry.identifier, BrokenRecord(place, entry.marc.problem)))
            else:
                read.append((entry.identifier, read_marc(place, entry.marc, self.mapping)))
        return read

    async def _remove_missing(self, most_missing: float) -> None:
        """Delete what came from this repository and is there no more, if it is not so much that it is a mistake."""
        outcome, run_id = self.outcome, self.run_id
        if outcome.counts["unreadable"] and most_missing < 1:
            outcome.tell("", 0, ImportProblem.of("full_unsure", number=outcome.counts["unreadable"]))
            outcome.counts["withheld"] = 1
            return
        seen = self.seen if self.dry_run else None
        known, gone = await self.store.look(
            lambda connection: state.missing_since(connection, self.known.id, self.round, seen)
        )
        if missing.too_many(len(gone), known, most_missing):
            outcome.tell("", 0, ImportProblem.of("too_many_missing", missing=len(gone), known=known))
            outcome.counts["withheld"] = len(gone)
            return
        await missing.remove_gone(self.store, outcome, gone, run_id)

    async def _end(self, result: str) -> None:
        run_id, began = self.run_id, self.began
        if run_id is not None:
            await self.store.transact(titles_changed)
            await runs.end(self.store, run_id, self.outcome, state=result, by=self.by)
        if result == "done" and not self.dry_run:
            now, until = self.store.clock.now(), began if self.reaches else self.known.until
            await self.store.transact(lambda connection: state.ended(connection, self.known.id, now, until))


def _beside[T](ask: Callable[[], T]) -> asyncio.Future[T]:
    """Ask in a thread of its own, for which a process that ends does not wait: an answer may take a minute."""
    loop = asyncio.get_running_loop()
    answer: asyncio.Future[T] = loop.create_future()

    def settle(result: T | None, error: Exception | None) -> None:
        if answer.cancelled():
            return
        if error is not None:
            answer.set_exception(error)
        else:
            answer.set_result(cast(T, result))

    def run() -> None:
        result, error = None, None
        try:
            result = ask()
        except Exception as raised:
            error = raised
        # Where the loop is gone, nobody waits any more.
        with contextlib.suppress(RuntimeError):
            loop.call_soon_threadsafe(settle, result, error)

    threading.Thread(target=run, name="oai-pmh", daemon=True).start()
    return answer
