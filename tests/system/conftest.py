"""A system of its own for tests that kill parts of it, and a look into its store from outside."""

from __future__ import annotations

import sqlite3
import threading
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pytest

from tests.support.system import System, make_system


@pytest.fixture(scope="module")
def fragile(tmp_path_factory: pytest.TempPathFactory) -> Iterator[System]:
    """A running system whose processes a test may stop and kill."""
    running = make_system(tmp_path_factory.mktemp("fragile"))
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
