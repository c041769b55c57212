"""Figures of a range of days, from the stored past days and a count of today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_, distinct, exists, func, or_, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.counting import VERSION, Counts, Day, count_day
from crm.figures.rollup import beginning, desk_of, kept_days, zone_of
from crm.figures.values import Amount, Nps, Quantile, Share, distribution

__all__ = ["FIGURES", "Figure", "Range", "figures_of", "read"]

# Days that are not kept yet are counted while the reader waits, up to this many.
MOST_LIVE = 3
NEW = timedelta(days=84)
ACTIVE = timedelta(days=180)

_DAILY = table_of(records.MetricDaily)
_I = table_of(records.Interaction)
_PATRON = table_of(records.Patron)
_GROUP = table_of(records.QuestionGroup)
_ASKED = table_of(records.UnansweredQuestion)
_SEEN = table_of(records.QuestionSighting)

Value = Share | Amount | Quantile | Nps


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure under the name its definition has; unit is percent, per_thousand, count, seconds, ms or score."""

    key: str
    value: Value
    unit: str


@dataclass(frozen=True, slots=True)
class Range:
    """Everything counted from `first` to `last`, both inclusive; `uncounted` days are still missing."""

    first: date
    last: date
    zone: ZoneInfo
    counts: Counts
    days: Mapping[date, Counts]
    uncounted: int
    # What cannot be summed over days.
    reach: int
    registered: int
    active: int
    questions: tuple[tuple[str, int, int], ...] = field(default=())
    oldest_question: datetime | None = None


async def read(store: Store, first: date, last: date) -> Range:
    """Read a range of days, today included as far as it has come."""
    now = store.clock.now()
    return await store.look(lambda connection: _read(connection, first, last, now))


def _read(connection: Connection, first: date, last: date, now: datetime) -> Range:
    zone = zone_of(connection)
    today = now.astimezone(zone).date()
    last = max(first, min(last, today))
    summed = (
        select(_DAILY.c.metric, _DAILY.c.dims_key, func.sum(_DAILY.c.numerator))
        .where(_DAILY.c.day.between(first, last), _DAILY.c.definition_version == VERSION, _DAILY.c.day < today)
        .group_by(_DAILY.c.metric, _DAILY.c.dims_key)
    )
    counts: Counts = Counter({(metric, dims): number for metric, dims, number in connection.execute(summed)})
    days: dict[date, Counts] = {}
    daily = select(_DAILY.c.day, _DAILY.c.metric, _DAILY.c.dims_key, _DAILY.c.numerator).where(
        _DAILY.c.day.between(first, last),
        _DAILY.c.day < today,
        _DAILY.c.definition_version == VERSION,
        _DAILY.c.metric.in_(("engaged", "escalated", "verified", "intent")),
    )
    for day, metric, dims, number in connection.execute(daily):
        days.setdefault(day, Counter())[metric, dims] = number
    kept = kept_days(connection, first, last)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    earliest = beginning(connection)
    begin = earliest.astimezone(zone).date() if earliest is not None else today
    missing = [day for day in span if day == today or (day not in kept and day >= begin)]
    live = sorted(missing, reverse=True)[:MOST_LIVE]
    is_open = desk_of(connection)
    for day in live:
        fresh = count_day(connection, Day(day, zone), is_open)
        counts.update(fresh)
        days[day] = fresh
    begin_at, end_at = Day(first, zone).begin, Day(last, zone).end
    return Range(
        first, last, zone, counts, days, len(missing) - len(live),
        reach=_reach(connection, begin_at, end_at),
        registered=_number(connection, _PATRON.c.registered_at < end_at, _PATRON.c.erased_at.is_(None)),
        active=_active(connection, min(end_at, now)),
        questions=_questions(connection, begin_at, end_at),
        oldest_question=connection.scalar(
            select(func.min(_ASKED.c.first_seen_at)).where(_ASKED.c.status == "new")
        ),
    )  # fmt: skip


