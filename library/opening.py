"""Selection of the library system behind the port."""

from __future__ import annotations

from crm.database.store import Store
from library.embedded.adapter import EmbeddedLibrary
from library.port import Library
from protocol.clock import Clock

__all__ = ["open_library"]


def open_library(store: Store, clock: Clock) -> Library:
    """Open the library system: the store's own circulation tables."""
    return EmbeddedLibrary(store, clock)
