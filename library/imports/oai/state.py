"""How far a repository is harvested: until when, the token of a harvest that is not at its end, and whose records."""

from __future__ import annotations

from collections.abc import Mapping, Sequence, Set
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, case, select, update
from sqlalchemy.dialects import postgresql, sqlite

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from library.imports.oai.access import OaiAccess

__all__ = [
    "BY_HARVEST", "Harvested", "begin_anew", "claim", "ended", "forget_token", "harvested", "keys_of", "lost",
    "missing_since", "note_page", "note_records", "opened", "peeked", "started", "undone",
]  # fmt: skip

_HARVEST = table_of(records.Harvest)
_RECORD = table_of(records.HarvestedRecord)
_KEPT = table_of(records.ImportedRecord)
_RUN = table_of(records.ImportRun)
# How the source of a run begins that was a harvest.
BY_HARVEST = "OAI-PMH: "
_SOURCE = (_HARVEST.c.url, _HARVEST.c.prefix, _HARVEST.c.set_spec)


@dataclass(frozen=True, slots=True)
class Harvested:
    """How far a repository is harvested; the moments `until` and `before` are the repository's, as it writes them."""

    id: int
    until: str | None = None
    before: str | None = None
    token: str | None = None
    began: str | None = None
    is_whole: bool = False
    reaches: bool = True
    round: int = 0
    run_id: int | None = None
    tried_at: datetime | None = None
    done_at: datetime | None = None
    problem: Mapping[str, str] | None = None


async def harvested(store: Store, access: OaiAccess) -> Harvested | None:
    """Tell how far a repository is harvested; None for one that nobody has asked yet."""
    return await store.look(lambda connection: peeked(connection, access))


async def claim(store: Store, access: OaiAccess, before: datetime) -> bool:
    """Take the day's harvest up, if nobody has tried it since a moment: of several who ask at once, one may."""
    now = store.clock.now()

    def work(connection: Connection) -> bool:
        one = opened(connection, access)
        free = (_HARVEST.c.tried_at.is_(None)) | (_HARVEST.c.tried_at < before)
        taken = update(_HARVEST).where(_HARVEST.c.id == one.id, free).values(tried_at=now)
        return connection.execute(taken).rowcount == 1

    return await store.transact(work)


def opened(connection: Connection, access: OaiAccess) -> Harvested:
    """Give how far a repository is harvested, noted from now on."""
    values = {"url": access.url, "prefix": access.prefix, "set_spec": access.set_spec}
    insert_or_skip(connection, _HARVEST, values, on=["url", "prefix", "set_spec"])
    found = peeked(connection, access)
    assert found is not None  # noqa: S101 - made just now
    return found


def peeked(connection: Connection, access: OaiAccess) -> Harvested | None:
    """Give how far a repository is harvested, without noting anything."""
    mine = [
        column == value for column, value in zip(_SOURCE, (access.url, access.prefix, access.set_spec), strict=True)
    ]
    names = Harvested.__dataclass_fields__
    row = connection.execute(select(*(_HARVEST.c[name] for name in names)).where(*mine)).mappings().first()
    return None if row is None else Harvested(**row)


def started(connection: Connection, harvest_id: int, now: datetime) -> None:
    """Note that a harvest is tried."""
    _change(connection, harvest_id, tried_at=now, problem=None)


def begin_anew(connection: Connection, harvest_id: int, *, is_whole: bool, reaches: bool) -> int:
    """Begin at the beginning of what is wanted; give the number of this round."""
    of_before = {"token": None, "began": None, "run_id": None}
    number = _HARVEST.c.round + 1
    _change(connection, harvest_id, is_whole=is_whole, reaches=reaches, round=number, **of_before)
    return int(connection.scalar(select(_HARVEST.c.round).where(_HARVEST.c.id == harvest_id)) or 0)


def note_page(
    connection: Connection,
    harvest_id: int,
    *,
    token: str | None,
    began: str,
    run_id: int,
    number: int,
    is_whole: bool,
    reaches: bool,
) -> None:
    """Note with a page that was stored where the next one begins, and with a run's first one what it begins from.

    With all that goes on from it: another who began at the same moment, and was refused, may have noted their own.
    """
    first = case((_HARVEST.c.run_id == run_id, _HARVEST.c.before), else_=_HARVEST.c.until)
    of_it = {"run_id": run_id, "round": number, "is_whole": is_whole, "reaches": reaches}
    _change(connection, harvest_id, before=first, token=token, began=began, **of_it)


def forget_token(connection: Connection, harvest_id: int) -> None:
    """Note that a token is of no use any more."""
    _change(connection, harvest_id, token=None)


