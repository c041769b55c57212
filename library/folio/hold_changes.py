"""Placing and cancelling reservations at FOLIO: each sent once, and looked for where no answer comes."""

from __future__ import annotations

from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC

from sqlalchemy.orm import Session

from library.embedded.base import HouseRules
from library.embedded.hold_attempts import HoldAsked
from library.embedded.holds import ask_staff_to_stop
from library.embedded.rules import fines_refusal
from library.errors import IlsProtocolError, LibraryError
from library.folio.client import Refusing
from library.folio.holds import HeldTitle, Holds, held_of, held_one, on_title
from library.folio.ids import is_uuid
from library.folio.part import OwnPatron, Standing
from library.folio.reasons import hold_refusal, words_for_staff
from library.folio.wire import ServicePoint
from library.port import still_wanted
from library.reasons import Reason
from library.remote.attempts import Unanswered, write_key
from library.remote.hold_notes import HoldNote
from library.remote.hold_placing import HoldsPlacedOnce
from library.remote.own_copies import OwnCopy
from library.remote.part import together
from library.values import CancelOutcome, CancelStatus, HoldOutcome, HoldState, HoldStatus, Limit, Refusal

__all__ = ["HoldChanges"]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What decides on a hold that somebody wishes to place."""

    own: OwnPatron
    house: HouseRules
    standing: Standing
    title_id: str
    names: tuple[str, str]
    service_point: str
    allowed: list[ServicePoint]
    copies: list[OwnCopy]
    holds: list[HeldTitle]
    lent: set[str]


class HoldChanges(Holds, HoldsPlacedOnce[_Wish, HeldTitle]):
    """Changes of a patron's reservations."""

    system = "folio"

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Drop a reservation; of one that is ready or under way, FOLIO would do so too, staff are asked to stop it."""
        own = await self._asked_of(patron_id)
        if own is None or not is_uuid(hold_id):
            await still_wanted(self._store)
            return CancelOutcome.unknown(hold_id)
        async with self._alone(patron_id):
            account = await self._folio.account(own.external_id, holds=True)
            held = next((one for one in held_of(account.holds) if one.name == hold_id), None)
            name = write_key(patron_id, key, f"cancel {hold_id}", system="folio")
            note = HoldNote(name, held.title_id if held else "")
            if held is None:
                await still_wanted(self._store)
                names = await self._read(note.names)
                if names is None:
                    return CancelOutcome.unknown(hold_id)
                return CancelOutcome(hold_id, CancelStatus.CANCELLED, *names, repeated=True)
            if held.state is not HoldState.PENDING or not self._access.cancellation_reason:
                repeated = await self._write(
                    lambda session: ask_staff_to_stop(session, self._store, hold_id, own.public_id, key)
                )
                return CancelOutcome(hold_id, CancelStatus.REQUESTED, *held.names, repeated=repeated)
            if account.id is None:
                raise IlsProtocolError("FOLIO does not tell its id of a patron", nothing_done=True)
            now = self._clock.now()

            def begin(session: Session) -> bool:
                is_repeated = note.is_known(session)
                # Of a title that our catalogue lacks nothing is noted: to cancel a request twice changes nothing.
                if not is_repeated:
                    note.begin(session, now, self._interaction(session, conversation), status="cancelled")
                return is_repeated

            if await self._write(begin):
                # Sent before under this key, and it stands: whether it will end, nobody knows.
                return CancelOutcome(hold_id, CancelStatus.UNCONFIRMED, *held.names, repeated=True)
            return await self._cancel(own, held, account.id, note)

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Say that a hold cannot be moved: edge-patron does not do it."""
        own = await self._asked_of(patron_id)
        held = None
        if own is not None:
            account = await self._folio.account(own.external_id, holds=True)
            held = next((one for one in held_of(account.holds) if one.name == hold_id), None)
        if held is None:
            await still_wanted(self._store)
            return HoldOutcome.unknown()
        asked = HoldAsked("move", patron_id, key, hold_id)
        return await self._not_moved(asked, held.title_id, held.names, held.state, conversation)

    async def _wish(self, patron_id: int, title_id: str, branch_code: str) -> _Wish | None:
        own = await self._asked_of(patron_id)
        names = await self._names(title_id) if is_uuid(title_id) else None
        if own is None or names is None:
            return None
        house = await self._house()
        account, allowed = await together(
            self._folio.account(own.external_id, loans=True, holds=True),
            self._folio.service_points(own.external_id, title_id),
        )
        lent = {one.item.instance_id.casefold() for one in account.loans if one.item.instance_id}
        return _Wish(
            own,
            house,
            self._standing_of(own, account, house),
            title_id,
            names,
            self._access.service_points.get(branch_code.casefold(), ""),
            allowed,
            (await self._own_copies([title_id]))[title_id],
            held_of(account.holds),
            lent,
        )

    def _hold_refusal(self, wish: _Wish) -> Refusal | None:
        """Say what is surely in the way: by FOLIO's account, and by our loan rules, of which FOLIO may know nothing."""
        if wish.standing.blocks:
            return wish.standing.blocks[0]
        types = {copy.item_type for copy in wish.copies}
        if types and not any(wish.house.rules.lends(one) for one in types):
            return Refusal(Reason.POLICY, raw_code="not for loan")
        if self._known_hold(wish) is not None or wish.title_id.casefold() in wish.lent:
            return Refusal(Reason.ALREADY_HAVE)
        if not wish.allowed:
            return Refusal(Reason.POLICY, raw_code="no service point")
        if wish.service_point.casefold() not in {point.id.casefold() for point in wish.allowed}:
            return Refusal(Reason.PICKUP_INVALID)
        found = [wish.house.rules.rule(wish.own.category or None, one) for one in types]
        rules = [rule for rule in found if rule is not None and rule.max_loans]
        debts = [rule.max_fines_minor_to_renew for rule in rules]
        debt = max(debts) if debts else wish.house.rules.fines_limit(wish.own.category or None)
        owing = fines_refusal(wish.standing.card, debt) if debt is not None else None
        most = max((rule.max_holds for rule in rules), default=None)
        full = most is not None and len(wish.holds) >= most
        return owing or (Refusal(Reason.LIMIT_REACHED, limit=Limit(most or 0, "holds")) if full else None)

    async def _place(self, wish: _Wish, note: HoldNote) -> HoldOutcome:
        at = self._clock.now().astimezone(UTC).isoformat()
        own = wish.own
        try:
            held = held_one(
                await self._folio.place(own.external_id, wish.title_id, service_point=wish.service_point, at=at)
            )
        except Refusing as no:
            is_gone = no.status == 404
            if is_gone:
                # What is not there is looked for again; another refusal is kept in its place, in one step.
                await self._noted(note.forget)
            refusal = Refusal(Reason.NOT_FOUND) if is_gone else hold_refusal(no.words, own)
            status = HoldStatus.NOT_FOUND if is_gone else HoldStatus.REFUSED
            return HoldOutcome(status, wish.title_id, *wish.names, refusal=refusal)
        except Unanswered:
            return await self._looked_for(wish)
        except LibraryError:
            await self._noted(note.forget)
            raise
        # Where FOLIO does not answer any more, it stands all the same.
        with suppress(LibraryError):
            account = await self._folio.account(own.external_id, holds=True)
            held = next((one for one in held_of(account.holds) if one.name == held.name), held)
        return self._stands(wish, held)

    def _known_hold(self, wish: _Wish) -> HeldTitle | None:
        return on_title(wish.holds, wish.title_id)

    async def _hold_now(self, wish: _Wish) -> HeldTitle | None:
        account = await self._folio.account(wish.own.external_id, holds=True)
        return on_title(held_of(account.holds), wish.title_id)

    def _stands(self, wish: _Wish, held: HeldTitle, *, repeated: bool = False) -> HoldOutcome:
        hold = self._view(held, wish.house)
        return HoldOutcome(HoldStatus.PLACED, wish.title_id, *wish.names, hold=hold, repeated=repeated)

    async def _cancel(self, own: OwnPatron, held: HeldTitle, folio_id: str, note: HoldNote) -> CancelOutcome:
        at = self._clock.now().astimezone(UTC).isoformat()
        reason = self._access.cancellation_reason
        try:
            await self._folio.cancel(own.external_id, held.name, reason=reason, by=folio_id, at=at)
        except Refusing as no:
            await self._noted(note.forget)
            if no.status == 404:
                return CancelOutcome.unknown(held.name)
            refusal = Refusal(Reason.POLICY, raw_code=words_for_staff(no.words, own))
            return CancelOutcome(held.name, CancelStatus.REFUSED, *held.names, refusal=refusal)
        except Unanswered:
            with suppress(LibraryError):
                account = await self._folio.account(own.external_id, holds=True)
                if held.name not in {one.name for one in held_of(account.holds)}:
                    return CancelOutcome(held.name, CancelStatus.CANCELLED, *held.names)
            return CancelOutcome(held.name, CancelStatus.UNCONFIRMED, *held.names)
        except LibraryError:
            await self._noted(note.forget)
            raise
        return CancelOutcome(held.name, CancelStatus.CANCELLED, *held.names)
