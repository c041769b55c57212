"""Running systems that hold the library of the conversations, one for each moment a conversation starts at."""

from __future__ import annotations

import asyncio
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from library import seed
from tests.support.databases import sqlite_template
from tests.support.kept_vectors import give_vectors
from tests.support.meanwhile import opened
from tests.support.system import NOW, System, Systems, make_system

HERE = Path(__file__).parent
SECRET = "the secret of the conversation tests"


def _load_library(home: Path, moment: str) -> None:
    """Make the store of a system with the library in it, as `ketabyar seed` does."""
    path = home / "store.sqlite3"
    shutil.copy(sqlite_template(), path)

    async def load() -> None:
        async with opened(path, moment, SECRET) as store:
            await seed.load(store, HERE / "library.yml")
            await give_vectors(store)

    asyncio.run(load())


@pytest.fixture(scope="session")
def systems(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Systems]:
    """Give the running system of a moment, started when it is first asked for; one runs at a time."""
    running: dict[str, System] = {}

    def at(moment: str | None) -> System:
        moment = moment or NOW
        if moment not in running:
            for other in running.values():
                other.stop()
            running.clear()
            home = tmp_path_factory.mktemp("dialogue")
            (home / "secret").write_text(SECRET, encoding="ascii")
            _load_library(home, moment)
            running[moment] = make_system(home, {"KETABYAR_SECRET": SECRET, "KETABYAR_NOW": moment})
            running[moment].start()
        return running[moment]

    yield at
    for system in running.values():
        system.stop()
