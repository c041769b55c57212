"""Charts of the dashboard, each drawn from the rows of its table and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.console.frame.locale import Locale
from bot.console.frame.say import say
from bot.texts import has_text
from crm.figures.asked import survey_answers
from crm.figures.reading import Range
from crm.figures.values import MIN_SIZE
from crm.library_info.calendar import weekday_number

__all__ = ["CHARTS", "Chart", "Heat", "Names", "chart", "charts", "heat"]

CHARTS = ("days", "weeks", "intents", "languages", "channels", "renewals", "reasons", "scores")
TOP_INTENTS = 12
WEEKLY_INTENTS = 5
# Beyond this many days a point is a week.
MOST_POINTS = 92
SATURDAY_FIRST = range(7)

Names = Callable[[str | None, str], str]


@dataclass(frozen=True, slots=True)
class Chart:
    """One picture: `columns` are the heads of its table, `rows` begin with a label; None is a hidden cell."""

    key: str
    kind: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int | None, ...]], ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there is nothing to draw."""
        return not any(value is None or value for _, values in self.rows for value in values)

    @property
    def drawn(self) -> str:
        """Give what the page's script draws, as JSON."""
        return json.dumps(
            {
                "kind": self.kind,
                "labels": [label for label, _ in self.rows],
                "series": [
                    {"name": name, "values": [values[number] for _, values in self.rows]}
                    for number, name in enumerate(self.columns[1:])
                ],
            },
            ensure_ascii=False,
        )


@dataclass(frozen=True, slots=True)
class Heat:
    """A heat map of conversations: a row per weekday, a cell per hour, each with its number and a level from 0 to 5."""

    rows: tuple[tuple[str, tuple[tuple[int | None, int], ...]], ...]
    hours: tuple[str, ...]

    @property
    def is_empty(self) -> bool:
        """Tell whether there was no conversation at all."""
        return not any(warmth for _, cells in self.rows for _, warmth in cells)


def charts(counted: Range, names: Names, locale: Locale) -> list[Chart]:
    """Make every picture."""
    return [chart(key, counted, names, locale) for key in CHARTS]


def chart(key: str, counted: Range, names: Names, locale: Locale) -> Chart:
    """Make one picture."""
    match key:
        case "days":
            return _days(counted, locale)
        case "intents":
            return _intents(counted, names, locale)
        case "weeks":
            return _weeks(counted, names, locale)
        case "renewals":
            return _bars("renewals", "renewal", ("succeeded", "refused", "failed"), counted, locale)
        case "reasons":
            return _bars("reasons", "renewal_reason", None, counted, locale)
        case "scores":
            said = survey_answers(counted.counts, "csat5")
            numbers = {} if said is None else {str(score): int(n) for score, n in said.scores.items()}
            return _drawn("scores", numbers, tuple("12345"), locale)
        case "languages":
            return _bars("languages", "language", None, counted, locale)
    return _bars("channels", "channel", None, counted, locale)


def heat(counted: Range, locale: Locale) -> Heat:
    """Make the table of busy hours."""
    numbers = {dims: int(n) for (metric, dims), n in counted.counts.items() if metric == "hour"}
    most = max(numbers.values(), default=0)
    rows = []
    for weekday in SATURDAY_FIRST:
        cells = [numbers.get(f"{weekday}:{hour}", 0) for hour in range(24)]
        some_day = next(day for n in range(7) if weekday_number(day := date(2026, 1, 1) + timedelta(days=n)) == weekday)
        warm = tuple((_hidden(n), 0 if not n else 1 + min(4, n * 5 // (most + 1))) for n in cells)
        rows.append((locale.weekday(some_day), warm))
    return Heat(tuple(rows), tuple(locale.digits(hour) for hour in range(24)))


def _days(counted: Range, locale: Locale) -> Chart:
    weekly = (counted.last - counted.first).days >= MOST_POINTS
    points: dict[date, Counter[tuple[str, str]]] = {}
    for number in range((counted.last - counted.first).days + 1):
        day = counted.first + timedelta(days=number)
        at = _week(day, counted.first) if weekly else day
        points.setdefault(at, Counter()).update(counted.days.get(day, {}))
    metrics = ("engaged", "verified", "escalated")
    # A day's number of conversations points at nobody: it is not hidden.
    rows = tuple(
        (locale.day(at, year=False), tuple(int(counts[metric, ""]) for metric in metrics))
        for at, counts in points.items()
    )
    head = "figures.week_of" if weekly else "figures.day"
    return Chart("days", "line", (say(locale, head), *(say(locale, f"figures.series.{m}") for m in metrics)), rows)


def _intents(counted: Range, names: Names, locale: Locale) -> Chart:
    numbers = Counter({dims: int(n) for (metric, dims), n in counted.counts.items() if metric == "intent"})
    rows = tuple((names(intent, locale.language), (_hidden(n),)) for intent, n in numbers.most_common(TOP_INTENTS))
    return Chart("intents", "bars", (say(locale, "figures.intent"), say(locale, "figures.series.engaged")), rows)


def _weeks(counted: Range, names: Names, locale: Locale) -> Chart:
    numbers = Counter({dims: int(n) for (metric, dims), n in counted.counts.items() if metric == "intent"})
    top = [intent for intent, _ in numbers.most_common(WEEKLY_INTENTS)]
    weeks: dict[date, Counter[str]] = {}
    for day in sorted(counted.days):
        week = weeks.setdefault(_week(day, counted.first), Counter())
        for (metric, dims), n in counted.days[day].items():
            if metric == "intent":
                week[dims] += int(n)
    rows = tuple(
        (locale.day(at, year=False), tuple(_hidden(week[intent]) for intent in top)) for at, week in weeks.items()
    )
    heads = (say(locale, "figures.week_of"), *(names(intent, locale.language) for intent in top))
    return Chart("weeks", "line", heads, rows if top else ())


def _bars(key: str, metric: str, order: Sequence[str] | None, counted: Range, locale: Locale) -> Chart:
    return _drawn(key, {dims: int(n) for (name, dims), n in counted.counts.items() if name == metric}, order, locale)


def _drawn(key: str, numbers: Mapping[str, int], order: Sequence[str] | None, locale: Locale) -> Chart:
    listed = order if order is not None else [dims for dims, _ in Counter(numbers).most_common()]
    rows = tuple((_word(f"figures.{key}.", dims, locale), (_hidden(numbers.get(dims, 0)),)) for dims in listed)
    return Chart(key, "bars", (say(locale, f"figures.chart.{key}"), say(locale, "figures.number")), rows)


def _word(prefix: str, value: str, locale: Locale) -> str:
    return say(locale, prefix + value) if has_text(prefix + value) else locale.digits(value)


def _hidden(number: int) -> int | None:
    return None if 0 < number < MIN_SIZE else number


def _week(day: date, first: date) -> date:
    return first + timedelta(days=(day - first).days // 7 * 7)
