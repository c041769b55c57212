"""Overdue cases: each missed due time, noted once in the case's history."""

from typing import Any

from sqlalchemy import ColumnElement, Connection, and_, exists, insert, or_, select

from crm import records
from crm.cases.listing import OWING
from crm.database.store import Store
from crm.database.upsert import table_of

__all__ = ["note_breaches"]

BATCH = 200

_CASE = table_of(records.ServiceCase)
_EVENT = table_of(records.CaseEvent)


async def note_breaches(store: Store) -> int:
    """Add a step `sla_breach` to every case whose time has passed and was not noted yet; give how many were added.

    `from_value` is "ack" or "due", `to_value` the time that has passed, so that a new promise can be broken anew.
    """
    done = 0
    while added := await store.transact(lambda connection: _note(connection, store)):
        done += added
    return done


def _note(connection: Connection, store: Store) -> int:
    now = store.clock.now()
    # Two at work at once wait for each other, and the second then sees what the first has noted.
    late = (
        select(_CASE.c.id, _CASE.c.status, _CASE.c.ack_due_at, _CASE.c.due_at)
        .where(
            _CASE.c.status.in_(OWING),
            or_(
                and_(_CASE.c.due_at <= now, ~_noted("due", _CASE.c.due_at)),
                and_(_CASE.c.status == "new", _CASE.c.ack_due_at <= now, ~_noted("ack", _CASE.c.ack_due_at)),
            ),
        )
        .order_by(_CASE.c.id)
        .limit(BATCH)
        .with_for_update(skip_locked=True)
    )
    events: list[dict[str, Any]] = []
    for row in connection.execute(late).all():
        noted = connection.execute(
            select(_EVENT.c.from_value, _EVENT.c.occurred_at).where(
                _EVENT.c.case_id == row.id, _EVENT.c.kind == "sla_breach"
            )
        ).all()
        times = [("due", row.due_at)] + ([("ack", row.ack_due_at)] if row.status == "new" else [])
        for which, moment in times:
            known = moment is not None and any(
                event.from_value == which and event.occurred_at >= moment for event in noted
            )
            if moment is not None and moment <= now and not known:
                step = {"kind": "sla_breach", "from_value": which, "to_value": moment.isoformat()}
                events.append({"case_id": row.id, **step, "occurred_at": now})
    if events:
        connection.execute(insert(_EVENT), events)
    return len(events)


def _noted(which: str, moment: ColumnElement[Any]) -> ColumnElement[bool]:
    return exists().where(
        _EVENT.c.case_id == _CASE.c.id,
        _EVENT.c.kind == "sla_breach",
        _EVENT.c.from_value == which,
        _EVENT.c.occurred_at >= moment,
    )
