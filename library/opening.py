"""Selection of the library system behind the port."""

from __future__ import annotations

from crm.database.store import Store
from library.embedded.adapter import EmbeddedLibrary
from library.port import Library
from library.settings import LibrarySettings
from protocol.clock import Clock

__all__ = ["open_library"]


def open_library(store: Store, clock: Clock, settings: LibrarySettings | None = None) -> Library:
    """Open the library system that is set: the store's own circulation tables, a Koha, a FOLIO, or a SIP2 server.

    Raises IlsMisconfigured when its secret cannot be read. Nothing is asked of it yet.
    """
    if settings is None or settings.library_system == "embedded":
        return EmbeddedLibrary(store, clock)
    # What it needs is imported only where it is used.
    if settings.library_system == "sip2":
        from library.sip2.adapter import Sip2Library

        return Sip2Library(store, clock, settings.sip2_access())
    if settings.library_system == "folio":
        from library.folio.adapter import FolioLibrary

        return FolioLibrary(store, clock, settings.folio_access())
    from library.koha.adapter import KohaLibrary

    return KohaLibrary(store, clock, settings.koha_access())
