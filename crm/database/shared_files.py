"""Files in the store that every machine on it finds: kept in parts, proved by digest and seal, and taken whole.

The seal is ours: who can write to the database alone brings no model under that way. On SQLite there is one machine,
and what is large, or is to be in no copy of the store, stays in its state folder.
"""

import asyncio
import contextlib
import hashlib
from collections.abc import Callable, Collection, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Any, BinaryIO

from sqlalchemy import Connection, Row, delete, insert, select, update
from sqlalchemy.sql.elements import ColumnElement

from crm import records
from crm.database.store import Store
from crm.database.upsert import insert_or_skip, table_of
from crm.errors import StoreBusy

__all__ = [
    "FileRefused",
    "Shared",
    "aside",
    "exchange",
    "find",
    "is_there",
    "keep",
    "listed",
    "recorded",
    "remove",
    "remove_but",
    "remove_old",
    "replace",
    "seal_anew",
    "sealed_before",
    "take",
]

PART_BYTES = 2**20
_THREADS = ThreadPoolExecutor(2, "shared-files")

_FILE = table_of(records.SharedFile)
_PART = table_of(records.SharedFilePart)


class FileRefused(Exception):
    """A file of the store is gone, damaged, or was not put there by us."""


@dataclass(frozen=True, slots=True)
class Shared:
    """A file that the store has: its name, the SHA-256 and the number of its bytes."""

    id: int
    name: str
    sha256: str
    size: int


async def aside[T](work: Callable[..., T], *given: Any) -> T:
    """Do something with files in a thread that nobody waits in.

    The threads of the event loop may all be waiting for just this: an edit of the content holds one until it is in the
    store. Who is cancelled meanwhile waits for its end: what it works on must not go under it.
    """
    doing = asyncio.get_running_loop().run_in_executor(_THREADS, work, *given)
    try:
        return await asyncio.shield(doing)
    except asyncio.CancelledError:
        # However often: one that is closed and one that ends may both cancel it.
        while not doing.done():
            with contextlib.suppress(asyncio.CancelledError):
                await asyncio.wait({doing})
        if not doing.cancelled():
            # What went wrong in it is nobody's news any more.
            doing.exception()
        raise


async def keep(store: Store, kind: str, name: str, source: Path) -> bool:
    """Put a file into the store unless one of this name is there; tell whether that was needed.

    Errors of the store and of the file are raised.
    """
    made = await _made(store, kind, name, source)
    return await store.transact(lambda connection: _insert(connection, made, source), aside=True)


async def exchange(
    store: Store,
    kind: str,
    name: str,
    source: Path,
    *,
    began: str,
    beside: Mapping[str, Path] | None = None,
    anew: bool = False,
) -> bool:
    """Put a file in the place of the one whose SHA-256 is `began` (empty: of none); all else of its kind goes.

    What is `beside` it is put there too, and stays where it is there already, sealed by us: at once, or nothing is.
    `anew` leaves nothing of what is there, for it may be damaged. False when the very file is there. Raises StoreBusy
    when another one is, and errors of the store and of the files.
    """
    made = await _made(store, kind, name, source)
    others = [(await _made(store, kind, other, path), path) for other, path in (beside or {}).items()]
    same = (_FILE.c.kind == kind) & (_FILE.c.name == name)
    rest = (_FILE.c.kind == kind) & _FILE.c.name.not_in([name, *(beside or {})])

    def work(connection: Connection) -> bool:
        there = connection.execute(select(_FILE).where(same).with_for_update()).first()
        if there is not None and there.sha256 == made["sha256"] and not anew and _is_ours(store, kind, there):
            return False
        if ("" if there is None else there.sha256) != began:
            raise StoreBusy("another has come first")
        # Where there was none, nothing holds back another one that comes just now: it is not ours to remove.
        if there is not None:
            connection.execute(delete(_FILE).where(_FILE.c.id == there.id))
        if not _insert(connection, made, source):
            raise StoreBusy("another has come first")
        for other, path in others:
            _put_beside(connection, store, other, path, anew=anew)
        connection.execute(delete(_FILE).where(rest))
        return True

    return await store.transact(work, aside=True)


