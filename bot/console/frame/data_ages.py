"""How old what is told of accounts is, where the library is known only by its files."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.console.frame.visit import Visit
from library.values import Capability

__all__ = ["DataAge", "data_ages"]

KINDS = ("patrons", "loans", "holds", "fines")
# A loan of the day before yesterday may be anything by now.
OLD = timedelta(days=2)


@dataclass(frozen=True, slots=True)
class DataAge:
    """One kind of data: when its last file was written, None where none was ever brought in."""

    kind: str
    as_of: datetime | None
    is_old: bool


async def data_ages(visit: Visit) -> list[DataAge]:
    """Give the age of patrons, loans, holds and debts; nothing where the library system is asked each time."""
    if Capability.CURRENT in visit.console.library.capabilities():
        return []
    # What reads files loads slowly, and only such a library has any.
    from library.imports import ages_of

    now, ages = visit.store.clock.now(), await ages_of(visit.store, KINDS)
    return [DataAge(kind, at, at is None or now - at > OLD) for kind, at in ages.items()]
