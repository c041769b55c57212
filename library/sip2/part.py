"""The common ground of the adapter's parts: the terminal, our own store with its copies, a patron's standing."""

from __future__ import annotations

import asyncio
from collections.abc import Iterable
from dataclasses import dataclass
from zoneinfo import ZoneInfo

from sqlalchemy import bindparam, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from library.embedded.base import HouseRules
from library.embedded.rules import CardStanding
from library.errors import LibraryError
from library.reasons import Reason
from library.remote.own_copies import OwnCopy, own_copy
from library.remote.part import RemotePart
from library.remote.plain import money_of, title_of
from library.sip2.access import Sip2Access
from library.sip2.patrons import card_of
from library.sip2.wire import ItemRecord, PatronRecord, Terminal
from library.values import Money, Refusal
from protocol.clock import Clock

__all__ = ["OwnPatron", "Sip2Part", "Standing"]

# Flags of a patron (24, 64) by their places.
CHARGE_DENIED, RENEWAL_DENIED, RECALL_DENIED, HOLD_DENIED, CARD_LOST = range(5)
TOO_MANY_OVERDUE, TOO_MANY_RENEWALS = 6, 7
TOO_MANY_LOST, EXCESSIVE_FINES, EXCESSIVE_FEES = 9, 10, 11

_COPIES = (
    select(records.Item, records.TitleRecord)
    .join(records.TitleRecord, records.TitleRecord.id == records.Item.title_id)
    .where(records.Item.barcode.in_(bindparam("barcodes", expanding=True)))
)


@dataclass(frozen=True, slots=True)
class OwnPatron:
    """A patron's row in our store, and the card by which the server knows them."""

    id: int
    public_id: str
    card: str
    category: str
    locale: str
    home_branch_id: int | None


@dataclass(frozen=True, slots=True)
class Standing:
    """The standing of a card today, by the server's flags."""

    record: PatronRecord
    owed: Money
    expired: bool

    @property
    def restricted(self) -> bool:
        """Tell whether staff have stopped the card: it may do nothing, and no other flag says why."""
        denied = all(self.record.has(place) for place in (CHARGE_DENIED, RENEWAL_DENIED, HOLD_DENIED))
        told = self.expired or self.is_lost or self.owes or self.record.has(TOO_MANY_OVERDUE)
        return denied and not told

    @property
    def is_lost(self) -> bool:
        """Tell whether the card was reported lost."""
        return self.record.has(CARD_LOST)

    @property
    def owes(self) -> bool:
        """Tell whether the server says that too much is owed."""
        return self.record.has(EXCESSIVE_FINES, EXCESSIVE_FEES)

    @property
    def card(self) -> CardStanding:
        """The part that our own rules know."""
        return CardStanding(self.restricted, self.expired, self.owed)

    @property
    def blocks(self) -> tuple[Refusal, ...]:
        """Why the card may do nothing at all."""
        found = (
            (self.restricted, Refusal(Reason.RESTRICTED)),
            (self.expired, Refusal(Reason.CARD_EXPIRED)),
            (self.is_lost, Refusal(Reason.CARD_LOST)),
            (self.owes, Refusal(Reason.FINES, amount=self.owed)),
        )
        return tuple(refusal for is_so, refusal in found if is_so)


class Sip2Part(RemotePart):
    """The base of each part; `_read` and `_write` are of our own store: branches, rules, titles and patrons."""

    def __init__(self, store: Store, clock: Clock, terminal: Terminal) -> None:
        super().__init__(store, clock)
        self._terminal = terminal

    @property
    def _access(self) -> Sip2Access:
        return self._terminal.access

    async def _own(self, patron_id: int) -> OwnPatron | None:
        """Find a patron's row; None for nobody, or one who has not signed in with the server's check."""

        def look(session: Session) -> OwnPatron | None:
            row = self._holder(session, patron_id)
            card = card_of(row.ils_patron_id) if row else None
            if row is None or card is None:
                return None
            return OwnPatron(row.id, row.public_id, card, row.category or "", row.locale, row.home_branch_id)

        return await self._read(look)

    async def _standing_of(self, own: OwnPatron, house: HouseRules) -> Standing | None:
        """Read a card's standing; None when the server has no such card any more."""
        record = await self._terminal.patron(own.card, self._zone(house))
        return self._judged_card(record, house) if record else None

    def _judged_card(self, record: PatronRecord, house: HouseRules) -> Standing:
        owed = money_of(record.owed, house.currency) if record.owed and record.owed > 0 else Money(0, house.currency)
        expired = record.expires is not None and record.expires < self._today(house.places)
        return Standing(record, owed, expired)

    async def _copies(self, barcodes: Iterable[str]) -> dict[str, OwnCopy]:
        """Find copies of our catalogue by their barcodes."""
        wanted = sorted(set(barcodes))
        if not wanted:
            return {}

        def look(session: Session) -> dict[str, OwnCopy]:
            rows = session.execute(_COPIES, {"barcodes": wanted})
            return {item.barcode: own_copy(item, title) for item, title in rows}

        return await self._read(look)

    async def _items(self, barcodes: Iterable[str], house: HouseRules) -> dict[str, ItemRecord]:
        """Ask about copies, as many at once as there are lines; those that the server does not know are left out."""
        wanted = list(dict.fromkeys(barcodes))
        zone = self._zone(house)
        tasks = [asyncio.ensure_future(self._terminal.item(one, zone)) for one in wanted]
        try:
            found = await asyncio.gather(*tasks)
        except LibraryError:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)
            raise
        return {name: item for name, item in zip(wanted, found, strict=True) if item is not None}

    def _zone(self, house: HouseRules) -> ZoneInfo:
        return house.places.zone(None)


def names_of(copy: OwnCopy | None, item: ItemRecord | None) -> tuple[str, str]:
    """Give title and author of a copy: by our catalogue, or as the server writes them in one."""
    if copy is not None:
        return copy.title, copy.author
    title, _, author = (item.title if item else "").partition(" / ")
    return title_of(title), title_of(author)
