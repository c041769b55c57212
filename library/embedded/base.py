"""The common ground of the embedded library's parts: transactions, branches, the day, a patron's standing."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, TypeVar
from zoneinfo import ZoneInfo

from sqlalchemy import Row, bindparam, func, or_, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.in_session import in_session
from crm.database.store import Store
from crm.errors import StoreBusy, StoreUnavailable
from library.embedded.rules import CardStanding, RuleBook
from library.errors import IlsUnavailable
from library.values import BranchRef, Money
from protocol.clock import Clock

__all__ = [
    "END_OF_DAY",
    "Branches",
    "EmbeddedPart",
    "HouseRules",
    "available",
    "end_of_day",
    "fitted",
    "local_date",
]

T = TypeVar("T")

KEY_ROOM = 200
# Where a session has what is the same for all who read: branches, rules and the currency.
_HOUSE = "house"

_BRANCHES = select(records.Branch).order_by(records.Branch.is_main.desc(), records.Branch.id)
_RULES = select(records.LoanRule)
_CURRENCY = select(records.LibraryProfile.currency)
_PATRON = select(records.Patron).where(
    records.Patron.id == bindparam("patron"),
    records.Patron.erased_at.is_(None),
    # What a record had that was made one with another is that one's.
    records.Patron.merged_into_id.is_(None),
)
_LEFT = func.sum(records.Fine.amount_minor - records.Fine.paid_minor - records.Fine.waived_minor)
_OWED = select(_LEFT).where(records.Fine.patron_id == bindparam("patron"), records.Fine.closed_at.is_(None))
_STILL_WAITING = (
    records.Hold.title_id.in_(bindparam("titles", expanding=True)),
    records.Hold.status == "requested",
    records.Hold.closed_at.is_(None),
)
_FIRST_COME = (records.Hold.placed_at, records.Hold.id)
_WAITING = select(records.Hold).where(*_STILL_WAITING).order_by(*_FIRST_COME)
# The same for who only looks: records would take half as long again.
_IN_LINE = (
    select(records.Hold.id, records.Hold.title_id, records.Hold.item_id, records.Hold.pickup_branch_id)
    .where(*_STILL_WAITING)
    .order_by(*_FIRST_COME)
)

# A loan may be kept through its due day, whatever the opening hours.
END_OF_DAY = time(23, 59, 59)


def fitted(key: str) -> str:
    """Shorten an idempotency key that the store has no room for; the same key stays the same."""
    return key if len(key) <= KEY_ROOM else f"sha256:{hashlib.sha256(key.encode()).hexdigest()}"


def end_of_day(day: date, zone: ZoneInfo) -> datetime:
    """Give the last second of a day, in UTC."""
    return datetime.combine(day, END_OF_DAY, zone).astimezone(UTC)


def local_date(at: datetime, zone: ZoneInfo) -> date:
    """Give the day of a moment in a zone."""
    return at.astimezone(zone).date()


@contextmanager
def available() -> Iterator[None]:
    """Say as the port does that the store cannot be asked; raises IlsUnavailable."""
    try:
        yield
    except (StoreBusy, StoreUnavailable) as error:
        raise IlsUnavailable(str(error)) from error


class Branches:
    """The branches by key, with their zones."""

    def __init__(self, rows: list[records.Branch]) -> None:
        self._rows = {row.id: row for row in rows}
        self.main = next((row for row in rows if row.is_main), rows[0] if rows else None)

    def ref(self, branch_id: int | None) -> BranchRef | None:
        """Name a branch."""
        row = self._rows.get(branch_id or 0)
        return None if row is None else BranchRef(row.code, row.name_fa, row.name_en)

    def zone(self, branch_id: int | None) -> ZoneInfo:
        """Give a branch's time zone, or the main branch's."""
        row = self._rows.get(branch_id or 0) or self.main
        return ZoneInfo(row.time_zone if row else "UTC")

    def by_code(self, code: str) -> records.Branch | None:
        """Find a branch by its code."""
        return next((row for row in self._rows.values() if row.code == code), None)

    def rows(self) -> Collection[records.Branch]:
        """Give all branches, the main one first."""
        return self._rows.values()

    def refs(self) -> dict[int, BranchRef]:
        """Name all branches, the main one first."""
        return {row.id: BranchRef(row.code, row.name_fa, row.name_en) for row in self._rows.values()}


def _places(session: Session) -> Branches:
    return Branches(list(session.scalars(_BRANCHES)))


def _rules(session: Session) -> RuleBook:
    return RuleBook(session.scalars(_RULES))


def _currency(session: Session) -> str:
    return session.scalar(_CURRENCY) or "IRR"


@dataclass(frozen=True, slots=True)
class HouseRules:
    """What changes rarely: the branches, the loan rules, and the currency."""

    places: Branches
    rules: RuleBook
    currency: str

    @classmethod
    def of(cls, session: Session) -> HouseRules:
        """Read it."""
        return cls(_places(session), _rules(session), _currency(session))


class EmbeddedPart:
    """The base of each part, with the store and the clock."""

    def __init__(self, store: Store, clock: Clock) -> None:
        self._store = store
        self._clock = clock

    async def _read(self, work: Callable[[Session], T], *, much: bool = False) -> T:
        """Read, `much` or a patron's or some titles' few rows; what changes rarely may be as it was a moment ago."""

        def read(session: Session) -> T:
            session.info[_HOUSE] = house
            return work(session)

        with available():
            house = await self._store.recall("house", in_session(HouseRules.of))
            return await (self._store.look if much else self._store.glance)(in_session(read))

    async def _write(self, work: Callable[[Session], T]) -> T:
        with available():
            return await self._store.transact(in_session(work))

    def _places(self, session: Session) -> Branches:
        house: HouseRules | None = session.info.get(_HOUSE)
        return house.places if house is not None else _places(session)

    def _rules(self, session: Session) -> RuleBook:
        house: HouseRules | None = session.info.get(_HOUSE)
        return house.rules if house is not None else _rules(session)

    def _patron(self, session: Session, patron_id: int) -> records.Patron | None:
        return session.scalar(_PATRON, {"patron": patron_id})

    def _holder(self, session: Session, patron_id: int) -> records.Patron | None:
        """Find who has a card in a library system elsewhere: there it works on when records were made one here."""
        row = session.get(records.Patron, patron_id)
        return None if row is None or row.erased_at is not None else row

    def _owed(self, session: Session, patron_id: int) -> int:
        return int(session.scalar(_OWED, {"patron": patron_id}) or 0)

    def _standing(self, session: Session, patron: records.Patron) -> CardStanding:
        return CardStanding(
            restricted=patron.is_restricted,
            expired=patron.expires_at is not None and patron.expires_at <= self._clock.now(),
            owed=Money(self._owed(session, patron.id), self._currency(session)),
        )

    def _currency(self, session: Session) -> str:
        house: HouseRules | None = session.info.get(_HOUSE)
        return house.currency if house is not None else _currency(session)

    def _waiting(self, session: Session, title_ids: Iterable[int]) -> dict[int, list[records.Hold]]:
        """Give the holds that still wait for a copy, by title, the first in the queue first."""
        found: dict[int, list[records.Hold]] = {}
        for row in session.scalars(_WAITING, {"titles": list(title_ids)}):
            found.setdefault(row.title_id, []).append(row)
        return found

    def _in_line(self, session: Session, title_ids: Iterable[int]) -> dict[int, list[Row[*tuple[Any, ...]]]]:
        """Give of the holds that still wait for a copy what places them, by title, the first in the queue first."""
        found: dict[int, list[Row[*tuple[Any, ...]]]] = {}
        for row in session.execute(_IN_LINE, {"titles": list(title_ids)}):
            found.setdefault(row.title_id, []).append(row)
        return found

    def _interaction(self, session: Session, conversation: str | None) -> int | None:
        if conversation is None:
            return None
        row = records.Interaction
        query = select(row.id).where(or_(row.engine_conversation == conversation, row.public_id == conversation))
        found: int | None = session.scalar(query.order_by(row.id.desc()).limit(1))
        return found
