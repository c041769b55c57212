"""The event log: conversation events in SQL, numbered per conversation, on SQLite (WAL) or PostgreSQL."""

from __future__ import annotations

import json
import logging
import sqlite3
import time
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import sqlalchemy as sa
from msgspec.json import encode
from sqlalchemy.engine import Engine
from sqlalchemy.engine.url import URL, make_url

from process.lost_peers import ASK_AGAIN_SECONDS, LOST_SECONDS

SESSION_STARTED = "session_started"
# Any number that no other program takes in the database: "tracker" in hexadecimal.
MAKING = 0x747261636B6572
# What SQLite says of a file that it cannot read.
DAMAGED = ("not a database", "malformed")
# What is deleted is overwritten, but of cells that were moved within the file before, copies may be left until it is
# written anew. Nobody is answered meanwhile, for about a second a 100 MB: so not at every turn, and never for long.
ANEW_SECONDS = 3600.0
LARGEST_ANEW = 128 * 1024 * 1024

_log = logging.getLogger(__name__)

_METADATA = sa.MetaData()
EVENTS = sa.Table(
    "tracker_event",
    _METADATA,
    sa.Column("sender_id", sa.String(255), primary_key=True),
    # 0, 1, 2 … within a conversation: two writers of one conversation collide here instead of mixing.
    sa.Column("seq", sa.Integer, primary_key=True, autoincrement=False),
    sa.Column("type_name", sa.String(64), nullable=False),
    sa.Column("timestamp", sa.Float, nullable=False),
    sa.Column("data", sa.Text, nullable=False),
    sqlite_with_rowid=False,
)


_SENDER = EVENTS.c.sender_id == sa.bindparam("sender")
# Made once: every turn asks for the last number, and adds its events.
_LAST = sa.select(sa.func.max(EVENTS.c.seq)).where(_SENDER)
_START = _LAST.where(EVENTS.c.type_name == SESSION_STARTED)
_ALL = sa.select(EVENTS.c.seq, EVENTS.c.data).where(_SENDER).order_by(EVENTS.c.seq)
_LATEST = _ALL.where(EVENTS.c.seq >= sa.bindparam("begin"))
_ADD = EVENTS.insert()
# The same for SQLite's driver itself: SQLAlchemy's way to it takes longer than SQLite does.
_LAST_SQLITE = "SELECT max(seq) FROM tracker_event WHERE sender_id = ?"
_ADD_SQLITE = "INSERT INTO tracker_event (sender_id, seq, type_name, timestamp, data) VALUES (?, ?, ?, ?, ?)"


class EventLogError(Exception):
    """Events could not be read or written; nothing of the call was kept."""


def driver_url(url: str) -> URL:
    """The URL with the synchronous drivers that the engine's environment has."""
    parsed = make_url(url)
    if parsed.drivername.startswith("postgres"):
        return parsed.set(drivername="postgresql+psycopg2")
    return parsed.set(drivername="sqlite")


@dataclass(frozen=True)
class StoredConversation:
    """A conversation whose events are stored, and how long nothing has been added to it."""

    sender_id: str
    idle_seconds: float


