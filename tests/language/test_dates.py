"""Days and times in what patrons write."""

from __future__ import annotations

from datetime import date, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from language.calendars import JALALI_MONTHS, to_jalali
from language.dates import find_dates, find_times
from language.digits import to_persian
from language.feasts import easter
from language.unread_days import speaks_of_a_day

TODAY = date(2026, 11, 24)  # Tuesday, 3 Azar 1405


def day(month: int, day_of_month: int, year: int = 2026) -> date:
    return date(year, month, day_of_month)


DAYS = [
    ("امروز تا کی بازید؟", "امروز", day(11, 24)),
    ("فردا", "فردا", day(11, 25)),
    ("پس‌فردا", "پس‌فردا", day(11, 26)),
    ("پس فردا بازه؟", "پس فردا", day(11, 26)),
    ("پسون‌فردا", "پسون‌فردا", day(11, 27)),
    ("دیروز آوردم", "دیروز", day(11, 23)),
    ("۳ روز دیگه", "۳ روز دیگه", day(11, 27)),
    ("سه روز دیگر میام", "سه روز دیگر", day(11, 27)),
    ("10 روز بعد", "10 روز بعد", day(12, 4)),
    ("دو روز پیش", "دو روز پیش", day(11, 22)),
    ("دو هفتهٔ دیگر", "دو هفتهٔ دیگر", day(12, 8)),
    ("یک ماه دیگر", "یک ماه دیگر", day(12, 24)),
    ("جمعه بازید؟", "جمعه", day(11, 27)),
    ("سه‌شنبه", "سه‌شنبه", day(11, 24)),
    ("يكشنبه", "يكشنبه", day(11, 29)),
    ("۵شنبه", "۵شنبه", day(11, 26)),
    ("جمعه ها بازید", "جمعه ها", day(11, 27)),
    ("جمعهٔ همین هفته", "جمعهٔ همین هفته", day(11, 27)),
    ("شنبهٔ همین هفته", "شنبهٔ همین هفته", day(11, 21)),
    ("جمعه بعد", "جمعه بعد", day(12, 4)),
    ("جمعهٔ آینده", "جمعهٔ آینده", day(11, 27)),
    ("یکشنبهٔ هفتهٔ بعد", "یکشنبهٔ هفتهٔ بعد", day(11, 29)),
    ("جمعه گذشته", "جمعه گذشته", day(11, 20)),
    ("جمعه بعد از ظهر", "جمعه", day(11, 27)),
    ("۱۵ آذر", "۱۵ آذر", day(12, 6)),
    ("15 اذر ماه", "15 اذر ماه", day(12, 6)),
    ("۱۵ آذر ۱۴۰۵ بازید؟", "۱۵ آذر ۱۴۰۵", day(12, 6)),
    ("پانزدهم آذر", "پانزدهم آذر", day(12, 6)),
    ("پانزدهم آذرماه سال ۱۴۰۵", "پانزدهم آذرماه سال ۱۴۰۵", day(12, 6)),
    ("بیست و یکم دی", "بیست و یکم دی", day(1, 11, 2027)),
    ("اول آذر", "اول آذر", day(11, 22, 2027)),  # gone by, so next year's
    ("سی‌ام آذر", "سی‌ام آذر", day(12, 21)),
    ("1405/09/15", "1405/09/15", day(12, 6)),
    ("۱۴۰۵-۹-۱۵", "۱۴۰۵-۹-۱۵", day(12, 6)),
    ("15/9/1405", "15/9/1405", day(12, 6)),
    ("یکشنبه، ۱۵ آذر", "یکشنبه، ۱۵ آذر", day(12, 6)),
    ("۵ دسامبر ۲۰۲۶", "۵ دسامبر ۲۰۲۶", day(12, 5)),
    ("۵ می", "۵ می", day(5, 5, 2027)),
    ("روز نوروز بازید؟", "روز نوروز", day(3, 21, 2027)),
    ("شب یلدا", "شب یلدا", day(12, 21)),
    ("کریسمس", "کریسمس", day(12, 25)),
    ("emrooz ta key bazin", "emrooz", day(11, 24)),
    ("jome bazid?", "jome", day(11, 27)),
    ("15 azar", "15 azar", day(12, 6)),
    ("Are you open today?", "today", day(11, 24)),
    ("Tomorrow", "Tomorrow", day(11, 25)),
    ("the day after tomorrow", "the day after tomorrow", day(11, 26)),
    ("yesterday", "yesterday", day(11, 23)),
    ("in 3 days", "in 3 days", day(11, 27)),
    ("in two weeks", "in two weeks", day(12, 8)),
    ("a week from now", "a week from now", day(12, 1)),
    ("five days ago", "five days ago", day(11, 19)),
    ("in a month", "in a month", day(12, 24)),
    ("open on Friday?", "on Friday", day(11, 27)),
    ("Tuesday", "Tuesday", day(11, 24)),
    ("this Saturday", "this Saturday", day(11, 28)),
    ("next Friday", "next Friday", day(12, 4)),
    ("Friday next week", "Friday next week", day(12, 4)),
    ("this coming Tuesday", "this coming Tuesday", day(12, 1)),
    ("last Monday", "last Monday", day(11, 23)),
    ("by Fri", "by Fri", day(11, 27)),
    ("5 December", "5 December", day(12, 5)),
    ("Dec 5th", "Dec 5th", day(12, 5)),
    ("5th of Dec.", "5th of Dec.", day(12, 5)),
    ("December 5, 2026", "December 5, 2026", day(12, 5)),
    ("the fifth of December", "the fifth of December", day(12, 5)),
    ("Sunday 6 December 2026", "Sunday 6 December 2026", day(12, 6)),
    ("2026-12-05", "2026-12-05", day(12, 5)),
    ("05/12/2026", "05/12/2026", day(12, 5)),
    ("12/25/2026", "12/25/2026", day(12, 25)),  # no other way to read it
    ("on the 15th", "on the 15th", day(12, 15)),
    ("until the 30th", "until the 30th", day(11, 30)),
    ("Christmas", "Christmas", day(12, 25)),
    ("on Nowruz day", "Nowruz day", day(3, 21, 2027)),
    ("are you open on 24/12?", "24/12", day(12, 24)),
    ("are you open on 12/24?", "12/24", day(12, 24)),
    ("24/12", "24/12", day(12, 24)),
    ("۱۵/۹ بازین؟", "۱۵/۹", day(12, 6)),
    ("15/9 bazin?", "15/9", day(12, 6)),
    ("برای ۱۵/۹/۰۵", "۱۵/۹/۰۵", day(12, 6)),
    ("۰۵/۹/۱۵", "۰۵/۹/۱۵", day(12, 6)),
    ("by 24/12/26", "24/12/26", day(12, 24)),
    ("Easter Sunday", "Easter Sunday", day(3, 28, 2027)),
    ("on Good Friday", "Good Friday", day(3, 26, 2027)),
    ("29 February", "29 February", day(2, 29, 2028)),
    ("۳۰ اسفند", "۳۰ اسفند", day(3, 20, 2030)),
]

