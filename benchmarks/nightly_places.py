"""Where `make bench-nightly` keeps its stores: SQLite files, or a PostgreSQL of its own, and what that takes."""

from __future__ import annotations

import asyncio
import os
import shutil
from pathlib import Path

from tests.support.databases import Postgres

__all__ = ["SETTINGS", "Files", "Server"]

# As a library runs it: what is committed is on the disk.
SETTINGS = {"listen_addresses": "", "shared_buffers": "128MB", "max_wal_size": "1GB"}
TICKS = os.sysconf("SC_CLK_TCK")


class Files:
    """SQLite files in a folder; nothing works beside the process itself."""

    def __init__(self, folder: Path) -> None:
        self._folder = folder

    def url(self, name: str) -> str:
        """Give the address of a store."""
        return f"sqlite:///{self._folder / name}.sqlite3"

    def make(self, name: str) -> str:
        """Make room for a store; give its address."""
        return self.url(name)

    def copy(self, name: str, new: str) -> str:
        """Copy a store that nobody has open; give the address of the copy."""
        shutil.copy(self._folder / f"{name}.sqlite3", self._folder / f"{new}.sqlite3")
        return self.url(new)

    def drop(self, name: str) -> None:
        """Delete a store."""
        for end in ("", "-wal", "-shm"):
            (self._folder / f"{name}.sqlite3{end}").unlink(missing_ok=True)

    def cpu_seconds(self) -> float:
        """Give the seconds of a processor that the server has taken."""
        return 0.0

    def megabytes(self) -> float:
        """Give the memory of the server, what its processes share counted once."""
        return 0.0


class Server:
    """Databases of a PostgreSQL."""

    def __init__(self, cluster: Postgres) -> None:
        self._cluster = cluster
        self._pid = int((cluster.data / "postmaster.pid").read_text().splitlines()[0])

    def url(self, name: str) -> str:
        """Give the address of a store."""
        return self._cluster.url(name).render_as_string(hide_password=False)

    def make(self, name: str) -> str:
        """Make room for a store; give its address."""
        asyncio.run(self._cluster.execute(f"CREATE DATABASE {name}"))
        return self.url(name)

    def copy(self, name: str, new: str) -> str:
        """Copy a store that nobody has open; give the address of the copy."""
        asyncio.run(self._cluster.execute(f"CREATE DATABASE {new} TEMPLATE {name} STRATEGY file_copy"))
        return self.url(new)

    def drop(self, name: str) -> None:
        """Delete a store."""
        asyncio.run(self._cluster.execute(f"DROP DATABASE {name} WITH (FORCE)"))

    def cpu_seconds(self) -> float:
        """Give the seconds of a processor that the server has taken, those of processes that are over with it."""
        ticks = sum(int(one) for one in _stat(self._pid)[13:17])
        for pid in self._children():
            ticks += sum(int(one) for one in _stat(pid)[13:15])
        return ticks / TICKS

    def megabytes(self) -> float:
        """Give the memory of the server, what its processes share counted once."""
        return sum(_proportional(pid) for pid in (self._pid, *self._children())) / 1024

    def _children(self) -> list[int]:
        found = []
        for folder in Path("/proc").iterdir():
            if folder.name.isdigit() and (stat := _stat(int(folder.name))) and int(stat[3]) == self._pid:
                found.append(int(folder.name))
        return found


def _stat(pid: int) -> list[str]:
    try:
        said = Path(f"/proc/{pid}/stat").read_text()
    except OSError:
        return []
    # The program's name may have spaces in it.
    before, _, after = said.rpartition(")")
    return [before, "", *after.split()]


def _proportional(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)