class EventLog:
    """Appends events to conversations and reads them back."""

    def __init__(self, url: str) -> None:
        parsed = driver_url(url)
        self.is_sqlite = parsed.drivername == "sqlite"
        if self.is_sqlite and parsed.database:
            try:
                Path(parsed.database).parent.mkdir(parents=True, exist_ok=True)
            except OSError as error:
                raise EventLogError(f"the folder of the tracker store cannot be made: {error.strerror}") from error
        self._anew_at: float | None = None
        self.engine: Engine = _sqlite(parsed) if self.is_sqlite else _postgresql(parsed)
        try:
            self._make(parsed)
        except sa.exc.SQLAlchemyError as error:
            why = str(getattr(error, "orig", None) or error).splitlines()[0]
            raise EventLogError(f"the tracker store cannot be opened: {why}") from error

    def _make(self, url: URL) -> None:
        """Make the tables; a damaged SQLite file is set aside, since it holds no more than talks under way."""
        try:
            with self.engine.begin() as connection:
                if not self.is_sqlite:
                    # Engines that start together on an empty database would both make the table.
                    connection.execute(sa.text("SELECT pg_advisory_xact_lock(:lock)"), {"lock": MAKING})
                _METADATA.create_all(connection)
        except sa.exc.DatabaseError as error:
            if not self.is_sqlite or not url.database or not any(sign in str(error.orig) for sign in DAMAGED):
                raise
            aside = Path(f"{url.database}.damaged-{time.strftime('%Y%m%d-%H%M%S')}")
            _log.warning("%s is damaged; it is kept as %s, and a new one is begun", url.database, aside.name)
            self.engine.dispose()
            for ending in ("-wal", "-shm"):
                Path(url.database + ending).unlink(missing_ok=True)
            Path(url.database).replace(aside)
            self.engine = _sqlite(url)
            _METADATA.create_all(self.engine)

    def append(self, sender_id: str, first: int, events: Sequence[dict[str, Any]]) -> None:
        """Add events numbered from `first`, all or none.

        Raises EventLogError, also when another writer took one of these numbers.
        """
        rows = [
            {
                "sender_id": sender_id,
                "seq": first + offset,
                "type_name": event["event"],
                "timestamp": event.get("timestamp") or 0.0,
                "data": _as_json(event),
            }
            for offset, event in enumerate(events)
        ]
        try:
            if self.is_sqlite:
                self._append_sqlite(rows)
            else:
                with self.engine.begin() as connection:
                    connection.execute(_ADD, rows)
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
            raise EventLogError(f"events of a conversation were not saved: {type(error).__name__}") from error

    def _append_sqlite(self, rows: Sequence[dict[str, Any]]) -> None:
        with self._driver() as driver:
            driver.execute("BEGIN")
            try:
                driver.executemany(_ADD_SQLITE, [tuple(row.values()) for row in rows])
                driver.execute("COMMIT")
            except BaseException:
                if driver.in_transaction:
                    driver.execute("ROLLBACK")
                raise

    @contextmanager
    def _driver(self) -> Iterator[sqlite3.Connection]:
        """Lend the driver's own connection to the SQLite file."""
        pooled = self.engine.raw_connection()
        try:
            yield pooled.driver_connection
        finally:
            pooled.close()

    def _reading(self) -> sa.engine.Connection:
        """A connection to read by: in PostgreSQL without a transaction, which is two more ways and changes nothing."""
        connection = self.engine.connect()
        return connection if self.is_sqlite else connection.execution_options(isolation_level="AUTOCOMMIT")

    def read(self, sender_id: str, *, whole: bool = False) -> tuple[list[dict[str, Any]], int]:
        """Events of the latest session (or of all), and the number the next event gets."""
        sender = {"sender": sender_id}
        try:
            with self._reading() as connection:
                top = connection.execute(_LAST, sender).scalar()
                if top is None:
                    return [], 0
                begin = None if whole else connection.execute(_START, sender).scalar()
                # The action that started the session stands just before it.
                query, wanted = (_ALL, sender) if begin is None else (_LATEST, {**sender, "begin": begin})
                rows = connection.execute(query, wanted).fetchall()
        except sa.exc.SQLAlchemyError as error:
            raise EventLogError(f"a conversation could not be read: {type(error).__name__}") from error
        return [json.loads(row.data) for row in rows], int(top) + 1

    def next_seq(self, sender_id: str) -> int:
        """The number that the next event of a conversation gets."""
        try:
            if self.is_sqlite:
                with self._driver() as driver:
                    top = driver.execute(_LAST_SQLITE, (sender_id,)).fetchone()[0]
            else:
                with self._reading() as connection:
                    top = connection.execute(_LAST, {"sender": sender_id}).scalar()
        except (sa.exc.SQLAlchemyError, sqlite3.Error) as error:
            raise EventLogError(f"a conversation could not be read: {type(error).__name__}") from error
        return 0 if top is None else int(top) + 1

    def senders(self) -> Iterable[str]:
        """The ids of all conversations."""
        try:
            with self.engine.connect() as connection:
                return [row.sender_id for row in connection.execute(sa.select(EVENTS.c.sender_id).distinct())]
        except sa.exc.SQLAlchemyError as error:
            raise EventLogError(f"conversations could not be listed: {type(error).__name__}") from error

    def kept(self, after: str, limit: int) -> list[StoredConversation]:
        """The stored conversations behind an id in the order of their ids, `limit` at most."""
        following = sa.select(sa.func.min(EVENTS.c.sender_id)).where(EVENTS.c.sender_id > sa.bindparam("after"))
        # From id to id: telling ids apart would read every event.
        latest = (
            sa.select(EVENTS.c.timestamp)
            .where(EVENTS.c.sender_id == sa.bindparam("sender"))
            .order_by(EVENTS.c.seq.desc())
            .limit(1)
        )
        found: list[StoredConversation] = []
        try:
            with self.engine.connect() as connection:
                while len(found) < limit:
                    sender = connection.execute(following, {"after": after}).scalar()
                    if sender is None:
                        break
                    last = connection.execute(latest, {"sender": sender}).scalar() or 0.0
                    found.append(StoredConversation(sender, max(0.0, time.time() - last)))
                    after = sender
        except sa.exc.SQLAlchemyError as error:
            raise EventLogError(f"conversations could not be listed: {type(error).__name__}") from error
        return found

    def delete(self, sender_ids: Sequence[str]) -> int:
        """Delete every event of some conversations, all or none, and give how many events that were."""
        if not sender_ids:
            return 0
        try:
            with self.engine.begin() as connection:
                done = connection.execute(EVENTS.delete().where(EVENTS.c.sender_id.in_(list(sender_ids))))
        except sa.exc.SQLAlchemyError as error:
            raise EventLogError(f"conversations could not be deleted: {type(error).__name__}") from error
        return int(done.rowcount)

    def tidy(self) -> bool:
        """Leave nothing of what was deleted in the write-ahead log; once an hour, nothing anywhere in the file.

        Tells whether all of it was done, or is still to be done.
        """
        if not self.is_sqlite:
            return True
        try:
            with self.engine.connect() as connection:
                # Not inside a transaction: neither can be done there.
                raw: Any = connection.connection.driver_connection
                due = self._is_due(raw)
                if due:
                    raw.execute("VACUUM")
                    self._anew_at = time.monotonic()
                busy = bool(raw.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0])
        except (sa.exc.SQLAlchemyError, sqlite3.Error):
            return False
        return not busy and due

    def _is_due(self, raw: Any) -> bool:
        size, pages, free = (
            int(raw.execute(f"PRAGMA {name}").fetchone()[0]) for name in ("page_size", "page_count", "freelist_count")
        )
        is_time = self._anew_at is None or time.monotonic() - self._anew_at >= ANEW_SECONDS
        return is_time and (pages - free) * size <= LARGEST_ANEW

    def close(self) -> None:
        """Close every connection."""
        self.engine.dispose()


