"""Bring the store's tables to the version that the code needs."""

import asyncio
from collections.abc import Callable, Coroutine
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import Any, TypeVar

from alembic import command
from alembic.config import Config
from alembic.runtime.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import URL, Connection, event
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from crm.engines import driver_url, translated

__all__ = ["current", "downgrade", "head", "upgrade"]

T = TypeVar("T")

FOLDER = Path(__file__).parent / "migrations"


def head() -> str:
    """Give the revision that the code needs."""
    revision = ScriptDirectory.from_config(_config()).get_current_head()
    if revision is None:
        raise RuntimeError("the package holds no migration")
    return revision


def current(url: str | URL) -> str | None:
    """Give the revision that the database has; None when it is empty."""
    return _run(_on(url, _revision))


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Bring the database up; the folder of an SQLite file is made when it is missing."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
    _run(_on(parsed, lambda connection: command.upgrade(_config(connection), revision)))


def downgrade(url: str | URL, revision: str) -> None:
    """Take the database back to a revision, or to `base`: what its later tables held is lost."""
    _run(_on(url, lambda connection: command.downgrade(_config(connection), revision)))


def _config(connection: Connection | None = None) -> Config:
    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def _revision(connection: Connection) -> str | None:
    return MigrationContext.configure(connection).get_current_revision()


async def _on(url: str | URL, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(driver_url(url), poolclass=NullPool)
    if engine.dialect.name == "sqlite":

        @event.listens_for(engine.sync_engine, "connect")
        def set_up(dbapi_connection: Any, _record: Any) -> None:
            # Tables are made and changed in one transaction, which the driver would not begin for them.
            dbapi_connection.isolation_level = None
            # A table that is made anew leaves nothing of the old one in the file.
            dbapi_connection.cursor().execute("PRAGMA secure_delete=ON").close()

        @event.listens_for(engine.sync_engine, "begin")
        def say_begin(connection: Connection) -> None:
            connection.exec_driver_sql("BEGIN IMMEDIATE")

    try:
        with translated():
            async with engine.begin() as connection:
                return await connection.run_sync(work)
    finally:
        await engine.dispose()


def _run(work: Coroutine[Any, Any, T]) -> T:
    """Run to the end, from plain code as well as from code that an event loop runs."""
    try:
        asyncio.get_running_loop()
    except RuntimeError:
        return asyncio.run(work)
    with ThreadPoolExecutor(1) as pool:
        return pool.submit(asyncio.run, work).result()
