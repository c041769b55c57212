"""An import of patrons, loans, holds or fines from a table in CSV or XML."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from datetime import datetime
from itertools import islice
from typing import Literal

from sqlalchemy import Connection, select

from crm import records
from crm.actor import Actor
from crm.database.store import Store
from crm.database.upsert import table_of
from library.errors import ImportRefused
from library.imports import runs
from library.imports.changes import Writing
from library.imports.fines import FineTable
from library.imports.holds import HoldTable
from library.imports.keeping import keep_records
from library.imports.loading import MOST_MISSING, ImportResult, Progress, patiently
from library.imports.loans import LoanTable
from library.imports.lookups import Lookups, rows_by, rows_where
from library.imports.mapping import Mapping
from library.imports.missing import too_many
from library.imports.outcome import ImportOutcome, Report
from library.imports.patrons import PatronTable
from library.imports.record import BrokenRecord, ImportProblem
from library.imports.sources import Source
from library.imports.table_kinds import Read, RowBatch, TableKind
from library.imports.tables import Row, Table, open_table

__all__ = ["TableName", "import_table"]

TableName = Literal["patrons", "loans", "holds", "fines"]
KINDS: dict[str, type[TableKind]] = {
    "patrons": PatronTable,
    "loans": LoanTable,
    "holds": HoldTable,
    "fines": FineTable,
}
BATCH = 300
MOST_ENDED = 0.6
ALL_PROBLEMS = 1_000_000

_KEPT = table_of(records.ImportedRecord)


async def import_table(
    store: Store,
    kind: TableName,
    source: Source,
    *,
    mapping: Mapping | None = None,
    full: bool = False,
    dry_run: bool = False,
    most_missing: float = MOST_MISSING,
    as_of: datetime | None = None,
    by: Actor,
    report: Report | None = None,
    progress: Progress | None = None,
) -> ImportResult:
    """Bring in a table; rows that say what they said before are passed over, and with `full`, what it lacks is ended.

    What is wrong with one row is told by its number and keeps back that row only. Raises ImportRefused when the table
    cannot be read, or while another import is under way.
    """
    mapping = mapping or Mapping()
    work = KINDS[kind]()
    outcome = ImportOutcome(report=report)
    house = await store.look(Lookups.of)
    if not house.branches:
        raise ImportRefused("no_branches")
    table = await asyncio.to_thread(open_table, source.path, source.name, work.columns, mapping)
    table.needs(*work.needs)
    for field, heading in table.empty.items():
        outcome.tell(source.name, 0, ImportProblem.of("column_empty", column=heading, field=field))
    written = as_of or source.written_at()
    run_id = None
    if not dry_run:
        run_id = await runs.begin(store, kind, source.name, full=full, as_of=written, by=by)
    seen: set[str] = set()
    # The stored rows of what was written or compared: a row may be known by another key than before.
    standing: set[int] = set()
    state = "failed"
    try:
        rows = _read(table, work, mapping, house, store)
        while batch := await asyncio.to_thread(lambda: list(islice(rows, BATCH))):
            await _store(store, work, batch, seen, standing, house, source.name, outcome, run_id)
            if progress is not None:
                progress(outcome)
        if not outcome.counts["read"] and not full:
            raise ImportRefused("nothing_read", files=source.name)
        if full:
            moment = min(written, store.clock.now())
            await _close_missing(store, work, seen, standing, outcome, run_id, moment, most_missing)
        state = "done"
    finally:
        if run_id is not None:
            await runs.end(store, run_id, outcome, state=state, by=by)
    return ImportResult(outcome, run_id)


def _read(
    table: Table, work: TableKind, mapping: Mapping, house: Lookups, store: Store
) -> Iterator[Read | BrokenRecord]:
    for row in table.rows():
        if not isinstance(row, Row):
            yield row
            continue
        found = work.read(row, mapping, house)
        if isinstance(found, ImportProblem):
            yield BrokenRecord(row.number, found)
        else:
            found.key = work.key(found.item, store)
            yield found


async def _store(
    store: Store,
    work: TableKind,
    batch: list[Read | BrokenRecord],
    seen: set[str],
    standing: set[int],
    house: Lookups,
    source: str,
    outcome: ImportOutcome,
    run_id: int | None,
) -> None:
    good: dict[str, Read] = {}
    for one in batch:
        outcome.counts["read"] += 1
        if isinstance(one, BrokenRecord):
            outcome.counts["broken"] += 1
            outcome.tell(source, one.number, one.problem)
        elif one.key in seen or one.key in good:
            outcome.counts["repeated"] += 1
            outcome.tell(source, one.number, ImportProblem.of("row_repeated"))
        else:
            good[one.key] = one

    def apply(connection: Connection) -> tuple[ImportOutcome, set[int]]:
        done = ImportOutcome(most=ALL_PROBLEMS)
        known = rows_by(connection, _KEPT, _KEPT.c.key, list(good), _KEPT.c.kind == work.kind)
        fresh = [one for key, one in good.items() if key not in known or known[key]["digest"] != one.digest()]
        done.counts["unchanged"] += len(good) - len(fresh)
        writing = Writing(connection, run_id) if run_id is not None else None
        ids = work.apply(RowBatch(connection, store, writing, fresh, house, source, done))
        if writing is not None and run_id is not None:
            kept = [one for one in fresh if one.key in ids]
            keep_records(
                connection,
                work.kind,
                [(one.key, ids[one.key][0], one.digest(), None) for one in kept],
                [ids[one.key][1] for one in kept],
            )
            writing.finish()
            runs.beat(connection, run_id, store.clock.now(), outcome)
        return done, {row for row, _ in ids.values()}

    done, rows = await patiently(store, apply, write=run_id is not None)
    outcome.add(done)
    standing |= rows
    seen.update(good)


async def _close_missing(
    store: Store,
    work: TableKind,
    seen: set[str],
    standing: set[int],
    outcome: ImportOutcome,
    run_id: int | None,
    moment: datetime,
    share: float,
) -> None:
    if outcome.counts["broken"] and share < 1:
        # A row that cannot be read may be any of those that seem to be missing.
        outcome.tell("", 0, ImportProblem.of("full_unsure", number=outcome.counts["broken"]))
        outcome.counts["withheld"] = 1
        return

    def look(connection: Connection) -> tuple[int, list[int], list[str]]:
        rows = connection.execute(select(_KEPT.c.key, _KEPT.c.row_id).where(_KEPT.c.kind == work.kind)).all()
        alive = standing | {row.row_id for row in rows if row.key in seen}
        known = {row.row_id: None for row in rows}
        former = [row.key for row in rows if row.key not in seen and row.row_id in alive]
        return len(known), [row_id for row_id in known if row_id not in alive], former

    known, gone, former = await store.look(look)
    # Loans end every day; members leave rarely.
    if too_many(len(gone), known, share if work.kind == "patrons" else max(share, MOST_ENDED)):
        outcome.tell("", 0, ImportProblem.of("too_many_missing", missing=len(gone), known=known))
        outcome.counts["withheld"] = len(gone)
        return
    for start in range(0, len(gone), BATCH):
        part = gone[start : start + BATCH]

        def close(connection: Connection, part: list[int] = part) -> int:
            writing = Writing(connection, run_id) if run_id is not None else None
            number = work.close(connection, writing, rows_where(connection, work.table, work.table.c.id, part), moment)
            if writing is not None:
                connection.execute(_KEPT.delete().where(_KEPT.c.kind == work.kind, _KEPT.c.row_id.in_(part)))
                writing.finish()
            return number

        outcome.counts["deleted"] += await patiently(store, close, write=run_id is not None)
    for start in range(0, len(former) if run_id is not None else 0, BATCH):
        keys = former[start : start + BATCH]

        def forget(connection: Connection, keys: list[str] = keys) -> None:
            connection.execute(_KEPT.delete().where(_KEPT.c.kind == work.kind, _KEPT.c.key.in_(keys)))

        await patiently(store, forget, write=True)
