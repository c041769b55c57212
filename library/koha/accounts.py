"""Cards: whether card and password belong together, how a card stands, and what its holder owes."""

from __future__ import annotations

import asyncio
from collections.abc import Sequence

from language.digits import to_ascii
from library.embedded.accounts import Accounts as OwnTerms
from library.embedded.accounts import masked_email, masked_phone
from library.embedded.base import HouseRules
from library.embedded.rules import fines_refusal
from library.errors import CardLocked, IlsMisconfigured, IlsProtocolError
from library.koha import wire
from library.koha.client import Refusing
from library.koha.mapping import day_in, day_of, expiry_of, fee_kind, moment_of, name_of
from library.koha.part import KohaPart, OwnPatron, Standing
from library.koha.patrons import keep_patron, language_of
from library.remote.part import together
from library.remote.plain import money_of, title_of
from library.values import AccountBlock, AccountState, Fee, FeeAccount, FeeKind, LendingTerms, Money, Patron

__all__ = ["Accounts"]

WAITING = "W"


class Accounts(KohaPart):
    """Card holders, and what is on their cards."""

    async def authenticate(self, card: str, pin: str) -> Patron | None:
        """Have Koha check a card (or user name) and password; None when they do not belong together.

        Whoever signs in for the first time gets a row in our store. Raises CardLocked where one more wrong password
        would lock the card, or it is locked, and LibraryError when Koha cannot be asked. The password is kept nowhere.
        """
        card, pin = to_ascii(card).strip(), to_ascii(pin).strip()
        if not card or not pin:
            return None
        if self._access.login_attempts:
            await self._spare(card)
        try:
            shown = await self._koha.write(
                "POST", "/auth/password/validation", wire.Validated, body={"identifier": card, "password": pin}
            )
        except Refusing as no:
            if no.status == 400:
                return None
            raise IlsMisconfigured(f"Koha does not check passwords for our account ({no})", nothing_done=True) from no
        found = await self._koha.found(f"/patrons/{shown.patron_id}", wire.PatronRecord)
        if found is None:
            raise IlsProtocolError("Koha knows a password, and not whose it is", nothing_done=True)
        house = await self._house()
        number = shown.cardnumber or found.cardnumber or card
        # Below nothing, beside the locks of changes: two first sign-ins of one patron are one row.
        async with self._alone(-shown.patron_id):
            patron_id = await self._write(
                lambda session: keep_patron(session, self._store, found, number, house.places)
            )
        own = None if patron_id is None else await self._own(patron_id)
        return await self._patron_value(own, found, house) if own else None

    async def _spare(self, card: str) -> None:
        """Leave the last try before Koha locks a card, by whichever name, to its holder at the desk or the OPAC."""
        by_card, by_user = await together(
            self._koha.all("/patrons", wire.PatronRecord, cardnumber=card, _match="exact"),
            self._koha.all("/patrons", wire.PatronRecord, userid=card, _match="exact"),
        )
        for one in (*by_card, *by_user):
            used = one.login_attempts or 0
            # What Koha takes for a match may be more than the same card.
            names = {(one.cardnumber or "").casefold(), (one.userid or "").casefold()}
            if card.casefold() in names and (used < 0 or used >= self._access.login_attempts - 1):
                raise CardLocked("too many wrong passwords were given for this card", nothing_done=True)

    async def patron(self, patron_id: int) -> Patron | None:
        """Describe a patron."""
        own = await self._own(patron_id)
        found = await self._koha.found(f"/patrons/{own.koha_id}", wire.PatronRecord) if own else None
        return await self._patron_value(own, found, await self._house()) if own and found else None

    async def account(self, patron_id: int) -> AccountState | None:
        """Describe a patron's card: expiry, blocks, counts and what is owed."""
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        standing, out, held = await together(
            self._standing_of(own, house),
            self._koha.all(f"/patrons/{own.koha_id}/checkouts", wire.Checkout),
            self._koha.all(f"/patrons/{own.koha_id}/holds", wire.Hold),
        )
        if standing is None:
            return None
        now = self._clock.now()
        zone = house.places.zone(None)
        record = standing.record
        return AccountState(
            patron=await self._patron_value(own, record, house),
            expired=standing.expired,
            restricted=bool(record.restricted),
            blocks=self._blocks(standing, house),
            loans=len(out),
            overdue=sum(moment_of(one.due_date, zone) < now for one in out),
            holds=len(held),
            holds_ready=sum(one.status == WAITING for one in held),
            balance=standing.owed,
            email_masked=masked_email(record.email),
            phone_masked=masked_phone(record.mobile or record.phone),
        )

    async def fees(self, patron_id: int) -> FeeAccount:
        """Say what a patron owes and what for, the oldest debt first.

        Koha says what is left of a debt, and not whether the rest was paid or waived; and it charges lateness as it
        grows, so that nothing runs beside the balance.
        """
        own = await self._own(patron_id)
        house = await self._house()
        if own is None:
            return FeeAccount(Money(0, house.currency), ())
        account = await self._koha.found(f"/patrons/{own.koha_id}/account", wire.Account)
        debts = account.outstanding_debits.lines if account and account.outstanding_debits else []
        owed = [line for line in debts if (line.amount_outstanding or 0) > 0]
        titles, loans = await together(self._titles_of(owed), self._loans_of(owed))
        lines = [self._fee(line, titles, loans, own, house) for line in owed]
        limit = house.rules.fines_limit(own.category or None)
        return FeeAccount(
            balance=self._owed_of(account, house),
            lines=tuple(sorted(lines, key=lambda line: (line.assessed, line.id))),
            limit_to_renew=None if limit is None else Money(limit, house.currency),
        )

    async def lending_terms(self, patron_id: int | None = None) -> list[LendingTerms]:
        """List the terms that the library has written in our store: Koha does not tell its own."""
        return await OwnTerms(self._store, self._clock).lending_terms(patron_id)

    async def _patron_value(self, own: OwnPatron, found: wire.PatronRecord, house: HouseRules) -> Patron:
        last4 = (found.cardnumber or own.card_last4)[-4:]
        return Patron(
            id=own.id,
            name=name_of(found),
            card_masked=f"••••{last4}" if last4 else "",
            category=found.category_id or own.category,
            language=language_of(found.lang) or own.locale,
            home_branch=await self._ref(found.library_id, house.places),
            expires=expiry_of(found.expiry_date),
        )

    def _blocks(self, standing: Standing, house: HouseRules) -> tuple[AccountBlock, ...]:
        blocks = list(standing.blocks)
        limit = house.rules.fines_limit(standing.record.category_id)
        if limit is not None and (refusal := fines_refusal(standing.card, limit)):
            blocks.append(refusal)
        return tuple(AccountBlock(refusal) for refusal in blocks)

    async def _titles_of(self, lines: Sequence[wire.AccountLine]) -> dict[int, wire.Item]:
        """Give the copies that debts are for."""
        wanted = sorted({line.item_id for line in lines if line.item_id})
        if not wanted:
            return {}
        items = await self._koha.all("/items", wire.Item, embed="biblio", q={"me.item_id": {"-in": wanted}})
        return {one.item_id: one for one in items}

    async def _loans_of(self, lines: Sequence[wire.AccountLine]) -> dict[int, wire.Checkout]:
        """Give the loans, returned ones too, that debts for lateness are for."""
        wanted = sorted({line.checkout_id for line in lines if line.checkout_id and _is_late(line)})
        found = await asyncio.gather(*(self._koha.found(f"/checkouts/{one}", wire.Checkout) for one in wanted))
        return {one.checkout_id: one for one in found if one is not None}

    def _fee(
        self,
        line: wire.AccountLine,
        titles: dict[int, wire.Item],
        loans: dict[int, wire.Checkout],
        own: OwnPatron,
        house: HouseRules,
    ) -> Fee:
        item, loan = titles.get(line.item_id or 0), loans.get(line.checkout_id or 0)
        zone = self._zone_of(loan.library_id if loan else None, house.places)
        assessed = day_in(line.date, zone) or self._today(house.places, zone)
        amount, left = (
            money_of(line.amount, house.currency),
            money_of(line.amount_outstanding or line.amount, house.currency),
        )
        late = per_day = None
        if loan is not None and (loan.checkin_date or loan.renewals_count in (0, None)):
            # A renewal moves the due day: what was late before it cannot be counted from the loan.
            until = day_of(loan.checkin_date, zone) if loan.checkin_date else assessed
            days = (until - day_of(loan.due_date, zone)).days
            late = days if days > 0 else None
        if late and (rule := house.rules.rule(own.category or None, _type(item))):
            per_day = Money(rule.fine_per_day_minor, house.currency)
            per_day = per_day if per_day.minor * late == amount.minor else None
        settled = amount.minor - left.minor
        nothing = Money(0, house.currency) if settled == 0 else None
        return Fee(
            id=str(line.account_line_id or ""),
            kind=fee_kind(line.debit_type),
            amount=amount,
            outstanding=left,
            title=(title_of(item.biblio.title) or None) if item and item.biblio else None,
            days_late=late,
            per_day=per_day,
            assessed=assessed,
            paid=nothing,
            waived=nothing,
        )


def _is_late(line: wire.AccountLine) -> bool:
    return fee_kind(line.debit_type) is FeeKind.OVERDUE


def _type(item: wire.Item | None) -> str:
    return (item.effective_item_type_id or item.item_type_id or "") if item else ""
