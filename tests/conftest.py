"""Fixtures that every room's tests share: a clock, and stores on both databases."""

from __future__ import annotations

import gc
import os
import shutil
import sys
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import pytest

from bot.settings import OTHER_VARIABLES, Settings
from crm.database.store import Store
from protocol.clock import FixedClock
from tests.support import hashing, properties  # noqa: F401 - the latter for what it sets
from tests.support.authorities_once import authorities_read_once
from tests.support.compiled_once import statements_compiled_once
from tests.support.databases import NoPostgresError, Postgres, postgres_cluster, sqlite_template, write_cluster
from tests.support.givens import NOW, SERVER_KEY
from tests.support.kept_files import KeptFiles
from tests.support.made_once import is_shared, made_once
from tests.support.yaml_once import yaml_parsed_once

# The fixtures `system`, everything running as a user starts it; `console`, a gateway with its console; and `ketabyar`,
# the command line.
pytest_plugins = ["tests.support.system", "tests.support.console_fixtures", "tests.support.command_fixtures"]

# Who tests on a machine where ketabyar runs may have its settings in the shell: no test may meet that instance.
for _variable in (*(f"KETABYAR_{name.upper()}" for name in Settings.model_fields), *OTHER_VARIABLES):
    os.environ.pop(_variable, None)


# While everything is imported there is nothing to collect.
gc.disable()


def _not_left_open(unraisable: Any) -> None:
    """Pass on what goes wrong where nobody can be told; that something was left open is said into no test's output."""
    if not issubclass(unraisable.exc_type, ResourceWarning):
        sys.__unraisablehook__(unraisable)


sys.unraisablehook = _not_left_open


def pytest_collection_finish() -> None:
    """Keep what has been imported out of the garbage collection, which goes through all of it again and again."""
    gc.collect()
    gc.freeze()
    gc.enable()
    gc.set_threshold(50_000, 20, 100)


def pytest_unconfigure() -> None:
    """Let pytest collect nothing of what is left: five times over all that a run has made, it takes seconds."""
    gc.freeze()


@pytest.fixture(scope="session", autouse=True)
def hasty_hashes() -> Iterator[None]:
    """Hash secrets in haste in this process: by the hundred, the real price is minutes."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(hashing.PLACE, hashing.HASTY)
        yield


@pytest.fixture(scope="session", autouse=True)
def yaml_once() -> Iterator[None]:
    """Parse `domain.yml` once, and not for every gateway."""
    with yaml_parsed_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def compiled_once() -> Iterator[None]:
    """Compile a statement once, and not for every store."""
    with statements_compiled_once():
        yield


@pytest.fixture(scope="session", autouse=True)
def authorities_once() -> Iterator[None]:
    """Read the authorities once, and not for every client."""
    with authorities_read_once():
        yield


@pytest.fixture
def real_hashes(monkeypatch: pytest.MonkeyPatch) -> None:
    """Hash at the real price, where that is what is tested."""
    monkeypatch.setattr(hashing.PLACE, hashing.REAL)


@pytest.fixture
def clock() -> FixedClock:
    """A clock that stands still until `advance` is called."""
    return FixedClock(NOW, frozen=True)


@pytest.fixture(scope="session")
def sqlite_file() -> Path:
    """An SQLite file with the store's tables, to be copied."""
    return sqlite_template()


@pytest.fixture(scope="session")
def kept_files() -> Iterator[KeptFiles]:
    """SQLite files whose connections serve one test after the other."""
    kept = KeptFiles()
    yield kept
    kept.close()


@pytest.fixture(scope="session")
def postgres() -> Iterator[Postgres]:
    """A PostgreSQL cluster for the whole run; what needs it is skipped where there are no binaries of it."""
    try:
        cluster = postgres_cluster(made=made_once("postgres", write_cluster) if is_shared() else None)
        running = cluster.__enter__()
    except NoPostgresError as why:
        pytest.skip(f"no PostgreSQL: {why}")
    try:
        yield running
    finally:
        cluster.__exit__(None, None, None)


def _may_be_kept(request: pytest.FixtureRequest) -> bool:
    """Tell whether nobody but the store of the test itself has to do with its SQLite file."""
    return request.node.get_closest_marker("own_file") is None and "gateway" not in request.fixturenames


@pytest.fixture(params=["sqlite", "postgresql"])
async def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> AsyncIterator[str]:
    """The URL of a fresh database with the store's tables, on either database."""
    if request.param == "sqlite" and _may_be_kept(request):
        files: KeptFiles = request.getfixturevalue("kept_files")
        kept = await files.take(request.getfixturevalue("sqlite_file"))
        yield kept.url
        files.give_back(kept)
        return
    if request.param == "sqlite":
        path = tmp_path / "store.sqlite3"
        shutil.copy(request.getfixturevalue("sqlite_file"), path)
        yield f"sqlite:///{path}"
        return
    cluster: Postgres = request.getfixturevalue("postgres")
    name = await cluster.take()
    yield cluster.url(name).render_as_string(hide_password=False)
    await cluster.give_back(name)


@pytest.fixture
async def store(request: pytest.FixtureRequest, database_url: str, clock: FixedClock) -> AsyncIterator[Store]:
    """A store on a fresh database; a test that uses it runs on both databases."""
    if database_url.startswith("postgresql") and request.config.getini("asyncio_default_test_loop_scope") == "session":
        cluster: Postgres = request.getfixturevalue("postgres")
        async with cluster.kept.store(database_url, clock=clock, server_key=SERVER_KEY) as kept:
            yield kept
        return
    files: KeptFiles = request.getfixturevalue("kept_files")
    if (file := files.taken(database_url)) is not None:
        async with file.opened(clock) as opened:
            yield opened
        return
    store = await Store.open(database_url, clock=clock, server_key=SERVER_KEY)
    yield store
    await store.close()


@pytest.fixture
async def sqlite_store(
    request: pytest.FixtureRequest, tmp_path: Path, sqlite_file: Path, kept_files: KeptFiles, clock: FixedClock
) -> AsyncIterator[Store]:
    """A store on a fresh SQLite file, for tests to which the database does not matter."""
    if _may_be_kept(request):
        async with kept_files.store(sqlite_file, clock) as kept:
            yield kept
        return
    path = tmp_path / "embedded.sqlite3"
    shutil.copy(sqlite_file, path)
    store = await Store.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)
    yield store
    await store.close()
