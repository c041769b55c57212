"""Renewals where a library system tells of a loan only until when it is: each sent once, and looked up.

Whether a renewal without an answer was made shows in the due day alone: no such system counts renewals.
"""

from __future__ import annotations

import asyncio
import logging
from abc import abstractmethod
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any, Protocol

from sqlalchemy.orm import Session

from library.embedded.base import HouseRules, local_date
from library.errors import LibraryError
from library.reasons import Reason
from library.remote import attempts
from library.remote.attempts import Attempt, Lent, Unanswered, write_key
from library.remote.part import RemotePart
from library.values import Refusal, RenewOutcome, RenewStatus

__all__ = ["RenewalRefused", "RenewedByDueDay"]

_log = logging.getLogger(__name__)


class RenewalRefused(Exception):
    """The library system understood and does not renew."""

    def __init__(self, refusal: Refusal) -> None:
        super().__init__(refusal.reason)
        self.refusal = refusal


class _Loan(Protocol):
    """A loan as its adapter has it."""

    @property
    def name(self) -> str:
        """Give the port's id of it."""

    @property
    def due(self) -> datetime:
        """Say until when it is."""

    @property
    def names(self) -> tuple[str, str]:
        """Give title and author."""


class _Desk(Protocol):
    """What decisions on one patron's loans need."""

    @property
    def house(self) -> HouseRules:
        """Give what changes rarely."""

    @property
    def loans(self) -> Sequence[Any]:
        """Give the patron's own loans, or those that were asked for."""


@dataclass(frozen=True, slots=True)
class _Result:
    """What became of one loan, and the failure that kept the system from being asked, if one did."""

    outcome: RenewOutcome
    unasked: LibraryError | None = None


