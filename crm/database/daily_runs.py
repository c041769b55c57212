"""Memory of what is done once a day: what was cut off goes on where it was, and what is done is not done again."""

from collections.abc import Callable
from datetime import date, datetime

from sqlalchemy import Connection, RowMapping, select, update

from crm import records
from crm.database.upsert import insert_or_skip, table_of

__all__ = ["Part", "is_done", "one_part", "was_ever_done"]

Part = Callable[[Connection, int], tuple[int, int, bool]]
"""Do a part of the work behind a row: give the last row that is done with, how much was done, whether that was all."""

_RUN = table_of(records.DailyRun)


def one_part(connection: Connection, job: str, day: date, now: datetime, work: Part) -> int | None:
    """Do the next part of a day's run, in this transaction with the note of it; give how much, None when all is done.

    Two who are at it at once wait for each other and do different parts.
    """
    insert_or_skip(connection, _RUN, {"job": job, "day": day, "started_at": now}, on=["job", "day"])
    run = _of(connection, job, day, lock=True)
    if run is None or run["finished_at"] is not None:
        return None
    reached, done, is_all = work(connection, run["reached"])
    ended = max(now, run["started_at"]) if is_all else None
    change = update(_RUN).where(_RUN.c.id == run["id"])
    connection.execute(change.values(reached=reached, done=run["done"] + done, finished_at=ended))
    return done


def is_done(connection: Connection, job: str, day: date) -> bool:
    """Tell whether a day's run is done."""
    run = _of(connection, job, day)
    return run is not None and run["finished_at"] is not None


def was_ever_done(connection: Connection, job: str) -> bool:
    """Tell whether any day's run was done."""
    return (
        connection.scalar(select(_RUN.c.id).where(_RUN.c.job == job, _RUN.c.finished_at.is_not(None)).limit(1))
        is not None
    )


def _of(connection: Connection, job: str, day: date, *, lock: bool = False) -> RowMapping | None:
    query = select(_RUN).where(_RUN.c.job == job, _RUN.c.day == day)
    return connection.execute(query.with_for_update() if lock else query).mappings().first()
