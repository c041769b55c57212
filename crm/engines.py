"""Engines for the two databases, and what their drivers' errors mean."""

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event, make_url
from sqlalchemy.exc import DataError, DBAPIError, InterfaceError, OperationalError
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from crm.errors import InvalidValue, StoreBusy, StoreUnavailable

__all__ = ["driver_url", "postgresql", "sqlite", "sqlite_threaded", "translated"]

DRIVERS = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+asyncpg"}
# What is erased is overwritten in the file: measured, that costs a turn nothing.
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000", "secure_delete=ON")

# Not what the driver says: that would quote what was typed.
NOT_KEPT = "neither database keeps it"

# PostgreSQL: lock not available, deadlock, serialisation failure, too many connections, query cancelled.
BUSY_STATES = frozenset({"55P03", "40P01", "40001", "53300", "57014"})


def driver_url(url: str | URL) -> URL:
    """Give the URL with the asynchronous driver of its database; refuse any other database."""
    parsed = make_url(url)
    backend = parsed.get_backend_name()
    if backend not in DRIVERS:
        raise InvalidValue("url", f"{backend} is not a database that the store runs on")
    if backend == "sqlite" and parsed.database in (None, "", ":memory:"):
        raise InvalidValue("url", "the store needs a file; a database in memory has only one connection")
    return parsed.set(drivername=DRIVERS[backend])


def sqlite(url: URL, *, begin: str, connections: int, busy_seconds: float) -> AsyncEngine:
    """Make an engine whose transactions start with `begin`."""
    engine = create_async_engine(
        url,
        connect_args={"timeout": busy_seconds},
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        # Every transaction here ends by itself; a rollback after each would be one more trip to the thread.
        pool_reset_on_return=None,
    )
    _begin_with(engine.sync_engine, begin)
    return engine


def sqlite_threaded(url: URL, *, begin: str, connections: int, busy_seconds: float) -> Engine:
    """Make the same engine for code that runs in a thread of its own."""
    engine = create_engine(
        url.set(drivername="sqlite+pysqlite"),
        connect_args={"timeout": busy_seconds, "check_same_thread": False},
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        pool_reset_on_return=None,
    )
    _begin_with(engine, begin)
    return engine


def _begin_with(engine: Engine, begin: str) -> None:
    @event.listens_for(engine, "connect")
    def set_up(dbapi_connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: BEGIN is said below.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine, "begin")
    def say_begin(connection: Any) -> None:
        connection.exec_driver_sql(begin)


def postgresql(url: URL, *, busy_seconds: float) -> AsyncEngine:
    """Make an engine that waits no longer for a lock, or for a connection, than `busy_seconds`."""
    return create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=busy_seconds,
        pool_pre_ping=True,
        connect_args={
            "timeout": busy_seconds,
            "server_settings": {
                "lock_timeout": str(int(busy_seconds * 1000)),
                "timezone": "UTC",
                "application_name": "ketabyar",
                # Compiling costs more than any statement here, above all what the driver asks at first.
                "jit": "off",
            },
        },
    )


@contextmanager
def translated() -> Iterator[None]:
    """Turn what the driver raises when the database is locked or gone into the store's own errors."""
    try:
        yield
    except PoolTimeout as error:
        raise StoreBusy("no connection came free in time") from error
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is error:
            raise
        raise meaning from error
    except (OverflowError, UnicodeEncodeError) as error:
        # Said by SQLite's driver itself of what no column keeps.
        raise InvalidValue("value", NOT_KEPT) from error
    except (OSError, TimeoutError) as error:
        raise StoreUnavailable(f"the database cannot be reached: {error}") from error


def _refused_by_driver(error: DBAPIError) -> BaseException | None:
    """Give what asyncpg itself raised of a value that it cannot send."""
    return error.orig.__cause__ if error.orig is not None else None


def _meaning(error: DBAPIError) -> Exception:
    said = str(error.orig)
    if isinstance(error, OperationalError) and ("is locked" in said or "is busy" in said):
        return StoreBusy("the database is locked")
    state = getattr(error.orig, "sqlstate", None)
    if state in BUSY_STATES:
        return StoreBusy(f"the database is busy ({state})")
    if isinstance(error, DataError) or str(state).startswith("22") or isinstance(_refused_by_driver(error), ValueError):
        return InvalidValue("value", NOT_KEPT)
    lost = isinstance(error, (OperationalError, InterfaceError)) and (
        error.connection_invalidated or "unable to open" in said
    )
    return StoreUnavailable(said) if lost else error
