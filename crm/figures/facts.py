"""Facts: what is counted, one row of the store at a time, with the marks that it leaves in the figures of its day.

The same facts are added up for a figure and listed behind it: a figure is the number of facts that carry its marks, so
both cannot differ.
"""

from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, and_

from crm.library_info.calendar import OpeningCalendar

__all__ = ["Counts", "Day", "FigureFact", "Mark", "Source", "counted", "within"]

Mark = tuple[str, str]
"""The name of what is counted, and what of it: ("turn", "fallback")."""

Counts = Counter[Mark]


@dataclass(frozen=True, slots=True)
class Day:
    """One day of the library, up to now at most; `desk` tells when somebody is there, None when nobody ever is."""

    day: date
    zone: ZoneInfo
    now: datetime
    desk: OpeningCalendar | None = None

    @property
    def begin(self) -> datetime:
        """The moment at which it begins."""
        return datetime.combine(self.day, time(), self.zone)

    @property
    def end(self) -> datetime:
        """The moment at which the next one begins."""
        return datetime.combine(self.day + timedelta(days=1), time(), self.zone)

    @property
    def so_far(self) -> datetime:
        """The moment up to which it has come."""
        return min(self.end, self.now)

    def is_open(self, at: datetime) -> bool:
        """Tell whether the desk was open at a moment."""
        return self.desk is not None and self.desk.is_open(at)


@dataclass(frozen=True, slots=True)
class FigureFact:
    """One thing that happened, and the marks it leaves.

    `talk` is the public id of the contact that it belongs to, `case` the number of the case, where there is one; `kind`
    says what it is, `detail` a word of the store about it: an outcome, a state, a score.
    """

    kind: str
    at: datetime
    marks: tuple[Mark, ...]
    talk: str | None = None
    case: str | None = None
    channel: str | None = None
    detail: str = ""


Source = Callable[[Connection, Day], Iterator[FigureFact]]


def counted(facts: Iterable[FigureFact]) -> Counts:
    """Add up the marks of facts."""
    counts: Counts = Counter()
    for fact in facts:
        counts.update(fact.marks)
    return counts


def within(column: Any, day: Day) -> Any:
    """The condition that something lies on a day."""
    return and_(column >= day.begin, column < day.end)