def ended(connection: Connection, harvest_id: int, now: datetime, began: str | None) -> None:
    """Note that everything until the beginning of this harvest is here."""
    _change(connection, harvest_id, token=None, began=None, until=began, done_at=now, problem=None)


def lost(connection: Connection, harvest_id: int, problem: Mapping[str, str]) -> None:
    """Note why a harvest did not come to its end: the code of a refusal, and its values."""
    _change(connection, harvest_id, problem=dict(problem))


def undone(connection: Connection, run_id: int) -> None:
    """Note that a run was taken back: the next harvest asks again for what it brought.

    After a harvest that is not the last one of its repository, nobody knows any more what that was: everything is asked
    for. What a file had brought is nothing of a repository's.
    """
    source = connection.scalar(select(_RUN.c.source).where(_RUN.c.id == run_id)) or ""
    if not source.startswith(BY_HARVEST):
        return
    of_it = _HARVEST.c.run_id == run_id
    again = {"token": None, "began": None, "run_id": None}
    change = update(_HARVEST).where(of_it).values(until=_HARVEST.c.before, **again)
    if not connection.execute(change).rowcount:
        connection.execute(update(_HARVEST).values(until=None, **again))


def keys_of(connection: Connection, harvest_id: int, identifiers: Sequence[str]) -> Mapping[str, str]:
    """Give the numbers of the records that stood behind identifiers, and that no other identifier stands for."""
    found: dict[str, str] = {}
    for start in range(0, len(identifiers), 500):
        part = identifiers[start : start + 500]
        query = select(_RECORD.c.identifier, _RECORD.c.key).where(
            _RECORD.c.harvest_id == harvest_id, _RECORD.c.identifier.in_(part)
        )
        found |= {row.identifier: row.key for row in connection.execute(query)}
    others: set[str] = set()
    keys = list(dict.fromkeys(found.values()))
    for start in range(0, len(keys), 500):
        query = select(_RECORD.c.identifier, _RECORD.c.key).where(
            _RECORD.c.harvest_id == harvest_id,
            _RECORD.c.key.in_(keys[start : start + 500]),
            _RECORD.c.is_gone.is_(False),
        )
        others |= {row.key for row in connection.execute(query) if row.identifier not in found}
    return {identifier: key for identifier, key in found.items() if key not in others}


def note_records(
    connection: Connection,
    harvest_id: int,
    number: int,
    keys: Mapping[str, str],
    others: Sequence[str],
    gone: Sequence[str],
) -> None:
    """Note in which round records were delivered, and their numbers.

    `others` came without one that could be read, `gone` are deleted at the repository.
    """
    if keys:
        make = sqlite.insert if connection.dialect.name == "sqlite" else postgresql.insert
        statement = make(_RECORD)
        statement = statement.on_conflict_do_update(
            index_elements=["harvest_id", "identifier"],
            set_={name: statement.excluded[name] for name in ("key", "round", "is_gone")},
        )
        common = {"harvest_id": harvest_id, "round": number, "is_gone": False}
        connection.execute(statement, [{**common, "identifier": one, "key": key} for one, key in keys.items()])
    for names, values in ((others, {"round": number}), (gone, {"round": number, "is_gone": True})):
        for start in range(0, len(names), 500):
            mine = (_RECORD.c.harvest_id == harvest_id, _RECORD.c.identifier.in_(names[start : start + 500]))
            connection.execute(update(_RECORD).where(*mine).values(**values))


def missing_since(
    connection: Connection, harvest_id: int, number: int, seen: Set[str] | None = None
) -> tuple[int, dict[int, str]]:
    """Give how many titles came from a repository, and those that a round did not deliver, by their rows.

    Of a dry run, `seen` are the identifiers that were delivered.
    """
    query = (
        select(_KEPT.c.row_id, _KEPT.c.key, _RECORD.c.identifier, _RECORD.c.round, _RECORD.c.is_gone)
        .join(_RECORD, _RECORD.c.key == _KEPT.c.key)
        .where(_KEPT.c.kind == "catalogue", _RECORD.c.harvest_id == harvest_id)
    )
    there: dict[tuple[int, str], bool] = {}
    for row in connection.execute(query):
        # Two identifiers may stand for one record: one that is delivered is enough.
        is_there = row.round == number and not row.is_gone if seen is None else row.identifier in seen
        there[row.row_id, row.key] = is_there or there.get((row.row_id, row.key), False)
    return len(there), {row_id: key for (row_id, key), is_there in there.items() if not is_there}


def _change(connection: Connection, harvest_id: int, **values: Any) -> None:
    connection.execute(update(_HARVEST).where(_HARVEST.c.id == harvest_id).values(**values))
