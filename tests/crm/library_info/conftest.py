"""The small library in a store."""

from __future__ import annotations

import pytest

from crm.database.store import Store
from library import Library, open_library, seed
from protocol.clock import FixedClock
from tests.support.filled_once import filled_once
from tests.support.givens import SMALL_LIBRARY


@pytest.fixture
async def library(store: Store, clock: FixedClock) -> Library:
    """The embedded library with small.yml in it, on either database."""
    await filled_once(store, "small", lambda: seed.load(store, SMALL_LIBRARY))
    return open_library(store, clock)
