"""Stores that are filled once, and not for every test: what the first one was filled with is copied into the next."""

from __future__ import annotations

import sqlite3
from collections.abc import Awaitable, Callable, Hashable, Mapping
from contextlib import closing
from hashlib import sha256
from pathlib import Path
from typing import Any

from sqlalchemy.ext.asyncio import AsyncEngine

from crm.database.store import Store
from library import seed
from tests.support.yaml_files import yaml_of

__all__ = ["filled_once", "loaded_once"]

# What the migrations themselves have written is there already.
_TABLES = """
SELECT relname FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind = 'r' AND pg_relation_size(oid) > 0
AND relname NOT IN ('alembic_version', 'purpose') ORDER BY relname
"""
_SEQUENCES = """
SELECT sequencename, last_value FROM pg_sequences WHERE last_value IS NOT NULL AND sequencename <> 'purpose_id_seq'
"""

_files: dict[Hashable, sqlite3.Connection] = {}
_scripts: dict[Hashable, str] = {}


async def filled_once(store: Store, what: str, fill: Callable[[], Awaitable[object]]) -> None:
    """Fill an empty store; a later one of this process, at the same moment and with the same key, gets a copy.

    `fill` must write to the store alone, and the same each time.
    """
    key = (what, store.clock.now(), store.keys.current)
    engine = store._engine
    if isinstance(engine, AsyncEngine):
        if key not in _scripts:
            await fill()
        async with engine.connect() as connection:
            driver: Any = (await connection.get_raw_connection()).driver_connection
            if key in _scripts:
                await driver.execute(_scripts[key])
            else:
                _scripts[key] = await _script(driver)
        return
    path = engine.writer.url.database
    assert path
    if key not in _files:
        await fill()
        # Any thread may copy it: tests run one after the other.
        _files[key] = sqlite3.connect(":memory:", check_same_thread=False)
        with closing(sqlite3.connect(path)) as file:
            file.backup(_files[key])
        return
    with closing(sqlite3.connect(path)) as file:
        _files[key].backup(file)


async def loaded_once(store: Store, folder: Path, raw: Mapping[str, Any]) -> None:
    """Load a library, written as a file of a folder, into an empty store: once, and then copies of what that made."""

    async def load() -> None:
        file = folder / "library-beside.yml"
        file.write_text(yaml_of(raw), encoding="utf-8")
        await seed.load(store, file)

    await filled_once(store, f"library {sha256(repr(raw).encode()).hexdigest()}", load)


async def _script(driver: Any) -> str:
    """Write what puts the rows of a database into an empty one, in whatever order they refer to each other."""
    lines = ["BEGIN", "SET LOCAL session_replication_role = replica"]
    for (name,) in await driver.fetch(_TABLES):
        # As PostgreSQL reads it again, bytes and JSON's own null too.
        rows = await driver.fetchval(f'SELECT array_agg(each ORDER BY each.ctid)::text FROM "{name}" each')
        if rows is not None:
            lines.append(f'INSERT INTO "{name}" SELECT * FROM unnest({_quoted(rows)}::"{name}"[])')
    for name, last in await driver.fetch(_SEQUENCES):
        lines.append(f"SELECT setval({_quoted(name)}, {last})")
    return ";\n".join([*lines, "COMMIT"])


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"
