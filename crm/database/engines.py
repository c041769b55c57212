"""SQLAlchemy engines for both databases, and the translation of their drivers' errors."""

import sqlite3
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from sqlalchemy import URL, Engine, create_engine, event
from sqlalchemy.exc import (
    DataError,
    DBAPIError,
    IntegrityError,
    InterfaceError,
    InvalidatePoolError,
    OperationalError,
)
from sqlalchemy.exc import TimeoutError as PoolTimeout
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import QueuePool

from crm.errors import InvalidValue, StoreBusy, StoreNotReady, StoreUnavailable
from process.lost_peers import ASK_AGAIN_SECONDS, LOST_SECONDS, notice_loss
from process.metrics import STORE_ERRORS

__all__ = ["noted", "postgresql", "reading", "sqlite", "tidied", "translated"]

# What is erased is overwritten in the file: measured, that costs a turn nothing.
PRAGMAS = ("journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON", "cache_size=-16000", "secure_delete=ON")

# Not what the driver says: that would quote what was typed.
NOT_KEPT = "neither database keeps it"

# PostgreSQL: lock not available, deadlock, serialisation failure, too many connections, query cancelled.
BUSY_STATES = frozenset({"55P03", "40P01", "40001", "53300", "57014"})
UNDEFINED_TABLE = "42P01"

