"""A patron's reservations at Koha, as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.embedded.base import HouseRules
from library.koha import wire
from library.koha.copies import Copies, Shelf
from library.koha.mapping import whole_number
from library.koha.part import OwnPatron
from library.remote.part import together
from library.values import BranchRef, Hold, HoldState

__all__ = ["READY", "UNDER_WAY", "Holds", "HoldRow", "NAMELESS", "on_title"]

# What may still be requested to stop is under way; W is set aside, and waits for nobody else but its patron.
READY = "W"
UNDER_WAY = {"T": HoldState.IN_TRANSIT, "P": HoldState.IN_TRANSIT, READY: HoldState.READY}
NAMELESS = ("", "")
ORDER = (HoldState.READY, HoldState.IN_TRANSIT, HoldState.PENDING, HoldState.SUSPENDED)
EMBED = "cancellation_requested"


@dataclass(frozen=True, slots=True)
class HoldRow:
    """A hold of a patron's with the copies and the queue of its title, and its title and author."""

    hold: wire.Hold
    shelf: Shelf
    names: tuple[str, str]


class Holds(Copies):
    """What a patron has reserved, and where it can be collected."""

    async def holds(self, patron_id: int) -> list[Hold]:
        """List a patron's open holds, ready ones first."""
        own = await self._own(patron_id)
        if own is None:
            return []
        house = await self._house()
        found = await self._own_holds(own)
        shelves = await self._shelves(sorted({hold.biblio_id for hold in found})) if found else {}
        seen = [await self._view(await self._row(hold, shelves[hold.biblio_id]), house) for hold in found]
        return sorted(seen, key=lambda hold: (ORDER.index(hold.state), hold.placed, hold.id))

    async def pickup_branches(self, patron_id: int, title_id: str) -> list[BranchRef]:
        """List the branches where a hold can be picked up, the patron's own first."""
        own, number = await self._own(patron_id), whole_number(title_id)
        if own is None or number is None:
            return []
        house = await self._house()
        places, record = await together(
            self._pickup_ids(own, number), self._koha.found(f"/patrons/{own.koha_id}", wire.PatronRecord)
        )
        home = (record.library_id or "").casefold() if record else ""
        ordered = sorted(self._in_order(places, house), key=lambda one: one.casefold() != home)
        refs = [await self._ref(one, house.places) for one in ordered]
        return [ref for ref in refs if ref is not None]

    async def _row(self, hold: wire.Hold, shelf: Shelf) -> HoldRow:
        # A title without copies is named by its record.
        return HoldRow(hold, shelf, shelf.names or await self._names(hold.biblio_id) or NAMELESS)

    async def _own_holds(self, own: OwnPatron) -> list[wire.Hold]:
        found = await self._koha.all(f"/patrons/{own.koha_id}/holds", wire.Hold, embed=EMBED)
        return [hold for hold in found if hold.patron_id == own.koha_id and hold.cancellation_date is None]

    async def _old_hold(self, own: OwnPatron, number: int) -> wire.Hold | None:
        """Find a hold of the patron's that has ended."""
        found = await self._koha.all(f"/patrons/{own.koha_id}/holds", wire.Hold, old="true")
        return next((one for one in found if one.hold_id == number and one.patron_id == own.koha_id), None)

    async def _pickup_ids(self, own: OwnPatron, biblio: int) -> list[str]:
        """Give Koha's ids of the branches where a patron may collect a title, without any that staff must allow."""
        places = await self._koha.all(f"/biblios/{biblio}/pickup_locations", wire.KohaBranch, patron_id=own.koha_id)
        return [place.library_id for place in places if not place.needs_override]

    async def _view(self, row: HoldRow, house: HouseRules) -> Hold:
        hold = row.hold
        zone = self._zone_of(hold.pickup_library_id, house.places)
        title, author = row.names
        state = UNDER_WAY.get(hold.status or "", HoldState.SUSPENDED if hold.suspended else HoldState.PENDING)
        waits = state in (HoldState.PENDING, HoldState.SUSPENDED)
        queue = [one.id for one in row.shelf.queue]
        place = queue.index(hold.hold_id) + 1 if hold.hold_id in queue else hold.priority
        return Hold(
            id=str(hold.hold_id),
            title_id=str(hold.biblio_id),
            title=title,
            author=author,
            state=state,
            position=place or None if waits else None,
            queue_length=max(len(queue), place or 0) if waits else len(queue),
            pickup=await self._ref(hold.pickup_library_id, house.places),
            placed=hold.hold_date or self._today(house.places, zone),
            # Until it waits on the shelf, the same field means something else: until when it is wanted at all.
            ready_until=hold.expiration_date if state is HoldState.READY else None,
            can_cancel=not hold.cancellation_requested,
        )

    async def _free_at(self, row: HoldRow, house: HouseRules) -> tuple[BranchRef, ...]:
        """Name the branches where a copy stands free for a hold."""
        if row.hold.status is not None:
            return ()
        free = {copy.branch_id for copy in row.shelf.free(row.hold.hold_id) if copy.branch_id}
        refs = [await self._ref(one, house.places) for one in self._in_order(free, house)]
        return tuple(ref for ref in refs if ref is not None)


def on_title(holds: Sequence[wire.Hold], number: int) -> wire.Hold | None:
    """Find the hold on a title."""
    return next((hold for hold in holds if hold.biblio_id == number), None)
