"""A small library with the actions on it."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from actions.dialogue.turn import Services
from crm.database.store import Store
from language.answers import Answers
from library import open_library, seed
from protocol.clock import FixedClock
from tests.actions.talk import Begin, Talk, talk_with
from tests.support.givens import NOW, SERVER_KEY

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def answers() -> Answers:
    """The answers as they ship."""
    return Answers.from_file(HERE.parents[1] / "domain.yml")


@pytest.fixture(scope="session")
def library_file(tmp_path_factory: pytest.TempPathFactory, sqlite_file: Path) -> Path:
    """An SQLite file with the small library, loaded once and copied for every test."""
    return filled(tmp_path_factory.mktemp("library") / "library.sqlite3", sqlite_file, HERE / "library.yml")


def filled(path: Path, sqlite_file: Path, seeded: Path) -> Path:
    """Fill a copy of an empty store with a seed file."""
    shutil.copy(sqlite_file, path)

    async def load() -> None:
        store = await _open_store(path, FixedClock(NOW, frozen=True))
        await seed.load(store, seeded)
        await store.close()

    asyncio.run(load())
    return path


async def _open_store(path: Path, clock: FixedClock) -> Store:
    return await Store.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)


@pytest.fixture
async def house(tmp_path: Path, library_file: Path, clock: FixedClock) -> AsyncIterator[Services]:
    """A store of its own with the small library."""
    path = tmp_path / "house.sqlite3"
    shutil.copy(library_file, path)
    store = await _open_store(path, clock)
    yield Services(store, open_library(store, clock), ZoneInfo("Asia/Tehran"))
    await store.close()


@pytest.fixture
def begin(house: Services, answers: Answers) -> Begin:
    """Begin a chat: `await begin("en", card="20000001")`."""

    async def start(language: str = "fa", card: str | None = None) -> Talk:
        return await talk_with(house, answers, language, card)

    return start
