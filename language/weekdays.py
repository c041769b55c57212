"""Weekdays and weeks relative to a day: Persian weeks begin on Saturday, English ones on Monday."""

from __future__ import annotations

from datetime import date, timedelta

__all__ = [
    "PERSIAN_WEEKDAY",
    "english_weekday",
    "persian_weekday",
    "week",
    "weekday_in_week",
    "weekday_near",
    "weekend",
]

_SATURDAY = 5

#: Alternatives for use inside a regular expression over an aligned text.
PERSIAN_WEEKDAY = (
    "(?:یک|1|دو|2|سه|3|چهار|چار|4|پنج|پن|5) ?شنبه(?! ?سوری)|شنبه|جمعه|آدینه"
    "|(?:yek|do|se|cha(?:ha)?r|pan?j) ?shanbeh?|shanbeh?|jom'?eh?"
)
_PERSIAN_START = {
    "یک": 6, "1": 6, "دو": 0, "2": 0, "سه": 1, "3": 1, "چهار": 2, "چار": 2, "4": 2, "پنج": 3, "پن": 3, "5": 3,
    "yek": 6, "do": 0, "se": 1, "char": 2, "chahar": 2, "panj": 3, "paj": 3, "": 5,
}  # fmt: skip
_ENGLISH = ("mon", "tue", "wed", "thu", "fri", "sat", "sun")


def persian_weekday(name: str) -> int:
    """Return the number of a weekday (Monday 0) by its Persian name, in either script."""
    if name.startswith(("جمعه", "آدینه", "jom")):
        return 4
    return _PERSIAN_START[name.replace("شنبه", "").replace("shanbeh", "").replace("shanbe", "").strip()]


def english_weekday(name: str) -> int:
    """Return the number of a weekday (Monday 0) by its English name or its beginning."""
    return _ENGLISH.index(name[:3])


def weekday_near(today: date, weekday: int, *, after_today: bool = False) -> date:
    """Return the next such weekday, today included unless it must come `after_today`."""
    distance = (weekday - today.weekday()) % 7
    return today + timedelta(days=distance or (7 if after_today else 0))


def week(today: date, offset: int, *, persian: bool) -> tuple[date, date]:
    """Return the first and the last day of the week `offset` weeks from the present one."""
    start = today - timedelta(days=(today.weekday() - (_SATURDAY if persian else 0)) % 7)
    first = start + timedelta(weeks=offset)
    return first, first + timedelta(days=6)


def weekday_in_week(today: date, weekday: int, offset: int, *, persian: bool) -> date:
    """Return a weekday of the week `offset` weeks from the present one."""
    return weekday_near(week(today, offset, persian=persian)[0], weekday)


def weekend(today: date, offset: int, *, persian: bool) -> tuple[date, date]:
    """Return a week's last two days: Thursday and Friday in Persian, Saturday and Sunday in English."""
    last = week(today, offset, persian=persian)[1]
    return last - timedelta(days=1), last
