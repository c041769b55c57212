"""A batch of catalogue records, compared with the store and written: titles, their copies, what is deleted."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, select

from crm import records
from crm.database.upsert import table_of
from library.imports.changes import Writing
from library.imports.keeping import keep_records
from library.imports.outcome import ImportOutcome
from library.imports.record import CatalogueRecord, ImportProblem
from library.imports.removing import busy_copies, remove_copies, remove_titles
from library.imports.title_rows import Row, copy_row, digest_of, title_row

__all__ = ["KIND", "RecordBatch", "CatalogueImport"]

KIND = "catalogue"
# All of a batch is kept until it is stored: it goes into the report.
BATCH_PROBLEMS = 1_000_000

_TITLE = table_of(records.TitleRecord)
_ITEM = table_of(records.Item)
_BRANCH = table_of(records.Branch)
_KEPT = table_of(records.ImportedRecord)


@dataclass(slots=True)
class _Wanted:
    """A record as it is to be stored."""

    record: CatalogueRecord
    row: Row
    copies: list[Row] | None
    digest: str
    # Barcodes of copies that are described and cannot be placed: what is stored of them stays as it is.
    unplaced: list[str] = field(default_factory=list)


@dataclass(slots=True)
class RecordBatch:
    """What a batch saw and did, kept until it is stored."""

    outcome: ImportOutcome = field(default_factory=lambda: ImportOutcome(most=BATCH_PROBLEMS))
    seen: dict[str, datetime | None] = field(default_factory=dict)
    barcodes: dict[str, str] = field(default_factory=dict)
    without_copies: set[str] = field(default_factory=set)


class CatalogueImport:
    """One import of a catalogue; in memory it keeps the numbers and barcodes that it has seen, and no record."""

    def __init__(self, outcome: ImportOutcome) -> None:
        self.outcome = outcome
        self.seen: dict[str, datetime | None] = {}
        # The places of titles of which no copy is described: with a full file of holdings, they have none.
        self.without_copies: set[str] = set()
        self._barcodes: dict[str, str] = {}
        self._branches: dict[str, int] | None = None
        self._only_branch: int | None = None

    def take(self, batch: RecordBatch) -> None:
        """Note what a batch did, once it is stored."""
        self.outcome.add(batch.outcome)
        self.seen.update(batch.seen)
        self._barcodes.update(batch.barcodes)
        self.without_copies |= batch.without_copies

    @property
    def describes_copies(self) -> bool:
        """Tell whether any copy was described."""
        return bool(self._barcodes)

    def apply(
        self, connection: Connection, source: str, found: Sequence[CatalogueRecord], run_id: int | None
    ) -> RecordBatch:
        """Compare a batch with the store and write it; without a run it is only compared."""
        batch = RecordBatch()
        self._read_branches(connection)
        kept = self._newest(connection, source, found, batch)
        known = _by(connection, _KEPT, _KEPT.c.key, [one.id for one in kept], _KEPT.c.kind == KIND)
        gone = [one for one in kept if one.deleted]
        wanted = [self._wanted(one, source, batch) for one in kept if not one.deleted]
        fresh = [one for one in wanted if one.record.id not in known or known[one.record.id]["digest"] != one.digest]
        batch.outcome.counts["unchanged"] += len(wanted) - len(fresh)
        stored = _by(connection, _TITLE, _TITLE.c.ils_bib_id, [one.record.id for one in fresh] + [g.id for g in gone])
        writing = Writing(connection, run_id) if run_id is not None else None
        ids = self._titles(writing, fresh, stored, batch)
        self._copies(connection, writing, source, fresh, ids, batch)
        if writing is not None:
            keep_records(
                connection,
                KIND,
                [(one.record.id, ids[one.record.id], one.digest, one.record.changed_at) for one in fresh],
            )
        doomed = {stored[one.id]["id"]: (source, one.number, one.id) for one in gone if one.id in stored}
        batch.outcome.counts["nothing_to_delete"] += len(gone) - len(doomed)
        remove_titles(connection, writing, doomed, batch.outcome)
        if writing is not None:
            writing.finish()
        return batch

    def _read_branches(self, connection: Connection) -> None:
        if self._branches is None:
            rows = connection.execute(select(_BRANCH.c.id, _BRANCH.c.code)).all()
            self._branches = {row.code.casefold(): row.id for row in rows}
            self._only_branch = rows[0].id if len(rows) == 1 else None

    def _newest(
        self, connection: Connection, source: str, found: Sequence[CatalogueRecord], batch: RecordBatch
    ) -> list[CatalogueRecord]:
        """Leave out what is there twice or older than what is stored: the last change counts, else the last record."""
        stored: Mapping[str, Any] = _by(connection, _KEPT, _KEPT.c.key, [one.id for one in found], _KEPT.c.kind == KIND)
        newest: dict[str, CatalogueRecord] = {}
        for record in found:
            before = newest.get(record.id)
            others = [before.changed_at] if before else [self.seen[record.id]] if record.id in self.seen else []
            if others:
                batch.outcome.counts["repeated"] += 1
                batch.outcome.tell(source, record.number, ImportProblem.of("repeated", id=record.id))
            if record.id in stored:
                others.append(stored[record.id]["changed_at"])
            latest = max((moment for moment in others if moment is not None), default=None)
            batch.seen.setdefault(record.id, record.changed_at)
            if latest is not None and record.changed_at is not None and record.changed_at < latest:
                batch.outcome.counts["older"] += 1
                continue
            batch.seen[record.id] = record.changed_at
            newest[record.id] = record
        return list(newest.values())

    def _wanted(self, record: CatalogueRecord, source: str, batch: RecordBatch) -> _Wanted:
        for problem in record.problems:
            batch.outcome.tell(source, record.number, problem)
        copies: list[Row] | None = None
        unplaced: list[str] = []
        if record.copies is None:
            batch.without_copies.add(record.id)
        else:
            copies = []
            for copy in record.copies:
                owner = batch.barcodes.get(copy.barcode) or self._barcodes.get(copy.barcode)
                if owner is not None and owner != record.id:
                    batch.outcome.tell(
                        source, record.number, ImportProblem.of("barcode_taken", barcode=copy.barcode, id=owner)
                    )
                    unplaced.append(copy.barcode)
                    continue
                branch = self._branch(copy.branch)
                if branch is None:
                    batch.outcome.branches[copy.branch] += 1
                    unplaced.append(copy.barcode)
                    continue
                batch.barcodes[copy.barcode] = record.id
                copies.append(copy_row(copy, branch))
        row = title_row(record)
        return _Wanted(record, row, copies, digest_of(row, copies), unplaced)

    def _branch(self, code: str) -> int | None:
        assert self._branches is not None  # noqa: S101 - read before
        return self._only_branch if not code else self._branches.get(code.casefold())

    def _titles(
        self, writing: Writing | None, fresh: Sequence[_Wanted], stored: Mapping[str, Any], batch: RecordBatch
    ) -> dict[str, int]:
        ids = {key: int(row["id"]) for key, row in stored.items()}
        added = [one.row for one in fresh if one.record.id not in stored]
        changed = []
        for one in fresh:
            before = stored.get(one.record.id)
            if before is not None and (values := _others(before, one.row)):
                changed.append((before, values))
        batch.outcome.counts["added"] += len(added)
        batch.outcome.counts["changed"] += len(changed)
        batch.outcome.counts["unchanged"] += len(fresh) - len(added) - len(changed)
        if writing is not None:
            ids |= writing.add(_TITLE, added, by="ils_bib_id")
            writing.change(_TITLE, changed)
        return ids

    def _copies(
        self,
        connection: Connection,
        writing: Writing | None,
        source: str,
        fresh: Sequence[_Wanted],
        ids: Mapping[str, int],
        batch: RecordBatch,
    ) -> None:
        described = [one for one in fresh if one.copies is not None]
        barcodes = [copy["barcode"] for one in described for copy in one.copies or ()]
        stored = _by(connection, _ITEM, _ITEM.c.barcode, barcodes)
        of_titles = _all(
            connection, _ITEM, _ITEM.c.title_id, [ids[o.record.id] for o in described if o.record.id in ids]
        )
        busy = busy_copies(connection, [row["id"] for row in (*stored.values(), *of_titles)])
        added: list[Row] = []
        changed: list[tuple[Mapping[str, Any], Row]] = []
        unplaced = {barcode for one in described for barcode in one.unplaced}
        kept = {row["id"] for row in of_titles if row["barcode"] in unplaced}
        for one in described:
            title_id = ids.get(one.record.id)
            for copy in one.copies or ():
                before = stored.get(copy["barcode"])
                if before is None:
                    added.append({**copy, "title_id": title_id})
                    continue
                kept.add(before["id"])
                values = _others(before, {**copy, "title_id": title_id})
                if before["id"] in busy:
                    # Whether it is out follows from the loans and holds that are stored here.
                    values.pop("status", None)
                if values:
                    changed.append((before, values))
        counts = batch.outcome.counts
        counts["copies_added"] += len(added)
        counts["copies_changed"] += len(changed)
        if writing is not None:
            writing.add(_ITEM, added, by="barcode")
            writing.change(_ITEM, changed)
        names = {
            ids[one.record.id]: (source, one.record.number, one.record.id) for one in described if one.record.id in ids
        }
        remove_copies(
            connection, writing, [row for row in of_titles if row["id"] not in kept], busy, names, batch.outcome
        )


def _others(before: Mapping[str, Any], row: Row) -> Row:
    """Give the columns whose value becomes another."""
    return {name: value for name, value in row.items() if before[name] != value}


def _by(connection: Connection, table: Any, column: Any, keys: Sequence[Any], *more: Any) -> dict[Any, Any]:
    return {row[column.name]: row for row in _all(connection, table, column, keys, *more)}


def _all(connection: Connection, table: Any, column: Any, keys: Sequence[Any], *more: Any) -> list[Any]:
    unique = list(dict.fromkeys(keys))
    found: list[Any] = []
    for start in range(0, len(unique), 500):
        query = select(table).where(column.in_(unique[start : start + 500]), *more)
        found += connection.execute(query).mappings().all()
    return found
