"""The adapter of the port for SIP2, composed of its parts."""

from __future__ import annotations

from time import perf_counter

from crm.database.store import Store
from library.errors import LibraryError
from library.remote.mirror import Mirror, MirroredCatalogue
from library.sip2.access import Sip2Access
from library.sip2.accounts import Accounts
from library.sip2.hold_changes import HoldChanges
from library.sip2.matters import NoticeMatters
from library.sip2.pool import Pool
from library.sip2.renewals import Renewals
from library.sip2.wire import Terminal
from library.values import Capability, LibraryHealth
from protocol.clock import Clock

__all__ = ["Sip2Library"]

CAN = frozenset(
    {
        Capability.NOTICES,
        Capability.CARD_EXPIRY,
        Capability.CHANGES,
        Capability.CURRENT,
        Capability.HOLD_TITLE,
        Capability.SEARCH,
        Capability.NEW_ARRIVALS,
        Capability.KEPT_UNTIL,
        Capability.ON_SHELF,
    }
)


class Sip2Library(Renewals, HoldChanges, Accounts, NoticeMatters, MirroredCatalogue):
    """A library system behind a SIP2 server, which has cards, loans and holds; titles are in our store."""

    def __init__(self, store: Store, clock: Clock, access: Sip2Access) -> None:
        self._pool = Pool(access)
        super().__init__(store, clock, Terminal(self._pool, clock))
        self._mirror = Mirror(store, clock, self._counts)

    def capabilities(self) -> frozenset[Capability]:
        """Say what the protocol, and our copy of the catalogue, can do."""
        return CAN

    async def health(self) -> LibraryHealth:
        """Ask whether the server answers our account; never raises."""
        begun = perf_counter()
        try:
            await self._pool.abilities()
        except LibraryError as error:
            return LibraryHealth(ok=False, latency_ms=(perf_counter() - begun) * 1000, detail=str(error))
        return LibraryHealth(ok=True, latency_ms=(perf_counter() - begun) * 1000)

    async def close(self) -> None:
        """Close the connections."""
        await self._pool.close()
