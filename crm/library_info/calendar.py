"""The opening calendar of a branch: weekly hours, closings and special hours, without a database."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

__all__ = ["ClosingDays", "DayHours", "OpeningCalendar", "Span", "weekday_number"]

Span = tuple[time, time]

# Far enough for a branch that is rebuilt for a year, near enough to end.
HORIZON_DAYS = 400


def weekday_number(day: date) -> int:
    """Number a weekday as the store does: 0 is Saturday, 6 is Friday."""
    return (day.weekday() + 2) % 7


@dataclass(frozen=True, slots=True)
class ClosingDays:
    """Days on which a branch is closed, or open at special hours."""

    first: date
    last: date
    reason: dict[str, str]
    hours: Span | None = None
    own: bool = False  # of this branch and not of all

    def covers(self, day: date) -> bool:
        """Tell whether the day is one of these."""
        return self.first <= day <= self.last


@dataclass(frozen=True, slots=True)
class DayHours:
    """The hours of one day; closed when there is no span, unless they are not known at all.

    `closed_reason` names an extraordinary closing, `special_reason` extraordinary hours; an ordinary weekly
    closing day has neither. Reasons are {"fa", "en"}.
    """

    day: date
    spans: tuple[Span, ...]
    closed_reason: dict[str, str] | None = None
    special_reason: dict[str, str] | None = None
    is_known: bool = True

    @property
    def is_open(self) -> bool:
        """Tell whether it opens at all on this day."""
        return bool(self.spans)


class OpeningCalendar:
    """The opening hours of one branch and one desk on any day."""

    def __init__(
        self,
        zone: ZoneInfo,
        weekly: dict[int, tuple[Span, ...]],
        closings: Iterable[ClosingDays] = (),
        *,
        narrowed: bool = False,
    ) -> None:
        self.zone = zone
        self._weekly = weekly
        # A branch's own word counts before that of all branches, and the shorter period before the longer.
        self._closings = sorted(
            closings,
            key=lambda closing: (not closing.own, closing.last - closing.first, closing.hours is not None),
        )
        # A desk is never open longer than the house: special hours only cut its own.
        self._narrowed = narrowed

    @property
    def is_known(self) -> bool:
        """Tell whether any weekly hours have been entered."""
        return bool(self._weekly)

    @property
    def is_of_desk(self) -> bool:
        """Tell whether these are hours of a desk's own, and not those of the house."""
        return self._narrowed

    def day(self, day: date) -> DayHours:
        """Give the hours of a day."""
        usual = self._weekly.get(weekday_number(day), ())
        closing = next((closing for closing in self._closings if closing.covers(day)), None)
        if closing is None:
            return DayHours(day, usual, is_known=self.is_known)
        if closing.hours is None:
            return DayHours(day, (), closed_reason=closing.reason)
        spans = _cut(usual, closing.hours) if self._narrowed else (closing.hours,)
        return DayHours(day, spans, special_reason=closing.reason)

    def is_open(self, at: datetime) -> bool:
        """Tell whether it is open at a moment."""
        local = at.astimezone(self.zone)
        return any(opens <= local.time() < closes for opens, closes in self.day(local.date()).spans)

    def next_opening(self, at: datetime) -> datetime | None:
        """Give the next moment at which it opens, after the given one; none within a year is None."""
        local = at.astimezone(self.zone)
        for day in _days(local.date()):
            for opens, _closes in self.day(day).spans:
                moment = datetime.combine(day, opens, self.zone)
                if moment > local:
                    return moment
        return None

    def open_day(self, day: date) -> date:
        """Give the day itself if it is an open one, or the next that is."""
        return next((later for later in _days(day) if self.day(later).is_open), day)

    def after_opening_days(self, at: datetime, days: int) -> datetime:
        """Give when something is due that came at a moment and is promised within a number of opening days.

        The day on which it came does not count; it is due when the last of those days closes. A branch that is
        not open on so many days within a year counts all days.
        """
        local = at.astimezone(self.zone)
        left = days
        for day in _days(local.date() + timedelta(days=1)):
            spans = self.day(day).spans
            if not spans:
                continue
            left -= 1
            if left <= 0:
                return datetime.combine(day, max(closes for _, closes in spans), self.zone)
        return at + timedelta(days=days)

    def at_opening(self, at: datetime) -> datetime:
        """Give the moment itself while it is open, or else when it next closes after it: nobody works in between."""
        local = at.astimezone(self.zone)
        if self.is_open(local):
            return at
        for day in _days(local.date()):
            closings = [closes for _, closes in self.day(day).spans]
            if closings and (end := datetime.combine(day, max(closings), self.zone)) > local:
                return end
        return at


def _days(first: date) -> Iterator[date]:
    return (first + timedelta(days=ahead) for ahead in range(HORIZON_DAYS))


def _cut(spans: tuple[Span, ...], bounds: Span) -> tuple[Span, ...]:
    cut = ((max(opens, bounds[0]), min(closes, bounds[1])) for opens, closes in spans)
    return tuple((opens, closes) for opens, closes in cut if opens < closes)
