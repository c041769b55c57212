"""The whole system as a user starts it: `ketabyar up` in a state folder of its own, on free ports."""

from __future__ import annotations

import asyncio
import contextlib
import os
import shutil
import signal
import socket
import sqlite3
import subprocess
import threading
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from hashlib import sha256
from pathlib import Path
from typing import Any

import httpx
import psutil
import pytest

from bot.cli.client import ChatClient
from bot.settings import ROOT, Settings
from crm.database.store import Store
from library import seed
from protocol.clock import FixedClock
from protocol.shared_secret import make_secret
from tests.support.databases import sqlite_template
from tests.support.kept_vectors import give_vectors
from tests.support.made_once import made_once
from tests.support.waiting import until

# A Tuesday morning in Tehran, with the main branch open.
NOW = "2026-11-24T08:00:00+00:00"
START_SECONDS = 420.0


def free_ports(count: int) -> list[int]:
    """Ports nobody listens on."""
    sockets = [socket.socket() for _ in range(count)]
    try:
        for one in sockets:
            one.bind(("127.0.0.1", 0))
        return [one.getsockname()[1] for one in sockets]
    finally:
        for one in sockets:
            one.close()


@dataclass
class System:
    """A running ketabyar: its addresses, its state folder and its processes."""

    home: Path
    port: int
    engine_port: int
    actions_port: int
    environment: dict[str, str] = field(default_factory=dict)
    supervisor: subprocess.Popen[bytes] | None = None
    # The checkout whose program is started.
    root: Path = ROOT

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    @property
    def secret(self) -> str:
        return (self.home / "secret").read_text(encoding="ascii").strip()

    @property
    def store_path(self) -> Path:
        return self.home / "store.sqlite3"

    @property
    def cards(self) -> list[seed.ShownCard]:
        return list(seed.cards_shown_at_start())

    def card(self, number: str) -> seed.ShownCard:
        """Give a card of the demo library by its number, offered to newcomers or not."""
        [found] = [one for one in seed.read(seed.DEMO_FILE, catalogue=False).patrons if one.card == number]
        return seed.ShownCard(found.card, found.pin or "", found.name, "", "")

    def pid(self, name: str) -> int:
        """The process id of engine, actions or gateway."""
        return int((self.home / "logs" / f"{name}.pid").read_text(encoding="ascii"))

    def signal(self, name: str, what: signal.Signals) -> None:
        """Send a signal to engine, actions or gateway."""
        os.kill(self.pid(name), what)

    def wait_restarted(self, name: str, old_pid: int, seconds: float = 60.0) -> None:
        """Wait until the supervisor has started another process in place of an ended one, and all is ready."""
        with httpx.Client(base_url=self.url, timeout=3) as client:

            def is_back() -> bool:
                with contextlib.suppress(OSError, ValueError, httpx.HTTPError):
                    return self.pid(name) != old_pid and client.get("/health/ready").status_code == 200
                return False

            try:
                until(is_back, seconds, every=0.1)
            except AssertionError as late:
                raise AssertionError(f"{name} did not come back within {seconds} s:\n{self.log(name)}") from late

    def log(self, name: str) -> str:
        path = self.home / "logs" / f"{name}.log"
        return path.read_text(encoding="utf-8", errors="replace")[-4000:] if path.is_file() else ""

    def chat(self, language: str = "fa") -> ChatClient:
        """A new visitor of the web channel."""
        return ChatClient(self.url, language)

    def circulation_as_begun(self, *more: str) -> None:
        """Put loans, holds and fines back to what the demo library begins with; patrons may come and act anew.

        `more` names tables that are put back as well.
        """
        begun = _begun(self.environment.get("KETABYAR_SECRET"), self.environment["KETABYAR_NOW"]) / "store.sqlite3"
        store = sqlite3.connect(self.store_path, timeout=10, isolation_level=None)
        try:
            # What refers to them (attempts, cases) is of earlier tests, and keeps what it says.
            store.execute("PRAGMA foreign_keys = off")
            store.execute("ATTACH ? AS begun", (str(begun),))
            store.execute("BEGIN IMMEDIATE")
            for table in ("fine", "renewal_attempt", "hold", "loan", "item", *more):
                store.execute(f"DELETE FROM main.{table}")
                store.execute(f"INSERT INTO main.{table} SELECT * FROM begun.{table}")
            store.execute("COMMIT")
        finally:
            store.close()

    def start(self) -> None:
        """Start everything and wait until it says that it is ready."""
        output = (self.home / "up.log").open("wb")
        self.supervisor = subprocess.Popen(
            [str(self.root / ".venv" / "bin" / "ketabyar"), "up"],
            cwd=self.root, env={**os.environ, **self.environment}, stdout=output, stderr=subprocess.STDOUT,
        )  # fmt: skip
        try:
            self._wait_until_ready()
        except BaseException:
            # Whatever ended the wait, a time limit of the test too: nothing is left running.
            self.stop()
            raise

    def _wait_until_ready(self) -> None:
        assert self.supervisor is not None
        supervisor = self.supervisor
        with contextlib.suppress(AssertionError):
            until(lambda: self._is_ready() or supervisor.poll() is not None, START_SECONDS, every=0.1)
        if not self._is_ready():
            said = (self.home / "up.log").read_text(encoding="utf-8", errors="replace")
            raise AssertionError(
                f"ketabyar up did not become ready:\n{said}\n{self.log('engine')}\n{self.log('gateway')}"
            )

    def _is_ready(self) -> bool:
        return "ketabyar is ready." in (self.home / "up.log").read_text(encoding="utf-8", errors="replace")

    def stop(self) -> None:
        """Stop everything as Ctrl-C does, and make sure that nothing is left."""
        if self.supervisor is None:
            return
        children = []
        with contextlib.suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.supervisor.pid).children(recursive=True)
        if self.supervisor.poll() is None:
            self.supervisor.send_signal(signal.SIGINT)
            with contextlib.suppress(subprocess.TimeoutExpired):
                self.supervisor.wait(40)
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        if self.supervisor.poll() is None:
            self.supervisor.kill()
        self.supervisor.wait()
        self.supervisor = None


