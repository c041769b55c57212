"""A small library with the actions on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.turn import Services
from language.answers import Answers
from library import open_library
from protocol.clock import FixedClock
from tests.support.filling import filled
from tests.support.indexed_once import indexed_once
from tests.support.kept_files import KeptFiles
from tests.support.talk import Begin, Talk, talk_with

HERE = Path(__file__).parent


@pytest.fixture(scope="package", autouse=True)
def indexes_made_once() -> Iterator[None]:
    """Index the small library once, and not for every chat."""
    with indexed_once():
        yield


@pytest.fixture(scope="session")
def answers() -> Answers:
    """The answers as they ship."""
    return Answers.from_file(HERE.parents[1] / "domain.yml")


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """An SQLite file with the small library, loaded once and copied for every test."""
    return filled(tmp_path_factory.mktemp("library") / "library.sqlite3", sqlite_file, HERE / "library.yml")


@pytest.fixture
async def services(kept_files: KeptFiles, library_file: Path, clock: FixedClock) -> AsyncIterator[Services]:
    """A store with the small library."""
    async with kept_files.store(library_file, clock, in_place=True) as store:
        yield Services(store, open_library(store, clock), ZoneInfo("Asia/Tehran"))


@pytest.fixture
def house_url(tmp_path: Path, library_file: Path) -> str:
    """The small library in a file of its own, for a process that serves it."""
    path = tmp_path / "house.sqlite3"
    shutil.copy(library_file, path)
    return f"sqlite:///{path}"


@pytest.fixture
def begin(services: Services, answers: Answers) -> Begin:
    """Begin a chat: `await begin("en", card="20000001")`."""

    async def start(language: str = "fa", card: str | None = None) -> Talk:
        return await talk_with(services, answers, language, card)

    return start
