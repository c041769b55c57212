"""Days, times and spans as a library file writes them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime, time
from zoneinfo import ZoneInfo

import pytest

from library.seed.dates import parse_day, parse_moment, parse_span, parse_time

TODAY = date(2026, 11, 24)
ZONE = ZoneInfo("Asia/Tehran")


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("today", TODAY),
        ("+5d", date(2026, 11, 29)),
        ("-3d", date(2026, 11, 21)),
        ("wednesday", date(2026, 11, 25)),
        ("tuesday", date(2026, 12, 1)),  # today is one: the next
        ("monday+2w", date(2026, 12, 14)),
        ("2026-12-01", date(2026, 12, 1)),
        ("1405-09-10", date(2026, 12, 1)),
        ("1405/1/1", date(2026, 3, 21)),
        ("1403-12-30", date(2025, 3, 20)),  # a leap year's last day
        (date(2026, 1, 2), date(2026, 1, 2)),
    ],
)
def test_days(text: str | date, day: date) -> None:
    assert parse_day(text, TODAY) == day


def test_moments_and_spans() -> None:
    assert parse_moment("+1d 17:30", TODAY, ZONE) == datetime(2026, 11, 25, 17, 30, tzinfo=ZONE)
    assert parse_span("08:00-20:00") == (time(8), time(20))


@pytest.mark.parametrize(
    ("parse", "text"),
    [
        (lambda text: parse_day(text, TODAY), "tomorrow"),
        (lambda text: parse_day(text, TODAY), "1405-12-30"),
        (lambda text: parse_day(text, TODAY), "2026-02-30"),
        (lambda text: parse_day(text, TODAY), "5d"),
        (lambda text: parse_moment(text, TODAY, ZONE), "+1d"),
        (parse_time, "25:00"),
        (parse_time, "5 pm"),
        (parse_span, "08:00"),
        (parse_span, "20:00-08:00"),
    ],
)
def test_anything_else_is_refused(parse: Callable[[str], object], text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        parse(text)
