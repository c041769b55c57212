"""A FOLIO with the small library in it, and our store beside it with the same catalogue, and cards with PINs."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from crm.database.store import Store
from library.folio.access import FolioAccess
from library.folio.adapter import FolioLibrary
from protocol import plain_yaml
from protocol.clock import Clock
from tests.support.filled_once import loaded_once
from tests.support.folio.app import API_KEY, FakeFolio
from tests.support.folio.names import named
from tests.support.givens import SMALL_LIBRARY
from tests.support.koha.state import filled

__all__ = ["REASON", "access_to", "cards_and_catalogue", "folio_at_work", "folio_library"]

REASON = named("reason", "by the patron")
POINTS = {code: named("point", code.upper()) for code in ("main", "saadi", "bagh")}
# What FOLIO has of a patron, and our own store has not.
_FOLIOS = ("loans", "holds", "fines")


def access_to(folio: FakeFolio, **other: Any) -> FolioAccess:
    """Give how a fake FOLIO is reached."""
    given = {"api_key": API_KEY, "seconds": 1.0, "service_points": POINTS, "cancellation_reason": REASON,
             "external_id": "card"}  # fmt: skip
    return FolioAccess(folio.url, **{**given, **other})


@asynccontextmanager
async def folio_at_work(clock: Clock, path: Path = SMALL_LIBRARY) -> AsyncIterator[FakeFolio]:
    """Run a FOLIO with a library file in it; at the end nobody has broken the contract."""
    folio = FakeFolio(filled(path, clock))
    await folio.start()
    try:
        yield folio
    finally:
        await folio.stop()
    assert folio.broken == []


async def cards_and_catalogue(folio: FakeFolio, store: Store, folder: Path, path: Path = SMALL_LIBRARY) -> None:
    """Load of a library file what stands in our own store beside a FOLIO: titles by its instances' UUIDs, and cards."""
    raw = plain_yaml.load(path.read_text(encoding="utf-8"))
    for title in raw["titles"]:
        title["id"] = named("instance", folio.state.titles[title["id"]])
    raw["patrons"] = [{name: value for name, value in one.items() if name not in _FOLIOS} for one in raw["patrons"]]
    await loaded_once(store, folder, raw)


@asynccontextmanager
async def folio_library(folio: FakeFolio, store: Store, clock: Clock, **other: Any) -> AsyncIterator[FolioLibrary]:
    """Open the adapter."""
    library = FolioLibrary(store, clock, access_to(folio, **other))
    try:
        yield library
    finally:
        await library.close()
