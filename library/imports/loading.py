"""An import of a catalogue from its files: batch after batch, each in a transaction of its own."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import islice

from sqlalchemy import Connection

from crm.actor import Actor
from crm.database.store import Store
from crm.errors import StoreBusy
from crm.library_info.titles import titles_changed
from library.errors import ImportRefused
from library.imports import missing, runs
from library.imports.catalogue import KIND, CatalogueImport, RecordBatch
from library.imports.mapping import Mapping
from library.imports.outcome import ImportOutcome, Report
from library.imports.record import BrokenRecord, CatalogueRecord
from library.imports.sources import Format, Source, records_of

__all__ = ["MOST_MISSING", "Progress", "ImportResult", "import_catalogue", "patiently"]

BATCH = 400
# A full file in which more than this share of what was imported is missing is more likely cut off than right.
MOST_MISSING = 0.1
TRIES, PAUSE = 6, 0.5
# A record that cannot be read may be any: nothing counts as missing then.
UNREADABLE = frozenset({"damaged", "encoding", "cut_off", "no_marc", "xml", "row_unread", "cell_long"})

Progress = Callable[[ImportOutcome], None]


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What an import did; `run_id` is None where nothing was to be written."""

    outcome: ImportOutcome
    run_id: int | None = None


async def import_catalogue(
    store: Store,
    sources: Sequence[Source],
    *,
    mapping: Mapping | None = None,
    form: Format | None = None,
    full: bool = False,
    dry_run: bool = False,
    most_missing: float = MOST_MISSING,
    as_of: datetime | None = None,
    by: Actor,
    report: Report | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in titles and copies; with `full`, what the files lack is deleted.

    What is wrong with one record is told and keeps back that record only. Raises ImportRefused when nothing can be
    read, when no branch is known, or while another import is under way.
    """
    mapping = mapping or Mapping()
    outcome = ImportOutcome(report=report)
    if not await store.look(missing.has_branches):
        raise ImportRefused("no_branches")
    run_id = None
    if not dry_run:
        written = as_of or max(source.written_at() for source in sources)
        names = ", ".join(source.name for source in sources)
        run_id = await runs.begin(store, KIND, names, full=full, as_of=written, by=by)
    work = CatalogueImport(outcome)
    state = "failed"
    try:
        for source in sources:
            await _import_file(store, source, work, mapping, form, run_id, progress)
        if not outcome.counts["read"]:
            raise ImportRefused("nothing_read", files=", ".join(source.name for source in sources))
        if full:
            await missing.remove_missing(
                store, work, run_id, most_missing, is_sure=not outcome.counts["unreadable"] or most_missing >= 1
            )
        state = "done"
    finally:
        if run_id is not None:
            await store.transact(titles_changed)
            await runs.end(store, run_id, outcome, state=state, by=by)
    return ImportResult(outcome, run_id)


async def _import_file(
    store: Store,
    source: Source,
    work: CatalogueImport,
    mapping: Mapping,
    form: Format | None,
    run_id: int | None,
    progress: Progress | None,
) -> None:
    records = records_of(source, mapping, form)
    batch = await asyncio.to_thread(_next, records)
    while batch:
        good = [record for record in batch if isinstance(record, CatalogueRecord)]

        def apply(connection: Connection, good: list[CatalogueRecord] = good) -> RecordBatch:
            done = work.apply(connection, source.name, good, run_id)
            if run_id is not None:
                runs.beat(connection, run_id, store.clock.now(), work.outcome)
            return done

        # The next batch is read while this one is written.
        done, following = await asyncio.gather(
            patiently(store, apply, write=run_id is not None), asyncio.to_thread(_next, records)
        )
        work.take(done)
        work.outcome.counts["read"] += len(batch)
        for broken in batch:
            if isinstance(broken, BrokenRecord):
                work.outcome.counts["broken"] += 1
                work.outcome.counts["unreadable"] += broken.problem.code in UNREADABLE
                work.outcome.tell(source.name, broken.number, broken.problem)
                if "id" in broken.problem.values:
                    work.seen.setdefault(broken.problem.values["id"], None)
        if progress is not None:
            progress(work.outcome)
        batch = following


def _next(records: Iterator[CatalogueRecord | BrokenRecord]) -> list[CatalogueRecord | BrokenRecord]:
    return list(islice(records, BATCH))


async def patiently[T](store: Store, work: Callable[[Connection], T], *, write: bool) -> T:
    """Run a transaction; where another keeps the store busy, try again: nothing was written."""
    for _ in range(TRIES - 1):
        try:
            return await (store.transact(work) if write else store.look(work))
        except StoreBusy:
            await asyncio.sleep(PAUSE)
    return await (store.transact(work) if write else store.look(work))
