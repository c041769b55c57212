"""A Koha with the small library in it, and our store beside it with the same catalogue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from crm.database.store import Store
from library.koha.access import KohaAccess
from library.koha.adapter import KohaLibrary
from protocol import plain_yaml
from protocol.clock import Clock
from tests.support.filled_once import loaded_once
from tests.support.givens import SMALL_LIBRARY
from tests.support.koha.app import CLIENT_ID, CLIENT_SECRET, FakeKoha
from tests.support.koha.state import filled

__all__ = ["access_to", "catalogue_of", "koha_at_work", "koha_library"]


def access_to(koha: FakeKoha, **other: Any) -> KohaAccess:
    """Give how a fake Koha is reached."""
    given = {"client_id": CLIENT_ID, "client_secret": CLIENT_SECRET, "seconds": 1.0}
    return KohaAccess(**{"url": koha.url, **given, **other})


@asynccontextmanager
async def koha_at_work(clock: Clock, path: Path = SMALL_LIBRARY, port: int = 0) -> AsyncIterator[FakeKoha]:
    """Run a Koha with a library file in it; at the end nobody has broken the contract."""
    koha = FakeKoha(filled(path, clock))
    await koha.start(port)
    try:
        yield koha
    finally:
        await koha.stop()
    assert koha.broken == []


async def catalogue_of(koha: FakeKoha, store: Store, folder: Path, path: Path = SMALL_LIBRARY) -> None:
    """Load of a library file what stands in our own store beside a Koha: no patrons, and titles by Koha's numbers."""
    raw = plain_yaml.load(path.read_text(encoding="utf-8"))
    raw["patrons"] = []
    for title in raw["titles"]:
        title["id"] = str(koha.state.titles[title["id"]])
    await loaded_once(store, folder, raw)


@asynccontextmanager
async def koha_library(koha: FakeKoha, store: Store, clock: Clock, **other: Any) -> AsyncIterator[KohaLibrary]:
    """Open the adapter."""
    library = KohaLibrary(store, clock, access_to(koha, **other))
    try:
        yield library
    finally:
        await library.close()