class RenewedByDueDay[L: _Loan, D: _Desk](RemotePart):
    """Renewals of loans; `system` stands before what is kept of them."""

    system = ""

    @abstractmethod
    async def _renewal_desk(self, patron_id: int, loan_ids: Sequence[str]) -> D | None:
        """Read what decides on a patron's loans."""

    @abstractmethod
    def _hindrance(self, lent: L, desk: D) -> Refusal | None:
        """Say what is known to be in the way of a renewal."""

    @abstractmethod
    async def _send_renewal(self, lent: L, desk: D) -> datetime | None:
        """Ask for a renewal, once; give until when it is now, None where that was not said.

        Raises RenewalRefused, Unanswered where it may have been made, and another LibraryError where it was not.
        """

    async def renew(
        self, patron_id: int, loan_ids: Sequence[str], *, key: str, conversation: str | None = None
    ) -> list[RenewOutcome]:
        """Renew loans; one outcome for each, in order, the same again for the same key.

        Raises LibraryError only when nothing was done.
        """
        async with self._alone(patron_id):
            desk = await self._renewal_desk(patron_id, loan_ids)
            own: dict[str, L] = {one.name: one for one in desk.loans} if desk is not None else {}
            keys = {name: write_key(patron_id, key, name, system=self.system) for name in loan_ids}
            before = await self._read(lambda session: attempts.known(session, list(keys.values())))
            fresh = [own[name] for name in keys if name in own and keys[name] not in before]
            begun = await self._begin(fresh, desk, keys, conversation)
            told: dict[str, RenewOutcome] = {}
            if desk is not None:
                for name in keys:
                    if keys[name] in before:
                        told[name] = self._recorded(name, own.get(name), before[keys[name]], desk)
                told |= await self._renew_all(fresh, begun, desk, patron_id)
            return attempts.in_order(loan_ids, told)

    async def _begin(
        self, fresh: Sequence[L], desk: D | None, keys: dict[str, str], conversation: str | None
    ) -> dict[str, int]:
        """Write down what is about to be asked, right before it is; raises TurnClosed when nobody waits.

        Gives the attempts' ids by the loans' names. What is refused already is written down as refused.
        """
        now = self._clock.now()

        def work(session: Session) -> dict[str, int]:
            interaction = self._interaction(session, conversation)
            noted = {}
            for one in fresh:
                refusal = self._hindrance(one, desk) if desk is not None else None
                # The same thing may be lent again and again: of whose loan it was, nothing is kept.
                lent = Lent(f"{self.system}:{one.name}"[:64], one.due)
                noted[one.name] = attempts.note(session, lent, keys[one.name], now, refusal, interaction)
            return noted

        return await self._write(work)

    async def _renew_all(
        self, fresh: Sequence[L], begun: dict[str, int], desk: D, patron_id: int
    ) -> dict[str, RenewOutcome]:
        results = await asyncio.gather(*(self._renew_one(one, begun[one.name], desk, patron_id) for one in fresh))
        failures = [result.unasked for result in results if result.unasked is not None]
        if failures and len(failures) == len(results):
            raise failures[0]
        return {result.outcome.loan_id: result.outcome for result in results}

    async def _renew_one(self, lent: L, attempt: int, desk: D, patron_id: int) -> _Result:
        refusal = self._hindrance(lent, desk)
        if refusal is not None:
            return _Result(self._told(lent.name, lent, desk, refusal=refusal))
        try:
            until = await self._send_renewal(lent, desk)
        except RenewalRefused as no:
            return _Result(await self._refused(lent, no.refusal, attempt, desk))
        except Unanswered:
            return _Result(await self._looked_up(lent, attempt, desk, patron_id))
        except LibraryError as error:
            # It never arrived: under this key it may be tried once more.
            await self._noted(lambda session: attempts.forget(session, attempt))
            return _Result(self._told(lent.name, lent, desk), unasked=error)
        if until is None:
            return _Result(await self._looked_up(lent, attempt, desk, patron_id))
        return _Result(await self._renewed(lent, until, attempt, desk))

    async def _renewed(self, lent: L, new_due: datetime, attempt: int, desk: D) -> RenewOutcome:
        now = self._clock.now()
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=new_due, refusal=None))
        return self._told(lent.name, lent, desk, new_due=new_due)

    async def _refused(self, lent: L, refusal: Refusal, attempt: int, desk: D) -> RenewOutcome:
        now = self._clock.now()
        await self._noted(lambda session: attempts.finish(session, attempt, now, new_due=None, refusal=refusal))
        return self._told(lent.name, lent, desk, refusal=refusal)

    async def _looked_up(self, lent: L, attempt: int, desk: D, patron_id: int) -> RenewOutcome:
        """Look what became of a renewal without an answer; it is not sent again."""
        try:
            # It may have been returned, and lent to somebody else, whose due day says nothing of this renewal.
            now = await self._renewal_desk(patron_id, [lent.name])
            loans = now.loans if now is not None else ()
            found = next((one.due for one in loans if one.name == lent.name), None)
        except LibraryError:
            # Nobody knows, also where the answer cannot be read: it may have been made all the same.
            found = None
        if found is not None and found > lent.due:
            return await self._renewed(lent, found, attempt, desk)
        _log.warning("nobody knows whether a loan was renewed")
        return self._told(lent.name, lent, desk)

    def _recorded(self, name: str, lent: L | None, attempt: Attempt, desk: D) -> RenewOutcome:
        """Give what was answered before; of what nobody knew then, what the loan says now, if it is still out."""
        new_due = attempt.new_due
        if lent is not None and attempt.status is RenewStatus.UNCONFIRMED:
            new_due = lent.due if lent.due > attempt.due_before else None
        return replace(self._told(name, lent, desk, new_due=new_due, refusal=attempt.refusal), repeated=True)

    def _told(
        self,
        name: str,
        lent: L | None,
        desk: D,
        *,
        new_due: datetime | None = None,
        refusal: Refusal | None = None,
    ) -> RenewOutcome:
        """Word a result: renewed until a moment, refused for a reason, or neither known."""
        title, author = lent.names if lent is not None else ("", "")
        zone = desk.house.places.zone(None)
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
