"""The library of the conversations (`tests/dialogue`), put into the folder of a system."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from bot.settings import ROOT
from library import seed
from tests.support.databases import sqlite_template
from tests.support.kept_vectors import give_vectors
from tests.support.meanwhile import opened

__all__ = ["PIN", "SECRET", "load_library"]

LIBRARY = ROOT / "tests" / "dialogue" / "library.yml"
SECRET = "the secret of the conversation tests"
# Of every card in it.
PIN = "1111"


def load_library(home: Path, moment: str) -> None:
    """Make the store of a system with the library in it, as `ketabyar seed` does, and its secret."""
    (home / "secret").write_text(SECRET, encoding="ascii")
    path = home / "store.sqlite3"
    shutil.copy(sqlite_template(), path)

    async def load() -> None:
        async with opened(path, moment, SECRET) as store:
            await seed.load(store, LIBRARY)
            await give_vectors(store)

    asyncio.run(load())
