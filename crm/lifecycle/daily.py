"""The daily run: it finds out when each patron last used the library, and writes down the states that have come about.

Patrons are gone through in order of their numbers, in batches of one transaction each that also notes how far it came
(crm.database.daily_runs). A state follows from dates alone, and only what differs from the last one written is written:
however often a run is cut off, nothing is written twice and nobody is left out.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from functools import partial
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, RowMapping, func, or_, select

from crm import records
from crm.database.daily_runs import one_part
from crm.database.many import insert_each, update_each
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.lifecycle.engagement import engagements, last_engagements
from crm.lifecycle.rule import LifecycleRule

__all__ = ["BATCH", "JOB", "run"]

JOB = "lifecycle"
BATCH = 500

_PATRON = table_of(records.Patron)
_EVENT = table_of(records.LifecycleEvent)
_IS_MEMBER = or_(_PATRON.c.card_number_hash.is_not(None), _PATRON.c.ils_patron_id.is_not(None)).label("is_member")


@dataclass(frozen=True, slots=True)
class _Step:
    patron_id: int
    before: str | None
    state: str
    reason: str
    at: datetime


async def run(store: Store, rule: LifecycleRule, zone: ZoneInfo) -> int:
    """Do what is left of today's run; give how many states have come about. Done again, it does nothing."""
    now = store.clock.now()
    day = now.astimezone(zone).date()
    changed = 0
    while (part := await store.transact(partial(_part, rule=rule, zone=zone, day=day, now=now))) is not None:
        changed += part
    return changed


def _part(connection: Connection, *, rule: LifecycleRule, zone: ZoneInfo, day: date, now: datetime) -> int | None:
    return one_part(connection, JOB, day, now, partial(_batch, rule=rule, zone=zone, now=now))


def _batch(
    connection: Connection, after: int, *, rule: LifecycleRule, zone: ZoneInfo, now: datetime
) -> tuple[int, int, bool]:
    columns = ("id", "lifecycle", "registered_at", "last_engaged_at", "created_at", "updated_at")
    page = (
        select(*(_PATRON.c[name] for name in columns), _PATRON.c.erased_at, _PATRON.c.merged_into_id, _IS_MEMBER)
        .where(_PATRON.c.id > after)
        .order_by(_PATRON.c.id)
        .limit(BATCH)
        # Who uses the library at this moment waits until the batch is written.
        .with_for_update()
    )
    rows = connection.execute(page).mappings().all()
    patrons = [row for row in rows if row["erased_at"] is None and row["merged_into_id"] is None]
    if not patrons:
        return (rows[-1]["id"] if rows else after), 0, len(rows) < BATCH
    first, last = patrons[0]["id"], patrons[-1]["id"]
    used = last_engagements(connection, first, last, now)
    known = _last_events(connection, first, last)
    later = [row for row in patrons if _later(row["last_engaged_at"], used.get(row["id"]))]
    update_each(connection, _PATRON, "id", [{"id": row["id"], "last_engaged_at": used[row["id"]]} for row in later])
    steps: list[_Step] = []
    moved: list[dict[str, Any]] = []
    for row in patrons:
        engaged = max((at for at in (row["last_engaged_at"], used.get(row["id"])) if at is not None), default=None)
        of = list(_steps(row, engaged, known.get(row["id"]), rule, now))
        steps += [_used_when_new(connection, step, row, rule, zone) for step in of]
        state = of[-1].state if of else known[row["id"]]["to_state"]
        if row["lifecycle"] != state:
            moved.append({"id": row["id"], "lifecycle": state})
    _write(connection, steps)
    update_each(connection, _PATRON, "id", moved)
    return rows[-1]["id"], len(steps), len(rows) < BATCH


def _last_events(connection: Connection, first: int, last: int) -> dict[int, RowMapping]:
    latest = select(func.max(_EVENT.c.id)).where(_EVENT.c.patron_id.between(first, last)).group_by(_EVENT.c.patron_id)
    columns = (_EVENT.c.patron_id, _EVENT.c.to_state, _EVENT.c.occurred_at)
    rows = connection.execute(select(*columns).where(_EVENT.c.id.in_(latest))).mappings()
    return {row["patron_id"]: row for row in rows}


def _later(known: datetime | None, found: datetime | None) -> bool:
    return found is not None and (known is None or found > known)


def _steps(
    row: RowMapping, engaged: datetime | None, last: RowMapping | None, rule: LifecycleRule, now: datetime
) -> Iterator[_Step]:
    """Give what has come about of one patron since the last thing that is written of them."""
    who = row["id"]
    member_since = row["created_at"] if row["is_member"] else None
    registered, engaged = rule.dates(row["registered_at"], engaged, member_since=member_since)
    before = None if last is None else last["to_state"]
    since = None if last is None else last["occurred_at"]
    if row["lifecycle"] == "closed":
        if before != "closed":
            began = min(now, max(row["updated_at"], since or row["updated_at"]))
            yield _Step(who, before, "closed", "first_seen" if last is None else "closed", began)
        return
    state = rule.state(registered, engaged, now)
    # What was before the first look is not known: of that only what is the case now, and since when.
    path = list(rule.steps(registered, engaged, None, now))
    if last is None:
        began = path[-1][1] if path and path[-1][0] == state else row["created_at"]
        yield _Step(who, None, state, "registered" if state == "new" else "first_seen", min(began, now))
        return
    if before == "closed":
        yield _Step(who, before, state, "reopened", now)
        return
    for following, moment in path:
        if since is not None and moment > since and following != before:
            yield _Step(who, before, following, _reason(before, following, moment == engaged), moment)
            before = following
    if before != state:
        # No date has brought it about: the rule is another one than it was, or a date was corrected.
        yield _Step(who, before, state, "registered" if before == "prospect" else "rule", now)


def _reason(before: str | None, state: str, by_use: bool) -> str:
    if before == "prospect":
        return "registered"
    if state == "active" and by_use and before != "new":
        return "engaged"
    return "time"


def _used_when_new(connection: Connection, step: _Step, row: RowMapping, rule: LifecycleRule, zone: ZoneInfo) -> _Step:
    """Say of one who is new no more whether they used the library in that time, after the day they joined."""
    registered = row["registered_at"]
    if step.before != "new" or step.reason != "time" or registered is None:
        return step
    morrow = datetime.combine(registered.astimezone(zone).date() + timedelta(days=1), time(), zone)
    until, noted = rule.new_until(registered), row["last_engaged_at"]
    used = (noted is not None and morrow <= noted <= until) or any(
        at >= morrow for _, at in engagements(connection, [step.patron_id], registered, until)
    )
    return replace(step, reason="settled" if used else "unused")


def _write(connection: Connection, steps: Sequence[_Step]) -> None:
    events = [
        {
            "patron_id": step.patron_id,
            "from_state": step.before,
            "to_state": step.state,
            "reason": step.reason,
            "occurred_at": step.at,
        }
        for step in steps
    ]
    insert_each(connection, _EVENT, events)
