"""The adapter of the port for Koha, composed of its parts."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from time import perf_counter

from crm.database.store import Store
from language.requests.reading import ReadingWish
from library.errors import LibraryError
from library.koha import wire
from library.koha.access import KohaAccess
from library.koha.accounts import Accounts
from library.koha.client import KohaClient
from library.koha.hold_changes import HoldChanges
from library.koha.mirror import Mirror
from library.koha.renewals import Renewals
from library.values import Capability, LibraryHealth, SearchPage, Suggestions, Title
from protocol.clock import Clock

__all__ = ["KohaLibrary"]

CAN = frozenset(
    {
        Capability.RENEW_CHECK,
        Capability.HOLD_TITLE,
        Capability.FEE_LINES,
        Capability.SEARCH,
        Capability.NEW_ARRIVALS,
    }
)


class KohaLibrary(Renewals, HoldChanges, Accounts):
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
            await self._koha.found("/libraries", list[wire.Library], _per_page=1)
        except LibraryError as error:
            return LibraryHealth(ok=False, latency_ms=(perf_counter() - begun) * 1000, detail=str(error))
        return LibraryHealth(ok=True, latency_ms=(perf_counter() - begun) * 1000)

    async def close(self) -> None:
        """Let go of the connections to Koha."""
        await self._koha.close()

    async def search(
        self,
        text: str | None = None,
        *,
        title: str | None = None,
        author: str | None = None,
        isbn: str | None = None,
        subject: str | None = None,
        language: str | None = None,
        limit: int = 5,
    ) -> SearchPage:
        """Find titles in our copy of the catalogue."""
        return await self._mirror.search(
            text, title=title, author=author, isbn=isbn, subject=subject, language=language, limit=limit
        )

    async def title(self, title_id: str) -> Title | None:
        """Describe one title."""
        return await self._mirror.title(title_id)

    async def editions(self, title_id: str) -> list[Title]:
        """List the other editions of a title's work."""
        return await self._mirror.editions(title_id)

    async def described(self, text: str, *, language: str = "", limit: int = 2, loosely: bool = False) -> list[Title]:
        """Find the titles that a description fits."""
        return await self._mirror.described(text, language=language, limit=limit, loosely=loosely)

    async def new_arrivals(self, limit: int = 5, days: int = 60, *, language: str | None = None) -> list[Title]:
        """List titles added in the last days, newest first."""
        return await self._mirror.new_arrivals(limit, days, language=language)

    async def suggest(
        self,
        wish: ReadingWish,
        *,
        hints: Sequence[str] = (),
        limit: int = 5,
        besides: Collection[str] = (),
        language: str = "",
    ) -> Suggestions:
        """Suggest titles of our copy of the catalogue that meet a wish."""
        return await self._mirror.suggest(wish, hints=hints, limit=limit, besides=besides, language=language)
