"""Placing reservations at Koha: each is sent once, and looked for where no answer comes."""

from __future__ import annotations

import logging
from collections.abc import Callable
from dataclasses import dataclass

from sqlalchemy.orm import Session

from library.embedded.base import HouseRules
from library.embedded.hold_attempts import HoldAsked
from library.embedded.rules import fines_refusal
from library.errors import IlsMisconfigured, LibraryError
from library.koha import wire
from library.koha.client import Refusing
from library.koha.copies import Shelf
from library.koha.hold_keys import HoldKeys
from library.koha.holds import HoldRow, Holds, on_title
from library.koha.mapping import whole_number
from library.koha.part import OwnPatron, Standing
from library.koha.reasons import hold_refusal, refusal_code
from library.port import still_wanted
from library.reasons import Reason
from library.remote.attempts import Unanswered, write_key
from library.remote.part import together
from library.values import HoldOutcome, HoldStatus, Limit, Refusal

__all__ = ["HoldPlacing"]

_log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class _Wish:
    """What decides on a hold that somebody wishes to place."""

    own: OwnPatron
    house: HouseRules
    standing: Standing
    number: int
    library_id: str | None
    names: tuple[str, str]
    holds: list[wire.Hold]
    places: list[str]
    shelf: Shelf


class HoldPlacing(Holds):
    """Placing a reservation."""

    async def check_hold(self, patron_id: int, title_id: str, branch_code: str) -> Refusal | None:
        """Say what the OPAC would refuse, as it is read now; what is on loan Koha decides on when it is asked."""
        wish = await self._wish(patron_id, title_id, branch_code)
        return None if wish is None else self._hold_refusal(wish)

    async def place_hold(
        self, patron_id: int, title_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Reserve a title; a copy that stands free somewhere is no hindrance, but is told."""
        async with self._alone(patron_id):
            wish = await self._wish(patron_id, title_id, branch_code)
            if wish is None:
                await still_wanted(self._store)
                return HoldOutcome.unknown(title_id)
            keys = HoldKeys(self._store, write_key(patron_id, key, title_id), title_id)
            before = await self._read(keys.known)
            if before is not None:
                return await self._placed_before(wish, before, keys)
            attempt = HoldAsked("place", patron_id, key, title_id)
            kept = await self._read(attempt.known)
            if kept is not None and kept.refusal is not None:
                await still_wanted(self._store)
                return self._not_placed(wish, kept.refusal, repeated=True)
            now = self._clock.now()

            def note(session: Session, refusal: Refusal) -> None:
                attempt.note(
                    session, now, refusal, title_id=title_id, interaction=self._interaction(session, conversation)
                )

            refusal = self._hold_refusal(wish)
            if refusal is not None:
                await self._write(lambda session: note(session, refusal))
                return self._not_placed(wish, refusal)
            await self._write(lambda session: keys.begin(session, now, self._interaction(session, conversation)))
            return await self._place(wish, keys, note)

    async def _wish(self, patron_id: int, title_id: str, branch_code: str) -> _Wish | None:
        own, number = await self._own(patron_id), whole_number(title_id)
        if own is None or number is None:
            return None
        house = await self._house()
        standing, library_id, names, holds, places, shelves = await together(
            self._standing_of(own, house),
            self._library_id(branch_code),
            self._names(number),
            self._own_holds(own),
            self._pickup_ids(own, number),
            self._shelves([number]),
        )
        if standing is None or names is None:
            return None
        return _Wish(own, house, standing, number, library_id, names, holds, places, shelves[number])

    def _hold_refusal(self, wish: _Wish) -> Refusal | None:
        """Say what the OPAC would refuse, and Koha's interface does not."""
        if wish.standing.blocks:
            return wish.standing.blocks[0]
        if not wish.shelf.copies:
            return Refusal(Reason.POLICY, raw_code="no_items")
        if on_title(wish.holds, wish.number) is not None:
            return Refusal(Reason.ALREADY_HAVE)
        if wish.places and wish.library_id not in wish.places:
            return Refusal(Reason.PICKUP_INVALID)
        rules = [wish.house.rules.rule(wish.standing.record.category_id, kind) for kind in _types(wish.shelf)]
        debts = [rule.max_fines_minor_to_renew for rule in rules if rule is not None and rule.max_loans]
        return fines_refusal(wish.standing.card, max(debts)) if debts else None

    async def _place(self, wish: _Wish, keys: HoldKeys, note: Callable[[Session, Refusal], None]) -> HoldOutcome:
        body = {"patron_id": wish.own.koha_id, "biblio_id": wish.number, "pickup_library_id": wish.library_id or ""}
        try:
            placed = await self._koha.write("POST", "/holds", wire.Hold, body=body)
        except Refusing as no:
            return await self._keep_refusal(wish, keys, no, note)
        except Unanswered:
            return await self._looked_for(wish, keys)
        except LibraryError:
            await self._noted(keys.forget)
            raise
        return await self._keep(wish, keys, placed)

    async def _keep_refusal(
        self, wish: _Wish, keys: HoldKeys, no: Refusing, note: Callable[[Session, Refusal], None]
    ) -> HoldOutcome:
        """Keep what Koha has refused, in place of what was to be placed; what is not there is looked for again."""
        try:
            refusal = self._why(no, wish)
        except LibraryError:
            await self._noted(keys.forget)
            raise

        def keep(session: Session) -> None:
            keys.forget(session)
            if refusal.reason is not Reason.NOT_FOUND:
                note(session, refusal)

        await self._noted(keep)
        return self._not_placed(wish, refusal)

    async def _keep(self, wish: _Wish, keys: HoldKeys, hold: wire.Hold, *, repeated: bool = False) -> HoldOutcome:
        """Write down that a hold stands; tell it as it is now, or as Koha told it when it answers no more."""
        await self._noted(lambda session: keys.placed(session, hold.hold_id))
        return await self._stands(await self._as_now(wish.own, hold), wish.names, wish.house, repeated=repeated)

    async def _placed_before(self, wish: _Wish, hold_id: int, keys: HoldKeys) -> HoldOutcome:
        """Answer once more what was asked before under the same key."""
        await still_wanted(self._store)
        found = on_title(wish.holds, wish.number)
        if found is None and hold_id:
            # It has come to its end since: it was placed all the same.
            found = await self._old_hold(wish.own, hold_id)
        if found is not None:
            return await self._keep(wish, keys, found, repeated=True)
        return HoldOutcome(HoldStatus.UNCONFIRMED, str(wish.number), *wish.names, repeated=True)

    async def _looked_for(self, wish: _Wish, keys: HoldKeys) -> HoldOutcome:
        """Look whether a hold without an answer stands; it is not sent again."""
        try:
            found = on_title(await self._own_holds(wish.own), wish.number)
            if found is not None:
                return await self._keep(wish, keys, found)
        except LibraryError:
            pass
        _log.warning("nobody knows whether a hold was placed on title %d", wish.number)
        return HoldOutcome(HoldStatus.UNCONFIRMED, str(wish.number), *wish.names)

    def _why(self, no: Refusing, wish: _Wish) -> Refusal:
        """Read a refusal: of the patron's wish, or of our account, which raises IlsMisconfigured."""
        if no.status == 404:
            return Refusal(Reason.NOT_FOUND)
        code = refusal_code(no)
        if no.status == 400 and code is None:
            # Without a code, but with words: “The supplied pickup location is not valid”, or another of a few.
            is_place = "pickup" in no.body.error
            return Refusal(Reason.PICKUP_INVALID) if is_place else Refusal(Reason.POLICY, raw_code=no.body.error[:80])
        if code is None:
            raise IlsMisconfigured(f"Koha takes no hold for our account ({no})", nothing_done=True)
        refusal = hold_refusal(code)
        if refusal.reason is Reason.FINES:
            return Refusal(Reason.FINES, amount=wish.standing.owed)
        if refusal.reason is Reason.LIMIT_REACHED:
            rules = [wish.house.rules.rule(wish.standing.record.category_id, kind) for kind in _types(wish.shelf)]
            most = max((rule.max_holds for rule in rules if rule is not None), default=0)
            # Only where the library's rules in our store agree with what Koha has just said.
            if 0 < most <= len(wish.holds):
                return Refusal(Reason.LIMIT_REACHED, limit=Limit(most, "holds"))
        return refusal

    def _not_placed(self, wish: _Wish, refusal: Refusal, *, repeated: bool = False) -> HoldOutcome:
        status = HoldStatus.NOT_FOUND if refusal.reason is Reason.NOT_FOUND else HoldStatus.REFUSED
        return HoldOutcome(status, str(wish.number), *wish.names, refusal=refusal, repeated=repeated)

    async def _as_now(self, own: OwnPatron, hold: wire.Hold) -> wire.Hold:
        try:
            found = await self._own_holds(own)
        except LibraryError:
            return hold
        return next((one for one in found if one.hold_id == hold.hold_id), hold)

    async def _stands(
        self, hold: wire.Hold, names: tuple[str, str], house: HouseRules, *, repeated: bool = False
    ) -> HoldOutcome:
        try:
            shelf = (await self._shelves([hold.biblio_id]))[hold.biblio_id]
        except LibraryError:
            shelf = Shelf((), ())
        row = HoldRow(hold, shelf, names)
        return HoldOutcome(
            HoldStatus.PLACED,
            str(hold.biblio_id),
            *names,
            hold=await self._view(row, house),
            available_at=await self._free_at(row, house),
            repeated=repeated,
        )


def _types(shelf: Shelf) -> set[str]:
    return {copy.item_type for copy in shelf.copies}
