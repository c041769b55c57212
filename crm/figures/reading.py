"""Figures of a range of days, from the stored past days and a count of today."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, distinct, func, select

from crm import records
from crm.database.store import Store
from crm.database.upsert import table_of
from crm.figures.asked import SurveyFigures, survey_answers, surveys_of
from crm.figures.counting import VERSION, count_day
from crm.figures.facts import Counts, Day
from crm.figures.parts import AMOUNTS, PARTS, QUANTILES, number
from crm.figures.relationship import PatronsKept, WinBack, kept, recovery_retention, win_back, win_back_by_lot
from crm.figures.rollup import beginning, desk_of, kept_days, zone_of
from crm.figures.stocks import STOCK, stock_of
from crm.figures.talks import engaged
from crm.figures.values import Amount, Effect, FigureShare, Mean, Nps, Quantile, distribution
from crm.lifecycle.rule import IN_USE, MEMBERS, LifecycleRule
from crm.outreach.effects import difference, share

__all__ = ["FIGURES", "Figure", "Range", "figures_of", "read"]

# Days that are not kept yet are counted while the reader waits, up to this many.
MOST_LIVE = 3
OF_PERSONS = ("newly_lapsed", "returned")
# What pictures are drawn of, day by day.
BY_DAY = ("engaged", "escalated", "verified", "intent", "turn", "missed", "sla", "score")

_DAILY = table_of(records.MetricDaily)
_I = table_of(records.Interaction)
_GROUP = table_of(records.QuestionGroup)
_ASKED = table_of(records.UnansweredQuestion)
_SEEN = table_of(records.QuestionSighting)

Value = FigureShare | Amount | Quantile | Nps | Mean | Effect


@dataclass(frozen=True, slots=True)
class Figure:
    """One figure under the name its definition has.

    The unit is percent, per_thousand, count, seconds, ms, score, points or percent_points.
    """

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
    reach: int = 0
    # How many there were of what is counted once a day, and on which day: the range's last, or one before it.
    stock: Counter[str] = field(default_factory=Counter)
    stock_day: date | None = None
    kept: PatronsKept = field(default_factory=PatronsKept)
    win_back: WinBack = field(default_factory=WinBack)
    by_lot: WinBack = field(default_factory=WinBack)
    recovered: FigureShare = field(default_factory=lambda: FigureShare(0, 0))
    questions: tuple[tuple[str, int, int], ...] = field(default=())
    oldest_question: datetime | None = None
    # Which days are still missing.
    missing: frozenset[date] = frozenset()

    @property
    def surveys(self) -> tuple[SurveyFigures, ...]:
        """The surveys that were sent or answered, by wording."""
        return surveys_of(self.counts)


async def read(store: Store, first: date, last: date, rule: LifecycleRule | None = None) -> Range:
    """Read a range of days, today included as far as it has come; `rule` is the library's own for the life cycle."""
    now = store.clock.now()
    return await store.look(lambda connection: _read(connection, first, last, now, rule or LifecycleRule()))


def _read(connection: Connection, first: date, last: date, now: datetime, rule: LifecycleRule) -> Range:
    zone = zone_of(connection)
    today = now.astimezone(zone).date()
    last = max(first, min(last, today))
    kept_ones = (
        _DAILY.c.day.between(first, last),
        _DAILY.c.definition_version == VERSION,
        _DAILY.c.metric != STOCK,
        _DAILY.c.day < today,
    )
    summed = (
        select(_DAILY.c.metric, _DAILY.c.dims_key, func.sum(_DAILY.c.numerator))
        .where(*kept_ones)
        .group_by(_DAILY.c.metric, _DAILY.c.dims_key)
    )
    counts: Counts = Counter({(metric, dims): count for metric, dims, count in connection.execute(summed)})
    days: dict[date, Counts] = {}
    daily = select(_DAILY.c.day, _DAILY.c.metric, _DAILY.c.dims_key, _DAILY.c.numerator).where(
        *kept_ones, _DAILY.c.metric.in_(BY_DAY)
    )
    for day, metric, dims, count in connection.execute(daily):
        days.setdefault(day, Counter())[metric, dims] = count
    there = kept_days(connection, first, last)
    span = [first + timedelta(days=n) for n in range((last - first).days + 1)]
    earliest = beginning(connection)
    begin = earliest.astimezone(zone).date() if earliest is not None else today
    missing = [day for day in span if day == today or (day not in there and day >= begin)]
    live = sorted(missing, reverse=True)[:MOST_LIVE]
    desk = desk_of(connection)
    for day in live:
        fresh = count_day(connection, Day(day, zone, now, desk))
        counts.update(fresh)
        days[day] = fresh
    begin_at, end_at = Day(first, zone, now).begin, Day(last, zone, now).end
    stock_day, stock = stock_of(connection, last, now, today)
    return Range(
        first, last, zone, counts, days, len(missing) - len(live),
        reach=_reach(connection, begin_at, end_at),
        stock=stock,
        stock_day=stock_day,
        kept=kept(connection, begin_at, min(end_at, now)),
        win_back=win_back(connection, begin_at, end_at, now, rule),
        by_lot=win_back_by_lot(connection, begin_at, end_at, now, rule),
        recovered=recovery_retention(connection, begin_at, end_at, now),
        questions=_questions(connection, begin_at, end_at),
        oldest_question=connection.scalar(
            select(func.min(_ASKED.c.first_seen_at)).where(_ASKED.c.status == "new")
        ),
        missing=frozenset(missing) - frozenset(live),
    )  # fmt: skip