RANGES = [
    ("نوروز", day(3, 21, 2027), day(4, 2, 2027)),
    ("Nowruz", day(3, 21, 2027), day(4, 2, 2027)),
    ("هفتهٔ بعد", day(11, 28), day(12, 4)),
    ("هفته آینده", day(11, 28), day(12, 4)),
    ("این هفته", day(11, 24), day(11, 27)),
    ("آخر هفته", day(11, 26), day(11, 27)),
    ("آخر هفتهٔ بعد", day(12, 3), day(12, 4)),
    ("ماه بعد", day(12, 22), day(1, 20, 2027)),
    ("آذر ماه", day(11, 22), day(12, 21)),
    ("۵ تا ۸ آذر", day(11, 26), day(11, 29)),
    ("next week", day(11, 30), day(12, 6)),
    ("this week", day(11, 24), day(11, 29)),
    ("last week", day(11, 16), day(11, 22)),
    ("this weekend", day(11, 28), day(11, 29)),
    ("next weekend", day(12, 5), day(12, 6)),
    ("next month", day(12, 1), day(12, 31)),
    ("in December", day(12, 1), day(12, 31)),
    ("5-8 December", day(12, 5), day(12, 8)),
    ("December 5 to 8", day(12, 5), day(12, 8)),
]

NOTHING = """سلام
are you open 24/7
it stands at 2/11
۳/۴ کتاب رو خوندم
2 می خوام
چهارشنبه سوری
فرداد
کتاب مهر تابان
تیر و کمان
09121234567
978-3-16-148410-0
1984
5 از 5
second-hand time
The Sun Also Rises
I sat there
may I come in
32 آذر
۳۱ آذر ۱۴۰۵
2026-13-45
31/02/2026
Tuesdays with Morrie
دومی رو رزرو کن
پنجمی هم
شماره ۱۵""".split("\n")