# What PostgreSQL's other refusals mean to who runs ketabyar, by the beginnings of their codes.
STATES = {
    "28": "the database does not let this user in: user name or password in the database URL are wrong "
    "(signs such as @ : / % in a password must be percent-encoded)",
    "3D000": "the server has no such database; make it first (`createdb`), or mend the database URL",
    "42501": "this database user may not do that; make them the owner of the database",
    "25006": "the database takes no writes: it is a standby, or read-only",
    "57P": "the database server is starting or stopping; try again in a moment",
    "53100": "the disk of the database is full",
    "58030": "the database cannot reach its own files",
    "08": "the connection to the database broke off",
}
# A connection keeps so many prepared statements: the driver's own 128 are fewer than a day's, and a statement that was
# dropped is parsed and planned anew, which takes longer than most of ours run.
STATEMENTS_KEPT = 1000
# A connection that was used so short a time ago is not asked whether it still stands: to ask takes three ways to the
# server, and most readings take one. A server that ended is noticed all the same, unless it did in this moment.
QUIET_SECONDS = 1.0
# What the server does when this process is lost, or hangs, in the middle of a transaction: it ends that and with it its
# locks, for which others wait. A transaction of ours waits for nobody but the database.
HANGING_SECONDS = 60
LEFT_BEHIND = {
    "tcp_keepalives_idle": str(LOST_SECONDS),
    "tcp_keepalives_interval": str(ASK_AGAIN_SECONDS),
    "tcp_keepalives_count": str(LOST_SECONDS),
    # Longer than a process of ours may be at something before it reads on: the kernel counts a full window, too.
    "tcp_user_timeout": str(HANGING_SECONDS * 1000 // 2),
    "idle_in_transaction_session_timeout": str(HANGING_SECONDS * 1000),
}
# The same for SQLite, by its words.
SAID = {
    "file is not a database": "the store's file is damaged, or is no store: SQLite cannot read it; restore a backup",
    "disk image is malformed": "the store's file is damaged; restore a backup",
    "readonly database": "the store's file, or its folder, cannot be written by this user",
    "disk I/O error": "the disk of the store's file does not work as it should",
    "disk is full": "the disk of the store's file is full",
}


def sqlite(url: URL, *, begin: str, connections: int, busy_seconds: float, durable: bool = False) -> Engine:
    """Make an engine whose transactions start with `begin`; `durable` ones outlive a power cut once committed."""
    engine = create_engine(
        url,
        # The connections of a pool go from one of its threads to another.
        connect_args={
            "timeout": busy_seconds,
            "check_same_thread": False,
            "cached_statements": STATEMENTS_KEPT,
        },
        query_cache_size=STATEMENTS_KEPT,
        poolclass=QueuePool,
        pool_size=connections,
        max_overflow=0,
        pool_timeout=busy_seconds,
        # Every transaction here ends by itself.
        pool_reset_on_return=None,
    )

    @event.listens_for(engine, "connect")
    def set_up(dbapi_connection: Any, _record: Any) -> None:
        # The driver must not begin transactions by itself: BEGIN is said below.
        dbapi_connection.isolation_level = None
        cursor = dbapi_connection.cursor()
        for pragma in PRAGMAS:
            cursor.execute(f"PRAGMA {pragma}")
        if durable:
            cursor.execute("PRAGMA synchronous=FULL")
        cursor.close()

    @event.listens_for(engine, "begin")
    def say_begin(connection: Any) -> None:
        # Said for every transaction: SQLAlchemy's own way would cost more than many a statement.
        driver = connection.connection.dbapi_connection
        try:
            driver.execute(begin)
        except sqlite3.Error as error:
            raise DBAPIError.instance(begin, (), error, sqlite3.Error, dialect=connection.dialect) from error

    return engine


def tidied(engine: Engine, *, anew: bool) -> bool:
    """Empty the write-ahead log of an SQLite file, and write the file anew if wanted; tell whether readers let us."""
    connection = engine.raw_connection()
    try:
        # Outside a transaction, where alone this can be done.
        cursor = connection.cursor()
        if anew:
            cursor.execute("VACUUM")
        busy = bool(cursor.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        cursor.close()
        return not busy
    finally:
        connection.close()


def postgresql(url: URL, *, busy_seconds: float) -> AsyncEngine:
    """Make an engine that waits no longer for a lock, or for a connection, than `busy_seconds`.

    A server that is lost without a word is waited for no longer than process.lost_peers says.
    """
    engine = create_async_engine(
        url,
        pool_size=10,
        max_overflow=10,
        pool_timeout=busy_seconds,
        # The last one used is the next: few connections then have all that is prepared, and the others rest.
        pool_use_lifo=True,
        connect_args={
            "timeout": busy_seconds,
            "prepared_statement_cache_size": STATEMENTS_KEPT,
            "server_settings": {
                "lock_timeout": str(int(busy_seconds * 1000)),
                "timezone": "UTC",
                "application_name": "ketabyar",
                # Compiling costs more than any statement here, above all what the driver asks at first.
                "jit": "off",
                # Each statement here reads a few rows of a table of years. With several processes to share the work,
                # PostgreSQL takes going through all of it for cheaper than the index, and every processor with it.
                "max_parallel_workers_per_gather": "0",
                **LEFT_BEHIND,
            },
        },
    )

    @event.listens_for(engine.sync_engine, "connect")
    def set_up(dbapi_connection: Any, record: Any) -> None:
        # The driver gives nobody its socket.
        notice_loss(dbapi_connection.driver_connection._transport.get_extra_info("socket").fileno())
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkin")
    def note_use(_dbapi_connection: Any, record: Any) -> None:
        record.info["used"] = time.monotonic()

    @event.listens_for(engine.sync_engine, "checkout")
    def ask(dbapi_connection: Any, record: Any, _fairy: Any) -> None:
        if dbapi_connection.driver_connection.is_closed():
            raise InvalidatePoolError
        if time.monotonic() - record.info["used"] < QUIET_SECONDS:
            return
        try:
            dbapi_connection.ping()
        except engine.dialect.loaded_dbapi.Error as error:
            raise InvalidatePoolError from error

    return engine


def reading(engine: AsyncEngine) -> AsyncEngine:
    """Give the same engine for readings: without a transaction around each.

    One way to the server takes the place of three, and nothing else changes: inside of a transaction, too, each
    statement sees what was committed when it began.
    """
    return engine.execution_options(isolation_level="AUTOCOMMIT")


@contextmanager
def translated(*, quietly: bool = False) -> Iterator[None]:
    """Turn what the driver raises when the database is locked or gone into the store's own errors, and count them.

    What is tried again in another way is not counted (`quietly`).
    """
    try:
        yield
    except PoolTimeout as error:
        raise noted(StoreBusy("no connection came free in time"), quietly=quietly) from error
    except DBAPIError as error:
        meaning = _meaning(error)
        if meaning is error:
            raise
        raise noted(meaning, quietly=quietly) from error
    except (OverflowError, UnicodeEncodeError) as error:
        # Said by SQLite's driver itself of what no column keeps.
        raise InvalidValue("value", NOT_KEPT) from error
    except (OSError, TimeoutError) as error:
        raise noted(StoreUnavailable(f"the database cannot be reached: {error}"), quietly=quietly) from error


def noted[E: BaseException](error: E, *, quietly: bool = False) -> E:
    """Count an error of the store's, and give it to be raised."""
    kinds: dict[type[BaseException], str] = {
        StoreBusy: "busy",
        StoreUnavailable: "unavailable",
        StoreNotReady: "not_ready",
    }
    kind = kinds.get(type(error))
    if kind is not None and not quietly:
        STORE_ERRORS.labels(kind).inc()
    return error


def _refused_by_driver(error: DBAPIError) -> BaseException | None:
    """Give what asyncpg itself raised: of a value that it cannot send, or of a connection that is just being ended."""
    return error.orig.__cause__ if error.orig is not None else None


def _meaning(error: DBAPIError) -> Exception:
    # An IntegrityError is the business of who wrote: the words would quote what was written.
    if isinstance(error, IntegrityError):
        return error
    said = str(error.orig)
    if isinstance(error, OperationalError) and ("is locked" in said or "is busy" in said):
        return StoreBusy("the database is locked")
    state = getattr(error.orig, "sqlstate", None)
    if state in BUSY_STATES:
        return StoreBusy(f"the database is busy ({state})")
    for sign, meaning in STATES.items():
        if state is not None and str(state).startswith(sign):
            return StoreUnavailable(meaning)
    for words, meaning in SAID.items():
        if words in said:
            return StoreUnavailable(meaning)
    if state == UNDEFINED_TABLE or "no such table" in said:
        return StoreNotReady("the store's tables are not there yet; run `ketabyar migrate`")
    if isinstance(error, DataError) or str(state).startswith("22") or isinstance(_refused_by_driver(error), ValueError):
        return InvalidValue("value", NOT_KEPT)
    # By its name: where there is no PostgreSQL its driver is not imported.
    lost = type(_refused_by_driver(error)).__name__ == "InternalClientError" or (
        isinstance(error, (OperationalError, InterfaceError))
        and (error.connection_invalidated or "unable to open" in said)
    )
    return StoreUnavailable(_first_line(said)) if lost else error


def _first_line(said: str) -> str:
    """Give what was said without what follows it: details may quote a row."""
    return (said.strip().splitlines() or [""])[0].partition(">: ")[2] or (said.strip().splitlines() or [""])[0]
