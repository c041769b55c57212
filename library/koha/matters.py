"""What notices need of many patrons at once: Koha's lists, filtered by patrons, in order of their numbers."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from crm import records
from library.embedded.base import HouseRules, end_of_day
from library.errors import IlsProtocolError
from library.koha import wire
from library.koha.client import PAGE
from library.koha.holds import READY
from library.koha.mapping import expiry_of, moment_of, number_of
from library.koha.part import KohaPart
from library.remote.part import together
from library.values import DueLoan, NoticeMatter, ReadyHold

__all__ = ["NoticeMatters"]

T = TypeVar("T", wire.PatronRecord, wire.Checkout, wire.Hold)


class NoticeMatters(KohaPart):
    """Loans, reservations that are ready, and cards' last days: three lists for as many patrons as one asks for."""

    async def notice_matter(self, patron_ids: Sequence[int]) -> dict[int, NoticeMatter]:
        """Read what notices need of some patrons; nothing of titles is asked for."""
        numbers = await self._numbers(patron_ids)
        if not numbers:
            return {}
        house = await self._house()
        mine = {"me.patron_id": {"-in": sorted(set(numbers.values()))}}
        patrons, loans, holds = await together(
            self._listed("/patrons", wire.PatronRecord, "patron_id", mine),
            self._listed("/checkouts", wire.Checkout, "checkout_id", mine),
            self._listed("/holds", wire.Hold, "hold_id", {**mine, "me.status": READY}),
        )
        known = {one.patron_id: one for one in patrons}
        out, ready = defaultdict(list), defaultdict(list)
        for loan in loans:
            # A loan that came back while the list was read is none.
            if loan.checkin_date is None and loan.patron_id is not None:
                due = moment_of(loan.due_date, self._zone_of(loan.library_id, house.places))
                out[loan.patron_id].append(DueLoan(str(loan.checkout_id), due))
        for hold in holds:
            if hold.status == READY and hold.patron_id is not None and hold.cancellation_date is None:
                ready[hold.patron_id].append(await self._ready(hold, house))
        return {
            one: NoticeMatter(tuple(out[number]), tuple(ready[number]), True, self._expires(known[number], house))
            for one, number in numbers.items()
            if number in known
        }

    async def _numbers(self, patron_ids: Sequence[int]) -> dict[int, int]:
        """Give Koha's numbers of patrons who have one."""
        patron = records.Patron
        query = select(patron.id, patron.ils_patron_id).where(patron.id.in_(patron_ids), patron.erased_at.is_(None))

        def look(session: Session) -> dict[int, int]:
            found = {row.id: number_of(row.ils_patron_id) for row in session.execute(query)}
            return {one: number for one, number in found.items() if number is not None}

        return await self._read(look)

    async def _listed(self, path: str, kind: type[T], key: str, wanted: Mapping[str, object]) -> list[T]:
        """Read a list to its end by the numbers of its rows: a page does not shift while others lend and return."""
        rows: list[T] = []
        last = 0
        while True:
            q = {**wanted, f"me.{key}": {">": last}}
            part = await self._koha.found(path, list[kind], q=q, _order_by=f"+me.{key}", _page=1, _per_page=PAGE)  # type: ignore[valid-type]
            if part is None:
                # A path that is not there is no empty list: everything would be told as returned.
                raise IlsProtocolError(f"Koha has no list {path}", nothing_done=True)
            numbers: list[int] = [int(getattr(one, key)) for one in part]
            if any(number <= before for before, number in zip([last, *numbers], numbers, strict=False)):
                # Half a list would be told as all that there is.
                raise IlsProtocolError("Koha’s list is not in the order that was asked for", nothing_done=True)
            rows += part
            if len(numbers) < PAGE:
                return rows
            last = numbers[-1]

    async def _ready(self, hold: wire.Hold, house: HouseRules) -> ReadyHold:
        zone = self._zone_of(hold.pickup_library_id, house.places)
        until = end_of_day(hold.expiration_date, zone) if hold.expiration_date else None
        return ReadyHold(str(hold.hold_id), until, await self._ref(hold.pickup_library_id, house.places))

    def _expires(self, record: wire.PatronRecord, house: HouseRules) -> datetime | None:
        day = expiry_of(record.expiry_date)
        return end_of_day(day, self._zone_of(record.library_id, house.places)) if day else None
