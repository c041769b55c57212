"""Stores with a library in them."""

from __future__ import annotations

from pathlib import Path

import pytest

from crm.database.store import Store
from library import Library, open_library, seed
from protocol.clock import FixedClock
from tests.support.filled_once import filled_once
from tests.support.givens import SMALL_LIBRARY


@pytest.fixture
def small() -> Path:
    """The small library's file."""
    return SMALL_LIBRARY


@pytest.fixture
async def library(store: Store, clock: FixedClock) -> Library:
    """The embedded library with small.yml in it, on either database."""
    await filled_once(store, "small", lambda: seed.load(store, SMALL_LIBRARY))
    return open_library(store, clock)


@pytest.fixture
async def sqlite_library(sqlite_store: Store, clock: FixedClock) -> Library:
    """The same on SQLite, where the database does not matter."""
    await filled_once(sqlite_store, "small", lambda: seed.load(sqlite_store, SMALL_LIBRARY))
    return open_library(sqlite_store, clock)
