"""Daily figures in `metric_daily`, so that they are read without counting again and outlive their rows."""

from collections import Counter
from datetime import date, datetime, timedelta
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, delete, func, insert, select
from sqlalchemy.orm import Session

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.counting import VERSION, count_day
from crm.figures.facts import Counts, Day
from crm.figures.stocks import STOCK
from crm.library_info.calendar import OpeningCalendar
from crm.library_info.directory import calendar_of

__all__ = ["COUNTED", "are_counted", "beginning", "desk_of", "kept_days", "roll_up", "zone_of"]

# The row that tells that a day was counted, even one on which nothing happened.
COUNTED = "counted"
# A contact within three days, and the end of a conversation, still change a day; a case may be reopened later.
FRESH_DAYS = 4
LATE_DAYS = 35

_DAILY = table_of(records.MetricDaily)
_I = table_of(records.Interaction)
_BRANCH = table_of(records.Branch)
_FIRSTS = (
    _I.c.started_at,
    table_of(records.ServiceCase).c.opened_at,
    table_of(records.RenewalAttempt).c.requested_at,
    table_of(records.SurveyResponse).c.submitted_at,
    # States that were found then may be dated to long before: nothing was counted in those days.
    table_of(records.DailyRun).c.started_at,
)


def zone_of(connection: Connection, default: str = "Asia/Tehran") -> ZoneInfo:
    """Give the time zone of the library: its main branch's."""
    name = connection.scalar(select(_BRANCH.c.time_zone).order_by(_BRANCH.c.is_main.desc(), _BRANCH.c.id).limit(1))
    return ZoneInfo(name or default)


def desk_of(connection: Connection) -> OpeningCalendar | None:
    """Give the opening hours of the main branch; without a branch there are none."""
    main = connection.scalar(select(_BRANCH.c.id).order_by(_BRANCH.c.is_main.desc(), _BRANCH.c.id).limit(1))
    if main is None:
        return None
    with Session(connection) as session:
        return calendar_of(session, main)


def beginning(connection: Connection) -> datetime | None:
    """Give the moment of the first thing that is counted, None when there is nothing."""
    found = (connection.scalar(select(func.min(column))) for column in _FIRSTS)
    return min((moment for moment in found if moment is not None), default=None)


def kept_days(connection: Connection, first: date, last: date) -> set[date]:
    """Give the days of a range that were counted already."""
    query = select(_DAILY.c.day).where(
        _DAILY.c.metric == COUNTED, _DAILY.c.definition_version == VERSION, _DAILY.c.day.between(first, last)
    )
    return set(connection.scalars(query))


def are_counted(connection: Connection, until: datetime) -> bool:
    """Tell whether every day up to the one of a moment was counted, as days are counted now."""
    earliest = beginning(connection)
    if earliest is None:
        return True
    zone = zone_of(connection)
    first, last = earliest.astimezone(zone).date(), until.astimezone(zone).date()
    return last < first or len(kept_days(connection, first, last)) == (last - first).days + 1


async def roll_up(store: Store, *, most_days: int = 60) -> int:
    """Count past days that are missing or may have changed since, the newest first; give how many.

    Yesterday and the days before it are counted again each time, older ones once a day while they may change.
    """
    now = store.clock.now()

    def wanted(connection: Connection) -> tuple[list[date], ZoneInfo]:
        zone = zone_of(connection)
        today = now.astimezone(zone).date()
        earliest = beginning(connection)
        if earliest is None:
            return [], zone
        begin = earliest.astimezone(zone).date()
        kept = {
            row.day: row.computed_at
            for row in connection.execute(
                select(_DAILY.c.day, _DAILY.c.computed_at).where(
                    _DAILY.c.metric == COUNTED, _DAILY.c.definition_version == VERSION
                )
            )
        }
        days = []
        for back in range(1, (today - begin).days + 1):
            day = today - timedelta(days=back)
            computed = kept.get(day)
            if (
                computed is None
                or (computed < now - timedelta(minutes=30) and back <= FRESH_DAYS)
                or (computed < now - timedelta(days=1) and back <= LATE_DAYS)
            ):
                days.append(day)
        return days[:most_days], zone

    days, zone = await store.look(wanted)
    for day in days:
        # Counted without the right to write, which patrons' messages need too.
        counts = await store.look(partial(_count, day, zone, now))
        await store.transact(partial(_keep, day, counts, now))
    return len(days)


def _count(day: date, zone: ZoneInfo, now: datetime, connection: Connection) -> Counts:
    return count_day(connection, Day(day, zone, now, desk_of(connection)))


def _keep(day: date, counts: Counts, now: datetime, connection: Connection) -> None:
    of_day = (_DAILY.c.day == day, _DAILY.c.definition_version == VERSION, _DAILY.c.metric != STOCK)
    connection.execute(delete(_DAILY).where(*of_day))
    rows = Counter({(COUNTED, ""): 1}) + counts
    connection.execute(
        insert(_DAILY),
        [
            {
                "day": day,
                "metric": metric,
                "dims_key": dims,
                "numerator": number,
                "definition_version": VERSION,
                "computed_at": now,
            }
            for (metric, dims), number in rows.items()
        ],
    )
