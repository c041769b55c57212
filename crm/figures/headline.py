"""The five figures that a manager sees first: their course within a range, and their change against the one before."""

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta
from typing import Literal

from crm.figures.asked import survey_answers
from crm.figures.facts import Counts
from crm.figures.parts import AMOUNTS, PARTS, number
from crm.figures.reading import Figure, Range
from crm.figures.values import Amount, FigureShare
from crm.outreach.effects import difference, share
from crm.surveys.answering import LOW

__all__ = ["BETTER", "HEADLINE", "FigureChange", "Course", "Direction", "change", "change_of", "course", "low_scores"]

HEADLINE = ("engaged", "verified_resolution", "unanswered", "sla_met", "csat")
# Which way is the better one; more conversations are neither.
BETTER: Mapping[str, Literal["up", "down"]] = {
    "verified_resolution": "up", "unanswered": "down", "sla_met": "up", "csat": "up",
}  # fmt: skip
# So many points a course has at most, and so many at least; of few data it has fewer.
_POINTS = (12, 8, 6, 4, 3)
_LEAST = 3
_Z = 1.96

Direction = Literal["up", "down", "same"]


@dataclass(frozen=True, slots=True)
class Course:
    """How a figure went: the first day of each point and its value, None where there was too little to be told."""

    points: tuple[tuple[date, float | None], ...]
    days: int

    @property
    def told(self) -> int:
        """How many points have a value."""
        return sum(value is not None for _, value in self.points)

    @property
    def is_drawn(self) -> bool:
        """Tell whether there are enough points for a line."""
        return self.told >= _LEAST


@dataclass(frozen=True, slots=True)
class FigureChange:
    """A figure against the period before, in its own unit; `is_clear` when chance alone would hardly make it so."""

    value: float
    direction: Direction
    is_clear: bool


def course(key: str, counted: Range, today: date) -> Course:
    """Give the course of a figure over the whole days of a range.

    Its points are of equal length, so that they compare; days at the beginning that fill none are left out, and so is
    today, which is not over. Of the divisions that leave no gap the finest is taken, else the one with fewest gaps.
    """
    last = min(counted.last, today - timedelta(days=1))
    whole = (last - counted.first).days + 1
    best = Course((), 1)
    for most in _POINTS:
        if whole < most:
            continue
        length = whole // most
        first = last - timedelta(days=length * most - 1)
        starts = [first + timedelta(days=length * n) for n in range(most)]
        points = tuple((start, _point(key, counted, start, length)) for start in starts)
        made = Course(points, length)
        if all(value is not None for _, value in points):
            return made
        if made.told > best.told:
            best = made
    return best


def change_of(key: str, now: Range, before: Range, today: date) -> FigureChange | None:
    """Compare a figure over the whole days of a range with as many days from the beginning of the one before.

    None where there is no whole day, or one that was not counted yet: what is missing would be a change.
    """
    whole = min((min(now.last, today - timedelta(days=1)) - now.first).days, (before.last - before.first).days) + 1
    if whole < 1 or any(_is_missing(one, one.first, whole) for one in (now, before)):
        return None
    made = (Figure(key, _made(key, _sum(one, one.first, whole), one), "") for one in (now, before))
    return change(*made)


def change(now: Figure, before: Figure) -> FigureChange | None:
    """Compare a figure with that of the period before; None where one of both is not told."""
    one, other = now.value, before.value
    if isinstance(one, Amount) and isinstance(other, Amount):
        if one.is_hidden or other.is_hidden or not (one.value or other.value):
            return None
        # Counts of what comes by chance vary by their own roots.
        clear = abs(one.value - other.value) > _Z * math.sqrt(one.value + other.value)
        return _change(one.value - other.value, clear)
    if isinstance(one, FigureShare) and isinstance(other, FigureShare):
        if one.value is None or other.value is None:
            return None
        parts = (share(int(each.numerator), int(each.denominator)) for each in (one, other))
        apart = difference(*parts)
        return _change(one.value - other.value, apart is not None and apart.is_clear)
    return None


def low_scores(counted: Range) -> tuple[int, tuple[date, ...]]:
    """Give how many low scores there were of those that the figure `csat` counts, and their days, the newest first."""
    marks = {f"{of}:{score}" for of in _scores(counted) for score in range(1, LOW["csat5"] + 1)}
    days = [day for day, counts in counted.days.items() if any(counts["score", mark] for mark in marks)]
    total = int(sum(counted.counts["score", mark] for mark in marks))
    return total, tuple(sorted(days, reverse=True))


def _change(value: float, clear: bool) -> FigureChange:
    return FigureChange(value, "same" if not value else "up" if value > 0 else "down", clear)


def _is_missing(counted: Range, first: date, length: int) -> bool:
    return any(first + timedelta(days=n) in counted.missing for n in range(length))


def _point(key: str, counted: Range, first: date, length: int) -> float | None:
    # Of a day that was not counted yet nothing is known: it is a gap, and no nought.
    if _is_missing(counted, first, length):
        return None
    return _made(key, _sum(counted, first, length), counted).value


def _sum(counted: Range, first: date, length: int) -> Counts:
    total: Counts = Counter()
    for n in range(length):
        total.update(counted.days.get(first + timedelta(days=n), {}))
    return total


def _made(key: str, counts: Counts, counted: Range) -> Amount | FigureShare:
    if key in AMOUNTS:
        return Amount(number(counts, AMOUNTS[key].counted))
    if key == "csat":
        of = _scores(counted)
        given = {score: sum(counts["score", f"{one}:{score}"] for one in of) for score in range(1, 6)}
        return FigureShare(given[4] + given[5], sum(given.values()))
    return FigureShare(number(counts, PARTS[key].counted), number(counts, PARTS[key].whole))


def _scores(counted: Range) -> tuple[str, ...]:
    """Name the question that the figure `csat` is made of; none where nothing was answered."""
    found = survey_answers(counted.counts, "csat5")
    return () if found is None else (f"{found.code}:{found.version}:{found.question}:csat5",)
