"""The store: one database, its transactions, its clock and its keys."""

import asyncio
import contextvars
import time
from collections.abc import AsyncIterator, Callable, Hashable
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from dataclasses import dataclass
from typing import Any, TypeVar

from sqlalchemy import URL, Connection, Engine
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from crm.database import kept_keys
from crm.database.engines import noted, postgresql, reading, sqlite, tidied, translated
from crm.database.key_ring import KeyRing
from crm.database.turn_guard import AskingMessage, begin, still_asked
from crm.database.urls import driver_url
from crm.errors import InvalidValue, StoreBusy
from language.digits import to_ascii
from process.pace import undisturbed
from process.tracing import detail
from protocol.clock import Clock
from protocol.patience import STORE_SECONDS

__all__ = ["QUICKLY_WRITTEN", "Store"]

# How long an answer of `recall` may be behind what another process wrote.
KEPT_SECONDS = 2.0
READERS = 2
# So many glances follow one another before others come to their turn.
GLANCES = 16
# An SQLite file of this many bytes is written anew within about two seconds.
QUICKLY_WRITTEN = 256 * 1024 * 1024
WRITE = "BEGIN IMMEDIATE"

T = TypeVar("T")


@dataclass(frozen=True)
class _Threads:
    """What runs a whole SQLite transaction in one trip to a thread, and what a glance takes, without any trip."""

    writer: Engine
    reader: Engine
    glancer: Engine
    writing: ThreadPoolExecutor
    reading: ThreadPoolExecutor


