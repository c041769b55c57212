"""Reports of rounds of erasure: which periods held, and how much of each was erased, or would have been."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Connection, delete, insert, select

from crm import records
from crm.actor import Actor
from crm.audit import trail
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.records.staff_names import name_of

__all__ = ["RunReport", "note_round", "note_run", "run_reports"]

# What was erased when is looked up for a year at most.
KEPT = timedelta(days=366)
# A round that erased nothing is noted once in so long: one sees that it runs.
SIGN_OF_LIFE = timedelta(hours=20)

_RUN = table_of(records.RetentionRun)
_STAFF = table_of(records.StaffUser)


@dataclass(frozen=True, slots=True)
class RunReport:
    """One round, or a trial of one (`is_dry`); `by` is who of the staff wanted it, None for the gateway's own."""

    id: int
    ran_at: datetime
    is_dry: bool
    by: str | None
    periods: Mapping[str, int]
    counts: Mapping[str, int]

    @property
    def total(self) -> int:
        """How much it was altogether."""
        return sum(self.counts.values())


async def note_run(
    store: Store, periods: Mapping[str, int], counts: Mapping[str, int], *, is_dry: bool, by: Actor | None = None
) -> int:
    """Keep the report of a round; give its number."""
    now = store.clock.now()
    row = {"ran_at": now, "is_dry": is_dry, "staff_id": None if by is None else by.id}
    row |= {"periods": dict(periods), "counts": dict(counts)}

    def note(connection: Connection) -> int:
        connection.execute(delete(_RUN).where(_RUN.c.ran_at < now - KEPT))
        made = connection.execute(insert(_RUN).returning(_RUN.c.id), row).scalar_one()
        if by is not None:
            about = trail.Subject("retention_run", str(made))
            trail.append(connection, store, by, "retention.tried" if is_dry else "retention.ran", about, [])
        return int(made)

    return await store.transact(note)


async def note_round(store: Store, periods: Mapping[str, int], counts: Mapping[str, int]) -> None:
    """Keep the report of a round of the gateway's own: of one that erased nothing only once a day."""
    if not sum(counts.values()):
        last = select(_RUN.c.ran_at).where(_RUN.c.is_dry.is_(False)).order_by(_RUN.c.ran_at.desc()).limit(1)
        ran_at = await store.look(lambda connection: connection.scalar(last))
        if ran_at is not None and store.clock.now() - ran_at < SIGN_OF_LIFE:
            return
    await note_run(store, periods, counts, is_dry=False)


async def run_reports(store: Store, most: int = 50) -> list[RunReport]:
    """Give the reports, the latest first."""
    query = (
        select(_RUN, name_of(_STAFF))
        .outerjoin(_STAFF, _STAFF.c.id == _RUN.c.staff_id)
        .order_by(_RUN.c.ran_at.desc(), _RUN.c.id.desc())
        .limit(most)
    )

    def look(connection: Connection) -> list[RunReport]:
        return [
            RunReport(row.id, row.ran_at, row.is_dry, row.display_name, row.periods, row.counts)
            for row in connection.execute(query)
        ]

    return await store.look(look)
