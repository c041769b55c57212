"""Periods: how many days each kind of data about patrons is kept, by default and as the library has chosen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Connection, delete, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of, upsert
from crm.errors import InvalidValue
from crm.records.staff_names import name_of
from crm.records.values import RETENTIONS

__all__ = ["BOUNDS", "DEFAULTS", "Period", "change_period", "days_of", "periods"]

# Where no setting says otherwise. Proofs are kept for as long as somebody could claim that there was none: three years
# are the common time in which such claims end.
DEFAULTS: Mapping[str, int] = {
    "talks": 180,
    "cases": 365,
    "loans": 90,
    "visitors": 30,
    "imports": 30,
    "consents": 1095,
    "requests": 1095,
}
# The fewest and the most days of each. A request for erasure is kept longer than backups are: after one is restored it
# has to be known whom to erase again.
BOUNDS: Mapping[str, tuple[int, int]] = {
    "talks": (1, 3650),
    "cases": (1, 3650),
    "loans": (1, 3650),
    "visitors": (1, 365),
    "imports": (1, 30),
    "consents": (365, 3650),
    "requests": (365, 3650),
}

_PERIOD = table_of(records.RetentionPeriod)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class Period:
    """How long something is kept: `default` days by the settings, `days` as it is, and who changed it when."""

    what: str
    days: int
    default: int
    changed_at: datetime | None = None
    changed_by: str | None = None

    @property
    def is_own(self) -> bool:
        """Tell whether the library has chosen it."""
        return self.changed_at is not None


async def periods(store: Store, defaults: Mapping[str, int]) -> list[Period]:
    """Give every period, in the order in which they are told; `defaults` are those of the settings."""
    query = select(_PERIOD, name_of(_STAFF)).outerjoin(_STAFF, _STAFF.c.id == _PERIOD.c.changed_by_id)

    def look(connection: Connection) -> dict[str, tuple[int, datetime, str | None]]:
        rows = connection.execute(query).all()
        return {row.what: (row.days, row.changed_at, row.display_name) for row in rows}

    chosen = await store.recall("periods", look)
    found = []
    for what in RETENTIONS:
        default = defaults.get(what, DEFAULTS[what])
        found.append(Period(what, default, default) if what not in chosen else _chosen(what, default, chosen[what]))
    return found


async def days_of(store: Store, defaults: Mapping[str, int]) -> dict[str, int]:
    """Give the days of every period as they are now."""
    return {one.what: one.days for one in await periods(store, defaults)}


async def change_period(store: Store, what: str, days: int | None, *, by: Actor) -> None:
    """Keep something for so many days from now on, None for the default; raises InvalidValue.

    What is older already is erased with the next round.
    """
    if what not in RETENTIONS:
        raise InvalidValue("what", "there is no such period")
    least, most = BOUNDS[what]
    if days is not None and not least <= days <= most:
        raise InvalidValue(what, f"between {least} and {most} days")

    def work(connection: Connection) -> None:
        now = store.clock.now()
        if days is None:
            connection.execute(delete(_PERIOD).where(_PERIOD.c.what == what))
        else:
            values = {"days": days, "changed_at": now, "changed_by_id": by.id}
            upsert(connection, _PERIOD, {"what": what, **values}, on=["what"], change=values)
        trail.append(connection, store, by, "retention.changed", trail.Subject("retention_period", what), [what])

    await store.transact(work)


def _chosen(what: str, default: int, row: tuple[int, datetime, str | None]) -> Period:
    return Period(what, row[0], default, row[1], row[2])