def figures_of(counted: Range) -> dict[str, Figure]:
    """Make every figure of a range."""
    c = counted.counts
    made: dict[str, Figure] = {}
    for key, parts in AMOUNTS.items():
        made[key] = Figure(key, Amount(number(c, parts.counted), guarded=key in OF_PERSONS), "count")
    for key, parts in PARTS.items():
        made[key] = Figure(key, FigureShare(number(c, parts.counted), number(c, parts.whole)), "percent")
    for key, (metric, q, unit) in QUANTILES.items():
        values = distribution((dims.rpartition(":")[2], n) for (name, dims), n in c.items() if name == metric)
        made[key] = Figure(key, Quantile.of(values, q), unit)
    for figure in (*_relations(counted), *_satisfaction(counted)):
        made[figure.key] = figure
    made["reminder_effect"] = Figure("reminder_effect", _reminders(c), "percent_points")
    return made


def _reminders(counts: Counts) -> Effect:
    treated, others = (
        FigureShare(number(counts, PARTS[key].counted), number(counts, PARTS[key].whole))
        for key in ("reminded_kept", "unreminded_kept")
    )
    arms = (share(int(one.numerator), int(one.denominator)) for one in (treated, others))
    bounds = difference(*arms)
    return Effect(treated, others) if bounds is None else Effect(treated, others, 100 * bounds.low, 100 * bounds.high)


def _relations(counted: Range) -> tuple[Figure, ...]:
    states = {name.removeprefix("patrons:"): n for name, n in counted.stock.items() if name.startswith("patrons:")}
    in_use, members = (sum(states.get(state, 0) for state in of) for of in (IN_USE, MEMBERS))
    lapsing, watched = states.get("lapsing", 0), states.get("lapsing", 0) + states.get("active", 0)
    kept, back, complaints = counted.kept, counted.win_back, number(counted.counts, (("case", "complaint"),))
    return (
        Figure("complaints", FigureShare(complaints, in_use, per=1000), "per_thousand"),
        Figure("reach", FigureShare(counted.reach, members), "percent"),
        Figure("lapsing_now", FigureShare(lapsing, watched), "percent"),
        Figure("retention", kept.retention, "percent"),
        Figure("churn", kept.churn, "percent"),
        Figure("retention_published", kept.published, "percent"),
        Figure("win_back", FigureShare(back.returned, back.contacted), "percent"),
        Figure("win_back_effect", counted.by_lot.effect, "percent_points"),
        Figure("recovery_retention", counted.recovered, "percent"),
    )


def _satisfaction(counted: Range) -> tuple[Figure, ...]:
    """Give the figures of the newest wording of each scale; the others are in the table of surveys."""
    csat, nps, gap = (survey_answers(counted.counts, scale) for scale in ("csat5", "nps11", "gap9"))
    invited, responded = (0.0, 0.0) if csat is None else csat.rate
    scores = {} if csat is None else csat.scores
    return (
        Figure(
            "csat", FigureShare(sum(n for score, n in scores.items() if score >= 4), sum(scores.values())), "percent"
        ),
        Figure("response_rate", FigureShare(responded, invited), "percent"),
        Figure("nps", Nps.of({} if nps is None else nps.scores), "score"),
        Figure("adequacy", Mean.of({} if gap is None else gap.adequacy), "points"),
        Figure("superiority", Mean.of({} if gap is None else gap.superiority), "points"),
    )


def _reach(connection: Connection, begin: datetime, end: datetime) -> int:
    query = select(func.count(distinct(_I.c.patron_id))).where(engaged(begin, end), _I.c.patron_id.is_not(None))
    return connection.scalar(query) or 0


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


FIGURES = tuple(figures_of(Range(date.min, date.min, ZoneInfo("UTC"), Counter(), {}, 0)))
