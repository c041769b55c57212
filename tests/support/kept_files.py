"""SQLite files that outlive a test, with their connections: each test finds what its file was made from.

A new connection reads the whole schema, and a store has three of them: for a small test that is most of its work. So
what a test has changed is put back, page by page as SQLite names them in its log, and the next test goes on with the
same connections and the statements that they have prepared.
"""

from __future__ import annotations

import contextlib
import os
import shutil
import sqlite3
import tempfile
from collections import defaultdict
from collections.abc import AsyncIterator, Iterator
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Barrier

from sqlalchemy import Engine

from crm.database import kept_keys
from crm.database.key_ring import KeyRing
from crm.database.store import READERS, Store, _Threads
from protocol.clock import Clock, SystemClock
from protocol.patience import STORE_SECONDS
from tests.support.givens import SERVER_KEY
from tests.support.in_place import run_in_place

__all__ = ["KeptFile", "KeptFiles"]

# Of SQLite's log: its own header, and that of each page in it.
_LOG_HEADER, _PAGE_HEADER = 32, 24
# When a file was changed that nobody has changed since: no clock says so.
UNTOUCHED = 1_000_000_000


class KeptFiles:
    """The stores of a run of tests that are idle now, by the file that each was made from."""

    def __init__(self) -> None:
        self._folder = Path(tempfile.mkdtemp(prefix="ky-kept-"))
        self._idle: dict[tuple[Path, bool], list[KeptFile]] = defaultdict(list)
        self._taken: dict[str, KeptFile] = {}
        self._made = 0

    @asynccontextmanager
    async def store(self, made_from: Path, clock: Clock, *, in_place: bool = False) -> AsyncIterator[Store]:
        """Open a store over what stands in a file; its transactions may run where they are awaited."""
        kept = await self.take(made_from, in_place=in_place)
        try:
            async with kept.opened(clock) as store:
                yield store
        finally:
            self.give_back(kept)

    async def take(self, made_from: Path, *, in_place: bool = False) -> KeptFile:
        """Give a file with what stands in another, and connections to it."""
        idle = self._idle[made_from, in_place]
        kept = idle.pop() if idle else await self._new(made_from, in_place)
        self._taken[kept.url] = kept
        return kept

    def give_back(self, kept: KeptFile) -> None:
        """Put back what was changed, for the next one; where that cannot be done for sure, the file is given up."""
        del self._taken[kept.url]
        if kept.put_back():
            self._idle[kept.made_from, kept.in_place].append(kept)
        else:
            kept.close()

    def taken(self, url: str) -> KeptFile | None:
        """Give the file at a URL, if it is one of these."""
        return self._taken.get(url)

    def close(self) -> None:
        """Close every connection, and remove the files."""
        for kept in (each for idle in self._idle.values() for each in idle):
            kept.close()
        shutil.rmtree(self._folder, ignore_errors=True)

    async def _new(self, made_from: Path, in_place: bool) -> KeptFile:
        self._made += 1
        path = self._folder / f"{self._made}.sqlite3"
        shutil.copy(made_from, path)
        store = await Store.open(f"sqlite:///{path}", clock=SystemClock(), server_key=SERVER_KEY)
        if in_place:
            run_in_place(store)
        assert isinstance(store._engine, _Threads)
        return KeptFile(path, store._engine, made_from, in_place)


class KeptFile:
    """One file with its connections, and what its pages held at first."""

    def __init__(self, path: Path, threads: _Threads, made_from: Path, in_place: bool) -> None:
        self.made_from, self.in_place = made_from, in_place
        self.url = f"sqlite:///{path}"
        self._threads = threads
        self._path = path
        self._log = path.with_name(path.name + "-wal")
        self._connection = sqlite3.connect(path, isolation_level=None)
        # Nothing of it has to outlive a power cut.
        self._connection.execute("PRAGMA synchronous = OFF")
        self._size = self._pragma("page_size")
        self._schema = self._pragma("schema_version")
        self._pages: list[bytes] = []
        if self._emptied():
            # A SQLite that was built without this way to its pages keeps no file.
            with contextlib.suppress(sqlite3.OperationalError):
                self._pages = [
                    row[0] for row in self._connection.execute("SELECT data FROM sqlite_dbpage ORDER BY pgno")
                ]
        self._version = self._pragma("data_version")

    @asynccontextmanager
    async def opened(self, clock: Clock) -> AsyncIterator[Store]:
        """Open a store over the connections, as `Store.open` does over new ones."""
        store = Store(self._threads, clock=clock, keys=KeyRing.of(SERVER_KEY, b"", b""), busy_seconds=STORE_SECONDS)
        believed = store.keys.believed
        kept, first = await store.look(lambda connection: kept_keys.read(connection, believed))
        store.keys = KeyRing.of(SERVER_KEY, b"", b"", kept=kept, first=first)
        try:
            yield store
        finally:
            store._look_away()

    def put_back(self) -> bool:
        """Give every page what it held at first; tells whether that could be done for sure."""
        if not self.in_place:
            self._wait()
        if not self._pages or any(each.pool.checkedout() for each in self._engines):  # type: ignore[attr-defined]
            return False
        if self._pragma("data_version") == self._version:
            return True
        # Where the log was taken over into the file by a test, it no longer lists all that was written.
        if self._schema != self._pragma("schema_version") or self._path.stat().st_mtime_ns != UNTOUCHED:
            return False
        changed = {page for page in self._logged() if page <= len(self._pages)}
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany(
            "UPDATE sqlite_dbpage SET data = ? WHERE pgno = ?", [(self._pages[page - 1], page) for page in changed]
        )
        self._connection.execute("COMMIT")
        emptied = self._emptied()
        self._version = self._pragma("data_version")
        return emptied

    def close(self) -> None:
        """Close every connection."""
        self._connection.close()
        for pool in (self._threads.writing, self._threads.reading):
            pool.shutdown()
        for engine in self._engines:
            engine.dispose()

    @property
    def _engines(self) -> tuple[Engine, ...]:
        return self._threads.writer, self._threads.reader, self._threads.glancer

    def _wait(self) -> None:
        """Wait until the threads have done what a test gave them, be it that nobody waited for it any more."""
        both = Barrier(READERS)
        for done in (
            self._threads.writing.submit(int),
            *(self._threads.reading.submit(both.wait) for _ in range(READERS)),
        ):
            done.result(STORE_SECONDS)

    def _pragma(self, name: str) -> int:
        return int(self._connection.execute(f"PRAGMA {name}").fetchone()[0])

    def _emptied(self) -> bool:
        """Take the log over into the file, and mark that as untouched; tell whether nobody was in the way."""
        busy = self._connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone()[0]
        os.utime(self._path, ns=(UNTOUCHED, UNTOUCHED))
        return not busy

    def _logged(self) -> Iterator[int]:
        """Give the number of each page that was written to the log since it began."""
        said = self._log.read_bytes()
        begun = said[16:24]
        for at in range(_LOG_HEADER, len(said), _PAGE_HEADER + self._size):
            # Behind what was written there may be older pages, of a log before.
            if said[at + 8 : at + 16] == begun:
                yield int.from_bytes(said[at : at + 4])
