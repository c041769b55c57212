"""The small library in a fake Koha, with our own store beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from crm.database.store import Store
from library.koha.adapter import KohaLibrary
from protocol.clock import FixedClock
from tests.support.koha.app import FakeKoha
from tests.support.koha.fixtures import catalogue_of, koha_at_work, koha_library


@pytest.fixture
async def koha(clock: FixedClock) -> AsyncIterator[FakeKoha]:
    """A Koha at work, on a port of its own."""
    async with koha_at_work(clock) as running:
        yield running


@pytest.fixture
async def own_store(sqlite_store: Store, koha: FakeKoha, tmp_path: Path) -> Store:
    """Our store with the same catalogue and no patrons."""
    await catalogue_of(koha, sqlite_store, tmp_path)
    return sqlite_store


@pytest.fixture
async def library(koha: FakeKoha, own_store: Store, clock: FixedClock) -> AsyncIterator[KohaLibrary]:
    """The adapter in front of that Koha."""
    async with koha_library(koha, own_store, clock) as opened:
        yield opened
