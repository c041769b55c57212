"""A SIP2 server with a library file behind it, and our store beside it with the same catalogue."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from crm.database.store import Store
from library.sip2.access import Sip2Access
from library.sip2.adapter import Sip2Library
from protocol import plain_yaml
from protocol.clock import Clock
from tests.support.filled_once import loaded_once
from tests.support.givens import SMALL_LIBRARY
from tests.support.koha.state import filled
from tests.support.sip2.app import PASSWORD, USER, FakeSip2

__all__ = ["access_to", "catalogue_without_patrons", "sip2_at_work", "sip2_library"]

PLACES = {"main": "MAIN", "saadi": "SAADI", "bagh": "BAGH"}


def access_to(sip2: FakeSip2, **other: Any) -> Sip2Access:
    """Give how a fake server is reached."""
    given = {"port": sip2.port, "user": USER, "password": PASSWORD, "institution": "TEST", "tls": False,
             "places": PLACES, "charset": sip2.charset, "seconds": 2.0}  # fmt: skip
    return Sip2Access("127.0.0.1", **{**given, **other})


@asynccontextmanager
async def sip2_at_work(clock: Clock, path: Path = SMALL_LIBRARY, **other: Any) -> AsyncIterator[FakeSip2]:
    """Run a server with a library file behind it."""
    async with FakeSip2(filled(path, clock), **other).at_work() as running:
        yield running


async def catalogue_without_patrons(store: Store, folder: Path, path: Path = SMALL_LIBRARY) -> None:
    """Load of a library file what stands in our own store beside the server: no patrons."""
    raw = plain_yaml.load(path.read_text(encoding="utf-8"))
    raw["patrons"] = []
    await loaded_once(store, folder, raw)


@asynccontextmanager
async def sip2_library(sip2: FakeSip2, store: Store, clock: Clock, **other: Any) -> AsyncIterator[Sip2Library]:
    """Open the adapter."""
    library = Sip2Library(store, clock, access_to(sip2, **other))
    try:
        yield library
    finally:
        await library.close()
