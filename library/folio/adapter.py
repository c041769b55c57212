"""The adapter of the port for FOLIO, composed of its parts."""

from __future__ import annotations

from time import perf_counter
from uuid import uuid4

from crm.database.store import Store
from library.errors import LibraryError
from library.folio.access import FolioAccess
from library.folio.accounts import Accounts
from library.folio.client import FolioClient
from library.folio.hold_changes import HoldChanges
from library.folio.matters import NoticeMatters
from library.folio.renewals import Renewals
from library.remote.mirror import Mirror, MirroredCatalogue
from library.values import Capability, LibraryHealth
from protocol.clock import Clock

__all__ = ["FolioLibrary"]

CAN = frozenset(
    {
        Capability.NOTICES,
        Capability.CHANGES,
        Capability.CURRENT,
        Capability.HOLD_TITLE,
        Capability.FEE_LINES,
        Capability.SEARCH,
        Capability.NEW_ARRIVALS,
        Capability.HOLD_DETAILS,
        Capability.HOME_BRANCH,
    }
)


class FolioLibrary(Renewals, HoldChanges, Accounts, NoticeMatters, MirroredCatalogue):
    """A FOLIO behind edge-patron: loans, requests and charges are asked of it; cards and the catalogue are our own."""

    def __init__(self, store: Store, clock: Clock, access: FolioAccess, folio: FolioClient | None = None) -> None:
        super().__init__(store, clock, access, folio or FolioClient(access))
        self._mirror = Mirror(store, clock, self._counts)

    def capabilities(self) -> frozenset[Capability]:
        """Say what edge-patron, and our copy of the catalogue, can do."""
        return CAN

    async def health(self) -> LibraryHealth:
        """Ask whether FOLIO answers our key, about somebody who is nobody; never raises."""
        begun = perf_counter()
        try:
            await self._folio.find(str(uuid4()))
        except LibraryError as error:
            return LibraryHealth(ok=False, latency_ms=(perf_counter() - begun) * 1000, detail=str(error))
        return LibraryHealth(ok=True, latency_ms=(perf_counter() - begun) * 1000)

    async def close(self) -> None:
        """Let go of the connections to FOLIO."""
        await self._folio.close()
