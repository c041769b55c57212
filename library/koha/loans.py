"""A patron's loans at Koha, and whether they may be renewed: by Koha's rules, and by those of its OPAC."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from library.embedded.base import HouseRules
from library.embedded.rules import fines_refusal
from library.errors import IlsProtocolError, IlsUnavailable
from library.koha import wire
from library.koha.client import Refusing
from library.koha.mapping import day_of, moment_of
from library.koha.part import KohaPart, OwnPatron, Standing
from library.koha.reasons import renewal_refusal
from library.reasons import Reason
from library.remote.part import together
from library.remote.plain import title_of
from library.values import Limit, Loan, Refusal, RenewCheck

__all__ = ["Desk", "JudgedLoan", "Loans", "names_of"]

EMBED = "item,item.biblio"


@dataclass(frozen=True, slots=True)
class JudgedLoan:
    """A loan of Koha's with what may be done with it; `renewable` is None where Koha could not say."""

    checkout: wire.Checkout
    renewable: bool | None
    refusal: Refusal | None
    most: int | None
    waiting: int | None


@dataclass(frozen=True, slots=True)
class Desk:
    """What decisions on one patron's loans need."""

    patron: OwnPatron
    house: HouseRules
    standing: Standing
    loans: tuple[wire.Checkout, ...]


