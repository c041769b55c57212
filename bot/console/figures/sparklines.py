"""The course of a figure as a small line beside its number, and what it shows in words."""

from __future__ import annotations

from dataclasses import dataclass

from bot.console.frame.locale import Locale
from bot.console.frame.say import say
from crm.figures.headline import Course

__all__ = ["HEIGHT", "WIDTH", "Sparkline", "sparkline"]

# In the units of the drawing, with room for the line's own breadth around it.
WIDTH, HEIGHT, EDGE = 120, 34, 4


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