async def replace(store: Store, kind: str, name: str, source: Path) -> None:
    """Put a file into the store, in the place of one of this name; errors of the store and of the file are raised."""
    made = await _made(store, kind, name, source)

    def work(connection: Connection) -> None:
        connection.execute(delete(_FILE).where(_FILE.c.kind == kind, _FILE.c.name == name))
        if not _insert(connection, made, source):
            raise StoreBusy("another has come first")

    await store.transact(work, aside=True)


async def is_there(store: Store, kind: str, name: str) -> bool:
    """Tell whether the store has a file of this name."""
    query = select(_FILE.c.id).where(_FILE.c.kind == kind, _FILE.c.name == name)
    return await store.look(lambda connection: connection.scalar(query)) is not None


async def recorded(store: Store, kind: str, name: str) -> str:
    """Give the SHA-256 that stands beside a file, whoever put it there; empty without such a file."""
    query = select(_FILE.c.sha256).where(_FILE.c.kind == kind, _FILE.c.name == name)
    return await store.look(lambda connection: connection.scalar(query)) or ""


async def find(store: Store, kind: str, name: str) -> Shared | None:
    """Give a file by its name when it is sealed by us; raises FileRefused when it is not."""
    found = await _first(store, (_FILE.c.kind == kind) & (_FILE.c.name == name))
    return None if found is None else _proved(store, kind, found)


async def listed(store: Store, kind: str, beginning: str = "") -> list[Shared]:
    """List the files of a kind that are sealed by us, or those whose names begin so; the oldest first."""
    query = select(_FILE).where(_FILE.c.kind == kind, _FILE.c.name.startswith(beginning, autoescape=True))
    rows = await store.look(lambda connection: connection.execute(query.order_by(_FILE.c.id)).all())
    return [_shared(row) for row in rows if _is_ours(store, kind, row)]


async def take(store: Store, kind: str, name: str, target: Path) -> Shared:
    """Write a file of the store to a place where nobody looks yet, and prove it.

    Raises FileRefused when it is gone, or not what was sealed: then what was written is worth nothing.
    """
    found = await find(store, kind, name)
    if found is None:
        raise FileRefused(f"the store does not have the file {name}")
    query = select(_PART.c.id).where(_PART.c.file_id == found.id).order_by(_PART.c.number)
    parts = await store.look(lambda connection: list(connection.scalars(query)))
    digest = hashlib.sha256()
    # In small parts: neither the memory nor the loop is kept by it.
    out: BinaryIO = await aside(target.open, "wb")
    with out:
        for part in parts:
            data = await _part(store, part)
            digest.update(data)
            out.write(data)
    if digest.hexdigest() != found.sha256:
        raise FileRefused(f"the file {name} in the store is not the one whose SHA-256 was recorded")
    return found


async def remove_but(store: Store, kind: str, names: Collection[str]) -> int:
    """Remove every file of a kind except these; give how many."""
    gone = delete(_FILE).where(_FILE.c.kind == kind, _FILE.c.name.not_in(list(names))).returning(_FILE.c.id)
    return await store.transact(lambda connection: len(connection.execute(gone).all()), aside=True)


async def remove(store: Store, kind: str, names: Collection[str]) -> int:
    """Remove the files of these names; give how many there were."""
    gone = delete(_FILE).where(_FILE.c.kind == kind, _FILE.c.name.in_(list(names))).returning(_FILE.c.id)
    return await store.transact(lambda connection: len(connection.execute(gone).all()), aside=True)


