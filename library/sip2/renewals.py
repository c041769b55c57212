"""Renewals: each sent once and never again, and what became of it looked up where no answer came."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from library.embedded.base import local_date
from library.errors import IlsProtocolError, LibraryError
from library.reasons import Reason
from library.remote import attempts
from library.remote.attempts import Attempt, Lent, write_key
from library.sip2.line import Unanswered
from library.sip2.loans import Desk, LentCopy, Loans
from library.sip2.reasons import renewal_refusal
from library.values import Refusal, RenewOutcome, RenewStatus

__all__ = ["Renewals"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one loan, and the failure that kept the server from being asked, if one did."""

    outcome: RenewOutcome
    unasked: LibraryError | None = None


class Renewals(Loans):
    """Renewals of loans."""

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key.

        Raises LibraryError only when nothing was done.
        """
        async with self._alone(patron_id):
            desk = await self._desk(patron_id, only=loan_ids)
            own = {one.barcode: one for one in desk.loans} if desk else {}
            keys = {name: write_key(patron_id, key, name, system="sip2") for name in loan_ids}
            before = await self._read(lambda session: attempts.known(session, list(keys.values())))
            fresh = [own[name] for name in keys if name in own and keys[name] not in before]
            begun = await self._begin(fresh, desk, keys, conversation)
            told: dict[str, RenewOutcome] = {}
            if desk is not None:
                for name in keys:
                    if keys[name] in before:
                        told[name] = self._recorded(name, own.get(name), before[keys[name]], desk)
                told |= await self._renew_all(fresh, begun, desk)
            outcomes, seen = [], set[str]()
            for name in loan_ids:
                found = told.get(name)
                if found is None:
                    found = RenewOutcome(name, RenewStatus.NOT_FOUND, refusal=Refusal(Reason.NOT_FOUND))
                outcomes.append(replace(found, repeated=True) if name in seen and name in told else found)
                seen.add(name)
            return outcomes

    async def _begin(
        self, fresh: Sequence[LentCopy], desk: Desk | None, keys: dict[str, str], conversation: str | None
    ) -> dict[str, int]:
        """Write down what is about to be asked, right before it is; raises TurnClosed when nobody waits.

        Gives the attempts' ids by barcodes. What is refused already is written down as refused.
        """
        now = self._clock.now()

        def work(session: Session) -> dict[str, int]:
            interaction = self._interaction(session, conversation)
            return {
                one.barcode: attempts.note(
                    session, _lent(one), keys[one.barcode], now, self._hindrance(one, desk) if desk else None,
                    interaction,
                )
                for one in fresh
            }  # fmt: skip

        return await self._write(work)

    async def _renew_all(self, fresh: Sequence[LentCopy], begun: dict[str, int], desk: Desk) -> dict[str, RenewOutcome]:
        results = await asyncio.gather(*(self._renew_one(one, begun[one.barcode], desk) for one in fresh))
        failures = [result.unasked for result in results if result.unasked is not None]
        if failures and len(failures) == len(results):
            raise failures[0]
        return {result.outcome.loan_id: result.outcome for result in results}

    async def _renew_one(self, lent: LentCopy, attempt: int, desk: Desk) -> _Result:
        refusal = self._hindrance(lent, desk)
        if refusal is not None:
            return _Result(self._told(lent.barcode, lent, desk, refusal=refusal))
        try:
            answer = await self._terminal.renew(desk.own.card, lent.barcode, self._zone(desk.house))
        except Unanswered:
            return _Result(await self._looked_up(lent, attempt, desk))
        except LibraryError as error:
            # It never arrived: under this key it may be tried once more.
            await self._noted(lambda session: attempts.forget(session, attempt))
            return _Result(self._told(lent.barcode, lent, desk), unasked=error)
        if not answer.is_renewed:
            return _Result(await self._refused(lent, answer.words, attempt, desk))
        if answer.due is None:
            return _Result(await self._looked_up(lent, attempt, desk))
        return _Result(await self._renewed(lent, answer.due, attempt, desk))

    async def _renewed(self, lent: LentCopy, new_due: datetime, attempt: int, desk: Desk) -> RenewOutcome:
        now = self._clock.now()
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=new_due, refusal=None))
        return self._told(lent.barcode, lent, desk, new_due=new_due)

    async def _refused(self, lent: LentCopy, words: str, attempt: int, desk: Desk) -> RenewOutcome:
        """Find the reason in what the server tells of card and copy now, and note it."""
        zone, standing, queue = self._zone(desk.house), desk.standing, lent.item.queue
        try:
            standing = await self._standing_of(desk.own, desk.house) or standing
            item = await self._terminal.item(lent.barcode, zone)
            queue = item.queue if item else queue
        except LibraryError:
            # The reason comes from what was known a moment ago.
            pass
        refusal = renewal_refusal(
            standing,
            self._rule(lent, desk),
            queue,
            due=local_date(_due(lent), zone),
            today=self._today(desk.house.places),
            words=words,
        )
        now = self._clock.now()
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=None, refusal=refusal))
        return self._told(lent.barcode, lent, desk, refusal=refusal)

    async def _looked_up(self, lent: LentCopy, attempt: int, desk: Desk) -> RenewOutcome:
        """Look what became of a renewal without an answer; it is not sent again."""
        try:
            # The copy may have been returned, and lent to somebody else, whose due day says nothing of this renewal.
            now = await self._desk(desk.own.id, only=[lent.barcode])
        except LibraryError:
            now = None
        found = now.loans[0].item.due if now and now.loans else None
        if found is not None and found > _due(lent):
            return await self._renewed(lent, found, attempt, desk)
        _log.warning("nobody knows whether a loan was renewed")
        return self._told(lent.barcode, lent, desk)

    def _recorded(self, name: str, lent: LentCopy | None, attempt: Attempt, desk: Desk) -> RenewOutcome:
        """Give what was answered before; of what nobody knew then, what the loan says now, if it is still out."""
        new_due = attempt.new_due
        if lent is not None and attempt.status is RenewStatus.UNCONFIRMED:
            due = _due(lent)
            new_due = due if due > attempt.due_before else None
        return replace(self._told(name, lent, desk, new_due=new_due, refusal=attempt.refusal), repeated=True)

    def _told(
        self,
        name: str,
        lent: LentCopy | None,
        desk: Desk,
        *,
        new_due: datetime | None = None,
        refusal: Refusal | None = None,
    ) -> RenewOutcome:
        """Word a result: renewed until a moment, refused for a reason, or neither known."""
        title, author = lent.names if lent else ("", "")
        zone = self._zone(desk.house)
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
            new_due=new_due.astimezone(zone) if new_due else None,
            new_due_date=local_date(new_due, zone) if new_due else None,
            refusal=refusal,
        )


def _due(lent: LentCopy) -> datetime:
    if lent.item.due is None:
        raise IlsProtocolError("the server lists a loan without a due day", nothing_done=True)
    return lent.item.due


def _lent(lent: LentCopy) -> Lent:
    # A copy is lent again and again: of whose loan it was, nothing is kept.
    return Lent(f"sip2:{lent.barcode}", _due(lent))
