"""Cards: whether card and PIN belong together, how a card stands, and how much its holder owes."""

from __future__ import annotations

from zlib import crc32
from zoneinfo import ZoneInfo

from language.digits import to_ascii
from library.embedded.accounts import Accounts as OwnTerms
from library.embedded.accounts import masked_email, masked_phone
from library.embedded.base import HouseRules
from library.embedded.rules import fines_refusal
from library.errors import IlsProtocolError
from library.sip2.part import OwnPatron, Sip2Part, Standing
from library.sip2.patrons import MOST, keep_patron
from library.sip2.wire import HELD, PatronRecord
from library.values import AccountBlock, AccountState, FeeAccount, LendingTerms, Money, Patron

__all__ = ["Accounts"]

READY_STATUS = "08"


class Accounts(Sip2Part):
    """Card holders, and what is on their cards."""

    async def authenticate(self, card: str, pin: str) -> Patron | None:
        """Have the server check a card and PIN; None when they do not belong together.

        A PIN that is empty is never sent: some servers let it pass. Whoever signs in for the first time gets a row in
        our store, by the card that the server names: it may also take a user name for it. Raises LibraryError when the
        server cannot be asked. The PIN is kept nowhere.
        """
        card, pin = to_ascii(card).strip(), to_ascii(pin).strip()
        if not card or not pin or len(card) > MOST:
            return None
        house = await self._house()
        zone = self._zone(house)
        found = await self._terminal.patron(card, zone, pin=pin)
        if found is None or not found.pin_fits:
            return None
        if found.card and found.card.casefold() != card.casefold():
            found = await self._by_card(found.card, pin, zone)
        card = found.card or card
        # Below nothing, beside the locks of changes: two first sign-ins with one card are one row.
        async with self._alone(-1 - crc32(card.encode())):
            patron_id = await self._write(lambda session: keep_patron(session, self._store, found, card, zone))
        own = await self._own(patron_id) if patron_id is not None else None
        return self._patron_value(own, found, house) if own else None

    async def _by_card(self, card: str, pin: str, zone: ZoneInfo) -> PatronRecord:
        """Sign in with the card that the server named for what was typed: all that is asked later is asked by it."""
        found = await self._terminal.patron(card, zone, pin=pin) if len(card) <= MOST else None
        if found is None or not found.pin_fits or found.card.casefold() != card.casefold():
            raise IlsProtocolError(
                "the card that the server named (field AA) is not one to sign in with", nothing_done=True
            )
        return found

    async def patron(self, patron_id: int) -> Patron | None:
        """Describe a patron."""
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        found = await self._terminal.patron(own.card, self._zone(house))
        return self._patron_value(own, found, house) if found else None

    async def account(self, patron_id: int) -> AccountState | None:
        """Describe a patron's card: expiry, blocks, counts and what is owed."""
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        standing = await self._standing_of(own, house)
        if standing is None:
            return None
        record = standing.record
        ready = 0
        if record.held:
            held = await self._items(await self._terminal.listed(own.card, self._zone(house), HELD), house)
            ready = sum(one.status == READY_STATUS for one in held.values())
        return AccountState(
            patron=self._patron_value(own, record, house),
            expired=standing.expired,
            restricted=standing.restricted,
            blocks=self._blocks(standing, own, house),
            loans=record.charged,
            overdue=record.overdue,
            holds=record.held + record.waiting,
            holds_ready=ready,
            balance=standing.owed,
            email_masked=masked_email(record.email or None),
            phone_masked=masked_phone(record.phone or None),
        )

    async def fees(self, patron_id: int) -> FeeAccount:
        """Say how much a patron owes; what for, the protocol does not tell."""
        own = await self._own(patron_id)
        house = await self._house()
        standing = await self._standing_of(own, house) if own else None
        if own is None or standing is None:
            return FeeAccount(Money(0, house.currency), ())
        limit = house.rules.fines_limit(own.category or None)
        return FeeAccount(
            balance=standing.owed,
            # Nothing owed is nothing owed for.
            lines=None if standing.owed.minor else (),
            limit_to_renew=None if limit is None else Money(limit, house.currency),
        )

    async def lending_terms(self, patron_id: int | None = None) -> list[LendingTerms]:
        """List the terms that the library has written in our store: the protocol has none."""
        return await OwnTerms(self._store, self._clock).lending_terms(patron_id)

    def _patron_value(self, own: OwnPatron, found: PatronRecord, house: HouseRules) -> Patron:
        return Patron(
            id=own.id,
            name=found.name,
            card_masked=f"••••{own.card[-4:]}",
            category=found.category or own.category,
            language=own.locale,
            home_branch=house.places.ref(own.home_branch_id),
            expires=found.expires,
        )

    def _blocks(self, standing: Standing, own: OwnPatron, house: HouseRules) -> tuple[AccountBlock, ...]:
        blocks = list(standing.blocks)
        limit = house.rules.fines_limit(own.category or None)
        if limit is not None and not standing.owes and (refusal := fines_refusal(standing.card, limit)):
            blocks.append(refusal)
        return tuple(AccountBlock(refusal) for refusal in blocks)
