"""Moving and cancelling reservations at Koha: each sent once, to a hold that is the patron's own."""

from __future__ import annotations

from contextlib import suppress

from msgspec.structs import replace
from sqlalchemy.orm import Session

from library.embedded.base import HouseRules
from library.embedded.hold_attempts import HoldAsked
from library.embedded.holds import ask_staff_to_stop
from library.errors import IlsMisconfigured, LibraryError
from library.koha import wire
from library.koha.client import Refusing
from library.koha.hold_placing import HoldPlacing
from library.koha.holds import NAMELESS, READY, UNDER_WAY
from library.koha.mapping import whole_number
from library.koha.part import OwnPatron
from library.koha.reasons import refusal_code
from library.port import still_wanted
from library.reasons import Reason
from library.remote.attempts import Unanswered
from library.remote.part import together
from library.values import CancelOutcome, CancelStatus, HoldOutcome, HoldStatus, Refusal

__all__ = ["HoldChanges"]

# A hold that is ready is never deleted by us: staff get the request, and put the copy away.
REQUEST_ONLY = "cancellation-request-flow"


class HoldChanges(HoldPlacing):
    """Changes of a patron's reservations."""

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Drop a reservation; of one that is ready or under way staff are asked to stop it."""
        own, number = await self._own(patron_id), whole_number(hold_id)
        if own is None or number is None:
            await still_wanted(self._store)
            return CancelOutcome.unknown(hold_id)
        async with self._alone(patron_id):
            hold = next((one for one in await self._own_holds(own) if one.hold_id == number), None)
            if hold is None:
                await still_wanted(self._store)
                return await self._ended(own, hold_id, number)
            names = await self._names(hold.biblio_id) or NAMELESS
            if hold.status in UNDER_WAY and hold.status != READY:
                repeated = await self._write(
                    lambda session: ask_staff_to_stop(session, self._store, hold_id, own.public_id, key)
                )
                return CancelOutcome(hold_id, CancelStatus.REQUESTED, *names, repeated=repeated)
            if hold.cancellation_requested:
                await still_wanted(self._store)
                return CancelOutcome(hold_id, CancelStatus.REQUESTED, *names, repeated=True)
            await still_wanted(self._store)
            return await self._cancel(own, hold, names)

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Have a hold collected at another branch; one that is under way or ready is refused."""
        own, number = await self._own(patron_id), whole_number(hold_id)
        async with self._alone(patron_id):
            hold = None
            if own is not None and number is not None:
                hold = next((one for one in await self._own_holds(own) if one.hold_id == number), None)
            if own is None or hold is None:
                await still_wanted(self._store)
                return HoldOutcome.unknown()
            house = await self._house()
            library_id, allowed, known_names = await together(
                self._library_id(branch_code),
                self._koha.all(f"/holds/{hold.hold_id}/pickup_locations", wire.KohaBranch),
                self._names(hold.biblio_id),
            )
            names = known_names or NAMELESS
            attempt = HoldAsked("move", patron_id, key, hold_id)
            kept = await self._read(attempt.known)
            if kept is not None:
                await still_wanted(self._store)
                if kept.refusal is not None:
                    return _no(hold, names, kept.refusal, repeated=True)
                # Where it was moved to since, by another request, it stays.
                return await self._stands(hold, names, house, repeated=True)
            now = self._clock.now()

            def note(session: Session, refusal: Refusal | None) -> None:
                interaction = self._interaction(session, conversation)
                attempt.note(session, now, refusal, title_id=str(hold.biblio_id), interaction=interaction)

            same = library_id is not None and library_id == hold.pickup_library_id
            may = same or library_id in {one.library_id for one in allowed if not one.needs_override}
            if not may or (hold.status is not None and not same):
                known = library_id is not None
                refusal = Refusal(Reason.ON_ITS_WAY if known and hold.status is not None else Reason.PICKUP_INVALID)
                await self._write(lambda session: note(session, refusal))
                return _no(hold, names, refusal)
            if same:
                # The same branch once more changes nothing.
                await self._write(lambda session: note(session, None))
                return await self._stands(hold, names, house, repeated=True)
            await still_wanted(self._store)
            outcome = await self._move(own, hold, names, str(library_id), house)
            if outcome.status in (HoldStatus.PLACED, HoldStatus.REFUSED):
                # Where our store cannot take it, what Koha has done is told all the same.
                with suppress(LibraryError):
                    await self._noted(lambda session: note(session, outcome.refusal))
            return outcome

    async def _cancel(self, own: OwnPatron, hold: wire.Hold, names: tuple[str, str]) -> CancelOutcome:
        hold_id = str(hold.hold_id)
        try:
            # A copy may be set aside at this very moment: with the override, Koha then notes a request instead.
            status = await self._koha.status("DELETE", f"/holds/{hold_id}", override=REQUEST_ONLY)
        except Refusing as no:
            if no.status == 404:
                return await self._ended(own, hold_id, hold.hold_id)
            code = refusal_code(no)
            if code is None:
                raise IlsMisconfigured(f"Koha cancels no hold for our account ({no})", nothing_done=True) from no
            return CancelOutcome(hold_id, CancelStatus.REFUSED, *names, refusal=Refusal(Reason.POLICY, raw_code=code))
        except Unanswered:
            try:
                still = [one for one in await self._own_holds(own) if one.hold_id == hold.hold_id]
                if not still:
                    return CancelOutcome(hold_id, CancelStatus.CANCELLED, *names)
                if still[0].cancellation_requested:
                    return CancelOutcome(hold_id, CancelStatus.REQUESTED, *names)
            except LibraryError:
                pass
            return CancelOutcome(hold_id, CancelStatus.UNCONFIRMED, *names)
        requested = status == 202
        return CancelOutcome(hold_id, CancelStatus.REQUESTED if requested else CancelStatus.CANCELLED, *names)

    async def _ended(self, own: OwnPatron, hold_id: str, number: int) -> CancelOutcome:
        """Say of a hold that is not open any more whether it was cancelled, or is nobody's business."""
        old = await self._old_hold(own, number)
        if old is None or old.cancellation_date is None:
            return CancelOutcome.unknown(hold_id)
        names = await self._names(old.biblio_id) or NAMELESS
        return CancelOutcome(hold_id, CancelStatus.CANCELLED, *names, repeated=True)

    async def _move(
        self, own: OwnPatron, hold: wire.Hold, names: tuple[str, str], library_id: str, house: HouseRules
    ) -> HoldOutcome:
        try:
            await self._koha.status(
                "PUT", f"/holds/{hold.hold_id}/pickup_location", body={"pickup_library_id": library_id}
            )
        except Refusing as no:
            if no.status == 404:
                return HoldOutcome.unknown()
            if no.status == 403 and refusal_code(no) is None:
                raise IlsMisconfigured(f"Koha moves no hold for our account ({no})", nothing_done=True) from no
            return _no(hold, names, Refusal(Reason.ON_ITS_WAY if no.status == 409 else Reason.PICKUP_INVALID))
        except Unanswered:
            try:
                moved = next((one for one in await self._own_holds(own) if one.hold_id == hold.hold_id), None)
                if moved is not None and moved.pickup_library_id == library_id:
                    return await self._stands(moved, names, house)
            except LibraryError:
                pass
            return HoldOutcome(HoldStatus.UNCONFIRMED, str(hold.biblio_id), *names)
        moved = replace(hold, pickup_library_id=library_id)
        return await self._stands(await self._as_now(own, moved), names, house)


def _no(hold: wire.Hold, names: tuple[str, str], refusal: Refusal, *, repeated: bool = False) -> HoldOutcome:
    return HoldOutcome(HoldStatus.REFUSED, str(hold.biblio_id), *names, refusal=refusal, repeated=repeated)
