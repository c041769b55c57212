"""Placing, moving and cancelling reservations: each sent once, and looked for where no answer comes."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from library.embedded.base import HouseRules
from library.embedded.hold_attempts import HoldAsked
from library.embedded.holds import ask_staff_to_stop
from library.embedded.rules import fines_refusal
from library.errors import LibraryError
from library.port import still_wanted
from library.reasons import Reason
from library.remote.attempts import Unanswered, write_key
from library.remote.hold_notes import HoldNote
from library.remote.hold_placing import HoldsPlacedOnce, refused_hold
from library.sip2.access import place_of
from library.sip2.copies import ShelfCopy
from library.sip2.holds import HeldTitle, Holds, on_title
from library.sip2.part import OwnPatron, Standing
from library.sip2.reasons import hold_refusal
from library.sip2.wire import CHARGED
from library.values import BranchRef, CancelOutcome, CancelStatus, HoldOutcome, HoldState, HoldStatus, Refusal

__all__ = ["HoldChanges"]


@dataclass(frozen=True, slots=True)
class _Wish:
    """What decides on a hold that somebody wishes to place."""

    own: OwnPatron
    house: HouseRules
    standing: Standing
    title_id: str
    names: tuple[str, str]
    branch: BranchRef | None
    shelf: list[ShelfCopy]
    holds: list[HeldTitle]
    lent: set[str]


class HoldChanges(Holds, HoldsPlacedOnce[_Wish, HeldTitle]):
    """Changes of a patron's reservations."""

    system = "sip2"

    async def cancel_hold(
        self, patron_id: int, hold_id: str, *, key: str, conversation: str | None = None
    ) -> CancelOutcome:
        """Drop a reservation; of one that is ready or under way staff are asked to stop it."""
        own = await self._own(patron_id)
        if own is None:
            await still_wanted(self._store)
            return CancelOutcome.unknown(hold_id)
        async with self._alone(patron_id):
            house = await self._house()
            holds = await self._own_holds(own, house)
            held = next((one for one in holds if one.name == hold_id), None)
            title_id = held.copy.title_id if held and held.copy else await self._title_of(hold_id)
            note = HoldNote(write_key(patron_id, key, f"cancel {hold_id}", system="sip2"), title_id)
            if held is None:
                await still_wanted(self._store)
                return await self._cancelled_before(hold_id, note, holds)
            if held.state is not HoldState.PENDING:
                # A copy waits for other patrons too: whose request it is, and on which day, belongs to its name.
                name = f"{hold_id}@{own.id}/{self._today(house.places)}"[-64:]
                repeated = await self._write(
                    lambda session: ask_staff_to_stop(session, self._store, name, own.public_id, key)
                )
                return CancelOutcome(hold_id, CancelStatus.REQUESTED, *held.names, repeated=repeated)
            now = self._clock.now()

            def begin(session: Session) -> None:
                if not note.is_known(session):
                    note.begin(session, now, self._interaction(session, conversation), status="cancelled")

            await self._write(begin)
            return await self._cancel(own, held, house, note)

    async def change_pickup(
        self, patron_id: int, hold_id: str, branch_code: str, *, key: str, conversation: str | None = None
    ) -> HoldOutcome:
        """Say that a hold cannot be moved: servers that can are rare, and none tells where a hold is collected now."""
        own = await self._own(patron_id)
        house = await self._house()
        held = None
        if own is not None:
            held = next((one for one in await self._own_holds(own, house) if one.name == hold_id), None)
        if held is None:
            await still_wanted(self._store)
            return HoldOutcome.unknown()
        title_id = held.copy.title_id if held.copy else ""
        asked = HoldAsked("move", patron_id, key, hold_id)
        return await self._not_moved(asked, title_id, held.names, held.state, conversation)

    async def _wish(self, patron_id: int, title_id: str, branch_code: str) -> _Wish | None:
        own = await self._own(patron_id)
        title = await self._names(title_id)
        if own is None or title is None:
            return None
        house = await self._house()
        standing = await self._standing_of(own, house)
        if standing is None:
            return None
        row = house.places.by_code(branch_code)
        shelf = await self._shelf(title_id, house)
        out = await self._terminal.listed(own.card, self._zone(house), CHARGED) if standing.record.charged else []
        return _Wish(
            own,
            house,
            standing,
            title_id,
            title,
            house.places.ref(row.id) if row else None,
            shelf,
            await self._own_holds(own, house),
            set(out),
        )

    async def _names(self, title_id: str) -> tuple[str, str] | None:
        """Give title and author of a title of our catalogue."""
        record = records.TitleRecord
        query = select(record.title, record.authors).where(record.ils_bib_id == title_id)
        row = await self._read(lambda session: session.execute(query).first())
        return (row[0], row[1] or "") if row else None

    def _hold_refusal(self, wish: _Wish) -> Refusal | None:
        """Say what is surely in the way."""
        if wish.standing.blocks:
            return wish.standing.blocks[0]
        lendable = [copy for copy in wish.shelf if copy.is_lent]
        if not lendable:
            return Refusal(Reason.POLICY, raw_code="not for loan" if wish.shelf else "no items")
        if self._known_hold(wish) or any(copy.own.barcode in wish.lent for copy in wish.shelf):
            return Refusal(Reason.ALREADY_HAVE)
        if wish.branch is None:
            return Refusal(Reason.PICKUP_INVALID)
        category = wish.standing.record.category or wish.own.category
        rules = [wish.house.rules.rule(category, copy.own.item_type) for copy in lendable]
        debts = [rule.max_fines_minor_to_renew for rule in rules if rule is not None and rule.max_loans]
        return fines_refusal(wish.standing.card, max(debts)) if debts else None

    async def _place(self, wish: _Wish, note: HoldNote) -> HoldOutcome:
        copy = next(copy for copy in wish.shelf if copy.is_lent)
        zone, place = self._zone(wish.house), place_of(self._access, wish.branch.code if wish.branch else "")
        try:
            answer = await self._terminal.hold("+", wish.own.card, copy.own.barcode, zone, place=place)
        except Unanswered:
            return await self._looked_for(wish)
        except LibraryError:
            await self._noted(note.forget)
            raise
        if not answer.is_done:
            refusal = hold_refusal(wish.standing, len(wish.holds), answer.words)
            return refused_hold(wish.title_id, wish.names, refusal)
        placed = HeldTitle(copy.own.barcode, copy.item, copy.own, is_found=False)
        # Where the server does not answer any more, it stands all the same.
        with suppress(LibraryError):
            placed = await self._hold_now(wish) or placed
        return self._stands(wish, placed, position=answer.position)

    def _known_hold(self, wish: _Wish) -> HeldTitle | None:
        return on_title(wish.holds, wish.title_id)

    async def _hold_now(self, wish: _Wish) -> HeldTitle | None:
        return on_title(await self._own_holds(wish.own, wish.house), wish.title_id)

    def _stands(
        self, wish: _Wish, held: HeldTitle, *, position: int | None = None, repeated: bool = False
    ) -> HoldOutcome:
        free = self._free(wish.shelf)
        refs = wish.house.places.refs()
        where = {copy.own.branch_id for copy in wish.shelf if copy.own.barcode in free}
        return HoldOutcome(
            HoldStatus.PLACED,
            wish.title_id,
            *wish.names,
            hold=self._view(held, wish.house, position=position, pickup=wish.branch),
            available_at=tuple(ref for branch_id, ref in refs.items() if branch_id in where),
            repeated=repeated,
        )

    async def _cancel(self, own: OwnPatron, held: HeldTitle, house: HouseRules, note: HoldNote) -> CancelOutcome:
        try:
            answer = await self._terminal.hold("-", own.card, held.name, self._zone(house))
        except Unanswered:
            try:
                if not _stands(await self._own_holds(own, house), held.name, note.title_id):
                    return CancelOutcome(held.name, CancelStatus.CANCELLED, *held.names)
            except LibraryError:
                pass
            return CancelOutcome(held.name, CancelStatus.UNCONFIRMED, *held.names)
        except LibraryError:
            await self._noted(note.forget)
            raise
        if answer.is_done:
            return CancelOutcome(held.name, CancelStatus.CANCELLED, *held.names)
        await self._noted(note.forget)
        refusal = Refusal(Reason.POLICY, raw_code="not cancelled")
        return CancelOutcome(held.name, CancelStatus.REFUSED, *held.names, refusal=refusal)

    async def _cancelled_before(self, hold_id: str, note: HoldNote, holds: Sequence[HeldTitle]) -> CancelOutcome:
        """Say of a hold that is not listed whether it was cancelled under this very key, or is nobody's business."""
        if not note.title_id or not await self._read(note.is_known):
            return CancelOutcome.unknown(hold_id)
        names = await self._names(note.title_id) or ("", "")
        status = CancelStatus.UNCONFIRMED if _stands(holds, hold_id, note.title_id) else CancelStatus.CANCELLED
        return CancelOutcome(hold_id, status, *names, repeated=True)

    async def _title_of(self, barcode: str) -> str:
        copy = (await self._copies([barcode])).get(barcode)
        return copy.title_id if copy else ""


def _stands(holds: Sequence[HeldTitle], name: str, title_id: str) -> bool:
    """Tell whether a hold may still stand: a title is listed by one of its copies, and later by another."""
    return any(one.name == name for one in holds) or bool(title_id and on_title(holds, title_id))