class Loans(KohaPart):
    """A patron's loans, and whether they may be renewed."""

    async def loans(self, patron_id: int) -> list[Loan]:
        """List what a patron has out, what is due first first."""
        desk = await self._desk(patron_id)
        if desk is None:
            return []
        seen = [await self._loan(one, desk) for one in await self._judged(desk, desk.loans)]
        return sorted(seen, key=lambda loan: (loan.due, loan.id))

    async def check_renewal(self, patron_id: int, loan_ids: Sequence[str]) -> list[RenewCheck]:
        """Say for each loan, in order, whether it could be renewed now; until when, Koha does not say beforehand."""
        desk = await self._desk(patron_id)
        own = {str(one.checkout_id): one for one in desk.loans} if desk else {}
        judged = (
            await self._judged(desk, [own[name] for name in dict.fromkeys(loan_ids) if name in own]) if desk else []
        )
        found = {str(one.checkout.checkout_id): one for one in judged}
        if judged and all(one.renewable is None for one in judged):
            raise IlsUnavailable("Koha does not say whether loans may be renewed", nothing_done=True)
        # Of one among several Koha has no rule to go by: a librarian knows.
        refusals = {
            name: one.refusal if one.renewable is not None else Refusal(Reason.POLICY, raw_code="no_rule")
            for name, one in found.items()
        }
        return [RenewCheck(name, refusals.get(name, Refusal(Reason.NOT_FOUND))) for name in loan_ids]

    async def _desk(self, patron_id: int) -> Desk | None:
        own = await self._own(patron_id)
        if own is None:
            return None
        house = await self._house()
        standing, out = await together(self._standing_of(own, house), self._checkouts(own))
        return Desk(own, house, standing, tuple(out)) if standing else None

    async def _checkouts(self, own: OwnPatron) -> list[wire.Checkout]:
        found = await self._koha.all(f"/patrons/{own.koha_id}/checkouts", wire.Checkout, embed=EMBED)
        # Koha is asked for one patron's; what it might give of another's is nobody's business here.
        return [one for one in found if one.patron_id == own.koha_id]

    async def _judged(self, desk: Desk, loans: Sequence[wire.Checkout]) -> list[JudgedLoan]:
        """Judge loans, as many at once as the line takes."""
        waiting, *told = await together(self._waiting_for(desk.patron, loans), *(self._allowed(one) for one in loans))
        return [self._judge(one, says, desk, waiting) for one, says in zip(loans, told, strict=True)]

    async def _allowed(self, checkout: wire.Checkout) -> wire.Renewability | None:
        """Ask whether Koha would renew; None where it fails at the question, as without a rule for the item."""
        try:
            return await self._koha.get(f"/checkouts/{checkout.checkout_id}/allows_renewal", wire.Renewability)
        except Refusing:
            # Returned a moment ago.
            return wire.Renewability(allows_renewal=False, error="no_checkout")
        except (IlsUnavailable, IlsProtocolError):
            return None

    async def _waiting_for(
        self, patron: OwnPatron, loans: Sequence[wire.Checkout]
    ) -> dict[tuple[int, int | None], int]:
        """Count who else waits for the titles of loans, by title and by the copy that is waited for, if one is."""
        titles = sorted({one.item.biblio_id for one in loans if one.item and one.item.biblio_id})
        if not titles:
            return {}
        counted: dict[tuple[int, int | None], int] = {}
        for hold in await self._koha.all("/holds", wire.Hold, q={"me.biblio_id": {"-in": titles}}):
            if hold.status is None and hold.patron_id != patron.koha_id:
                place = (hold.biblio_id, hold.item_id)
                counted[place] = counted.get(place, 0) + 1
        return counted

    def _judge(
        self,
        checkout: wire.Checkout,
        says: wire.Renewability | None,
        desk: Desk,
        waiting: dict[tuple[int, int | None], int],
    ) -> JudgedLoan:
        most = says.max_renewals if says else None
        refusal = self._refusal(checkout, says, desk)
        item = checkout.item
        others: int | None = None
        if item is not None and item.biblio_id is not None:
            others = waiting.get((item.biblio_id, None), 0) + waiting.get((item.biblio_id, item.item_id), 0)
            if says is not None and says.allows_renewal:
                # There are copies for all of them: nobody waits for this one.
                others = 0
            elif refusal is not None and refusal.reason is Reason.ON_HOLD:
                others = max(1, others)
        renewable = False if refusal else (None if says is None else True)
        return JudgedLoan(checkout, renewable, refusal, most, others)

    def _refusal(self, checkout: wire.Checkout, says: wire.Renewability | None, desk: Desk) -> Refusal | None:
        """Say why a loan is not renewed; what waiting cannot mend comes first."""
        if desk.standing.blocks:
            return desk.standing.blocks[0]
        if not self._access.renewals:
            return Refusal(Reason.ONLINE_DISABLED)
        by_koha = None
        if says is not None and not says.allows_renewal:
            by_koha = renewal_refusal(says.error or "", most=says.max_renewals)
            if by_koha.reason is Reason.TOO_SOON:
                by_koha = Refusal(Reason.TOO_SOON, earliest=self._earliest(checkout, desk))
            elif by_koha.reason is Reason.LIMIT_REACHED and says.max_renewals is not None:
                by_koha = Refusal(Reason.LIMIT_REACHED, limit=Limit(says.max_renewals, "renewals"))
            elif by_koha.reason is Reason.FINES:
                by_koha = Refusal(Reason.FINES, amount=desk.standing.owed)
        if by_koha is not None and by_koha.reason is not Reason.TOO_SOON:
            return by_koha
        rule = desk.house.rules.rule(desk.standing.record.category_id, _type_of(checkout))
        owing = fines_refusal(desk.standing.card, rule.max_fines_minor_to_renew) if rule else None
        return owing or by_koha

    def _earliest(self, checkout: wire.Checkout, desk: Desk) -> date | None:
        """Say from when it may be renewed, where the library's rules in our store tell, and agree with Koha's no."""
        rule = desk.house.rules.rule(desk.standing.record.category_id, _type_of(checkout))
        if rule is None or rule.renew_window_days is None:
            return None
        zone = self._zone_of(checkout.library_id, desk.house.places)
        earliest = day_of(checkout.due_date, zone) - timedelta(days=rule.renew_window_days)
        return earliest if earliest > self._today(desk.house.places, zone) else None

    async def _loan(self, judged: JudgedLoan, desk: Desk) -> Loan:
        checkout, item = judged.checkout, judged.checkout.item
        places = desk.house.places
        zone = self._zone_of(checkout.library_id, places)
        due, today = day_of(checkout.due_date, zone), self._today(places, zone)
        title, author = names_of(checkout)
        return Loan(
            id=str(checkout.checkout_id),
            title=title,
            author=author,
            title_id=str(item.biblio_id) if item and item.biblio_id else None,
            barcode=(item.external_id or "") if item else "",
            item_type=_type_of(checkout),
            branch=await self._ref(checkout.library_id, places),
            loaned=day_of(checkout.checkout_date, zone) if checkout.checkout_date else due,
            due=moment_of(checkout.due_date, zone),
            due_date=due,
            renewals=checkout.renewals_count or 0,
            max_renewals=judged.most,
            overdue=today > due,
            days_overdue=max(0, (today - due).days),
            renewable=judged.renewable,
            refusal=judged.refusal,
            waiting=judged.waiting,
        )


def names_of(checkout: wire.Checkout) -> tuple[str, str]:
    """Give title and author of a loan; an interlibrary loan may have none."""
    biblio = checkout.item.biblio if checkout.item else None
    return (title_of(biblio.title), title_of(biblio.author)) if biblio else ("", "")


def _type_of(checkout: wire.Checkout) -> str:
    item = checkout.item
    return (item.effective_item_type_id or item.item_type_id or "") if item else ""
