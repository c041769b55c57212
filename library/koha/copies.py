"""Copies of titles at Koha: which stand on the shelf, which are promised, and where."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from library.embedded.base import HouseRules
from library.embedded.promises import promised
from library.errors import LibraryError
from library.koha import wire
from library.koha.mapping import day_of, whole_number
from library.koha.part import KohaPart
from library.remote.part import together
from library.remote.plain import title_of
from library.values import BranchAvailability, BranchRef

__all__ = ["Copies", "Copy", "Shelf", "in_line"]


@dataclass(frozen=True, slots=True)
class Copy:
    """A copy that the library has, by Koha's id of its branch."""

    id: int
    branch_id: str | None
    item_type: str
    on_shelf: bool
    is_lent: bool
    call_number: str
    shelf: str


@dataclass(frozen=True, slots=True)
class QueuedHold:
    """A hold that waits, as `promised` asks for it."""

    id: int
    item_id: int | None
    pickup_branch_id: str | None
    patron_id: int | None


@dataclass(frozen=True, slots=True)
class Shelf:
    """The copies of one title, and the holds that wait for it, first come first; its name, where copies tell it."""

    copies: tuple[Copy, ...]
    queue: tuple[QueuedHold, ...]
    names: tuple[str, str] | None = None

    def free(self, before: int | None = None) -> list[Copy]:
        """Give the copies to take home that nobody waits for; for a hold, nobody before it."""
        lent = [copy for copy in self.copies if copy.on_shelf and copy.is_lent]
        ids = [one.id for one in self.queue]
        ahead = self.queue[: ids.index(before)] if before in ids else self.queue
        taken = promised(lent, ahead)
        return [copy for copy in lent if copy.id not in taken]


class Copies(KohaPart):
    """Copies and queues as Koha has them now."""

    async def availability(self, title_id: str) -> list[BranchAvailability]:
        """Count a title's copies branch by branch, the main branch first."""
        number = whole_number(title_id)
        if number is None:
            return []
        house = await self._house()
        shelves, out = await together(
            self._shelves([number]), self._koha.all(f"/biblios/{number}/checkouts", wire.Checkout)
        )
        shelf: Shelf = shelves[number]
        due = {one.item_id: self._due_day(one, house) for one in out}
        free = {copy.id for copy in shelf.free()}
        seen = []
        for library_id in self._in_order({copy.branch_id for copy in shelf.copies if copy.branch_id}, house):
            ref = await self._ref(library_id, house.places)
            if ref is not None:
                here = [copy for copy in shelf.copies if copy.branch_id == library_id]
                seen.append(self._at_branch(ref, here, free, due, house))
        return seen

    async def waiting(self, title_id: str) -> int | None:
        """Count the reservations that wait for a copy of a title."""
        number = whole_number(title_id)
        return len((await self._shelves([number]))[number].queue) if number is not None else 0

    async def _counts(self, title_ids: Iterable[str]) -> dict[str, tuple[int, int]]:
        """Count copies, and those that anybody may take home now, of titles; nothing where Koha does not answer."""
        numbers = {number: name for name in title_ids if (number := whole_number(name)) is not None}
        if not numbers:
            return {}
        try:
            shelves = await self._shelves(list(numbers))
        except LibraryError:
            return {}
        return {name: (len(shelves[number].copies), len(shelves[number].free())) for number, name in numbers.items()}

    async def _shelves(self, numbers: Sequence[int]) -> dict[int, Shelf]:
        """Read copies and queues of titles, all at once."""
        # Of the copies themselves ("me"): what is embedded has a column of the same name.
        wanted = {"me.biblio_id": {"-in": sorted(numbers)}}
        items, holds = await together(
            self._koha.all("/items", wire.Item, embed="+strings,biblio", q=wanted),
            self._koha.all("/holds", wire.Hold, q=wanted),
        )
        names = {one.biblio_id: _names(one.biblio) for one in items if one.biblio}
        set_aside = {hold.item_id for hold in holds if hold.status is not None and hold.item_id is not None}
        return {
            number: Shelf(
                tuple(_copy(one, set_aside) for one in items if one.biblio_id == number and not _is_gone(one)),
                tuple(_queued(hold) for hold in in_line(holds, number)),
                names.get(number),
            )
            for number in numbers
        }

    async def _names(self, number: int) -> tuple[str, str] | None:
        """Give title and author of a title; None where Koha has no such title."""
        found = await self._koha.found(f"/biblios/{number}", wire.Biblio)
        return _names(found) if found else None

    def _due_day(self, checkout: wire.Checkout, house: HouseRules) -> date:
        return day_of(checkout.due_date, self._zone_of(checkout.library_id, house.places))

    def _in_order(self, library_ids: Collection[str], house: HouseRules) -> list[str]:
        """Order branches as our store has them, the main one first, and unknown ones by their ids."""
        codes = [row.code.casefold() for row in house.places.rows()]
        return sorted(
            library_ids,
            key=lambda one: (codes.index(one.casefold()) if one.casefold() in codes else len(codes), one),
        )

    def _at_branch(
        self,
        ref: BranchRef,
        here: Sequence[Copy],
        free: Collection[int],
        due: dict[int | None, date],
        house: HouseRules,
    ) -> BranchAvailability:
        standing = [copy for copy in here if copy.on_shelf]
        # What is on the shelf and not to be taken home stands there for anybody to read.
        open_to_all = [copy for copy in standing if copy.id in free or not copy.is_lent]
        dues = [due[copy.id] for copy in here if copy.id in due]
        coming = [day for day in dues if day >= self._today(house.places)]
        shown = next(iter(open_to_all), here[0])
        return BranchAvailability(
            branch=ref,
            available=len(open_to_all),
            total=len(here),
            next_due=min(coming) if coming and not standing else None,
            call_number=shown.call_number,
            shelf=shown.shelf,
            for_loan=any(copy.is_lent for copy in here),
            promised=len(standing) - len(open_to_all),
            overdue=len(dues) - len(coming),
        )


def in_line(holds: Iterable[wire.Hold], number: int) -> list[wire.Hold]:
    """Give the holds that wait for a title, by their places."""
    waiting = [hold for hold in holds if hold.biblio_id == number and hold.status is None]
    return sorted(waiting, key=lambda hold: (hold.priority or 0, hold.hold_id))


def _names(biblio: wire.Biblio) -> tuple[str, str]:
    return title_of(biblio.title), title_of(biblio.author)


def _is_gone(item: wire.Item) -> bool:
    return bool(item.lost_status) or bool(item.withdrawn)


def _copy(item: wire.Item, set_aside: Collection[int | None]) -> Copy:
    status = item.effective_not_for_loan_status
    status = (item.not_for_loan_status if status is None else status) or 0
    return Copy(
        id=item.item_id,
        branch_id=item.holding_library_id or item.home_library_id,
        item_type=item.effective_item_type_id or item.item_type_id or "",
        # Less than nothing is a copy that is on order.
        on_shelf=status >= 0
        and not item.checked_out_date
        and not item.damaged_status
        and item.item_id not in set_aside,
        is_lent=status == 0,
        call_number=item.callnumber or "",
        shelf=_spelled_out(item, "location", item.location),
    )


def _spelled_out(item: wire.Item, name: str, code: str | None) -> str:
    known = (item.strings or {}).get(name)
    return (known.text if known else None) or code or ""


def _queued(hold: wire.Hold) -> QueuedHold:
    return QueuedHold(hold.hold_id, hold.item_id, hold.pickup_library_id, hold.patron_id)