@pytest.mark.parametrize(("text", "said", "meant"), DAYS)
def test_days(text: str, said: str, meant: date) -> None:
    (span,) = find_dates(text, TODAY)
    assert (span.text, span.first, span.last) == (said, meant, meant)
    assert text[span.start : span.end] == said
    assert not span.is_range


@pytest.mark.parametrize(("text", "first", "last"), RANGES)
def test_ranges(text: str, first: date, last: date) -> None:
    (span,) = find_dates(text, TODAY)
    assert (span.text, span.first, span.last) == (text, first, last)
    assert span.is_range


@pytest.mark.parametrize("text", NOTHING)
def test_no_days(text: str) -> None:
    assert find_dates(text, TODAY) == []


def test_several_days_keep_their_places() -> None:
    text = "شعبهٔ مرکزی فردا و پس‌فردا بازه یا جمعه؟"
    spans = find_dates(text, TODAY)
    assert [span.text for span in spans] == ["فردا", "پس‌فردا", "جمعه"]
    assert all(text[span.start : span.end] == span.text for span in spans)


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2090, 1, 1)), st.booleans())
def test_jalali_dates_are_read_back(meant: date, persian_digits: bool) -> None:
    year, month, day_of_month = to_jalali(meant)
    for text in (
        f"{day_of_month} {JALALI_MONTHS[month - 1]} {year}",
        f"{year}/{month:02d}/{day_of_month:02d}",
        f"{year}-{month}-{day_of_month}",
        f"{day_of_month}/{month}/{year}",
    ):
        typed = to_persian(text) if persian_digits else text
        assert [(span.first, span.last) for span in find_dates(f"روز {typed} باز هستید؟", TODAY)] == [(meant, meant)]


@given(st.dates(min_value=date(1960, 1, 1), max_value=date(2090, 1, 1)))
def test_gregorian_dates_are_read_back(meant: date) -> None:
    for text in (
        meant.isoformat(),
        f"{meant:%d/%m/%Y}",
        f"{meant.day} {meant:%B} {meant.year}",
        f"{meant:%b} {meant.day}, {meant.year}",
    ):
        assert [(span.first, span.last) for span in find_dates(f"open on {text}?", TODAY)] == [(meant, meant)]


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)))
def test_a_day_without_a_year_lies_ahead(today: date) -> None:
    for text in ("15 آذر", "اول فروردین", "5 December", "29 اسفند"):
        (span,) = find_dates(text, today)
        assert today <= span.first <= today + timedelta(days=366)


