"""A dump of the whole store to files, taken at one moment while it is in use, and its restoration.

SQLite gives its file by its own backup. PostgreSQL gives each table by COPY, all in one REPEATABLE READ transaction:
that needs no pg_dump of the server's version, here or where the store is put back, and the tables themselves are made
by our own migrations at the revision that is noted.
"""

import asyncio
import json
import shutil
import sqlite3
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, closing
from pathlib import Path
from typing import Any

from sqlalchemy import URL
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from crm.database import migrate
from crm.database.engines import translated
from crm.database.urls import driver_url
from crm.errors import StoreError, StoreUnavailable
from crm.records import Base

__all__ = ["DumpRefused", "dump", "is_empty", "kind_of", "load"]

SQLITE_FILE = "store.sqlite3"
TABLES_FILE = "tables.json"

# What is of the day and of the processes that run, and is in no dump: among it are files of patrons, which go when they
# are imported, or after a day, and contact data that go within minutes. By table, which of its rows it is.
_PASSING_FILES = "kind IN ('upload', 'log')"
PASSING = {
    "shared_file_part": f"file_id IN (SELECT id FROM shared_file WHERE {_PASSING_FILES})",  # noqa: S608
    "shared_file": _PASSING_FILES,
    "import_upload": "true",
    "model_work": "true",
    "held_contact": "true",
}

COLUMNS = """
    SELECT column_name FROM information_schema.columns
    WHERE table_schema = current_schema() AND table_name = $1 AND is_generated = 'NEVER' ORDER BY ordinal_position
"""
OWN_TABLES = "SELECT tablename FROM pg_tables WHERE schemaname = current_schema() ORDER BY tablename"
FOREIGN_KEYS = """
    SELECT c.conname AS name, c.conrelid::regclass::text AS of, pg_get_constraintdef(c.oid) AS definition
    FROM pg_constraint c WHERE c.contype = 'f' AND c.connamespace = current_schema()::regnamespace
"""


class DumpRefused(StoreError):
    """A store cannot be dumped to files, or restored from them."""


def kind_of(url: str) -> str:
    """Name the database: sqlite or postgresql."""
    return driver_url(url).get_backend_name()


def dump(url: str, folder: Path) -> dict[str, int]:
    """Write the store into files of a folder and give how many rows each table has."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite":
        return _dump_sqlite(Path(parsed.database or ""), folder / SQLITE_FILE)
    return asyncio.run(_dump_postgresql(parsed, folder))


def is_empty(url: str) -> bool:
    """Tell whether the database holds nothing of a store, so that one can be put there."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite":
        file = Path(parsed.database or "")
        return not file.exists() or file.stat().st_size == 0
    return asyncio.run(_is_empty(parsed))


def load(url: str, folder: Path, revision: str, counts: dict[str, int]) -> None:
    """Make the store from the files of a folder; the database must be empty, and is so again when this fails."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite":
        _load_sqlite(Path(parsed.database or ""), folder / SQLITE_FILE, counts)
        return
    migrate.upgrade(parsed, revision)
    try:
        asyncio.run(_load_postgresql(parsed, folder, counts))
    except BaseException:
        migrate.downgrade(parsed, "base")
        raise


def _dump_sqlite(file: Path, target: Path) -> dict[str, int]:
    try:
        with closing(sqlite3.connect(file, timeout=30)) as source, closing(sqlite3.connect(target)) as copy:
            # In one step: a snapshot, which who writes meanwhile does not disturb.
            source.backup(copy)
            _leave_out(copy)
            return _counted(copy)
    except sqlite3.Error as error:
        raise DumpRefused(f"the store cannot be copied: {error}") from error


def _leave_out(copy: sqlite3.Connection) -> None:
    """Delete from a copy what is in no dump, and overwrite it there."""
    copy.execute("PRAGMA secure_delete = ON")
    there = {name for (name,) in copy.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    for table, rows in PASSING.items():
        if table in there:
            copy.execute(f'DELETE FROM "{table}" WHERE {rows}')  # noqa: S608 - names and conditions of our own
    copy.commit()


def _load_sqlite(file: Path, source: Path, counts: dict[str, int]) -> None:
    try:
        with closing(sqlite3.connect(source)) as copy:
            _compare(_counted(copy), counts)
    except sqlite3.Error as error:
        raise DumpRefused(f"the backup's store is damaged: {error}") from error
    try:
        file.parent.mkdir(mode=0o700, parents=True, exist_ok=True)
        # Beside the place first: a copy that breaks off must not stand there as a store.
        part = file.with_name(f"{file.name}.part")
        shutil.copyfile(source, part)
        part.chmod(0o600)
        for left in ("-wal", "-shm"):
            file.with_name(file.name + left).unlink(missing_ok=True)
        part.replace(file)
    except OSError as error:
        raise StoreUnavailable(f"{file} cannot be written: {error.strerror}") from error


def _counted(connection: sqlite3.Connection) -> dict[str, int]:
    damage = connection.execute("PRAGMA quick_check").fetchone()[0]
    if damage != "ok":
        raise DumpRefused(f"the store's file is damaged: {damage}; restore an earlier backup")
    there = {name for (name,) in connection.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    # Names of our own tables only.
    return {
        name: connection.execute(f'SELECT count(*) FROM "{name}"').fetchone()[0]  # noqa: S608
        for name in sorted(there & set(Base.metadata.tables))
    }


def _compare(have: dict[str, int], counts: dict[str, int]) -> None:
    # A table that this version does not know is not counted here, and comes along in the file.
    other = sorted(name for name in have if have[name] != counts.get(name))
    if other:
        raise DumpRefused(f"rows are missing in {', '.join(other)}")


@asynccontextmanager
async def _driver(url: URL) -> AsyncIterator[Any]:
    """Give the driver's own connection, which knows COPY."""
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        with translated():
            async with engine.connect() as connection:
                raw = await connection.get_raw_connection()
                yield raw.driver_connection
    finally:
        await engine.dispose()


