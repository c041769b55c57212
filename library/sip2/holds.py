"""A patron's reservations: the server lists the copies, or titles, that are waited for."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.embedded.base import HouseRules
from library.remote.own_copies import OwnCopy
from library.sip2.access import place_of
from library.sip2.copies import Copies
from library.sip2.part import OwnPatron, names_of
from library.sip2.wire import HELD, WAITING, ItemRecord
from library.values import BranchRef, Hold, HoldState

__all__ = ["HeldTitle", "Holds", "on_title"]

READY, IN_TRANSIT = "08", "10"
ORDER = (HoldState.READY, HoldState.IN_TRANSIT, HoldState.PENDING)


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A hold as the server lists it: by a copy's barcode, or, where it knows none, by a title."""

    name: str
    item: ItemRecord | None
    copy: OwnCopy | None
    is_found: bool

    @property
    def names(self) -> tuple[str, str]:
        """Give title and author."""
        return names_of(self.copy, self.item) if self.copy or self.item else (self.name, "")

    @property
    def state(self) -> HoldState:
        """Say how far it is: the copy tells, if it is this hold's; else it may be set aside for another."""
        status = self.item.status if self.item and self.is_found else ""
        return {READY: HoldState.READY, IN_TRANSIT: HoldState.IN_TRANSIT}.get(status, HoldState.PENDING)


class Holds(Copies):
    """What a patron has reserved, and where it can be collected."""

    async def holds(self, patron_id: int) -> list[Hold]:
        """List a patron's open holds, ready ones first."""
        own = await self._own(patron_id)
        if own is None:
            return []
        house = await self._house()
        seen = [self._view(one, house) for one in await self._own_holds(own, house)]
        return sorted(seen, key=lambda hold: (ORDER.index(hold.state), hold.title, hold.id))

    async def pickup_branches(self, patron_id: int, title_id: str) -> list[BranchRef]:
        """List the branches where a hold can be picked up, the patron's own first: all of ours."""
        own = await self._own(patron_id)
        if own is None:
            return []
        refs = (await self._house()).places.refs()
        return [refs[one] for one in sorted(refs, key=lambda one: one != own.home_branch_id)]

    async def _own_holds(self, own: OwnPatron, house: HouseRules) -> list[HeldTitle]:
        zone = self._zone(house)
        found = await self._terminal.listed(own.card, zone, HELD)
        names = list(dict.fromkeys([*found, *await self._terminal.listed(own.card, zone, WAITING)]))
        items, copies = await self._items(names, house), await self._copies(names)
        return [HeldTitle(one, items.get(one), copies.get(one), one in found) for one in names]

    def _branch_at(self, place: str, house: HouseRules) -> BranchRef | None:
        """Name the branch that the server calls so, None where it is none of ours."""
        wanted = place.casefold()
        return next(
            (ref for ref in house.places.refs().values() if wanted == place_of(self._access, ref.code).casefold()), None
        )

    def _view(
        self, held: HeldTitle, house: HouseRules, *, position: int | None = None, pickup: BranchRef | None = None
    ) -> Hold:
        title, author = held.names
        ready = held.state is HoldState.READY
        if ready and held.item is not None:
            # What is ready stands where it is to be collected.
            pickup = self._branch_at(held.item.place, house)
        return Hold(
            id=held.name,
            title_id=held.copy.title_id if held.copy else "",
            title=title,
            author=author,
            state=held.state,
            position=None if ready else position,
            queue_length=(held.item.queue or 0) if held.item else 0,
            pickup=pickup,
            placed=None,
            ready_until=held.item.pick_up_by if ready and held.item else None,
        )


def on_title(holds: Sequence[HeldTitle], title_id: str) -> HeldTitle | None:
    """Find the hold on a title."""
    return next((one for one in holds if one.copy is not None and one.copy.title_id == title_id), None)