@given(st.dates(min_value=date(1990, 1, 1), max_value=date(2080, 1, 1)))
def test_weekdays_and_weeks_fit_the_calendar(today: date) -> None:
    (friday,) = find_dates("جمعه", today)
    assert friday.first.weekday() == 4
    assert 0 <= (friday.first - today).days < 7
    (week,) = find_dates("هفتهٔ بعد", today)
    assert (week.first.weekday(), (week.last - week.first).days) == (5, 6)
    assert 1 <= (week.first - today).days <= 7
    (english,) = find_dates("next week", today)
    assert (english.first.weekday(), english.last.weekday()) == (0, 6)


@given(st.text(max_size=60), st.dates())
def test_any_text_is_survived(text: str, today: date) -> None:
    for span in find_dates(text, today):
        assert text[span.start : span.end] == span.text
        assert span.first <= span.last
    for moment in find_times(text):
        assert text[moment.start : moment.end] == moment.text


@pytest.mark.parametrize("today", [date.min, date.max])
def test_the_ends_of_time_are_survived(today: date) -> None:
    text = "فردا، دیروز، هفته بعد، هفته پیش، ماه بعد، آخر هفته، next week, last month, 15 آذر, 5 May, نوروز, in 3 days"
    assert all(span.first <= span.last for span in find_dates(text, today))


@pytest.mark.parametrize(
    ("text", "said", "moment"),
    [
        ("ساعت ۸ صبح", "ساعت ۸ صبح", time(8)),
        ("ساعت 5 بازید؟", "ساعت 5", time(17)),
        ("۸ و نیم صبح", "۸ و نیم صبح", time(8, 30)),
        ("ساعت هشت و ربع", "ساعت هشت و ربع", time(8, 15)),
        ("۵ عصر", "۵ عصر", time(17)),
        ("3 بعدازظهر", "3 بعدازظهر", time(15)),
        ("۱۲ شب", "۱۲ شب", time(0)),
        ("ساعت ۱۷:۴۵", "ساعت ۱۷:۴۵", time(17, 45)),
        ("ظهر بازید؟", "ظهر", time(12)),
        ("10:30", "10:30", time(10, 30)),
        ("open at 9?", "at 9", time(9)),
        ("at 5pm", "5pm", time(17)),
        ("12 a.m.", "12 a.m.", time(0)),
        ("half past five", "half past five", time(17, 30)),
        ("quarter to six", "quarter to six", time(17, 45)),
        ("seven o'clock", "seven o'clock", time(7)),
        ("at noon", "noon", time(12)),
        ("midnight", "midnight", time(0)),
    ],
)
def test_times(text: str, said: str, moment: time) -> None:
    (span,) = find_times(text)
    assert (span.text, span.time) == (said, moment)


@pytest.mark.parametrize("text", ["5 از 5", "جمعه بعد از ظهر", "1405/09/15", "look at 5 books", "25:00", "شماره 8"])
def test_no_times(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    ("text", "wrong"),
    [("شنبه ۱۵ آذر", True), ("یکشنبه ۱۵ آذر", False), ("Tuesday 30 November", True), ("Monday 30 November", False)],
)
def test_a_weekday_that_does_not_fit_its_date_is_told(text: str, wrong: bool) -> None:
    (span,) = find_dates(text, TODAY)
    assert span.contradicted is wrong


@pytest.mark.parametrize(
    "text",
    ["روز عاشورا بازه؟", "are you open on Ashura", "eid fitr bazin?", "۳۲ آذر بازید؟", "on 31/2", "تعطیلات رسمی"],
)
def test_a_day_that_cannot_be_read_is_known_to_be_one(text: str) -> None:
    assert find_dates(text, TODAY) == [] and speaks_of_a_day(text)


@pytest.mark.parametrize("text", ["are you open 24/7", "ساعت کار", "الان بازه؟", "when do you open"])
def test_no_day_is_spoken_of(text: str) -> None:
    assert not speaks_of_a_day(text)


@pytest.mark.parametrize(("year", "sunday"), [(2024, (3, 31)), (2025, (4, 20)), (2026, (4, 5)), (2027, (3, 28))])
def test_easter(year: int, sunday: tuple[int, int]) -> None:
    assert easter(year) == date(year, *sunday)