class Store:
    """One database with its transactions.

    SQLite has one writer at a time whatever is done: here the writers of a process queue for their turn, in
    order and without polling, and only another process is waited for with the busy timeout. A transaction
    must therefore not be opened inside another one.
    """

    def __init__(
        self,
        engine: _Threads | AsyncEngine,
        *,
        clock: Clock,
        keys: KeyRing,
        busy_seconds: float,
    ) -> None:
        self._engine = engine
        self._reader = None if isinstance(engine, _Threads) else reading(engine)
        self._turn = asyncio.Lock()
        self._busy_seconds = busy_seconds
        self._kept: dict[Hashable, tuple[float, Any]] = {}
        self._writes = self._hardened = self._glances = self._waiting = 0
        self._glancing: Connection | None = None
        self.clock = clock
        self.keys = keys
        self.is_sqlite = isinstance(engine, _Threads)
        # The name of this process among those that share the store (crm.database.instances); None where it is alone.
        self.holder: str | None = None

    @classmethod
    async def open(
        cls,
        url: str | URL,
        *,
        clock: Clock,
        server_key: bytes,
        next_key: bytes = b"",
        previous_key: bytes = b"",
        busy_seconds: float = STORE_SECONDS,
        durable: bool = False,
    ) -> "Store":
        """Open the database; raises StoreUnavailable when it cannot be reached.

        While the secret is changed there is the key of the `next` or of the `previous` one besides (docs/operating.md).

        In SQLite only what a `durable` store commits, and all that was committed before it, outlives a power cut at
        once; the rest does from the next `harden` on. PostgreSQL's commits always do.
        """
        if len(server_key) < 16:
            raise InvalidValue("server_key", "at least 16 bytes are needed")
        parsed = driver_url(url)
        engine: _Threads | AsyncEngine
        if parsed.get_backend_name() == "sqlite":
            engine = _Threads(
                writer=sqlite(parsed, begin=WRITE, connections=1, busy_seconds=busy_seconds, durable=durable),
                reader=sqlite(parsed, begin="BEGIN", connections=READERS, busy_seconds=busy_seconds),
                # Waits for nobody: it would keep everybody waiting.
                glancer=sqlite(parsed, begin="BEGIN", connections=1, busy_seconds=0.0),
                writing=ThreadPoolExecutor(1, "store-writer"),
                reading=ThreadPoolExecutor(READERS, "store-reader"),
            )
        else:
            engine = postgresql(parsed, busy_seconds=busy_seconds)
        keys = KeyRing.of(server_key, next_key, previous_key)
        store = cls(engine, clock=clock, keys=keys, busy_seconds=busy_seconds)
        try:
            kept, first = await store.look(lambda connection: kept_keys.read(connection, keys.believed))
            store.keys = KeyRing.of(server_key, next_key, previous_key, kept=kept, first=first)
        except BaseException:
            await store.close()
            raise
        return store

    async def transact(self, work: Callable[[Connection], T], *, aside: bool = False) -> T:
        """Run plain code in a writing transaction: committed at the end, rolled back by an exception.

        What is written `aside` is nothing that `recall` gives: that stays as it was.
        Inside `crm.database.turn_guard.asked_by` it raises TurnClosed, and writes nothing, once the turn is over.
        """
        asked = still_asked()
        if asked is not None:
            work = _while_asked(asked, work)
        with translated(), detail("store.write"):
            try:
                if not isinstance(self._engine, _Threads):
                    async with self._engine.begin() as connection:
                        return await connection.run_sync(work)
                threads, loop = self._engine, asyncio.get_running_loop()
                async with self._my_turn():
                    # What is at hand in this task is so in the thread: a row keeps its trace.
                    run = contextvars.copy_context().run
                    return await loop.run_in_executor(threads.writing, run, _in_transaction, threads.writer, work)
            finally:
                self._writes += 1
                if not aside:
                    self._kept.clear()

    async def look(self, work: Callable[[Connection], T]) -> T:
        """Run plain code that only reads."""
        with translated(), detail("store.read"):
            if self._reader is not None:
                async with self._reader.connect() as connection:
                    return await connection.run_sync(work)
            assert isinstance(self._engine, _Threads)  # noqa: S101 - the other has a reader
            threads, loop = self._engine, asyncio.get_running_loop()
            return await loop.run_in_executor(threads.reading, _in_transaction, threads.reader, work)

    async def glance(self, work: Callable[[Connection], T]) -> T:
        """Run plain code that reads a few rows by their keys.

        In SQLite right here, in the thread of the event loop: a trip to another thread takes longer than such a
        reading, which in WAL mode waits for no writer. Where the file is locked nevertheless, and after some that
        kept the loop from turning, it is looked at from a thread. Those that follow one another before the loop turns
        see one state of the store, in one transaction: to begin and end it takes longer than most of them. What was
        written through this store is seen, for whoever wrote it hears of it only when the loop has turned.
        """
        threads = self._engine
        if isinstance(threads, _Threads) and self._may_glance():
            try:
                with translated(quietly=True):
                    return undisturbed(lambda: self._glanced(threads.glancer, work))
            except StoreBusy:
                pass
        return await self.look(work)

    def _may_glance(self) -> bool:
        if not self._glances:
            asyncio.get_running_loop().call_soon(self._turned)
        self._glances += 1
        return self._glances <= GLANCES

    def _glanced(self, engine: Engine, work: Callable[[Connection], T]) -> T:
        try:
            if self._glancing is None:
                self._glancing = engine.connect()
                self._glancing.begin()
            return work(self._glancing)
        except BaseException:
            self._look_away()
            raise

    def _look_away(self) -> None:
        glancing, self._glancing = self._glancing, None
        if glancing is not None:
            # With its transaction, which has changed nothing.
            glancing.close()

    def _turned(self) -> None:
        self._glances = 0
        self._look_away()

    async def recall(self, key: Hashable, work: Callable[[Connection], T], *, much: bool = False) -> T:
        """Run plain code that only reads, or give what it gave a moment ago.

        For what changes rarely, is asked for often and is short (branches, hours, notes); a short answer that takes
        `much` reading, as of a whole table, is looked for in a thread. Whatever is written through this store is seen
        at once, but for what is written `aside`; what another process writes, after KEPT_SECONDS. The result must not
        be changed.
        """
        kept = self._kept.get(key)
        if kept is not None and time.monotonic() < kept[0]:
            result: T = kept[1]
            return result
        writes = self._writes
        result = await (self.look if much else self.glance)(work)
        if writes == self._writes:
            self._kept[key] = (time.monotonic() + KEPT_SECONDS, result)
        return result

    async def harden(self) -> bool:
        """Bring to the disk what SQLite has committed since the last time; tell whether there was anything."""
        writes = self._writes
        if not isinstance(self._engine, _Threads) or writes == self._hardened:
            return False
        threads, loop = self._engine, asyncio.get_running_loop()
        with translated():
            await loop.run_in_executor(threads.reading, _checkpoint, threads.reader)
        self._hardened = writes
        return True

    async def tidy(self, *, anew: bool = False) -> bool:
        """Leave nothing of what was erased in SQLite's write-ahead log.

        What is erased is overwritten, but of cells that had been moved within the file before, copies may be left:
        `anew` writes the whole file anew, which leaves none and gives back space, and keeps writers waiting for
        about a second for each 100 MB. Tells whether it was done, or readers were in the way. PostgreSQL does both by
        itself.
        """
        if not isinstance(self._engine, _Threads):
            return True
        threads, loop = self._engine, asyncio.get_running_loop()
        with translated():
            async with self._my_turn():
                return await loop.run_in_executor(threads.writing, lambda: tidied(threads.writer, anew=anew))

    async def size(self) -> int:
        """Give the bytes of an SQLite file without its free parts, 0 for PostgreSQL."""
        if not self.is_sqlite:
            return 0

        def look(connection: Connection) -> int:
            page, pages, free = (
                int(connection.exec_driver_sql(f"PRAGMA {name}").scalar_one())
                for name in ("page_size", "page_count", "freelist_count")
            )
            return (pages - free) * page

        return await self.look(look)

    @asynccontextmanager
    async def apart(self) -> AsyncIterator[AsyncConnection]:
        """Give a connection of one's own, outside of any transaction; PostgreSQL only."""
        if isinstance(self._engine, _Threads):
            raise RuntimeError("SQLite has nothing to listen to")
        async with self._engine.connect() as connection:
            yield connection

    async def close(self) -> None:
        """Close every connection."""
        if not isinstance(self._engine, _Threads):
            await self._engine.dispose()
            return
        self._look_away()
        await asyncio.to_thread(self._engine.writing.shutdown)
        await asyncio.to_thread(self._engine.reading.shutdown)
        self._engine.writer.dispose()
        self._engine.reader.dispose()
        self._engine.glancer.dispose()

    def card_hash(self, number: str) -> str:
        """Give the keyed hash under which a card number is kept from now on, however it was typed."""
        return self.keys.hashed(_card(number))

    def card_hashes(self, number: str) -> list[str]:
        """Give the keyed hashes under which a card number may be kept, however it was typed; `card_hash` first."""
        return self.keys.hashes(_card(number))

    def card_name(self, number: str) -> str:
        """Give the keyed name of a card that stays the same when the secret is changed."""
        return self.keys.named(_card(number))

    def subject_ref(self, public_id: str) -> str:
        """Give the keyed name of a patron that outlives the patron's row."""
        return self.keys.named(f"patron:{public_id}")

    def chat_ref(self, public_id: str) -> str:
        """Give the keyed name of a chat partner that outlives its row."""
        return self.keys.named(f"chat:{public_id}")

    @asynccontextmanager
    async def _my_turn(self) -> AsyncIterator[None]:
        """Wait for the turn to write to SQLite."""
        if self._waiting or self._turn.locked():
            self._waiting += 1
            try:
                async with asyncio.timeout(self._busy_seconds):
                    await self._turn.acquire()
            except TimeoutError as error:
                raise noted(StoreBusy("another transaction did not end in time")) from error
            finally:
                self._waiting -= 1
        else:
            # Nobody is before it: it is its turn at once, which needs no timer.
            await self._turn.acquire()
        try:
            yield
        finally:
            self._turn.release()


def _card(number: str) -> str:
    return "".join(sign for sign in to_ascii(number).casefold() if sign.isalnum())


def _in_transaction(engine: Engine, work: Callable[[Connection], T]) -> T:
    with engine.begin() as connection:
        return work(connection)


def _checkpoint(engine: Engine) -> None:
    # Outside of any transaction: SQLite syncs its log before it takes pages over from there.
    connection = engine.raw_connection()
    try:
        connection.cursor().execute("PRAGMA wal_checkpoint(PASSIVE)")
    finally:
        connection.close()


def _while_asked(asked: AskingMessage, work: Callable[[Connection], T]) -> Callable[[Connection], T]:
    def guarded(connection: Connection) -> T:
        begin(connection, asked)
        return work(connection)

    return guarded
