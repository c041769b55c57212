"""The runs of imports: begun, kept alive, ended, listed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Row, delete, func, select, update
from sqlalchemy.dialects import postgresql, sqlite
from sqlalchemy.exc import IntegrityError

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.values import IMPORT_KINDS
from library.errors import ImportRefused
from library.imports.outcome import FoundProblem, ImportOutcome
from library.imports.record import ImportProblem
from library.imports.taking_back import Left

__all__ = [
    "Run",
    "age_of",
    "ages_of",
    "beat",
    "begin",
    "count_of",
    "counts_of",
    "end",
    "gone_on_with",
    "last_runs",
    "last_since",
    "late_routines",
    "note_left",
    "refuse_while_running",
    "run_of",
    "taken_up",
    "was_undone",
]

# A run that has been silent for so long has died with its process.
SILENT = timedelta(minutes=3)
PROBLEMS_KEPT = 100
# What is a routine, after how long it is late, and after how long it was given up rather.
ROUTINE, ROUTINE_RUNS, LATE, ROUTINE_ENDS = timedelta(days=14), 3, timedelta(days=2), timedelta(days=60)

_RUN = table_of(records.ImportRun)
_CHANGE = table_of(records.ImportChange)
_PATRON = table_of(records.Patron)


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
        # Two who begin at once see none running, both: the table lets only one of them.
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = make(_RUN).values(values).on_conflict_do_nothing().returning(_RUN.c.id)
        run_id = connection.scalar(statement)
        if run_id is None:
            refuse_while_running(connection, now)
            raise ImportRefused("running", id=0, kind=kind)
        return int(run_id)

    return await store.transact(work)


async def gone_on_with(store: Store, run_id: int, kind: str) -> ImportOutcome | None:
    """Take up the last run of a kind where it broke off, and give what it has done; None where it cannot be.

    So both parts are one import, and are taken back as one. Raises ImportRefused while another is under way.
    """
    now = store.clock.now()

    def work(connection: Connection) -> ImportOutcome | None:
        refuse_while_running(connection, now)
        last = connection.scalar(select(func.max(_RUN.c.id)).where(_RUN.c.kind == kind))
        row = connection.execute(select(_RUN).where(_RUN.c.id == run_id, _RUN.c.state == "failed")).first()
        if row is None or last != run_id:
            return None
        taken_up(connection, run_id, now)
        counts = dict(row.counts)
        outcome = ImportOutcome(branches=Counter(counts.pop("branches", {})))
        counts.pop("categories", None)
        outcome.counts.update(counts)
        outcome.problems = [
            FoundProblem(file, number, ImportProblem(code, values)) for file, number, code, values in row.problems
        ]
        return outcome

    return await store.transact(work)


async def count_of(store: Store, run_id: int, name: str) -> int:
    """Give one of the counts of a run, 0 for what it did not count."""
    counts = await store.look(lambda connection: connection.scalar(select(_RUN.c.counts).where(_RUN.c.id == run_id)))
    return int((counts or {}).get(name, 0))


def refuse_while_running(connection: Connection, now: datetime) -> None:
    """Raise ImportRefused while a run is under way; one that died with its process counts as failed from now on."""
    # Whoever comes second waits here, and sees the first.
    running = select(_RUN.c.id, _RUN.c.kind, _RUN.c.seen_at).where(_RUN.c.state == "running").with_for_update()
    for row in connection.execute(running).all():
        if now - row.seen_at < SILENT:
            raise ImportRefused("running", id=row.id, kind=row.kind)
        connection.execute(update(_RUN).where(_RUN.c.id == row.id).values(state="failed", finished_at=row.seen_at))


def beat(connection: Connection, run_id: int, now: datetime, outcome: ImportOutcome) -> None:
    """Note that a run is alive, and how far it has come."""
    connection.execute(update(_RUN).where(_RUN.c.id == run_id).values(seen_at=now, counts=counts_of(outcome)))


async def end(store: Store, run_id: int, outcome: ImportOutcome, *, state: str, by: Actor) -> None:
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
            .values(state=state, finished_at=now, seen_at=now, counts=counts_of(outcome), problems=problems)
        )
        if outcome.changes:
            before = select(_RUN.c.id).where(_RUN.c.kind == kind, _RUN.c.id < run_id)
            connection.execute(delete(_CHANGE).where(_CHANGE.c.run_id.in_(before)))
        trail.append(connection, store, by, f"import.{state}", trail.Subject("import_run", str(run_id)), (str(kind),))

    await store.transact(work)


async def last_since(store: Store, kind: str, moment: datetime) -> int | None:
    """Give the run of a kind that ended last, at a moment or later, whether it came to its end or not."""
    ended = select(_RUN.c.id).where(
        _RUN.c.kind == kind, _RUN.c.state.in_(("done", "failed")), _RUN.c.finished_at >= moment
    )
    last = ended.order_by(_RUN.c.finished_at.desc(), _RUN.c.id.desc()).limit(1)
    found: int | None = await store.look(lambda connection: connection.scalar(last))
    return found


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
        if row is None:
            return None
        run = _run(row, run_id in _undoable(connection, store.clock.now()))
        return replace(run, problems=_named(connection, run.problems))

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


async def ages_of(store: Store, kinds: Collection[str]) -> dict[str, datetime | None]:
    """Give for each kind how old its data is, as `age_of`, with one look; it may be a moment behind."""
    query = (
        select(_RUN.c.kind, func.max(_RUN.c.data_as_of).label("as_of"))
        .where(_RUN.c.state == "done", _RUN.c.kind.in_(IMPORT_KINDS))
        .group_by(_RUN.c.kind)
    )

    def look(connection: Connection) -> dict[str, datetime]:
        return {row.kind: row.as_of for row in connection.execute(query)}

    known = await store.recall("import-ages", look)
    return {kind: known.get(kind) for kind in kinds}


async def late_routines(store: Store) -> dict[str, int]:
    """Give the kinds that are brought in again and again and have not been for two days, with the days since.

    A routine is three imports or more within two weeks: who moved house once is told nothing.
    """
    query = select(_RUN.c.kind, _RUN.c.data_as_of).where(_RUN.c.state == "done").order_by(_RUN.c.data_as_of.desc())

    def look(connection: Connection) -> dict[str, int]:
        now, moments = store.clock.now(), dict[str, list[datetime]]()
        for row in connection.execute(query.where(_RUN.c.data_as_of > now - ROUTINE_ENDS)):
            moments.setdefault(row.kind, []).append(row.data_as_of)
        return {
            kind: (now - last).days
            for kind, (last, *before) in moments.items()
            if now - last > LATE and sum(last - moment <= ROUTINE for moment in before) >= ROUTINE_RUNS - 1
        }

    return await store.look(look)


def taken_up(connection: Connection, run_id: int, now: datetime) -> None:
    """Note that a run is being taken back: until that is done it is under way again.

    Raises ImportRefused when another began in this moment: the same undo, or an import.
    """
    again = update(_RUN).where(_RUN.c.id == run_id, _RUN.c.state.in_(("done", "failed")))
    values: dict[str, Any] = {"state": "running", "finished_at": None, "seen_at": now, "problems": []}
    try:
        with connection.begin_nested():
            taken = connection.execute(again.values(**values)).rowcount
    except IntegrityError:
        taken = 0
    if not taken:
        refuse_while_running(connection, now)
        raise ImportRefused("nothing_to_undo")


def note_left(connection: Connection, run_id: int, now: datetime, left: Sequence[Left]) -> None:
    """Note that a run is still being taken back, and what of it stays as it is."""
    row = connection.execute(select(_RUN.c.counts, _RUN.c.problems).where(_RUN.c.id == run_id)).one()
    values: dict[str, Any] = {"seen_at": now}
    if left:
        told = [["", 0, one.why, {"what": one.table, "row": one.row_id, "name": one.name}] for one in left]
        values["problems"] = [*row.problems, *told][:PROBLEMS_KEPT]
        values["counts"] = {**row.counts, "left": row.counts.get("left", 0) + len(left)}
    connection.execute(update(_RUN).where(_RUN.c.id == run_id).values(**values))


def was_undone(connection: Connection, store: Store, run_id: int, by: Actor) -> None:
    """Note that a run was taken back."""
    now = store.clock.now()
    connection.execute(update(_RUN).where(_RUN.c.id == run_id).values(state="undone", seen_at=now, finished_at=now))
    trail.append(connection, store, by, "import.undone", trail.Subject("import_run", str(run_id)))


def _undoable(connection: Connection, now: datetime) -> set[int]:
    """Give the last run of each kind that has anything to be taken back; none while another is under way."""
    running = select(_RUN.c.id).where(_RUN.c.state == "running", _RUN.c.seen_at > now - SILENT).limit(1)
    if connection.scalar(running) is not None:
        return set()
    with_changes = select(_CHANGE.c.run_id).distinct()
    query = (
        select(func.max(_RUN.c.id))
        # One that is silent has died with its process, while it was brought in or taken back.
        .where(_RUN.c.id.in_(with_changes), _RUN.c.state.in_(("done", "failed", "running")))
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


def _named(connection: Connection, problems: Sequence[Any]) -> list[Any]:
    """Name the patrons that problems are of by what is on their cards, as it stands now: of erased ones nothing."""
    ids = {one[3]["row"] for one in problems if one[3].get("what") == _PATRON.name}
    rows = connection.execute(select(_PATRON.c.id, _PATRON.c.card_last4).where(_PATRON.c.id.in_(ids))).all()
    cards = {row.id: row.card_last4 for row in rows}
    named = []
    for file, number, code, values in problems:
        told = dict(values)
        if told.get("what") == _PATRON.name:
            told["name"] = f"…{cards.get(told['row']) or ''}"
        elif "what" in told:
            told["name"] = told["name"] or str(told["row"])
        named.append([file, number, code, told])
    return named


def counts_of(outcome: ImportOutcome) -> dict[str, Any]:
    """Give the counts of an import as they are kept and told."""
    counts: dict[str, Any] = {name: number for name, number in outcome.counts.items() if number}
    if outcome.categories:
        counts["categories"] = dict(outcome.categories.most_common(50))
    if outcome.branches:
        counts["branches"] = dict(outcome.branches.most_common(50))
    return counts