def _as_json(event: dict[str, Any]) -> str:
    try:
        return encode(event).decode()
    except (TypeError, ValueError):
        # Numbers of other libraries, and halves of signs.
        return json.dumps(event, ensure_ascii=False)


def _sqlite(url: URL) -> Engine:
    # One thread, one connection: the engine writes from its event loop only.
    engine = sa.create_engine(
        url, poolclass=sa.pool.StaticPool, connect_args={"timeout": 2.0, "check_same_thread": False}
    )

    @sa.event.listens_for(engine, "connect")
    def _set_up(connection: Any, _record: Any) -> None:
        # pysqlite would open transactions late and deferred: we open them ourselves.
        connection.isolation_level = None
        # What is deleted is overwritten in the file.
        for pragma in ("journal_mode=WAL", "synchronous=NORMAL", "busy_timeout=2000", "secure_delete=ON"):
            connection.execute(f"PRAGMA {pragma}")

    @sa.event.listens_for(engine, "begin")
    def _begin(connection: Any) -> None:
        # Said for every transaction: SQLAlchemy's own way would cost more than most of what follows.
        try:
            connection.connection.dbapi_connection.execute("BEGIN")
        except sqlite3.Error as error:
            raise sa.exc.DBAPIError.instance("BEGIN", (), error, sqlite3.Error, dialect=connection.dialect) from error

    return engine


def _postgresql(url: URL) -> Engine:
    # Nobody is answered while the database is asked: a server that is lost without a word must be noticed soon.
    patience = {
        "connect_timeout": 3,
        "keepalives_idle": LOST_SECONDS,
        "keepalives_interval": ASK_AGAIN_SECONDS,
        "keepalives_count": LOST_SECONDS,
        "tcp_user_timeout": LOST_SECONDS * 1000,
    }
    return sa.create_engine(
        url, pool_size=2, max_overflow=2, pool_pre_ping=False, pool_recycle=900, connect_args=patience
    )
