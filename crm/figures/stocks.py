"""Stocks: how many there are of what changes by itself and cannot be counted afterwards, written down once a day.

They stand in `metric_daily` under the metric `stock`, and are read as they were on a day, never summed.
"""

from collections import Counter
from datetime import date, datetime
from functools import partial
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, func, insert, or_, select

from crm import records
from crm.database.daily_runs import is_done, one_part
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["JOB", "STOCK", "STOCK_VERSION", "count_stock", "stock_of", "take_stock"]

JOB = "stock"
STOCK = "stock"
# Another definition is another version.
STOCK_VERSION = 1

_DAILY = table_of(records.MetricDaily)
_PATRON = table_of(records.Patron)
_LOAN = table_of(records.Loan)
_HOLD = table_of(records.Hold)
_CASE = table_of(records.ServiceCase)
_FINE = table_of(records.Fine)
_I = table_of(records.Interaction)


async def take_stock(store: Store, zone: ZoneInfo) -> int:
    """Write down today's stocks, once; give how many numbers were written."""
    now = store.clock.now()
    day = now.astimezone(zone).date()
    if await store.look(lambda connection: is_done(connection, JOB, day)):
        return 0
    # Counted without the right to write, which patrons' messages need too.
    stock = await store.look(lambda connection: count_stock(connection, now))
    work = partial(_take, day, now, stock)
    return await store.transact(lambda connection: one_part(connection, JOB, day, now, work)) or 0


def _take(day: date, now: datetime, stock: Counter[str], connection: Connection, _: int) -> tuple[int, int, bool]:
    row = {"day": day, "metric": STOCK, "definition_version": STOCK_VERSION, "computed_at": now}
    connection.execute(insert(_DAILY), [{**row, "dims_key": name, "numerator": n} for name, n in stock.items()])
    return 0, len(stock), True


def count_stock(connection: Connection, now: datetime) -> Counter[str]:
    """Count what there is now: patrons by state, loans, holds, unpaid fines, open cases.

    Loans, holds and fines are those of our own store. What it notes of a library system elsewhere is none of them.
    """
    stock: Counter[str] = Counter()
    whole = select(_PATRON.c.lifecycle, func.count()).where(_PATRON.c.merged_into_id.is_(None))
    for state, number in connection.execute(whole.group_by(_PATRON.c.lifecycle)):
        stock[f"patrons:{state}"] = number
    # What was asked of a system elsewhere is noted without a reader, and that it came back is never known.
    out = and_(_LOAN.c.returned_at.is_(None), _LOAN.c.anonymised_at.is_(None))
    tries = select(_I.c.id).where(_I.c.is_test.is_(True))
    case_counts = or_(_CASE.c.interaction_id.is_(None), _CASE.c.interaction_id.not_in(tries))
    queries = {
        "loans:out": select(func.count()).where(out),
        "loans:overdue": select(func.count()).where(out, _LOAN.c.due_at < now),
        "holds:open": select(func.count()).where(_HOLD.c.closed_at.is_(None)),
        "holds:ready": select(func.count()).where(_HOLD.c.closed_at.is_(None), _HOLD.c.status == "ready"),
        "fines:unpaid": select(func.count()).where(
            _FINE.c.closed_at.is_(None), _FINE.c.amount_minor > _FINE.c.paid_minor + _FINE.c.waived_minor
        ),
        "cases:open": select(func.count()).where(_CASE.c.status != "closed", case_counts),
        "cases:late": select(func.count()).where(
            _CASE.c.status.not_in(("closed", "answered", "waiting_patron")), _CASE.c.due_at < now, case_counts
        ),
    }
    for name, query in queries.items():
        stock[name] = connection.scalar(query) or 0
    return stock


def stock_of(connection: Connection, day: date, now: datetime, today: date) -> tuple[date | None, Counter[str]]:
    """Give the stocks as they were on a day, or on the last day before it on which they were written down.

    For today, before they are, they are counted. The day is the one that they are of; without any it is None.
    """
    kept = select(func.max(_DAILY.c.day)).where(
        _DAILY.c.metric == STOCK, _DAILY.c.definition_version == STOCK_VERSION, _DAILY.c.day <= day
    )
    found = connection.scalar(kept)
    if day == today and found != today:
        return today, count_stock(connection, now)
    if found is None:
        return None, Counter()
    rows = select(_DAILY.c.dims_key, _DAILY.c.numerator).where(
        _DAILY.c.metric == STOCK, _DAILY.c.definition_version == STOCK_VERSION, _DAILY.c.day == found
    )
    return found, Counter({name: int(number) for name, number in connection.execute(rows)})
