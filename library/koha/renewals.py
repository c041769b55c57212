"""Renewals at Koha: each sent once and never again, and what became of it looked up where no answer came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from library.errors import IlsMisconfigured, LibraryError
from library.koha import wire
from library.koha.client import Refusing
from library.koha.loans import Desk, JudgedLoan, Loans, names_of
from library.koha.mapping import day_of, moment_of
from library.koha.reasons import refusal_code, renewal_refusal
from library.reasons import Reason
from library.remote import attempts
from library.remote.attempts import Attempt, Lent, Unanswered, write_key
from library.values import Limit, Refusal, RenewOutcome, RenewStatus

__all__ = ["Renewals"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one loan, and the failure that kept Koha from being asked, if one did."""

    outcome: RenewOutcome
    unasked: LibraryError | None = None


class Renewals(Loans):
    """Renewals of loans."""

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key.

        Whose a loan is, is asked first: Koha would renew anybody's for our account. Raises LibraryError only when
        nothing was done.
        """
        async with self._alone(patron_id):
            desk = await self._desk(patron_id)
            own = {str(one.checkout_id): one for one in desk.loans} if desk else {}
            keys = {name: write_key(patron_id, key, name) for name in loan_ids}
            before = await self._read(lambda session: attempts.known(session, list(keys.values())))
            fresh = [own[name] for name in keys if name in own and keys[name] not in before]
            judged = await self._judged(desk, fresh) if desk else []
            begun = await self._begin(judged, keys, conversation)
            told: dict[str, RenewOutcome] = {}
            if desk is not None:
                for name in keys:
                    if keys[name] in before:
                        told[name] = self._recorded(name, own.get(name), before[keys[name]], desk)
                told |= await self._renew_all(judged, begun, desk)
            return attempts.in_order(loan_ids, told)

    async def _begin(
        self, judged: Sequence[JudgedLoan], keys: dict[str, str], conversation: str | None
    ) -> dict[int, int]:
        """Write down what is about to be asked of Koha, right before it is; raises TurnClosed when nobody waits.

        Gives the attempts' ids by Koha's numbers of the loans. What is refused already is written down as refused.
        """
        now = self._clock.now()

        def work(session: Session) -> dict[int, int]:
            interaction = self._interaction(session, conversation)
            return {
                one.checkout.checkout_id: attempts.note(
                    session, _lent(one.checkout), keys[str(one.checkout.checkout_id)], now, one.refusal, interaction
                )
                for one in judged
            }

        return await self._write(work)

    async def _renew_all(
        self, judged: Sequence[JudgedLoan], begun: dict[int, int], desk: Desk
    ) -> dict[str, RenewOutcome]:
        results = await asyncio.gather(*(self._renew_one(one, begun[one.checkout.checkout_id], desk) for one in judged))
        failures = [result.unasked for result in results if result.unasked is not None]
        if failures and len(failures) == len(results):
            raise failures[0]
        return {result.outcome.loan_id: result.outcome for result in results}

    async def _renew_one(self, judged: JudgedLoan, attempt: int, desk: Desk) -> _Result:
        if judged.refusal is not None:
            return _Result(self._outcome(judged.checkout, desk, refusal=judged.refusal))
        checkout = judged.checkout
        try:
            done = await self._koha.write("POST", f"/checkouts/{checkout.checkout_id}/renewal", wire.Checkout)
        except Refusing as no:
            return await self._refused(no, judged, attempt, desk)
        except Unanswered:
            return _Result(await self._looked_up(checkout, attempt, desk))
        except LibraryError as error:
            # It never arrived: under this key it may be tried once more.
            await self._noted(lambda session: attempts.forget(session, attempt))
            return _Result(self._outcome(checkout, desk), unasked=error)
        return _Result(await self._renewed(checkout, done.due_date, attempt, desk))

    async def _renewed(self, checkout: wire.Checkout, until: datetime, attempt: int, desk: Desk) -> RenewOutcome:
        now = self._clock.now()
        new_due = moment_of(until, self._zone_of(checkout.library_id, desk.house.places))
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=new_due, refusal=None))
        return self._outcome(checkout, desk, new_due=new_due)

    async def _refused(self, no: Refusing, judged: JudgedLoan, attempt: int, desk: Desk) -> _Result:
        """Read a refusal: of the patron's wish, by what has changed meanwhile, or of our account."""
        code = "no_checkout" if no.status == 404 else refusal_code(no)
        if code is None:
            await self._noted(lambda session: attempts.forget(session, attempt))
            error = IlsMisconfigured(f"Koha does not renew for our account ({no})", nothing_done=True)
            return _Result(self._outcome(judged.checkout, desk), unasked=error)
        refusal = renewal_refusal(code, most=judged.most)
        if refusal.reason is Reason.LIMIT_REACHED and judged.most is not None:
            refusal = replace(refusal, limit=Limit(judged.most, "renewals"))
        now = self._clock.now()
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=None, refusal=refusal))
        return _Result(self._outcome(judged.checkout, desk, refusal=refusal))

    async def _looked_up(self, checkout: wire.Checkout, attempt: int, desk: Desk) -> RenewOutcome:
        """Look what became of a renewal without an answer; it is not sent again."""
        try:
            found = await self._koha.found(f"/checkouts/{checkout.checkout_id}", wire.Checkout)
        except LibraryError:
            found = None
        if found is not None and (found.renewals_count or 0) > (checkout.renewals_count or 0):
            return await self._renewed(checkout, found.due_date, attempt, desk)
        _log.warning("nobody knows whether loan %d was renewed", checkout.checkout_id)
        return self._outcome(checkout, desk)

    def _recorded(self, name: str, checkout: wire.Checkout | None, attempt: Attempt, desk: Desk) -> RenewOutcome:
        """Give what was answered before; of what nobody knew then, what the loan says now, if it is still out."""
        new_due = attempt.new_due
        if checkout is not None and attempt.status is RenewStatus.UNCONFIRMED:
            new_due = checkout.due_date if (checkout.renewals_count or 0) > attempt.renewals_before else None
        return replace(self._told(name, checkout, desk, new_due=new_due, refusal=attempt.refusal), repeated=True)

    def _outcome(
        self,
        checkout: wire.Checkout,
        desk: Desk,
        *,
        new_due: datetime | None = None,
        refusal: Refusal | None = None,
    ) -> RenewOutcome:
        return self._told(str(checkout.checkout_id), checkout, desk, new_due=new_due, refusal=refusal)

    def _told(
        self,
        name: str,
        checkout: wire.Checkout | None,
        desk: Desk,
        *,
        new_due: datetime | None,
        refusal: Refusal | None,
    ) -> RenewOutcome:
        """Word a result: renewed until a moment, refused for a reason, or neither known."""
        title, author = names_of(checkout) if checkout else ("", "")
        zone = self._zone_of(checkout.library_id if checkout else None, desk.house.places)
        status = RenewStatus.UNCONFIRMED
        if refusal is not None:
            status = RenewStatus.NOT_FOUND if refusal.reason is Reason.NOT_FOUND else RenewStatus.REFUSED
        elif new_due is not None:
            status = RenewStatus.RENEWED
        return RenewOutcome(
            name,
            status,
            title=title,
            author=author,
            new_due=moment_of(new_due, zone) if new_due else None,
            new_due_date=day_of(new_due, zone) if new_due else None,
            refusal=refusal,
        )


def _lent(checkout: wire.Checkout) -> Lent:
    return Lent(
        str(checkout.checkout_id),
        checkout.due_date,
        loaned=checkout.checkout_date,
        renewals=checkout.renewals_count or 0,
    )
