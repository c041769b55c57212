"""The embedded adapter of the port, composed of its parts."""

from __future__ import annotations

from time import perf_counter

from sqlalchemy import select

from crm import records
from library.embedded.accounts import Accounts
from library.embedded.described import DescribedTitles
from library.embedded.holds import Holds
from library.embedded.loans import Loans
from library.embedded.matters import NoticeMatters
from library.embedded.renewals import Renewals
from library.errors import IlsUnavailable
from library.values import Capability, LibraryHealth

__all__ = ["EmbeddedLibrary"]


class EmbeddedLibrary(DescribedTitles, Loans, Renewals, Holds, Accounts, NoticeMatters):
    """The library system kept in the CRM store's own tables."""

    def capabilities(self) -> frozenset[Capability]:
        """Say that it can do all that the port knows."""
        return frozenset(Capability)

    async def health(self) -> LibraryHealth:
        """Ask whether the store answers; never raises."""
        begun = perf_counter()
        try:
            await self._read(lambda session: session.scalar(select(records.Branch.id).limit(1)))
        except IlsUnavailable as error:
            return LibraryHealth(ok=False, latency_ms=(perf_counter() - begun) * 1000, detail=str(error))
        return LibraryHealth(ok=True, latency_ms=(perf_counter() - begun) * 1000)

    async def close(self) -> None:
        """Do nothing: the store is closed by who has opened it."""