async def _dump_postgresql(url: URL, folder: Path) -> dict[str, int]:
    tables = []
    async with _driver(url) as driver, driver.transaction(isolation="repeatable_read", readonly=True):
        there = {row["tablename"] for row in await driver.fetch(OWN_TABLES)}
        for name in sorted(there & set(Base.metadata.tables)):
            columns = [row["column_name"] for row in await driver.fetch(COLUMNS, name)]
            output = folder / f"{name}.copy"
            if name in PASSING:
                named = ", ".join(f'"{column}"' for column in columns)
                query = f'SELECT {named} FROM "{name}" WHERE NOT ({PASSING[name]})'  # noqa: S608
                done = await driver.copy_from_query(query, output=output)
            else:
                done = await driver.copy_from_table(name, output=output, columns=columns)
            sequences = {}
            for column in columns:
                sequence = await driver.fetchval("SELECT pg_get_serial_sequence($1, $2)", f'"{name}"', column)
                if sequence is not None:
                    at = await driver.fetchrow(f"SELECT last_value, is_called FROM {sequence}")  # noqa: S608
                    sequences[column] = [at["last_value"], at["is_called"]]
            tables.append({"name": name, "columns": columns, "rows": _rows(done), "sequences": sequences})
    (folder / TABLES_FILE).write_text(json.dumps(tables, indent=1), encoding="utf-8")
    return {str(table["name"]): int(table["rows"]) for table in tables}


async def _is_empty(url: URL) -> bool:
    async with _driver(url) as driver:
        there = {row["tablename"] for row in await driver.fetch(OWN_TABLES)}
        return not there & set(Base.metadata.tables)


async def _load_postgresql(url: URL, folder: Path, counts: dict[str, int]) -> None:
    tables = json.loads((folder / TABLES_FILE).read_text(encoding="utf-8"))
    async with _driver(url) as driver, driver.transaction():
        # Rows refer to each other in both directions: all come first, then what holds them together.
        keys = await driver.fetch(FOREIGN_KEYS)
        for key in keys:
            await driver.execute(f'ALTER TABLE {key["of"]} DROP CONSTRAINT "{key["name"]}"')
        names = ", ".join(f'"{table["name"]}"' for table in tables)
        # What the migrations themselves put in is in the files as well.
        await driver.execute(f"TRUNCATE {names}")
        have = {}
        for table in tables:
            source = folder / f"{table['name']}.copy"
            done = await driver.copy_to_table(table["name"], source=source, columns=table["columns"])
            have[table["name"]] = _rows(done)
            for column, (last, called) in table["sequences"].items():
                await driver.execute(
                    "SELECT setval(pg_get_serial_sequence($1, $2), $3, $4)", f'"{table["name"]}"', column, last, called
                )
        for key in keys:
            await driver.execute(f'ALTER TABLE {key["of"]} ADD CONSTRAINT "{key["name"]}" {key["definition"]}')
        _compare(have, counts)


def _rows(done: str) -> int:
    """Read how many rows a COPY took, from what the server says: COPY 17."""
    return int(done.rpartition(" ")[2])
