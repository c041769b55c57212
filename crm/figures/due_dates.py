"""Facts about due dates that have come: kept or missed, by who was reminded of them and who was not.

Compared are only loans that were still out at one and the same moment before their due date: whoever brings a book back
a week early is never reminded of it, and would else count as one who needed no reminder.
"""

from collections.abc import Iterator, Sequence
from datetime import datetime, time, timedelta
from typing import Any

from sqlalchemy import Connection, and_, func, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.facts import Day, FigureFact, within

__all__ = ["due_dates"]

# When loans have to be still out to be compared: as many days before, and at the hour, as reminders usually come.
DAYS_BEFORE = 2
HOUR = time(9)
IN_CHUNKS = 500

_LOAN = table_of(records.Loan)
_RENEWAL = table_of(records.RenewalAttempt)
_NOTICE = table_of(records.Notice)
_OUTBOX = table_of(records.Outbox)


def due_dates(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the due dates of a day that have passed: those that loans still have, and those that a renewal moved."""
    since = datetime.combine(day.day - timedelta(days=DAYS_BEFORE), HOUR, day.zone)
    rows = [*_standing(connection, day), *_moved(connection, day)]
    reminded = _reminded(connection, rows, day)
    for row in sorted(rows, key=lambda one: (one.due_at, one.id)):
        if row.loaned_at > since or (row.done_at is not None and row.done_at <= since):
            continue
        arm = "reminded" if (row.id, row.due_at) in reminded else "other"
        state = "kept" if row.done_at is not None and row.done_at <= row.due_at else "missed"
        yield FigureFact("due", row.due_at, (("due", f"{arm}:{state}"),), detail=state)


def _standing(connection: Connection, day: Day) -> list[Any]:
    query = select(
        _LOAN.c.id, _LOAN.c.ils_loan_id, _LOAN.c.loaned_at, _LOAN.c.due_at, _LOAN.c.returned_at.label("done_at")
    )
    # What was asked of a system elsewhere is noted without a reader, and that it came back is never known.
    is_ours = or_(_LOAN.c.anonymised_at.is_(None), _LOAN.c.returned_at.is_not(None))
    passed = and_(within(_LOAN.c.due_at, day), _LOAN.c.due_at <= day.now)
    return list(connection.execute(query.where(passed, is_ours)).all())


def _moved(connection: Connection, day: Day) -> list[Any]:
    due = _RENEWAL.c.old_due_at
    done = func.coalesce(_RENEWAL.c.completed_at, _RENEWAL.c.requested_at)
    query = (
        select(
            _LOAN.c.id, _LOAN.c.ils_loan_id, _LOAN.c.loaned_at, due.label("due_at"),
            done.label("done_at"),
        )
        .join(_LOAN, _LOAN.c.id == _RENEWAL.c.loan_id)
        .where(within(due, day), due <= day.now)
    )  # fmt: skip
    return list(connection.execute(query).all())


def _reminded(connection: Connection, rows: Sequence[Any], day: Day) -> set[tuple[int, datetime]]:
    """Find the due dates of which somebody, the patron or a guardian, was told before they came."""
    named = {f"loan:{row.ils_loan_id}": row.id for row in rows}
    ids = {row.id for row in rows}
    told: set[tuple[int, datetime]] = set()
    query = (
        select(_NOTICE.c.thing, _NOTICE.c.loan_id, _NOTICE.c.due_at)
        .outerjoin(_OUTBOX, _OUTBOX.c.message_id == _NOTICE.c.message_id)
        .where(
            _NOTICE.c.kind == "due_soon",
            _NOTICE.c.status == "sent",
            _NOTICE.c.settled_at <= _NOTICE.c.due_at,
            within(_NOTICE.c.due_at, day),
            # What lies in the outbox, or came back, has reminded nobody.
            or_(_OUTBOX.c.id.is_(None), _OUTBOX.c.state == "sent"),
        )
    )
    things, keys = list(named), sorted(ids)
    for begin in range(0, len(things), IN_CHUNKS):
        of = or_(
            _NOTICE.c.thing.in_(things[begin : begin + IN_CHUNKS]),
            and_(_NOTICE.c.loan_id.in_(keys[begin : begin + IN_CHUNKS]), _NOTICE.c.guardianship_id.is_not(None)),
        )
        for row in connection.execute(query.where(of)):
            loan_id = named.get(row.thing, row.loan_id)
            if loan_id in ids:
                told.add((loan_id, row.due_at))
    return told
