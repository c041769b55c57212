"""The small library in a fake FOLIO, with our own store beside it."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from crm.database.store import Store
from library.folio.adapter import FolioLibrary
from protocol.clock import FixedClock
from tests.support.folio.app import FakeFolio
from tests.support.folio.fixtures import cards_and_catalogue, folio_at_work, folio_library


@pytest.fixture
async def folio(clock: FixedClock) -> AsyncIterator[FakeFolio]:
    """A FOLIO at work, on a port of its own."""
    async with folio_at_work(clock) as running:
        yield running


@pytest.fixture
async def own_store(sqlite_store: Store, folio: FakeFolio, tmp_path: Path) -> Store:
    """Our store with the same catalogue, and the cards with their PINs."""
    await cards_and_catalogue(folio, sqlite_store, tmp_path)
    return sqlite_store


@pytest.fixture
async def library(folio: FakeFolio, own_store: Store, clock: FixedClock) -> AsyncIterator[FolioLibrary]:
    """The adapter in front of that FOLIO."""
    async with folio_library(folio, own_store, clock) as opened:
        yield opened
