"""Upgrades of the store's schema to the revision that the code needs."""

import ast
import asyncio
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import URL, Connection, create_engine, event, inspect, text
from sqlalchemy.ext.asyncio import create_async_engine
from sqlalchemy.pool import NullPool

from crm.database.alone import MIGRATING, alone
from crm.database.engines import translated
from crm.database.urls import driver_url
from crm.errors import StoreNotReady

if TYPE_CHECKING:
    from alembic.config import Config

__all__ = ["check", "current", "downgrade", "head", "is_known", "revision_of", "steps", "upgrade"]

T = TypeVar("T")

FOLDER = Path(__file__).parent / "migrations"


@cache
def _revisions() -> tuple[str, ...]:
    """The revisions, oldest first, by the names of their files.

    Every command asks for them, and to import Alembic with all migrations takes a tenth of its start.
    """
    found = tuple(sorted(path.name.partition("_")[0] for path in (FOLDER / "versions").glob("[0-9]*_*.py")))
    if not found:
        raise RuntimeError("the package holds no migration")
    return found


def head() -> str:
    """Give the revision that the code needs."""
    return _revisions()[-1]


def current(url: str | URL) -> str | None:
    """Give the revision that the database has; None when it is empty, or an SQLite file that is not there."""
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite" and not Path(parsed.database or "").exists():
        return None
    return _on(parsed, revision_of)


def check(url: str | URL) -> None:
    """Raise StoreNotReady, saying what to do, unless the database has the tables that the code needs."""
    have = current(url)
    if have is None:
        raise StoreNotReady("there is no store yet; run `ketabyar migrate` (or `ketabyar up`) first")
    _refuse_newer(have)
    if have != head():
        raise StoreNotReady(f"the store is at revision {have}, not {head()}; run `ketabyar migrate` first")


def upgrade(url: str | URL, revision: str = "head") -> None:
    """Bring the database up; the folder of an SQLite file is made when it is missing.

    Raises StoreNotReady when a newer version of ketabyar made it.
    """
    parsed = driver_url(url)
    if parsed.get_backend_name() == "sqlite" and parsed.database:
        Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)

    def work(connection: Connection) -> None:
        # Who comes second waits for the end of the first one's transaction, and then finds everything done.
        alone(connection, MIGRATING)
        have = revision_of(connection)
        if have is not None:
            _refuse_newer(have)
        if have == (head() if revision == "head" else revision):
            return
        from alembic import command

        command.upgrade(_config(connection), revision)

    _on(parsed, work)


def is_known(revision: str) -> bool:
    """Tell whether this version has made, or can make, the tables of a revision."""
    return revision in _revisions()


def steps(since: str | None, until: str) -> list[tuple[str, str]]:
    """Give the migrations between two revisions, oldest first, each with what it says of itself.

    since: the revision that a store has (None: none yet), until: a later or an earlier one. Both must be known ones.
    """
    known = ("", *_revisions())
    one, other = sorted((known.index(since or ""), known.index(until)))
    return [(revision, _said_of(revision)) for revision in known[one + 1 : other + 1]]


def _said_of(revision: str) -> str:
    file = next((FOLDER / "versions").glob(f"{revision}_*.py"))
    return (ast.get_docstring(ast.parse(file.read_text(encoding="utf-8"))) or file.stem).partition("\n")[0]


def _refuse_newer(have: str) -> None:
    if not is_known(have):
        raise StoreNotReady(
            f"this store was made by a newer ketabyar (revision {have}; this one knows {head()}); "
            "install that version, or restore the backup made before the upgrade"
        )


def downgrade(url: str | URL, revision: str) -> None:
    """Take the database back to a revision, or to `base`: what its later tables held is lost."""
    from alembic import command

    def work(connection: Connection) -> None:
        alone(connection, MIGRATING)
        command.downgrade(_config(connection), revision)

    _on(driver_url(url), work)


def _config(connection: Connection) -> "Config":
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(FOLDER).replace("%", "%%"))
    config.set_main_option("path_separator", "os")
    config.attributes["connection"] = connection
    return config


def revision_of(connection: Connection) -> str | None:
    """Give the revision that the database behind a connection has; None when it has no tables of ours."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found = connection.execute(text("SELECT version_num FROM alembic_version")).scalar()
    return None if found is None else str(found)


def _on(url: URL, work: Callable[[Connection], T]) -> T:
    """Run to the end in one transaction, from plain code as well as from code that an event loop runs."""
    with translated():
        if url.get_backend_name() == "sqlite":
            return _on_sqlite(url, work)
        with ThreadPoolExecutor(1) as pool:
            return pool.submit(asyncio.run, _on_postgresql(url, work)).result()


def _on_sqlite(url: URL, work: Callable[[Connection], T]) -> T:
    engine = create_engine(url, poolclass=NullPool)

    @event.listens_for(engine, "connect")
    def set_up(dbapi_connection: Any, _record: Any) -> None:
        # Tables are made and changed in one transaction, which the driver would not begin for them.
        dbapi_connection.isolation_level = None
        # A table that is made anew leaves nothing of the old one in the file.
        cursor = dbapi_connection.cursor()
        cursor.execute("PRAGMA secure_delete=ON")
        cursor.close()

    @event.listens_for(engine, "begin")
    def say_begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    with engine.begin() as connection:
        return work(connection)


async def _on_postgresql(url: URL, work: Callable[[Connection], T]) -> T:
    engine = create_async_engine(url, poolclass=NullPool)
    try:
        async with engine.begin() as connection:
            return await connection.run_sync(work)
    finally:
        await engine.dispose()