def figures_of(counted: Range) -> dict[str, Figure]:
    """Make every figure of a range."""
    c = counted.counts
    engaged = c["engaged", ""]
    contained = engaged - c["escalated", ""]
    verified = c["verified", ""]
    turns = _of(c, "turn")
    answered = sum(turns.values())
    failed = turns.get("fallback", 0) + turns.get("error", 0)
    handoffs, accepted = _of(c, "handoff"), _of(c, "handoff_accepted")
    thumbs, renewals = _of(c, "thumb"), _of(c, "renewal")
    tried = sum(renewals.values())
    scores = {int(score): number for score, number in _of(c, "csat5").items()}
    sla, closed, holds, effort = _of(c, "sla"), _of(c, "closed"), _of(c, "hold"), _of(c, "effort")
    new = _of(c, "registered")
    made: dict[str, tuple[Value, str]] = {
        "engaged": (Amount(engaged), "count"),
        "containment": (Share(contained, engaged), "percent"),
        "verified_resolution": (Share(verified, engaged), "percent"),
        "false_containment": (Share(contained - verified, engaged), "percent"),
        "deflection": (Share(verified, verified + c["escalated", ""] + c["staff_only", ""]), "percent"),
        "abandonment": (Share(c["outcome", "abandoned"], engaged), "percent"),
        "unanswered": (Share(failed, answered), "percent"),
        "refused": (Share(turns.get("refused", 0), answered), "percent"),
        "helpful": (Share(thumbs.get("up", 0), sum(thumbs.values())), "percent"),
        "helpful_coverage": (Share(sum(thumbs.values()), answered), "percent"),
        "handoff": (Share(sum(handoffs.values()), engaged), "percent"),
        "handoff_accepted_open": (Share(accepted.get("open", 0), handoffs.get("open", 0)), "percent"),
        "handoff_accepted_closed": (Share(accepted.get("closed", 0), handoffs.get("closed", 0)), "percent"),
        "handoff_unanswered": (Amount(sum(handoffs.values()) - sum(accepted.values())), "count"),
        "sla_met": (Share(sla.get("met", 0), sum(sla.values())), "percent"),
        "reopened": (Share(closed.get("reopened", 0), sum(closed.values())), "percent"),
        "complaints": (Share(c["case", "complaint"], counted.active, per=1000), "per_thousand"),
        "effort_reference": (
            Share(sum(n for level, n in effort.items() if int(level) >= 3), sum(effort.values())), "percent",
        ),
        "renewal_success": (Share(renewals.get("succeeded", 0), tried), "percent"),
        "renewal_technical": (Share(tried - renewals.get("failed", 0), tried), "percent"),
        "holds_chat": (Share(holds.get("chat", 0), sum(holds.values())), "percent"),
        "csat": (Share(sum(n for score, n in scores.items() if score >= 4), sum(scores.values())), "percent"),
        "response_rate": (Share(c["responded", "csat"], c["invited", "csat"]), "percent"),
        "nps": (Nps.of({int(score): number for score, number in _of(c, "nps11").items()}), "score"),
        "new_patrons_chat": (Share(new.get("chat", 0), sum(new.values())), "percent"),
        "new_patrons_assisted": (Share(c["registered_assisted", ""], sum(new.values())), "percent"),
        "reach": (Share(counted.reach, counted.registered), "percent"),
    }  # fmt: skip
    latency = distribution(_of(c, "latency").items())
    waits = distribution((dims.partition(":")[2], number) for dims, number in _of(c, "first_response").items())
    for name, q in (("p50", 0.5), ("p95", 0.95)):
        made[f"latency_{name}"] = (Quantile.of(latency, q), "ms")
    for name, q in (("median", 0.5), ("p90", 0.9)):
        made[f"first_response_{name}"] = (Quantile.of(waits, q), "seconds")
        made[f"case_time_{name}"] = (Quantile.of(distribution(_of(c, "resolution").items()), q), "seconds")
    made["hold_ready_median"] = (Quantile.of(distribution(_of(c, "hold_ready").items()), 0.5), "seconds")
    return {key: Figure(key, *value) for key, value in made.items()}


def _of(counts: Counts, metric: str) -> dict[str, float]:
    return {dims: number for (name, dims), number in counts.items() if name == metric}


def _number(connection: Connection, *conditions: Any) -> int:
    return connection.scalar(select(func.count()).select_from(_PATRON).where(*conditions)) or 0


def _reach(connection: Connection, begin: datetime, end: datetime) -> int:
    query = select(func.count(distinct(_I.c.patron_id))).where(
        _I.c.kind == "conversation",
        _I.c.direction == "inbound",
        _I.c.is_test.is_(False),
        _I.c.patron_message_count >= 1,
        _I.c.started_at >= begin,
        _I.c.started_at < end,
        _I.c.patron_id.is_not(None),
    )
    return connection.scalar(query) or 0


def _active(connection: Connection, at: datetime) -> int:
    talked = exists().where(and_(_I.c.patron_id == _PATRON.c.id, _I.c.started_at >= at - ACTIVE, _I.c.started_at < at))
    return _number(
        connection,
        _PATRON.c.erased_at.is_(None),
        _PATRON.c.registered_at <= at,
        or_(_PATRON.c.registered_at >= at - NEW, _PATRON.c.last_engaged_at >= at - ACTIVE, talked),
    )


def _questions(connection: Connection, begin: datetime, end: datetime) -> tuple[tuple[str, int, int], ...]:
    """The ten matters most asked and not answered: title, times in the range, id of the group."""
    number = func.count().label("number")
    query = (
        select(_GROUP.c.title, number, _GROUP.c.id)
        .join(_ASKED, _ASKED.c.group_id == _GROUP.c.id)
        .join(_SEEN, _SEEN.c.question_id == _ASKED.c.id)
        .where(_SEEN.c.seen_at >= begin, _SEEN.c.seen_at < end, _GROUP.c.status.in_(("new", "triaged")))
        .group_by(_GROUP.c.id, _GROUP.c.title)
        .order_by(number.desc(), _GROUP.c.id)
        .limit(10)
    )
    return tuple((title, count, group) for title, count, group in connection.execute(query))


FIGURES = tuple(
    figures_of(Range(date.min, date.min, ZoneInfo("UTC"), Counter(), {}, 0, reach=0, registered=0, active=0))
)
