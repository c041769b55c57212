"""The calendar of a branch, without a database."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from crm.library_info.calendar import ClosingDays, OpeningCalendar, Span, weekday_number

ZONE = ZoneInfo("Asia/Tehran")
DAY: tuple[Span, ...] = ((time(8), time(12)), (time(14), time(18)))
WEEK = dict.fromkeys(range(6), DAY)  # Friday is closed
SATURDAY = date(2026, 11, 28)
WHY = {"fa": "چون", "en": "because"}


def test_weekdays_begin_with_saturday() -> None:
    assert [weekday_number(SATURDAY + timedelta(days=ahead)) for ahead in range(7)] == list(range(7))


def test_the_own_closing_of_a_branch_goes_before_that_of_all() -> None:
    holiday = ClosingDays(SATURDAY, SATURDAY, {"fa": "تعطیل", "en": "holiday"})
    exception = ClosingDays(SATURDAY, SATURDAY, WHY, hours=(time(9), time(11)), own=True)
    calendar = OpeningCalendar(ZONE, WEEK, [holiday, exception])
    assert calendar.day(SATURDAY).spans == ((time(9), time(11)),)


def test_the_shorter_closing_goes_before_the_longer() -> None:
    summer = ClosingDays(SATURDAY, SATURDAY + timedelta(days=60), WHY, hours=(time(8), time(12)))
    mourning = ClosingDays(SATURDAY, SATURDAY, {"fa": "سوگ", "en": "mourning"})
    calendar = OpeningCalendar(ZONE, WEEK, [summer, mourning])
    assert calendar.day(SATURDAY).closed_reason == mourning.reason
    assert calendar.day(SATURDAY + timedelta(days=1)).special_reason == WHY


def test_special_hours_can_open_a_closed_weekday() -> None:
    friday = SATURDAY + timedelta(days=6)
    calendar = OpeningCalendar(ZONE, WEEK, [ClosingDays(friday, friday, WHY, hours=(time(10), time(13)))])
    assert calendar.day(friday).is_open
    assert calendar.open_day(friday) == friday


def test_a_desk_is_never_open_longer_than_the_house() -> None:
    early = ClosingDays(SATURDAY, SATURDAY, WHY, hours=(time(10), time(15)))
    calendar = OpeningCalendar(ZONE, WEEK, [early], narrowed=True)
    assert calendar.day(SATURDAY).spans == ((time(10), time(12)), (time(14), time(15)))


def test_never_open_is_never() -> None:
    calendar = OpeningCalendar(ZONE, {})
    assert calendar.next_opening(datetime(2026, 11, 28, 9, tzinfo=ZONE)) is None
    assert calendar.open_day(SATURDAY) == SATURDAY


@given(st.integers(0, 60 * 24 * 30), st.integers(0, 10))
def test_the_next_opening_opens(minutes: int, closed_for: int) -> None:
    begun = datetime(2026, 11, 28, 0, 0, tzinfo=ZONE)
    closed = ClosingDays(SATURDAY + timedelta(days=3), SATURDAY + timedelta(days=3 + closed_for), WHY)
    calendar = OpeningCalendar(ZONE, WEEK, [closed])
    at = begun + timedelta(minutes=minutes)
    opens = calendar.next_opening(at)
    assert opens is not None
    assert opens > at
    assert calendar.is_open(opens)
    assert not calendar.is_open(opens - timedelta(minutes=1))
    assert not closed.covers(opens.date())


def test_what_is_promised_in_opening_days_is_due_when_the_last_of_them_closes() -> None:
    wednesday = datetime(2026, 12, 2, 10, tzinfo=ZONE)
    calendar = OpeningCalendar(ZONE, WEEK)
    assert calendar.after_opening_days(wednesday, 1) == datetime(2026, 12, 3, 18, tzinfo=ZONE)
    assert calendar.after_opening_days(wednesday, 2) == datetime(2026, 12, 5, 18, tzinfo=ZONE)
    holiday = ClosingDays(date(2026, 12, 5), date(2026, 12, 6), WHY)
    closed = OpeningCalendar(ZONE, WEEK, [holiday])
    assert closed.after_opening_days(wednesday, 2) == datetime(2026, 12, 7, 18, tzinfo=ZONE)
    friday = datetime(2026, 12, 4, 10, tzinfo=ZONE)
    assert calendar.after_opening_days(friday, 1) == datetime(2026, 12, 5, 18, tzinfo=ZONE)
    assert OpeningCalendar(ZONE, {}).after_opening_days(friday, 3) == friday + timedelta(days=3)


def test_a_moment_out_of_hours_becomes_the_next_closing() -> None:
    calendar = OpeningCalendar(ZONE, WEEK)
    for given_at, expected in (
        (datetime(2026, 12, 2, 9, tzinfo=ZONE), datetime(2026, 12, 2, 9, tzinfo=ZONE)),
        (datetime(2026, 12, 2, 13, tzinfo=ZONE), datetime(2026, 12, 2, 18, tzinfo=ZONE)),
        (datetime(2026, 12, 3, 19, tzinfo=ZONE), datetime(2026, 12, 5, 18, tzinfo=ZONE)),
    ):
        assert calendar.at_opening(given_at) == expected
    never = datetime(2026, 12, 3, 19, tzinfo=ZONE)
    assert OpeningCalendar(ZONE, {}).at_opening(never) == never
