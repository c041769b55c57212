"""The small library behind the port, on either database."""

from __future__ import annotations

from pathlib import Path

import pytest
from argon2 import PasswordHasher

from crm.store import Store
from language.clock import FixedClock
from library import Library, open_library, seed

SMALL = Path(__file__).parent / "small.yml"


@pytest.fixture
async def embedded(store: Store, clock: FixedClock, monkeypatch: pytest.MonkeyPatch) -> Library:
    """The embedded library with small.yml in it; its PINs are hashed in haste."""
    monkeypatch.setattr("crm.passwords._HASHER", PasswordHasher(time_cost=1, memory_cost=8, parallelism=1))
    await seed.load(store, SMALL)
    return open_library(store, clock)
