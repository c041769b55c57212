"""Cards: whose one is, how it stands, and what its holder owes.

edge-patron checks no PIN and tells no name, category, or expiry: these are our own store's, as its files of patrons and
its desk have them.
"""

from __future__ import annotations

from zoneinfo import ZoneInfo

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from crm.errors import StoreBusy, StoreUnavailable
from crm.patrons.cards import verify_pin
from language.digits import to_ascii
from library.embedded.accounts import Accounts as OwnTerms
from library.embedded.accounts import masked_email, masked_phone
from library.embedded.base import HouseRules, local_date
from library.embedded.rules import fines_refusal
from library.errors import IlsMisconfigured, IlsUnavailable
from library.folio.ids import external_of, is_external_id
from library.folio.part import FolioPart, OwnPatron, Standing
from library.folio.patrons import keep_external_id
from library.folio.wire import Charge, moment_of
from library.reasons import Reason
from library.remote.plain import title_of
from library.values import AccountBlock, AccountState, Fee, FeeAccount, FeeKind, LendingTerms, Money, Patron

__all__ = ["Accounts"]

READY = "Open - Awaiting pickup"
# FOLIO's own names of what it charges by itself; whatever else a library charges has a name of its own.
_KINDS = (("overdue", FeeKind.OVERDUE), ("lost", FeeKind.LOST), ("damage", FeeKind.DAMAGED))


class Accounts(FolioPart):
    """Card holders, and what is on their accounts."""

    async def authenticate(self, card: str, pin: str) -> Patron | None:
        """Check a card and PIN by our own store, and find its holder at FOLIO; None when they do not belong together.

        Raises LibraryError when FOLIO cannot be asked, does not find the holder, or no external ID of theirs is known.
        """
        card, pin = to_ascii(card).strip(), to_ascii(pin).strip()
        if not card or not pin:
            return None
        try:
            known = await verify_pin(self._store, card, pin)
        except (StoreBusy, StoreUnavailable) as error:
            raise IlsUnavailable(str(error), nothing_done=True) from error
        if known is None:
            return None
        external_id = await self._external_id(known.id, card)
        await self._folio.account(external_id)
        # Below nothing, beside the locks of changes: two first sign-ins with one card are one after the other.
        async with self._alone(-known.id):
            await self._write(lambda session: keep_external_id(session, self._store, known.id, external_id))
        own = await self._own(known.id)
        return self._patron_value(own, await self._house()) if own else None

    async def _external_id(self, patron_id: int, card: str) -> str:
        """Give by what FOLIO knows a patron: the number on the card, or what a file of patrons says, as it is set."""
        if self._access.external_id == "card":
            external_id: str | None = card if is_external_id(card) else None
        else:
            query = select(records.Patron.ils_patron_id).where(records.Patron.id == patron_id)
            external_id = external_of(await self._read(lambda session: session.scalar(query)))
        if external_id is None:
            raise IlsMisconfigured(
                "a patron has no external ID by which FOLIO may be asked: docs/folio.md says where it comes from",
                nothing_done=True,
            )
        return external_id

    async def patron(self, patron_id: int) -> Patron | None:
        """Describe a patron, as our own store knows them."""
        own = await self._own(patron_id)
        return self._patron_value(own, await self._house()) if own else None

    async def account(self, patron_id: int) -> AccountState | None:
        """Describe a patron's card: expiry, blocks, counts and what is owed."""
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        found = await self._folio.account(own.external_id, loans=True, holds=True)
        standing = self._standing_of(own, found, house)
        now = self._clock.now()
        addresses = await self._addresses(own)
        return AccountState(
            patron=self._patron_value(own, house),
            expired=own.expired,
            restricted=own.restricted,
            blocks=self._blocks(standing, house),
            loans=found.total_loans,
            overdue=sum(moment_of(one.due_date) < now for one in found.loans),
            holds=found.total_holds,
            holds_ready=sum(one.status == READY for one in found.holds),
            balance=standing.owed,
            email_masked=masked_email(addresses.get("email")),
            phone_masked=masked_phone(addresses.get("phone")),
        )

    async def fees(self, patron_id: int) -> FeeAccount:
        """Say what a patron owes and what for, the oldest debt first.

        FOLIO says what is left of a charge, and neither what it was at first nor how the rest was settled.
        """
        own = await self._own(patron_id)
        house = await self._house()
        if own is None:
            return FeeAccount(Money(0, house.currency), ())
        found = await self._folio.account(own.external_id, charges=True)
        zone = house.places.zone(None)
        lines = [line for one in found.charges if (line := self._fee(one, house, zone)) is not None]
        limit = house.rules.fines_limit(own.category or None)
        return FeeAccount(
            balance=self._standing_of(own, found, house).owed,
            lines=tuple(sorted(lines, key=lambda line: (line.assessed, line.id))),
            limit_to_renew=None if limit is None else Money(limit, house.currency),
        )

    async def lending_terms(self, patron_id: int | None = None) -> list[LendingTerms]:
        """List the terms that the library has written in our store: edge-patron does not tell FOLIO's."""
        return await OwnTerms(self._store, self._clock).lending_terms(patron_id)

    def _fee(self, charge: Charge, house: HouseRules, zone: ZoneInfo) -> Fee | None:
        left = self._money(charge.charge_amount, house) if charge.charge_amount else Money(0, house.currency)
        if left.minor <= 0:
            return None
        said = (charge.reason or "").casefold()
        title = title_of(charge.item.title) if charge.item else ""
        return Fee(
            id=charge.fee_fine_id or "",
            kind=next((kind for word, kind in _KINDS if word in said), FeeKind.FEE),
            amount=left,
            outstanding=left,
            title=title or None,
            days_late=None,
            per_day=None,
            assessed=local_date(moment_of(charge.accrual_date) if charge.accrual_date else self._clock.now(), zone),
        )

    async def _addresses(self, own: OwnPatron) -> dict[str, str]:
        contact = records.ContactPoint
        query = select(contact).where(contact.patron_id == own.id).order_by(contact.is_primary)

        def look(session: Session) -> dict[str, str]:
            return {point.kind: point.value for point in session.scalars(query)}

        return await self._read(look)

    def _patron_value(self, own: OwnPatron, house: HouseRules) -> Patron:
        return Patron(
            id=own.id,
            name=own.name,
            card_masked=f"••••{own.card_last4}" if own.card_last4 else "",
            category=own.category,
            language=own.locale,
            home_branch=house.places.ref(own.home_branch_id),
            expires=own.expires,
        )

    def _blocks(self, standing: Standing, house: HouseRules) -> tuple[AccountBlock, ...]:
        own = standing.own
        blocks = [
            AccountBlock(one, own.note_fa, own.note_en) if one.reason is Reason.RESTRICTED else AccountBlock(one)
            for one in standing.blocks
        ]
        limit = house.rules.fines_limit(own.category or None)
        if limit is not None and (refusal := fines_refusal(standing.card, limit)):
            blocks.append(AccountBlock(refusal))
        return tuple(blocks)
