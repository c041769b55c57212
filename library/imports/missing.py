"""What a full file lacks: deleted, if it is not so much that the file is more likely to be wrong."""

from __future__ import annotations

from collections.abc import Mapping

from sqlalchemy import Connection, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from library.imports.catalogue import KIND, CatalogueImport
from library.imports.changes import Writing
from library.imports.lookups import rows_where
from library.imports.outcome import ImportOutcome
from library.imports.record import ImportProblem
from library.imports.removing import busy_copies, remove_copies, remove_titles

__all__ = ["FEW", "has_branches", "remove_gone", "remove_missing", "too_many"]

AT_ONCE = 200
# So few may always be missing: of ten titles one is a tenth.
FEW = 5

_BRANCH = table_of(records.Branch)
_ITEM = table_of(records.Item)
_KEPT = table_of(records.ImportedRecord)


def has_branches(connection: Connection) -> bool:
    """Tell whether any branch is known."""
    return connection.scalar(select(_BRANCH.c.id).limit(1)) is not None


def too_many(missing: int, known: int, share: float) -> bool:
    """Tell whether so many are missing that it is likely a mistake."""
    return missing > FEW and missing > share * known


async def remove_missing(
    store: Store, work: CatalogueImport, run_id: int | None, share: float, *, is_sure: bool
) -> None:
    """Delete the titles that were imported once and are in the files no more, and copies of those that have none."""
    outcome = work.outcome
    if not is_sure:
        outcome.tell("", 0, ImportProblem.of("full_unsure", number=outcome.counts["unreadable"]))
        outcome.counts["withheld"] = 1
        return

    def look(connection: Connection) -> tuple[int, dict[int, str], list[int]]:
        rows = connection.execute(select(_KEPT.c.key, _KEPT.c.row_id).where(_KEPT.c.kind == KIND)).all()
        gone = {row.row_id: row.key for row in rows if row.key not in work.seen}
        bare = [row.row_id for row in rows if row.key in work.without_copies]
        return len(rows), gone, bare

    known, gone, bare = await store.look(look)
    if too_many(len(gone), known, share):
        outcome.tell("", 0, ImportProblem.of("too_many_missing", missing=len(gone), known=known))
        outcome.counts["withheld"] = len(gone)
        return
    await remove_gone(store, outcome, gone, run_id)
    # A file that describes no copy at all says nothing of them.
    if work.describes_copies:
        await _remove_bare(store, outcome, bare, run_id, share)


async def remove_gone(store: Store, outcome: ImportOutcome, gone: Mapping[int, str], run_id: int | None) -> None:
    """Delete titles, given by their rows with their numbers; without a run they are only counted."""
    keys = list(gone)
    for start in range(0, len(keys), AT_ONCE):
        part = {key: ("", 0, gone[key]) for key in keys[start : start + AT_ONCE]}

        def remove(connection: Connection, part: dict[int, tuple[str, int, str]] = part) -> ImportOutcome:
            done = ImportOutcome()
            writing = Writing(connection, run_id) if run_id is not None else None
            remove_titles(connection, writing, part, done)
            if writing is not None:
                writing.finish()
            return done

        outcome.add(await (store.transact(remove) if run_id is not None else store.look(remove)))


async def _remove_bare(store: Store, outcome: ImportOutcome, bare: list[int], run_id: int | None, share: float) -> None:
    def look(connection: Connection) -> tuple[int, list[int]]:
        total = int(connection.scalar(select(func.count()).select_from(_ITEM)) or 0)
        found: list[int] = []
        for start in range(0, len(bare), 500):
            query = select(_ITEM.c.id).where(_ITEM.c.title_id.in_(bare[start : start + 500]))
            found += connection.scalars(query)
        return total, found

    total, doomed = await store.look(look)
    if too_many(len(doomed), total, share):
        outcome.tell("", 0, ImportProblem.of("too_many_copies_missing", missing=len(doomed), known=total))
        return
    for start in range(0, len(doomed), AT_ONCE):
        part = doomed[start : start + AT_ONCE]

        def remove(connection: Connection, part: list[int] = part) -> ImportOutcome:
            done = ImportOutcome()
            writing = Writing(connection, run_id) if run_id is not None else None
            rows = rows_where(connection, _ITEM, _ITEM.c.id, part)
            query = select(_KEPT.c.row_id, _KEPT.c.key).where(
                _KEPT.c.kind == KIND, _KEPT.c.row_id.in_({row["title_id"] for row in rows})
            )
            names = {row.row_id: ("", 0, row.key) for row in connection.execute(query)}
            remove_copies(connection, writing, rows, busy_copies(connection, part), names, done)
            if writing is not None:
                writing.finish()
            return done

        outcome.add(await (store.transact(remove) if run_id is not None else store.look(remove)))