async def remove_old(store: Store, kind: str, before: datetime, *, but: Collection[str] = ()) -> int:
    """Remove the files of a kind that were put there before a moment, except some; give how many."""
    old = (_FILE.c.kind == kind) & (_FILE.c.kept_at < before) & _FILE.c.name.not_in(list(but))
    gone = delete(_FILE).where(old).returning(_FILE.c.id)
    return await store.transact(lambda connection: len(connection.execute(gone).all()), aside=True)


def seal_anew(connection: Connection, store: Store) -> int:
    """Seal with the present key what one of those of before has sealed; give how many files that were."""
    older = _of_before(connection, store)
    for row in older:
        sealed = store.keys.signed(_about(row.kind, row.name, row.sha256))
        connection.execute(update(_FILE).where(_FILE.c.id == row.id).values(seal=sealed))
    return len(older)


def sealed_before(connection: Connection, store: Store) -> int:
    """Count the files that are sealed with another of our keys than the present one."""
    return len(_of_before(connection, store))


def _of_before(connection: Connection, store: Store) -> list[Row[Any]]:
    rows = connection.execute(select(_FILE).order_by(_FILE.c.id)).all()
    return [row for row in rows if row.seal != store.keys.signed(_about(row.kind, row.name, row.sha256))
            and _is_ours(store, row.kind, row)]  # fmt: skip


async def _first(store: Store, where: ColumnElement[bool]) -> Row[Any] | None:
    return await store.look(lambda connection: connection.execute(select(_FILE).where(where)).first())


async def _part(store: Store, part_id: int) -> bytes:
    query = select(_PART.c.data).where(_PART.c.id == part_id)
    data = await store.look(lambda connection: connection.scalar(query))
    if data is None:
        raise FileRefused("the file was removed from the store while it was read")
    return bytes(data)


def _proved(store: Store, kind: str, row: Row[Any]) -> Shared:
    if not _is_ours(store, kind, row):
        raise FileRefused(f"the file {row.name} in the store ({row.sha256[:12]}) has no seal of ours")
    return _shared(row)


def _is_ours(store: Store, kind: str, row: Row[Any]) -> bool:
    return store.keys.is_signed(_about(kind, row.name, row.sha256), row.seal)


def _shared(row: Row[Any]) -> Shared:
    return Shared(row.id, row.name, row.sha256, row.size)


async def _made(store: Store, kind: str, name: str, source: Path) -> dict[str, Any]:
    sha256, size = await aside(_about_file, source)
    seal = store.keys.signed(_about(kind, name, sha256))
    return {"kind": kind, "name": name, "sha256": sha256, "size": size, "seal": seal, "kept_at": store.clock.now()}


def _insert(connection: Connection, made: dict[str, Any], source: Path) -> bool:
    if not insert_or_skip(connection, _FILE, made, on=["kind", "name"]):
        return False
    same = (_FILE.c.kind == made["kind"]) & (_FILE.c.name == made["name"])
    file_id = connection.scalar(select(_FILE.c.id).where(same))
    for number, data in enumerate(_parts(source)):
        connection.execute(insert(_PART), {"file_id": file_id, "number": number, "data": data})
    return True


def _put_beside(connection: Connection, store: Store, made: dict[str, Any], source: Path, *, anew: bool) -> None:
    same = (_FILE.c.kind == made["kind"]) & (_FILE.c.name == made["name"])
    there = connection.execute(select(_FILE).where(same).with_for_update()).first()
    if there is not None and (anew or not _is_ours(store, made["kind"], there)):
        connection.execute(delete(_FILE).where(_FILE.c.id == there.id))
    _insert(connection, made, source)


def _about_file(source: Path) -> tuple[str, int]:
    with source.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest(), source.stat().st_size


def _parts(source: Path) -> Iterator[bytes]:
    with source.open("rb") as file:
        while data := file.read(PART_BYTES):
            yield data


def _about(kind: str, name: str, sha256: str) -> str:
    return f"shared-file:{kind}:{name}:{sha256}"
