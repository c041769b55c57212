"""Several of each on one machine: gateways, engines and action servers as processes of their own, over one PostgreSQL.

Each is started as `ketabyar gateway`, `ketabyar engine` and `ketabyar actions` start it, with a state folder of its own
and nothing shared but the database and the secret; with `redis`, a Redis beside them carries the signals, and with
`network` each is at a place of its own in a network (benchmarks.faults.network).
"""

from __future__ import annotations

import contextlib
import os
import secrets
import shutil
import signal
import subprocess
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path

import httpx
import psutil

from benchmarks.faults.network import Network
from bot.settings import ROOT
from protocol.home import Home
from tests.support.system import free_ports

__all__ = ["Many", "redis_program"]

START_SECONDS = 420.0
# As long as our units for systemd give it (TimeoutStopSec).
STOP_SECONDS = 45.0


@dataclass
class Unit:
    """One supervised process: its kind, its state folder, its port and what it is started with."""

    kind: str
    number: int
    home: Path
    port: int
    environment: dict[str, str]
    # What is put before the command.
    place: list[str] = field(default_factory=list)
    supervisor: subprocess.Popen[bytes] | None = None

    @property
    def name(self) -> str:
        return f"{self.kind}-{self.number}"

    @property
    def pid(self) -> int:
        """The process id of the process itself, not of who watches it."""
        return int((Home(self.home).logs / f"{self.kind}.pid").read_text(encoding="ascii"))

    def start(self) -> None:
        with (self.home / "up.log").open("ab") as output:
            self.supervisor = subprocess.Popen(
                [*self.place, str(ROOT / ".venv" / "bin" / "ketabyar"), self.kind],
                cwd=ROOT, env={**os.environ, **self.environment}, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def drain(self) -> bool:
        """Stop it as systemd does, and wait; tell whether it ended by itself in time."""
        assert self.supervisor is not None
        self.supervisor.send_signal(signal.SIGTERM)
        try:
            self.supervisor.wait(STOP_SECONDS)
        except subprocess.TimeoutExpired:
            self.stop()
            return False
        return True

    def stop(self) -> None:
        if self.supervisor is None:
            return
        children: list[psutil.Process] = []
        with contextlib.suppress(psutil.NoSuchProcess):
            children = psutil.Process(self.supervisor.pid).children(recursive=True)
        self.supervisor.send_signal(signal.SIGINT)
        with contextlib.suppress(subprocess.TimeoutExpired):
            self.supervisor.wait(60)
        for child in children:
            with contextlib.suppress(psutil.NoSuchProcess):
                child.kill()
        if self.supervisor.poll() is None:
            self.supervisor.kill()
        self.supervisor.wait()


@dataclass
class Many:
    """Gateways, engines and action servers, by their numbers."""

    folder: Path
    database_url: str
    counts: dict[str, int]
    redis: bool = False
    network: Network | None = None
    extra: dict[str, str] = field(default_factory=dict)
    secret: str = field(default_factory=lambda: secrets.token_urlsafe(32))
    units: list[Unit] = field(default_factory=list)
    redis_process: subprocess.Popen[bytes] | None = None
    redis_port: int = 0

    def __post_init__(self) -> None:
        ports = iter(free_ports(3 * sum(self.counts.values()) + 1))
        self.redis_port = next(ports)
        kinds = [(kind, number) for kind, count in self.counts.items() for number in range(count)]
        # The processes bind what was free a moment ago; each knows three ports, of which it uses its own.
        told = {(kind, number): (next(ports), next(ports), next(ports)) for kind, number in kinds}
        place = {"gateway": 0, "engine": 1, "actions": 2}
        servers = ",".join(
            f"http://{self.host(f'actions-{number}')}:{told['actions', number][2]}"
            for number in range(self.counts["actions"])
        )
        self.url = f"http://{self.host('gateway-0')}:{told['gateway', 0][0]}"
        for kind, number in kinds:
            gateway, engine, actions = told[kind, number]
            name = f"{kind}-{number}"
            home = self.folder / name
            home.mkdir(parents=True)
            environment = {
                "KETABYAR_HOME": str(home),
                "KETABYAR_SECRET": self.secret,
                "KETABYAR_ENVIRONMENT": "demo",
                "KETABYAR_DATABASE_URL": self.database_url,
                "KETABYAR_TRACKER_URL": self.database_url.replace("+asyncpg", ""),
                "KETABYAR_PORT": str(gateway),
                "KETABYAR_ENGINE_PORT": str(engine),
                "KETABYAR_ACTIONS_PORT": str(actions),
                "KETABYAR_ACTION_SERVERS": servers,
                "KETABYAR_PUBLIC_URL": self.url,
                "KETABYAR_MESSAGES_PER_MINUTE": "10000",
                "KETABYAR_NOW": "",
                **({"KETABYAR_REDIS_URL": f"redis://{self.host('redis')}:{self.redis_port}"} if self.redis else {}),
                **self._address(kind, name),
                **self.extra,
            }
            before = [] if self.network is None else self.network.command(name)
            self.units.append(Unit(kind, number, home, told[kind, number][place[kind]], environment, before))

    def _address(self, kind: str, name: str) -> dict[str, str]:
        """Say at which address a process listens, where that is not the default."""
        if kind == "engine" or self.network is not None:
            setting = {"gateway": "KETABYAR_HOST", "engine": "KETABYAR_ENGINE_HOST", "actions": "KETABYAR_ACTIONS_HOST"}
            return {setting[kind]: self.host(name)}
        return {}

    def host(self, name: str) -> str:
        """The address of one of them."""
        return "127.0.0.1" if self.network is None else self.network.addresses[name]

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """Who speaks with whom."""
        names = {kind: [unit.name for unit in self.units if unit.kind == kind] for kind in self.counts}
        others = {
            "gateway": ["postgres", *names["engine"], *(["redis"] if self.redis else [])],
            "engine": ["postgres", *names["actions"]],
            "actions": ["postgres"],
        }
        return [(unit.name, other) for unit in self.units for other in others[unit.kind]]

    @property
    def urls(self) -> list[str]:
        """The addresses of the gateways."""
        return [f"http://{self.host(unit.name)}:{unit.port}" for unit in self.units if unit.kind == "gateway"]

    @property
    def processes(self) -> list[str]:
        """The names of what can be killed."""
        return [unit.name for unit in self.units] + (["redis"] if self.redis else [])

    def unit(self, name: str) -> Unit:
        """Give one of them by its name."""
        return next(unit for unit in self.units if unit.name == name)

    def pid(self, name: str) -> int:
        """The process id of one of them."""
        if name == "redis":
            assert self.redis_process is not None
            return self.redis_process.pid
        return self.unit(name).pid

    def signal(self, name: str, what: signal.Signals) -> None:
        """Send a signal to one of them; a Redis that was killed is started again after a moment."""
        os.kill(self.pid(name), what)
        if name == "redis" and what == signal.SIGKILL:
            assert self.redis_process is not None
            self.redis_process.wait()
            time.sleep(1.0)
            self._start_redis()

    def start(self) -> None:
        """Start everything and wait until every gateway says that it can answer."""
        if self.redis:
            self._start_redis()
        for unit in self.units:
            unit.start()
        deadline = time.monotonic() + START_SECONDS
        with httpx.Client(timeout=3, trust_env=False) as client:
            for url in self.urls:
                while not _is_ready(client, url):
                    ended = [unit.name for unit in self.units if unit.supervisor and unit.supervisor.poll() is not None]
                    if ended or time.monotonic() > deadline:
                        self.stop()
                        raise AssertionError(f"not ready: {url}; ended: {ended}; logs are in {self.folder}")
                    time.sleep(0.5)

    def stop(self) -> None:
        """Stop everything, the gateways first; of a kind all at once, for an engine takes its time."""
        with ThreadPoolExecutor() as pool:
            for kind in self.counts:
                list(pool.map(Unit.stop, (unit for unit in self.units if unit.kind == kind)))
        if self.redis_process is not None:
            self.redis_process.kill()
            self.redis_process.wait()

    def _start_redis(self) -> None:
        program = redis_program()
        assert program is not None
        with (self.folder / "redis.log").open("ab") as output:
            self.redis_process = subprocess.Popen(
                # Not protected: who sees it at its address is of this run.
                [program, "--port", str(self.redis_port), "--bind", self.host("redis"), "--protected-mode", "no",
                 "--save", "", "--appendonly", "no"],
                cwd=self.folder, stdout=output, stderr=subprocess.STDOUT,
            )  # fmt: skip

    def logs(self) -> Iterator[tuple[str, str]]:
        """Give the end of each log, by the name of its process."""
        for unit in self.units:
            path = Home(unit.home).logs / f"{unit.kind}.log"
            if path.is_file():
                yield unit.name, path.read_text(encoding="utf-8", errors="replace")


def redis_program() -> str | None:
    """Find the program of a Redis."""
    return shutil.which("redis-server") or shutil.which("valkey-server")


def _is_ready(client: httpx.Client, url: str) -> bool:
    with contextlib.suppress(httpx.HTTPError):
        return client.get(f"{url}/health/ready").status_code == 200
    return False
