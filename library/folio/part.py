"""The common ground of the adapter's parts: the line to FOLIO, a patron's row in our store, and a card's standing."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from library.embedded.base import HouseRules, local_date
from library.embedded.rules import CardStanding
from library.errors import IlsMisconfigured
from library.folio.access import FolioAccess
from library.folio.client import FolioClient
from library.folio.ids import external_of
from library.folio.wire import Account, Sum
from library.reasons import Reason
from library.remote.own_copies import OwnCopy, copies_of
from library.remote.part import RemotePart
from library.remote.plain import money_of
from library.values import BranchRef, Money, Refusal
from protocol.clock import Clock

__all__ = ["FolioPart", "OwnPatron", "Standing", "one_type"]

# mod-patron calls every tenant's sums so, whatever they are in.
ALWAYS_SAID = "USD"


@dataclass(frozen=True, slots=True)
class OwnPatron:
    """A patron's row in our store, which knows what edge-patron does not tell, and the external ID there."""

    id: int
    public_id: str
    external_id: str
    name: str
    category: str
    locale: str
    card_last4: str
    home_branch_id: int | None
    expires: date | None
    expired: bool
    restricted: bool
    note_fa: str
    note_en: str


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of a card today: what is owed by FOLIO, the rest by our own store."""

    own: OwnPatron
    owed: Money

    @property
    def card(self) -> CardStanding:
        """The part that our own rules know."""
        return CardStanding(self.own.restricted, self.own.expired, self.owed)

    @property
    def blocks(self) -> tuple[Refusal, ...]:
        """Why the card may do nothing at all."""
        found = ((self.own.restricted, Reason.RESTRICTED), (self.own.expired, Reason.CARD_EXPIRED))
        return tuple(Refusal(reason) for is_so, reason in found if is_so)


class FolioPart(RemotePart):
    """The base of each part."""

    def __init__(self, store: Store, clock: Clock, access: FolioAccess, folio: FolioClient) -> None:
        super().__init__(store, clock)
        self._access = access
        self._folio = folio

    async def _own(self, patron_id: int) -> OwnPatron | None:
        """Find a patron's row; None for nobody, or one whom no sign-in has found at FOLIO."""

        def look(session: Session) -> OwnPatron | None:
            row = self._holder(session, patron_id)
            external = external_of(row.ils_patron_id) if row else None
            if row is None or external is None:
                return None
            zone = self._places(session).zone(row.home_branch_id)
            return OwnPatron(
                id=row.id,
                public_id=row.public_id,
                external_id=external,
                name=row.display_name or "",
                category=row.category or "",
                locale=row.locale,
                card_last4=row.card_last4 or "",
                home_branch_id=row.home_branch_id,
                expires=local_date(row.expires_at, zone) if row.expires_at else None,
                expired=row.expires_at is not None and row.expires_at <= self._clock.now(),
                restricted=row.is_restricted,
                note_fa=row.restriction_reason_fa or "",
                note_en=row.restriction_reason_en or "",
            )

        return await self._read(look)

    def _standing_of(self, own: OwnPatron, account: Account, house: HouseRules) -> Standing:
        return Standing(own, self._money(account.total_charges, house))

    def _money(self, amount: Sum, house: HouseRules) -> Money:
        """Read a sum, which is in the library's own currency; a credit is no debt."""
        said = amount.iso_currency_code.upper()
        if said not in (ALWAYS_SAID, house.currency.upper()):
            raise IlsMisconfigured(
                f"FOLIO counts in {said}, and the library here in {house.currency}: set the library’s currency",
                nothing_done=True,
            )
        owed = money_of(amount.amount, house.currency)
        return owed if owed.minor > 0 else Money(0, house.currency)

    async def _own_copies(self, title_ids: Iterable[str]) -> dict[str, list[OwnCopy]]:
        wanted = sorted(set(title_ids))
        return await self._read(lambda session: copies_of(session, wanted))

    async def _names(self, title_id: str) -> tuple[str, str] | None:
        """Give title and author of a title of our catalogue."""
        record = records.TitleRecord
        query = select(record.title, record.authors).where(record.ils_bib_id == title_id)
        row = await self._read(lambda session: session.execute(query).first())
        return (row[0], row[1] or "") if row else None

    def _branch_at(self, service_point: str, house: HouseRules) -> BranchRef | None:
        """Name the branch that a service point is; None where it is none of ours."""
        code = self._access.branch_of(service_point)
        return next((ref for ref in house.places.refs().values() if ref.code.casefold() == code), None)


def one_type(copies: Mapping[str, list[OwnCopy]], title_id: str) -> str:
    """Give the type of a title's copies, where all have one: which copy a loan is of, only FOLIO knows."""
    types = {copy.item_type for copy in copies.get(title_id, ())}
    return types.pop() if len(types) == 1 else ""
