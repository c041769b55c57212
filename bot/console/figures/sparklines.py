"""Small pictures for page and paper: the course of a figure as a line, days as columns; each told in words too."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bot.console.frame.locale import Locale
from bot.console.frame.say import say
from crm.figures.headline import Course

__all__ = ["HEIGHT", "WIDTH", "Columns", "Sparkline", "columns", "sparkline"]

# In the units of the drawing, with room for the line's own breadth around it.
WIDTH, HEIGHT, EDGE = 120, 34, 4
ACROSS, UP = 700, 110


@dataclass(frozen=True, slots=True)
class Sparkline:
    """A drawing: `lines` are the points of its strokes, `dots` what stands alone and, last, the newest value."""

    lines: tuple[str, ...]
    dots: tuple[tuple[float, float], ...]
    told: str


def sparkline(course: Course, unit: str, locale: Locale) -> Sparkline | None:
    """Draw a course in the direction in which the reader reads; None where there is too little for a line.

    A gap stays a gap. A percentage is drawn from nought to a hundred, a count from nought to its most.
    """
    values = [value for _, value in course.points if value is not None]
    if not course.is_drawn:
        return None
    top = 100.0 if unit == "percent" else max(values) or 1.0
    across = (WIDTH - 2 * EDGE) / (len(course.points) - 1)
    runs: list[list[tuple[float, float]]] = [[]]
    for place, (_, value) in enumerate(course.points):
        if value is None:
            runs.append([])
            continue
        x = EDGE + place * across
        x = WIDTH - x if locale.language == "fa" else x
        runs[-1].append((round(x, 1), round(HEIGHT - EDGE - (HEIGHT - 2 * EDGE) * value / top, 1)))
    lines = tuple(" ".join(f"{x},{y}" for x, y in run) for run in runs if len(run) > 1)
    newest = next(run[-1] for run in reversed(runs) if run)
    dots = (*(run[0] for run in runs if len(run) == 1 and run[0] != newest), newest)
    low, high = (locale.percent(each / 100, 1) if unit == "percent" else locale.number(int(each)) for each in (
        min(values), max(values)
    ))  # fmt: skip
    key = "figures.course" if course.days > 1 else "figures.course_days"
    since = locale.day(course.points[0][0], year=False)
    return Sparkline(lines, dots, say(locale, key, since=since, days=course.days, low=low, high=high))


@dataclass(frozen=True, slots=True)
class Columns:
    """A drawing of one column for each day, within 700 by 110: (x, y, width, height), and the first and last days."""

    drawn: tuple[tuple[float, float, float, float], ...]
    first: str
    last: str
    most: int
    told: str


def columns(days: Sequence[tuple[str, int]], locale: Locale) -> Columns | None:
    """Draw a number for each day in the direction in which the reader reads; None where all are nought."""
    most = max((number for _, number in days), default=0)
    if not most:
        return None
    step = ACROSS / len(days)
    drawn = []
    for place, (_, number) in enumerate(days):
        # Of few days the columns are no walls.
        width = min(step * 0.7, 24.0)
        x = place * step + (step - width) / 2
        x = ACROSS - x - width if locale.language == "fa" else x
        height = number / most * UP
        drawn.append((round(x, 1), round(UP - height, 1), round(width, 1), round(height, 1)))
    first, last = days[0][0], days[-1][0]
    return Columns(tuple(drawn), first, last, most, say(locale, "figures.columns", first=first, last=last, most=most))
