"""A real gateway with its console, over a copy of the demo library, served from a thread of its own."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from tests.support.made_once import made_once

# Every run of tests has these fixtures, and to import a gateway with its console takes two seconds: only who asks for
# one imports it.
if TYPE_CHECKING:
    from crm.staff.members import StaffMember
    from tests.support.desk import Client, Desk


@pytest.fixture(scope="session")
def demo_file(sqlite_file: Path) -> Path:
    """An SQLite file with the demo library and an account of every role, to be copied."""
    from bot.console.frame import features
    from tests.support.desk import fill, settings_for

    # While one feature is being written, the others can be tried without it: CONSOLE_FEATURES=staff,trail pytest ...
    if os.environ.get("CONSOLE_FEATURES"):
        features.names = lambda: os.environ["CONSOLE_FEATURES"].split(",")

    def make(folder: Path) -> None:
        path = folder / "demo.sqlite3"
        shutil.copy(sqlite_file, path)
        url = f"sqlite:///{path}"
        fill(url, settings_for(url, folder, 1, 1))

    return made_once("demo", make) / "demo.sqlite3"


@pytest.fixture
def settings_overrides() -> dict[str, Any]:
    """Settings that a module wants otherwise; override the fixture there."""
    return {}


@pytest.fixture
def console(demo_file: Path, tmp_path: Path, settings_overrides: dict[str, Any]) -> Iterator[Desk]:
    """A running gateway and console with a store and a clock of its own; the engine does what the test tells it."""
    from tests.support.desk import serve

    path = tmp_path / "store.sqlite3"
    shutil.copy(demo_file, path)
    yield from serve(f"sqlite:///{path}", tmp_path, settings_overrides)


@pytest.fixture
def client(console: Desk) -> Callable[[str], Client]:
    """Sign somebody of a role in: `client("librarian")`."""
    return console.client


@pytest.fixture
def staff(console: Desk) -> Callable[[str], StaffMember]:
    """Give the account of a role, whose user name is the role's: `staff("editor")`."""
    return lambda role: console.accounts[role]
