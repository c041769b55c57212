"""Stores filled from a seed file, to be copied for each test."""

from __future__ import annotations

import asyncio
import shutil
from pathlib import Path

from crm.database.store import Store
from library import seed
from protocol.clock import FixedClock
from tests.support.givens import NOW, SERVER_KEY


def filled(path: Path, sqlite_file: Path, seeded: Path) -> Path:
    """Fill a copy of an empty store with a seed file."""
    shutil.copy(sqlite_file, path)

    async def load() -> None:
        store = await open_store(path, FixedClock(NOW, frozen=True))
        await seed.load(store, seeded)
        await store.close()

    asyncio.run(load())
    return path


async def open_store(path: Path, clock: FixedClock) -> Store:
    """Open the store in a file."""
    return await Store.open(f"sqlite:///{path}", clock=clock, server_key=SERVER_KEY)
