"""Copies of titles: our catalogue says which there are, the server where each stands now."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from library.embedded.base import HouseRules, local_date
from library.errors import LibraryError
from library.remote.own_copies import OwnCopy, copies_of
from library.sip2.part import Sip2Part
from library.sip2.wire import ItemRecord
from library.values import BranchAvailability, BranchRef

__all__ = ["Copies", "ShelfCopy"]

ON_SHELF = ("03", "09")
LENT = ("04", "05", "07", "11")
LOST = ("12", "13")
# Of a title with more copies than this the first are asked about.
MOST_COPIES = 30
# A list of search results asks about so many copies in all; of more it is not told how many stand free.
MOST_COUNTED = 12


@dataclass(frozen=True, slots=True)
class ShelfCopy:
    """A copy of our catalogue with what the server says of it; `is_lent` whether it may be taken home at all."""

    own: OwnCopy
    item: ItemRecord
    is_lent: bool

    @property
    def stands(self) -> bool:
        """Tell whether it is on the shelf."""
        return self.item.status in ON_SHELF


class Copies(Sip2Part):
    """Copies and queues as the server has them now."""

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        """Count a title's copies branch by branch, the main branch first."""
        house = await self._house()
        shelf = await self._shelf(title_id, house)
        free = self._free(shelf)
        return [
            self._at_branch(ref, [copy for copy in shelf if copy.own.branch_id == branch_id], free, house)
            for branch_id, ref in house.places.refs().items()
            if any(copy.own.branch_id == branch_id for copy in shelf)
        ]

    async def waiting(self, title_id: str) -> int | None:
        """Count the reservations that wait for a copy of a title; None where the server does not say."""
        house = await self._house()
        found = await self._shelf(title_id, house)
        if not found:
            return 0
        queues = [copy.item.queue for copy in found if copy.item.queue is not None]
        return max(queues) if queues else None

    async def _own_copies(self, title_ids: Iterable[str]) -> dict[str, list[OwnCopy]]:
        """Give our catalogue's copies of titles, without those that are gone."""
        wanted = sorted(set(title_ids))
        return await self._read(lambda session: copies_of(session, wanted))

    async def _shelf(self, title_id: str, house: HouseRules) -> list[ShelfCopy]:
        copies = (await self._own_copies([title_id]))[title_id][:MOST_COPIES]
        return await self._asked(copies, house)

    async def _asked(self, copies: Sequence[OwnCopy], house: HouseRules) -> list[ShelfCopy]:
        items = await self._items([copy.barcode for copy in copies], house)
        return [
            ShelfCopy(copy, items[copy.barcode], house.rules.lends(copy.item_type))
            for copy in copies
            if copy.barcode in items and items[copy.barcode].status not in LOST
        ]

    async def _counts(self, title_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Count copies, and those that anybody may take home now; nothing for many, or where the server is silent."""
        by_title = await self._own_copies(title_ids)
        if sum(map(len, by_title.values())) > MOST_COUNTED:
            return {}
        house = await self._house()
        try:
            asked = await self._asked([copy for copies in by_title.values() for copy in copies], house)
        except LibraryError:
            return {}
        shelves = {name: [copy for copy in asked if copy.own.title_id == name] for name in by_title}
        return {name: (len(shelf), len(self._free(shelf))) for name, shelf in shelves.items()}

    def _free(self, shelf: Sequence[ShelfCopy]) -> set[str]:
        """Give the barcodes of copies that anybody may take home: as many as wait are promised, wherever they stand."""
        standing = [copy.own.barcode for copy in shelf if copy.stands and copy.is_lent]
        queue = max((copy.item.queue or 0 for copy in shelf), default=0)
        return set(standing[queue:])

    def _at_branch(
        self, ref: BranchRef, here: Sequence[ShelfCopy], free: set[str], house: HouseRules
    ) -> BranchAvailability:
        zone, today = self._zone(house), self._today(house.places)
        standing = [copy for copy in here if copy.stands]
        # What is on the shelf and not to be taken home stands there for anybody to read.
        open_to_all = [copy for copy in standing if copy.own.barcode in free or not copy.is_lent]
        dues = [local_date(copy.item.due, zone) for copy in here if copy.item.due and copy.item.status in LENT]
        coming = [day for day in dues if day >= today]
        shown = next(iter(open_to_all), here[0])
        return BranchAvailability(
            branch=ref,
            available=len(open_to_all),
            total=len(here),
            next_due=min(coming) if coming and not standing else None,
            call_number=shown.own.call_number,
            shelf=shown.own.shelf,
            for_loan=any(copy.is_lent for copy in here),
            promised=len(standing) - len(open_to_all),
            overdue=len(dues) - len(coming),
        )
