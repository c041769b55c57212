"""The common ground of the adapter's parts: the line to Koha, our own store, branches, a patron's standing."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Callable, Coroutine
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from datetime import date
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.database.turn_guard import done_already
from library.embedded.base import Branches, EmbeddedPart, House, local_date
from library.embedded.rules import CardStanding
from library.koha import wire
from library.koha.access import KohaAccess
from library.koha.client import KohaClient
from library.koha.mapping import expiry_of, money_of, number_of
from library.reasons import Reason
from library.values import BranchRef, Money, Refusal
from process.queues import Queues
from protocol.clock import Clock

__all__ = ["KohaPart", "OwnPatron", "Standing"]

T = TypeVar("T")

LIBRARIES_SECONDS = 3600.0


@dataclass(frozen=True, slots=True)
class OwnPatron:
    """A patron's row in our store, and their number at Koha."""

    id: int
    public_id: str
    koha_id: int
    category: str
    locale: str
    card_last4: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of a card today, by Koha's record and account, and by the OPAC's rules which we apply."""

    record: wire.PatronRecord
    owed: Money
    expired: bool

    @property
    def card(self) -> CardStanding:
        """The part that our own rules know."""
        return CardStanding(bool(self.record.restricted), self.expired, self.owed)

    @property
    def blocks(self) -> tuple[Refusal, ...]:
        """Why the card may do nothing at all."""
        found = (
            (self.record.restricted, Reason.RESTRICTED),
            (self.expired, Reason.CARD_EXPIRED),
            (self.record.patron_card_lost, Reason.CARD_LOST),
            (self.record.incorrect_address, Reason.ADDRESS_MISSING),
        )
        return tuple(Refusal(reason) for is_so, reason in found if is_so)


class KohaPart(EmbeddedPart):
    """The base of each part; `_read` and `_write` are of our own store, which has branches, rules and patrons."""

    def __init__(self, store: Store, clock: Clock, access: KohaAccess, koha: KohaClient) -> None:
        super().__init__(store, clock)
        self._access = access
        self._koha = koha
        self._known_libraries: tuple[float, dict[str, wire.Library]] | None = None
        self._turns: Queues[None] = Queues()

    def _alone(self, patron_id: int) -> AbstractAsyncContextManager[None]:
        """Wait for the turn of a patron's change: two at once with one key are one after the other."""
        return self._turns.hold(patron_id)

    async def _house(self) -> House:
        """Give branches, rules and currency, as they were a moment ago."""
        return await self._read(
            lambda session: House(self._places(session), self._rules(session), self._currency(session))
        )

    async def _own(self, patron_id: int) -> OwnPatron | None:
        """Find a patron's row; None for nobody, or one who has not signed in with Koha's check."""

        def look(session: Session) -> OwnPatron | None:
            row = self._holder(session, patron_id)
            number = number_of(row.ils_patron_id) if row else None
            if row is None or number is None:
                return None
            return OwnPatron(row.id, row.public_id, number, row.category or "", row.locale, row.card_last4 or "")

        return await self._read(look)

    async def _noted(self, work: Callable[[Session], T]) -> T:
        """Write down what Koha has done, to the end, also when nobody waits for it any more."""

        async def write() -> T:
            with done_already():
                return await self._write(work)

        return await asyncio.shield(asyncio.ensure_future(write()))

    async def _standing_of(self, patron: OwnPatron, house: House) -> Standing | None:
        """Read a card's standing; None when Koha has no such patron any more."""
        record, account = await together(
            self._koha.found(f"/patrons/{patron.koha_id}", wire.PatronRecord),
            self._koha.found(f"/patrons/{patron.koha_id}/account", wire.Account),
        )
        if record is None:
            return None
        return Standing(record, self._owed_of(account, house), self._is_expired(record, house.places))

    def _owed_of(self, account: wire.Account | None, house: House) -> Money:
        owed = money_of(account.balance, house.currency) if account else Money(0, house.currency)
        # A credit is no debt.
        return owed if owed.minor > 0 else Money(0, house.currency)

    def _is_expired(self, record: wire.PatronRecord, places: Branches) -> bool:
        expires = expiry_of(record.expiry_date)
        return expires is not None and expires < self._today(places)

    def _today(self, places: Branches, zone: ZoneInfo | None = None) -> date:
        return local_date(self._clock.now(), zone or places.zone(None))

    async def _libraries(self) -> dict[str, wire.Library]:
        """Give Koha's branches by their ids; asked again after an hour."""
        now = time.monotonic()
        if self._known_libraries is None or now >= self._known_libraries[0]:
            found = {one.library_id: one for one in await self._koha.all("/libraries", wire.Library)}
            self._known_libraries = (now + LIBRARIES_SECONDS, found)
        return self._known_libraries[1]

    async def _library_id(self, branch_code: str) -> str | None:
        """Give Koha's id of the branch with a code of ours: the same one, whatever its case."""
        wanted = branch_code.casefold()
        return next((name for name in await self._libraries() if name.casefold() == wanted), None)

    async def _ref(self, library_id: str | None, places: Branches) -> BranchRef | None:
        """Name a branch of Koha's by our store, or by Koha itself where the store does not know it."""
        if not library_id:
            return None
        row = row_of(library_id, places)
        if row is not None:
            return places.ref(row.id)
        known = (await self._libraries()).get(library_id)
        return BranchRef(library_id, known.name, known.name) if known else None

    def _zone_of(self, library_id: str | None, places: Branches) -> ZoneInfo:
        row = row_of(library_id or "", places)
        return places.zone(row.id if row else None)


def row_of(library_id: str, places: Branches) -> records.Branch | None:
    """Find our branch with the id of one of Koha's."""
    wanted = library_id.casefold()
    return next((row for row in places.rows() if row.code.casefold() == wanted), None)


async def together(*asked: Coroutine[Any, Any, Any]) -> list[Any]:
    """Ask several things at once; the first failure ends the others and is raised as it is."""
    tasks = [asyncio.ensure_future(one) for one in asked]
    try:
        return list(await asyncio.gather(*tasks))
    except BaseException:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        raise
