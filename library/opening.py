"""Selection of the library system behind the port."""

from __future__ import annotations

from crm.store import Store
from language.clock import Clock
from library.embedded.adapter import EmbeddedLibrary
from library.port import Library

__all__ = ["open_library"]


def open_library(store: Store, clock: Clock) -> Library:
    """Open the library system: the store's own circulation tables."""
    return EmbeddedLibrary(store, clock)