def make_system(home: Path, extra: Mapping[str, str] | None = None) -> System:
    """Describe a system in a state folder, not yet started."""
    port, engine_port, actions_port = free_ports(3)
    home.mkdir(parents=True, exist_ok=True)
    environment = {
        "KETABYAR_HOME": str(home),
        "KETABYAR_PORT": str(port),
        "KETABYAR_ENGINE_PORT": str(engine_port),
        "KETABYAR_ACTIONS_PORT": str(actions_port),
        "KETABYAR_ENVIRONMENT": "demo",
        "KETABYAR_NOW": NOW,
        # Nobody types as fast as a test.
        "KETABYAR_MESSAGES_PER_MINUTE": "6000",
        **(extra or {}),
    }
    return System(home, port, engine_port, actions_port, environment)


def _begun(secret: str | None = None, now: str = NOW) -> Path:
    """Give a state folder as the first minutes leave it: a secret, a store with the demo library, and its vectors."""
    name = f"begun-{sha256(f'{secret} {now}'.encode()).hexdigest()[:16]}"
    return made_once(name, lambda home: _begin(home, secret, now))


def _begin(home: Path, secret: str | None, now: str) -> None:
    settings = Settings(home=home, secret=secret or make_secret(home))
    path = home / "store.sqlite3"
    shutil.copy(sqlite_template(), path)

    async def load() -> None:
        clock = FixedClock(datetime.fromisoformat(now), frozen=True)
        store = await Store.open(f"sqlite:///{path}", clock=clock, **settings.store_keys)
        await seed.load(store, seed.DEMO_FILE)
        await give_vectors(store)
        await store.close()

    # In a thread: a browser test may hold an event loop here.
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, load()).result()


def make_begun_system(home: Path, extra: Mapping[str, str] | None = None) -> System:
    """Describe a system that was started before, at its moment: to make and fill a store takes seconds."""
    made = make_system(home, extra)
    secret = made.environment.get("KETABYAR_SECRET")
    for name in ("store.sqlite3",) if secret else ("secret", "store.sqlite3"):
        shutil.copy2(_begun(secret, made.environment["KETABYAR_NOW"]) / name, home / name)
    return made


@pytest.fixture(scope="session")
def system(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """One running system for all tests that only talk with it."""
    running = make_begun_system(tmp_path_factory.mktemp("system"))
    running.start()
    yield running
    running.stop()


@dataclass
class Later[T]:
    """Something that runs in a thread while the test does something else."""

    work: Callable[[], T]
    _result: list[T] = field(default_factory=list)
    _error: list[Exception] = field(default_factory=list)

    def __post_init__(self) -> None:
        self._thread = threading.Thread(target=self._run, daemon=True)
        self._thread.start()

    def _run(self) -> None:
        try:
            self._result.append(self.work())
        except Exception as error:
            self._error.append(error)

    def result(self, seconds: float = 60.0) -> T:
        """Wait for the result; raises what the work raised."""
        self._thread.join(seconds)
        assert not self._thread.is_alive(), f"still running after {seconds} s"
        if self._error:
            raise self._error[0]
        return self._result[0]


def rows(path: Path, sql: str, *values: object) -> list[dict[str, Any]]:
    """Read rows of an SQLite file that other processes are using."""
    connection = sqlite3.connect(f"file:{path}?mode=ro", uri=True, timeout=10)
    connection.row_factory = sqlite3.Row
    try:
        return [dict(row) for row in connection.execute(sql, values)]
    finally:
        connection.close()


Systems = Callable[[str | None], System]


def move_event(system: System, event_id: int, by: timedelta) -> None:
    """Move an event, as staff do in the console."""
    store = sqlite3.connect(system.store_path, timeout=10, isolation_level=None)
    [span] = store.execute("SELECT starts_at, ends_at FROM library_event WHERE id = ?", (event_id,)).fetchall()
    later = [(datetime.fromisoformat(moment) + by).strftime("%Y-%m-%d %H:%M:%S.%f") for moment in span]
    change = "UPDATE library_event SET starts_at = ?, ends_at = ?, moves = moves + 1 WHERE id = ?"
    store.execute(change, (*later, event_id))
    store.close()
