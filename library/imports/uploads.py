"""Files that were uploaded for an import, as all gateways on the store see them: what was chosen, how far each is.

The files themselves are elsewhere (bot.importing.uploaded); harvests that somebody began stand here too, without one.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from sqlalchemy import Connection, delete, insert, or_, select, update

from crm import records
from crm.database.instances import is_left
from crm.database.store import Store
from crm.database.upsert import table_of
from library.errors import ImportRefused
from library.imports.outcome import FoundProblem, ImportOutcome
from library.imports.record import ImportProblem
from library.imports.runs import counts_of

__all__ = [
    "KEPT",
    "Looked",
    "Upload",
    "begin",
    "end",
    "find",
    "forget_old",
    "keep",
    "looked_anew",
    "tell",
    "with_files",
]

KEPT = timedelta(days=1)
# So many problems are shown while it goes; the run and its report have more.
PROBLEMS_KEPT = 20

_UPLOAD = table_of(records.ImportUpload)


@dataclass(frozen=True, slots=True)
class Looked:
    """What a look at a file has told: of a table what heads its columns, and about how many rows or records it has."""

    is_table: bool = False
    headings: Sequence[str] = ()
    rows_at: str | None = None
    total: int = 0


@dataclass(frozen=True, slots=True)
class Upload:
    """One upload or harvest: what it is, what was chosen, and how far it is."""

    token: str
    kind: Any  # one of IMPORT_KINDS
    name: str
    state: str = "waiting"
    has_file: bool = True
    is_running: bool = False
    is_dry: bool = True
    is_table: bool = False
    headings: Sequence[str] = ()
    rows_at: str | None = None
    encoding: str | None = None
    chosen: Mapping[str, Any] = field(default_factory=dict)
    total: int = 0
    counts: Mapping[str, Any] = field(default_factory=dict)
    problems: Sequence[FoundProblem] = ()
    refused: ImportRefused | None = None
    run_id: int | None = None

    @property
    def broke_off(self) -> bool:
        """Tell whether it did not come to its end, or the process is gone that was at it."""
        return self.state == "broken_off" or (self.state == "running" and not self.is_running)

    @property
    def done(self) -> int:
        """Give how many of the records were read, never more than there are."""
        return min(self.total, int(self.counts.get("read", 0)))


async def keep(
    store: Store, token: str, kind: str, name: str, looked: Looked | None = None, *, has_file: bool = True
) -> None:
    """Note what was uploaded, or, without a file, that a harvest is to be begun."""
    looked = looked or Looked()
    row = {
        "token": token,
        "kind": kind,
        # Whatever a browser may send: neither database takes it all.
        "name": name.encode("utf-8", "replace").decode().replace("\0", "")[-100:],
        "has_file": has_file,
        **_looked(looked),
        "chosen": {},
        "state": "waiting",
        "counts": {},
        "problems": [],
        "seen_at": store.clock.now(),
    }
    await store.transact(lambda connection: connection.execute(insert(_UPLOAD), row), aside=True)


async def find(store: Store, token: str, mine: Collection[str]) -> Upload | None:
    """Find what has this token; `mine` are those that this process is at now."""
    query = select(_UPLOAD, is_left(_UPLOAD, store).label("is_left")).where(_UPLOAD.c.token == token)
    row = await store.look(lambda connection: connection.execute(query).first())
    if row is None:
        return None
    # Of its own a process knows best; alone on its store there is no other.
    is_at_work = row.token in mine if row.holder == store.holder else not row.is_left
    refusal = dict(row.refusal) if row.refusal else None
    names = (
        "token", "kind", "name", "state", "has_file", "is_dry", "is_table", "headings", "rows_at", "encoding", "chosen",
        "total", "counts", "run_id",
    )  # fmt: skip
    return Upload(
        **{name: row._mapping[name] for name in names},
        is_running=row.state == "running" and is_at_work,
        problems=[
            FoundProblem(file, number, ImportProblem(code, values)) for file, number, code, values in row.problems
        ],
        refused=None if refusal is None else ImportRefused(refusal.pop("code"), **refusal),
    )


async def looked_anew(
    store: Store, token: str, encoding: str | None, looked: Looked, chosen: Mapping[str, Any]
) -> None:
    """Note what another look has told, the letters of a file written otherwise, and what was chosen with it."""
    values = {**_looked(looked), "encoding": encoding, "chosen": dict(chosen), "seen_at": store.clock.now()}
    await _change(store, token, values)


async def begin(store: Store, token: str, chosen: Mapping[str, Any], *, dry_run: bool) -> bool:
    """Note that this process tries or imports it; False while another one is at it."""
    values = {
        "chosen": dict(chosen),
        "state": "running",
        "is_dry": dry_run,
        "holder": store.holder,
        "counts": {},
        "problems": [],
        "refusal": None,
        "run_id": None,
        "seen_at": store.clock.now(),
    }
    free = or_(_UPLOAD.c.state != "running", is_left(_UPLOAD, store), _UPLOAD.c.holder == store.holder)
    taken = update(_UPLOAD).where(_UPLOAD.c.token == token, free).values(values).returning(_UPLOAD.c.id)
    return await store.transact(lambda connection: connection.execute(taken).first() is not None, aside=True)


async def tell(store: Store, token: str, outcome: ImportOutcome) -> None:
    """Tell how far this process has come with it."""
    await _change(store, token, {**_told(outcome), "seen_at": store.clock.now()})


async def end(
    store: Store,
    token: str,
    state: str,
    outcome: ImportOutcome,
    *,
    refused: ImportRefused | None = None,
    run_id: int | None = None,
    has_file: bool,
) -> None:
    """Note how it ended, and whether its file is still wanted."""
    refusal = None if refused is None else {"code": refused.code, **refused.values}
    values = {"state": state, "refusal": refusal, "run_id": run_id, "has_file": has_file, "seen_at": store.clock.now()}
    await _change(store, token, {**_told(outcome), **values})


async def forget_old(store: Store) -> list[str]:
    """Forget what nobody has touched for a day; give the tokens of it."""
    old = delete(_UPLOAD).where(_UPLOAD.c.seen_at < store.clock.now() - KEPT).returning(_UPLOAD.c.token)
    return await store.transact(lambda connection: list(connection.scalars(old)), aside=True)


async def with_files(store: Store) -> set[str]:
    """Name what still has its file."""
    query = select(_UPLOAD.c.token).where(_UPLOAD.c.has_file)
    return await store.look(lambda connection: set(connection.scalars(query)))


def _looked(looked: Looked) -> dict[str, Any]:
    return {
        "is_table": looked.is_table,
        "headings": list(looked.headings),
        "rows_at": looked.rows_at,
        "total": looked.total,
    }


def _told(outcome: ImportOutcome) -> dict[str, Any]:
    problems = [
        [found.source, found.number, found.problem.code, dict(found.problem.values)]
        for found in outcome.problems[:PROBLEMS_KEPT]
    ]
    return {"counts": counts_of(outcome), "problems": problems}


async def _change(store: Store, token: str, values: Mapping[str, Any]) -> None:
    change = update(_UPLOAD).where(_UPLOAD.c.token == token).values(dict(values))

    def work(connection: Connection) -> None:
        connection.execute(change)

    await store.transact(work, aside=True)
