"""The runs of imports: begun, kept alive, ended, listed."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, insert, select, update

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from library.errors import ImportRefused
from library.imports.outcome import Outcome

__all__ = ["Run", "age_of", "begin", "beat", "end", "last_runs", "refuse_while_running", "run_of", "was_undone"]

# A run that has been silent for so long has died with its process.
SILENT = timedelta(minutes=3)
PROBLEMS_KEPT = 100

_RUN = table_of(records.ImportRun)
_CHANGE = table_of(records.ImportChange)


@dataclass(frozen=True, slots=True)
class Run:
    """One import as it is told of."""

    id: int
    kind: str
    source: str
    is_full: bool
    state: str
    started_by: str
    started_at: datetime
    finished_at: datetime | None
    data_as_of: datetime
    counts: Mapping[str, Any]
    problems: list[Any]
    can_be_undone: bool = False


async def begin(store: Store, kind: str, source: str, *, full: bool, as_of: datetime, by: Actor) -> int:
    """Begin a run; raises ImportRefused while another is under way."""
    now = store.clock.now()

    def work(connection: Connection) -> int:
        refuse_while_running(connection, now)
        values = {
            "kind": kind,
            "source": source[:1000],
            "is_full": full,
            "state": "running",
            "started_by": by.name[:100],
            "started_at": now,
            "seen_at": now,
            "data_as_of": min(as_of, now),
            "counts": {},
            "problems": [],
        }
        run_id = connection.scalar(insert(_RUN).values(values).returning(_RUN.c.id))
        return int(run_id or 0)

    return await store.transact(work)


def refuse_while_running(connection: Connection, now: datetime) -> None:
    """Raise ImportRefused while a run is under way; one that died with its process counts as failed from now on."""
    # Whoever comes second waits here, and sees the first.
    running = select(_RUN.c.id, _RUN.c.kind, _RUN.c.seen_at).where(_RUN.c.state == "running").with_for_update()
    for row in connection.execute(running).all():
        if now - row.seen_at < SILENT:
            raise ImportRefused("running", id=row.id, kind=row.kind)
        connection.execute(update(_RUN).where(_RUN.c.id == row.id).values(state="failed", finished_at=row.seen_at))


def beat(connection: Connection, run_id: int, now: datetime, outcome: Outcome) -> None:
    """Note that a run is alive, and how far it has come."""
    connection.execute(update(_RUN).where(_RUN.c.id == run_id).values(seen_at=now, counts=_counts(outcome)))


async def end(store: Store, run_id: int, outcome: Outcome, *, state: str, by: Actor) -> None:
    """End a run; what was kept to undo the ones of its kind before it is let go."""
    now = store.clock.now()

    def work(connection: Connection) -> None:
        problems = [
            [found.source, found.number, found.problem.code, dict(found.problem.values)]
            for found in outcome.problems[:PROBLEMS_KEPT]
        ]
        kind = connection.scalar(select(_RUN.c.kind).where(_RUN.c.id == run_id))
        connection.execute(
            update(_RUN)
            .where(_RUN.c.id == run_id)
            .values(state=state, finished_at=now, seen_at=now, counts=_counts(outcome), problems=problems)
        )
        if outcome.changes:
            before = select(_RUN.c.id).where(_RUN.c.kind == kind, _RUN.c.id < run_id)
            connection.execute(delete(_CHANGE).where(_CHANGE.c.run_id.in_(before)))
        trail.append(connection, store, by, f"import.{state}", trail.Subject("import_run", str(run_id)), (str(kind),))

    await store.transact(work)


async def last_runs(store: Store, most: int = 50) -> list[Run]:
    """List the runs, the last first."""

    def look(connection: Connection) -> list[Run]:
        rows = connection.execute(select(_RUN).order_by(_RUN.c.id.desc()).limit(most)).all()
        undoable = _undoable(connection, store.clock.now())
        return [_run(row, row.id in undoable) for row in rows]

    return await store.look(look)


async def run_of(store: Store, run_id: int) -> Run | None:
    """Describe a run; None for a number that is none."""

    def look(connection: Connection) -> Run | None:
        row = connection.execute(select(_RUN).where(_RUN.c.id == run_id)).first()
        return None if row is None else _run(row, run_id in _undoable(connection, store.clock.now()))

    return await store.look(look)


async def age_of(store: Store, kind: str) -> datetime | None:
    """Give how old the data of a kind is: when the other system wrote it; None where none was imported."""
    query = (
        select(_RUN.c.data_as_of)
        .where(_RUN.c.kind == kind, _RUN.c.state == "done")
        .order_by(_RUN.c.data_as_of.desc())
        .limit(1)
    )
    found: datetime | None = await store.look(lambda connection: connection.scalar(query))
    return found


def was_undone(connection: Connection, store: Store, run_id: int, by: Actor) -> None:
    """Note that a run was taken back."""
    connection.execute(update(_RUN).where(_RUN.c.id == run_id).values(state="undone", seen_at=store.clock.now()))
    trail.append(connection, store, by, "import.undone", trail.Subject("import_run", str(run_id)))


def _undoable(connection: Connection, now: datetime) -> set[int]:
    """Give the last run of each kind that has anything to be taken back; none while another is under way."""
    running = select(_RUN.c.id).where(_RUN.c.state == "running", _RUN.c.seen_at > now - SILENT).limit(1)
    if connection.scalar(running) is not None:
        return set()
    with_changes = select(_CHANGE.c.run_id).distinct()
    query = (
        select(func.max(_RUN.c.id))
        .where(_RUN.c.id.in_(with_changes), _RUN.c.state.in_(("done", "failed")))
        .group_by(_RUN.c.kind)
    )
    return set(connection.scalars(query))


def _run(row: Row[Any], can_be_undone: bool) -> Run:
    return Run(
        id=row.id,
        kind=row.kind,
        source=row.source,
        is_full=row.is_full,
        state=row.state,
        started_by=row.started_by,
        started_at=row.started_at,
        finished_at=row.finished_at,
        data_as_of=row.data_as_of,
        counts=row.counts,
        problems=row.problems,
        can_be_undone=can_be_undone,
    )


def _counts(outcome: Outcome) -> dict[str, Any]:
    counts: dict[str, Any] = {name: number for name, number in outcome.counts.items() if number}
    if outcome.categories:
        counts["categories"] = dict(outcome.categories.most_common(50))
    if outcome.branches:
        counts["branches"] = dict(outcome.branches.most_common(50))
    return counts
