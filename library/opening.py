"""Selection of the library system behind the port."""

from __future__ import annotations

from crm.database.store import Store
from library.embedded.adapter import EmbeddedLibrary
from library.files.adapter import FilesLibrary
from library.port import Library
from library.settings import LibrarySettings
from protocol.clock import Clock

__all__ = ["open_library"]


def open_library(store: Store, clock: Clock, settings: LibrarySettings | None = None) -> Library:
    """Open the library system that is set: our own tables, those as files of another system fill them, or a system.

    Raises IlsMisconfigured when its secret cannot be read. Nothing is asked of it yet.
    """
    if settings is None or settings.library_system == "embedded":
        return EmbeddedLibrary(store, clock)
    if settings.library_system == "files":
        return FilesLibrary(store, clock)
    # What it needs is imported only where it is used.
    if settings.library_system == "sip2":
        from library.sip2.adapter import Sip2Library

        return Sip2Library(store, clock, settings.sip2_access())
    if settings.library_system == "folio":
        from library.folio.adapter import FolioLibrary

        return FolioLibrary(store, clock, settings.folio_access())
    from library.koha.adapter import KohaLibrary

    return KohaLibrary(store, clock, settings.koha_access())
