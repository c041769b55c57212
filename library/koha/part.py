"""The common ground of the adapter's parts: the line to Koha, our own store, branches, a patron's standing."""

from __future__ import annotations

import time
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from library.embedded.base import Branches, HouseRules
from library.embedded.rules import CardStanding
from library.koha import wire
from library.koha.access import KohaAccess
from library.koha.client import KohaClient
from library.koha.mapping import expiry_of, number_of
from library.reasons import Reason
from library.remote.part import RemotePart, together
from library.remote.plain import money_of
from library.values import BranchRef, Money, Refusal
from protocol.clock import Clock

__all__ = ["KohaPart", "OwnPatron", "Standing"]

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


class KohaPart(RemotePart):
    """The base of each part; `_read` and `_write` are of our own store, which has branches, rules and patrons."""

    def __init__(self, store: Store, clock: Clock, access: KohaAccess, koha: KohaClient) -> None:
        super().__init__(store, clock)
        self._access = access
        self._koha = koha
        self._known_libraries: tuple[float, dict[str, wire.KohaBranch]] | None = None

    async def _own(self, patron_id: int) -> OwnPatron | None:
        """Find a patron's row; None for nobody, or one who has not signed in with Koha's check."""

        def look(session: Session) -> OwnPatron | None:
            row = self._holder(session, patron_id)
            number = number_of(row.ils_patron_id) if row else None
            if row is None or number is None:
                return None
            return OwnPatron(row.id, row.public_id, number, row.category or "", row.locale, row.card_last4 or "")

        return await self._read(look)

    async def _standing_of(self, patron: OwnPatron, house: HouseRules) -> Standing | None:
        """Read a card's standing; None when Koha has no such patron any more."""
        record, account = await together(
            self._koha.found(f"/patrons/{patron.koha_id}", wire.PatronRecord),
            self._koha.found(f"/patrons/{patron.koha_id}/account", wire.Account),
        )
        if record is None:
            return None
        return Standing(record, self._owed_of(account, house), self._is_expired(record, house.places))

    def _owed_of(self, account: wire.Account | None, house: HouseRules) -> Money:
        owed = money_of(account.balance, house.currency) if account else Money(0, house.currency)
        # A credit is no debt.
        return owed if owed.minor > 0 else Money(0, house.currency)

    def _is_expired(self, record: wire.PatronRecord, places: Branches) -> bool:
        expires = expiry_of(record.expiry_date)
        return expires is not None and expires < self._today(places)

    async def _libraries(self) -> dict[str, wire.KohaBranch]:
        """Give Koha's branches by their ids; asked again after an hour."""
        now = time.monotonic()
        if self._known_libraries is None or now >= self._known_libraries[0]:
            found = {one.library_id: one for one in await self._koha.all("/libraries", wire.KohaBranch)}
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
