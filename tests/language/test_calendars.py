"""Dates, times and money, as each language writes them."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.calendars import (
    JALALI_MONTHS,
    format_date,
    format_datetime,
    format_time,
    from_jalali,
    to_jalali,
    weekday_name,
    zone,
)
from language.money import format_money

UTC = timezone(timedelta(0))  # datetime.UTC is younger than Python 3.10


@pytest.mark.parametrize(
    ("day", "persian", "english"),
    [
        (date(2026, 12, 6), "یکشنبه ۱۵ آذر ۱۴۰۵", "Sunday 6 December 2026"),
        (date(2026, 11, 24), "سه‌شنبه ۳ آذر ۱۴۰۵", "Tuesday 24 November 2026"),
        (date(2025, 3, 20), "پنجشنبه ۳۰ اسفند ۱۴۰۳", "Thursday 20 March 2025"),  # a leap day
        (date(2025, 3, 21), "جمعه ۱ فروردین ۱۴۰۴", "Friday 21 March 2025"),
    ],
)
def test_dates(day: date, persian: str, english: str) -> None:
    assert format_date(day, "fa") == persian
    assert format_date(day, "en") == english


def test_dates_without_weekday_or_year() -> None:
    day = date(2026, 12, 6)
    assert format_date(day, "fa", weekday=False) == "۱۵ آذر ۱۴۰۵"
    assert format_date(day, "en", year=False) == "Sunday 6 December"
    assert format_date(day, "en", weekday=False, year=False) == "6 December"


def test_times() -> None:
    assert format_time(time(8, 30), "fa") == "۸:۳۰"
    assert format_time(time(20, 5), "en") == "20:05"


def test_moments_are_told_in_the_library_s_time_zone() -> None:
    moment = datetime(2026, 12, 6, 21, 0, tzinfo=UTC)
    assert format_datetime(moment, "fa", "Asia/Tehran") == "دوشنبه ۱۶ آذر ۱۴۰۵، ساعت ۰:۳۰"
    assert format_datetime(moment, "en", "Asia/Tehran") == "Monday 7 December 2026, 0:30"
    assert format_datetime(moment.replace(tzinfo=None), "en", UTC) == "Sunday 6 December 2026, 21:00"


def test_tehran_is_known() -> None:
    assert datetime(2026, 7, 1, tzinfo=zone("Asia/Tehran")).utcoffset() == timedelta(hours=3, minutes=30)


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2120, 12, 31)))
def test_jalali_dates_go_there_and_back(day: date) -> None:
    year, month, day_of_month = to_jalali(day)
    assert from_jalali(year, month, day_of_month) == day
    assert JALALI_MONTHS[month - 1] in format_date(day, "fa")


@given(st.dates(min_value=date(1950, 1, 1), max_value=date(2120, 12, 30)))
def test_a_day_on_is_a_jalali_day_on(day: date) -> None:
    year, month, day_of_month = to_jalali(day)
    assert to_jalali(day + timedelta(days=1)) in {
        (year, month, day_of_month + 1),
        (year, month + 1, 1),
        (year + 1, 1, 1),
    }


def test_leap_days() -> None:
    assert from_jalali(1403, 12, 30) == date(2025, 3, 20)
    assert from_jalali(1408, 12, 30) == date(2030, 3, 20)
    with pytest.raises(ValueError):
        from_jalali(1404, 12, 30)


def test_every_weekday_has_its_own_name() -> None:
    week = [date(2026, 11, 21) + timedelta(days=n) for n in range(7)]
    assert [weekday_name(day, "fa") for day in week] == [
        "شنبه", "یکشنبه", "دوشنبه", "سه‌شنبه", "چهارشنبه", "پنجشنبه", "جمعه",
    ]  # fmt: skip
    assert weekday_name(week[0], "en") == "Saturday"


@pytest.mark.parametrize(
    ("minor", "currency", "persian", "english"),
    [
        (12000, "IRR", "۱۲٬۰۰۰ ریال", "12,000 rials"),
        (1, "IRR", "۱ ریال", "1 rial"),
        (0, "irr", "۰ ریال", "0 rials"),
        (1250, "USD", "۱۲٫۵۰ دلار", "12.50 US dollars"),
        (100, "USD", "۱ دلار", "1 US dollar"),
        (105, "EUR", "۱٫۰۵ یورو", "1.05 euros"),
        (-12000, "IRR", "−۱۲٬۰۰۰ ریال", "−12,000 rials"),
        (250, "XYZ", "۲٫۵۰ XYZ", "2.50 XYZ"),
    ],
)
def test_money(minor: int, currency: str, persian: str, english: str) -> None:
    assert format_money(minor, currency, "fa") == persian
    assert format_money(minor, currency, "en") == english
