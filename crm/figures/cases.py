"""Facts about cases: opened, due, closed."""

from collections import defaultdict
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, or_, select

from crm import records
from crm.database.upsert import table_of
from crm.figures.answered import answered_at
from crm.figures.facts import Day, FigureFact, within
from crm.figures.values import rounded

__all__ = ["closed", "due", "due_between", "opened"]

REOPENED = timedelta(days=30)

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)
_I = table_of(records.Interaction)

_COLUMNS = (_CASE.c.id, _CASE.c.number, _CASE.c.kind, _CASE.c.status, _CASE.c.opened_at, _CASE.c.due_at)

History = Sequence[tuple[datetime, str, str | None]]


def _cases(*more: Any) -> Select[Any]:
    """Select cases without those that staff opened as a try."""
    is_no_try = or_(_I.c.id.is_(None), _I.c.is_test.is_(False))
    return (
        select(*_COLUMNS, _I.c.public_id.label("talk"), _I.c.channel, *more)
        .select_from(_CASE.outerjoin(_I, _I.c.id == _CASE.c.interaction_id))
        .where(is_no_try)
    )


def opened(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the cases that were opened on a day."""
    for row in connection.execute(_cases().where(within(_CASE.c.opened_at, day)).order_by(_CASE.c.id)):
        yield FigureFact("case", row.opened_at, (("case", row.kind),), row.talk, row.number, row.channel, row.status)


def due(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give the cases whose answer was due on a day, once that time has come, and whether a word came by then.

    One that waits for its patron's word is due to nobody.
    """
    for row, met in due_between(connection, day.begin, day.end, day.now):
        mark = ("sla", "met" if met else "missed")
        yield FigureFact("case", row.due_at, (mark,), row.talk, row.number, row.channel, row.status)


def due_between(connection: Connection, begin: datetime, end: datetime, now: datetime) -> Iterator[tuple[Any, bool]]:
    """Give the rows of cases that were due in a span, and whether each was answered in time."""
    query = _cases(_CASE.c.branch_id).where(_CASE.c.due_at >= begin, _CASE.c.due_at < end, _CASE.c.due_at <= now)
    rows = connection.execute(query.where(_CASE.c.status != "waiting_patron").order_by(_CASE.c.id)).all()
    answers = answered_at(connection, [row.id for row in rows])
    for row in rows:
        answered = answers.get(row.id)
        yield row, answered is not None and answered <= row.due_at


def closed(connection: Connection, day: Day) -> Iterator[FigureFact]:
    """Give each time that a case was closed on a day: how long it took, and whether it was reopened soon."""
    ended = _EVENT.c.occurred_at.label("ended")
    query = (
        _cases(ended)
        .join(_EVENT, _EVENT.c.case_id == _CASE.c.id)
        .where(_EVENT.c.kind == "status", _EVENT.c.to_value == "closed", within(_EVENT.c.occurred_at, day))
        .order_by(_EVENT.c.id)
    )
    rows = connection.execute(query).all()
    history: dict[int, list[tuple[datetime, str, str | None]]] = defaultdict(list)
    events = select(_EVENT.c.case_id, _EVENT.c.occurred_at, _EVENT.c.kind, _EVENT.c.to_value)
    of_these = events.where(_EVENT.c.case_id.in_({row.id for row in rows})).order_by(_EVENT.c.occurred_at, _EVENT.c.id)
    for case_id, at, kind, to in connection.execute(of_these) if rows else ():
        history[case_id].append((at, kind, to))
    for row in rows:
        steps = history[row.id]
        again = any(kind == "reopen" and row.ended < at <= row.ended + REOPENED for at, kind, _ in steps)
        worked = (row.ended - row.opened_at - _waited(steps, row.ended)).total_seconds()
        marks = (
            ("closed", "reopened" if again else "stayed"),
            ("resolution", str(rounded(max(0.0, worked)))),
        )
        yield FigureFact("case", row.ended, marks, row.talk, row.number, row.channel, row.status)


def _waited(history: History, until: datetime) -> timedelta:
    """How long a case waited for its patron before a moment."""
    total, since = timedelta(), None
    for at, kind, to in history:
        if kind != "status" or at > until:
            continue
        if since is not None:
            total += at - since
        since = at if to == "waiting_patron" else None
    return total
