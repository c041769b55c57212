"""A small library with the actions on it."""

from __future__ import annotations

import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.turn import Services
from language.answers import Answers
from library import open_library
from protocol.clock import FixedClock
from tests.support.filling import filled, open_store
from tests.support.talk import Begin, Talk, talk_with

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def answers() -> Answers:
    """The answers as they ship."""
    return Answers.from_file(HERE.parents[1] / "domain.yml")


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """An SQLite file with the small library, loaded once and copied for every test."""
    return filled(tmp_path_factory.mktemp("library") / "library.sqlite3", sqlite_file, HERE / "library.yml")


@pytest.fixture
async def services(tmp_path: Path, library_file: Path, clock: FixedClock) -> AsyncIterator[Services]:
    """A store of its own with the small library."""
    path = tmp_path / "house.sqlite3"
    shutil.copy(library_file, path)
    store = await open_store(path, clock)
    yield Services(store, open_library(store, clock), ZoneInfo("Asia/Tehran"))
    await store.close()


@pytest.fixture
def begin(services: Services, answers: Answers) -> Begin:
    """Begin a chat: `await begin("en", card="20000001")`."""

    async def start(language: str = "fa", card: str | None = None) -> Talk:
        return await talk_with(services, answers, language, card)

    return start
