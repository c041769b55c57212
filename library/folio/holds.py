"""A patron's reservations at FOLIO, as they stand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from library.embedded.base import HouseRules, local_date
from library.errors import IlsProtocolError
from library.folio import wire
from library.folio.copies import Copies
from library.folio.wire import moment_of
from library.remote.plain import title_of
from library.values import BranchRef, Hold, HoldState

__all__ = ["HeldTitle", "Holds", "held_of", "on_title"]

# What FOLIO calls otherwise than these is on its way to somebody (as “Open - Awaiting delivery”): it is left to staff.
STATES = {
    "Open - Not yet filled": HoldState.PENDING,
    "Open - Awaiting pickup": HoldState.READY,
    "Open - In transit": HoldState.IN_TRANSIT,
}
CLOSED = "Closed"
ORDER = (HoldState.READY, HoldState.IN_TRANSIT, HoldState.PENDING)


@dataclass(frozen=True, slots=True)
class HeldTitle:
    """A request of a patron's that is open."""

    name: str
    title_id: str
    names: tuple[str, str]
    state: HoldState
    position: int | None
    service_point: str
    record: wire.Hold


class Holds(Copies):
    """What a patron has reserved, and where it can be collected."""

    async def holds(self, patron_id: int) -> list[Hold]:
        """List a patron's open holds, ready ones first."""
        own = await self._own(patron_id)
        if own is None:
            return []
        house = await self._house()
        account = await self._folio.account(own.external_id, holds=True)
        seen = [self._view(one, house) for one in held_of(account.holds)]
        today = self._today(house.places)
        return sorted(seen, key=lambda hold: (ORDER.index(hold.state), hold.placed or today, hold.id))

    async def pickup_branches(self, patron_id: int, title_id: str) -> list[BranchRef]:
        """List the branches where a hold on a title can be picked up, the patron's own first."""
        own = await self._own(patron_id)
        if own is None or await self._names(title_id) is None:
            return []
        house = await self._house()
        allowed = await self._folio.service_points(own.external_id, title_id)
        found = {ref.code for point in allowed if (ref := self._branch_at(point.id, house)) is not None}
        refs = house.places.refs()
        ordered = sorted(refs, key=lambda key: key != own.home_branch_id)
        return [refs[key] for key in ordered if refs[key].code in found]

    def _view(self, held: HeldTitle, house: HouseRules) -> Hold:
        title, author = held.names
        zone = house.places.zone(None)
        asked = held.record.request_date
        position = held.position if held.state is HoldState.PENDING else None
        return Hold(
            id=held.name,
            title_id=held.title_id,
            title=title,
            author=author,
            state=held.state,
            position=position,
            queue_length=position or 0,
            pickup=self._branch_at(held.service_point, house),
            placed=local_date(moment_of(asked), zone) if asked else None,
            # FOLIO tells until when it is wanted at all, and not until when it is kept on the shelf.
            ready_until=None,
        )


def held_of(records: Sequence[wire.Hold]) -> list[HeldTitle]:
    """Read requests, without those that are closed; raises IlsProtocolError for one without an id."""
    return [held_one(one) for one in records if not (one.status or "").startswith(CLOSED)]


def held_one(record: wire.Hold) -> HeldTitle:
    """Read one request."""
    if not record.request_id:
        raise IlsProtocolError("FOLIO lists a request without an id", nothing_done=True)
    item = record.item or wire.Item()
    return HeldTitle(
        name=record.request_id,
        title_id=item.instance_id or "",
        names=(title_of(item.title), title_of(item.author)),
        state=STATES.get(record.status or "", HoldState.IN_TRANSIT),
        position=record.queue_position or None,
        service_point=record.pickup_location_id,
        record=record,
    )


def on_title(holds: Sequence[HeldTitle], title_id: str) -> HeldTitle | None:
    """Find the hold on a title."""
    wanted = title_id.casefold()
    return next((one for one in holds if one.title_id.casefold() == wanted), None)
