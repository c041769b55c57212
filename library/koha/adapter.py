"""The adapter of the port for Koha, composed of its parts."""

from __future__ import annotations

from time import perf_counter

from crm.database.store import Store
from library.errors import LibraryError
from library.koha import wire
from library.koha.access import KohaAccess
from library.koha.accounts import Accounts
from library.koha.client import KohaClient
from library.koha.hold_changes import HoldChanges
from library.koha.matters import NoticeMatters
from library.koha.renewals import Renewals
from library.remote.mirror import Mirror, MirroredCatalogue
from library.values import Capability, LibraryHealth
from protocol.clock import Clock

__all__ = ["KohaLibrary"]

CAN = frozenset(
    {
        Capability.NOTICES,
        Capability.READS_MANY,
        Capability.CARD_EXPIRY,
        Capability.RENEW_CHECK,
        Capability.CHANGES,
        Capability.CURRENT,
        Capability.HOLD_TITLE,
        Capability.FEE_LINES,
        Capability.SEARCH,
        Capability.NEW_ARRIVALS,
        Capability.LOAN_DETAILS,
        Capability.HOLD_DETAILS,
        Capability.HOME_BRANCH,
        Capability.MOVE_HOLD,
        Capability.KEPT_UNTIL,
        Capability.ON_SHELF,
    }
)


class KohaLibrary(Renewals, HoldChanges, Accounts, NoticeMatters, MirroredCatalogue):
    """A Koha: patrons, loans, holds, debts and copies are asked of it; the catalogue is searched in our own store."""

    def __init__(self, store: Store, clock: Clock, access: KohaAccess, koha: KohaClient | None = None) -> None:
        super().__init__(store, clock, access, koha or KohaClient(access))
        self._mirror = Mirror(store, clock, self._counts)

    def capabilities(self) -> frozenset[Capability]:
        """Say what Koha's interface, and our copy of the catalogue, can do."""
        return CAN

    async def health(self) -> LibraryHealth:
        """Ask whether Koha answers our account; never raises."""
        begun = perf_counter()
        try:
            await self._koha.found("/libraries", list[wire.KohaBranch], _per_page=1)
        except LibraryError as error:
            return LibraryHealth(ok=False, latency_ms=(perf_counter() - begun) * 1000, detail=str(error))
        return LibraryHealth(ok=True, latency_ms=(perf_counter() - begun) * 1000)

    async def close(self) -> None:
        """Let go of the connections to Koha."""
        await self._koha.close()
