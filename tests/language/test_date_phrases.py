"""Every day of leap and common years, said in every way that patrons say it, is read back."""

from __future__ import annotations

import calendar
from collections.abc import Iterator
from datetime import date, time, timedelta

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from persiantools.jdatetime import JalaliDate

from language.dates import find_dates, find_times
from language.digits import to_persian
from language.english_dates import RULES as ENGLISH_RULES
from language.months import GREGORIAN, JALALI, month_range
from language.persian_dates import RULES as PERSIAN_RULES

# 1399, 1403 and 1408 have a 30 Esfand, 2024 and 2028 a 29 February; the years beside them have none.
JALALI_YEARS = (1398, 1399, 1403, 1404, 1408)
GREGORIAN_YEARS = (2024, 2027, 2028)
MONTHS = "فروردین اردیبهشت خرداد تیر مرداد شهریور مهر آبان آذر دی بهمن اسفند".split()
# Monday first, as date.weekday() counts.
WEEKDAYS = "دوشنبه سه‌شنبه چهارشنبه پنجشنبه جمعه شنبه یکشنبه".split()
ORDINALS = (
    "اول دوم سوم چهارم پنجم ششم هفتم هشتم نهم دهم یازدهم دوازدهم سیزدهم چهاردهم پانزدهم شانزدهم هفدهم هجدهم"
    " نوزدهم بیستم بیست‌و‌یکم بیست‌ودوم بیست‌وسوم بیست‌وچهارم بیست‌وپنجم بیست‌وششم بیست‌وهفتم بیست‌وهشتم بیست‌ونهم"
    " سی‌ام سی‌ویکم"
).split()
COUNTS = "یک دو سه چهار پنج شش هفت هشت نه ده".split()
EN_COUNTS = "one two three four five six seven eight nine ten".split()
ORDINAL_ENDS = {1: "st", 2: "nd", 3: "rd", 21: "st", 22: "nd", 23: "rd", 31: "st"}
LONG = st.dates(min_value=date(2019, 1, 1), max_value=date(2035, 12, 31))


def jalali(day: date) -> tuple[int, int, int]:
    found = JalaliDate.to_jalali(day.year, day.month, day.day)
    return found.year, found.month, found.day


def nth(day: int) -> str:
    return f"{day}{ORDINAL_ENDS.get(day, 'th')}"


def days_of_jalali(year: int) -> Iterator[date]:
    day = date(*JalaliDate(year, 1, 1).to_gregorian().timetuple()[:3])
    while jalali(day)[0] == year:
        yield day
        day += timedelta(days=1)


def days_of_gregorian(year: int) -> Iterator[date]:
    return (date(year, 1, 1) + timedelta(days=n) for n in range(366 if calendar.isleap(year) else 365))


def only(text: str, today: date) -> tuple[date, date]:
    """What a text names, once, in words of its own."""
    spans = find_dates(text, today)
    assert len(spans) == 1, (text, today, spans)
    (span,) = spans
    assert text[span.start : span.end] == span.text
    return span.first, span.last


def test_the_years_are_what_they_are_here_for() -> None:
    assert [len(list(days_of_jalali(year))) for year in JALALI_YEARS] == [365, 366, 366, 365, 366]
    assert [len(list(days_of_gregorian(year))) for year in GREGORIAN_YEARS] == [366, 365, 366]


@pytest.mark.parametrize("year", JALALI_YEARS)
def test_every_jalali_day_by_its_date(year: int) -> None:
    for meant in days_of_jalali(year):
        _, month, number = jalali(meant)
        name = MONTHS[month - 1]
        # Said up to half a year before; without a year it is the next one to come.
        today = meant - timedelta(days=(number * 7 + month) % 180)
        for text in (
            f"{ORDINALS[number - 1]} {name} باز هستید؟",
            to_persian(f"برای {number} {name}"),
            f"{number} {name} ماه {year}",
            to_persian(f"{year}/{month:02}/{number:02}"),
            f"{WEEKDAYS[meant.weekday()]} {number} {name}",
        ):
            assert only(text, today) == (meant, meant), text


@pytest.mark.parametrize("year", GREGORIAN_YEARS)
def test_every_gregorian_day_by_its_date(year: int) -> None:
    for meant in days_of_gregorian(year):
        today = meant - timedelta(days=(meant.day * 7 + meant.month) % 180)
        for text in (
            f"Are you open on the {nth(meant.day)} of {meant:%B}?",
            f"until {meant:%b} {nth(meant.day)}",
            f"{meant:%A} {meant.day} {meant:%B} {year}",
            meant.isoformat(),
            f"{meant:%d.%m.%Y}",
        ):
            assert only(text, today) == (meant, meant), text


@pytest.mark.parametrize("year", [1399, 1403, 1408])
def test_the_leap_day_and_the_days_around_it(year: int) -> None:
    leap = date(*JalaliDate(year, 12, 30).to_gregorian().timetuple()[:3])
    assert only(f"۳۰ اسفند {year}", leap - timedelta(days=40)) == (leap, leap)
    assert only("فردا", leap) == (leap + timedelta(days=1),) * 2
    assert only("آخر سال", leap - timedelta(days=3)) == (leap, leap)
    assert only("آخر ماه", leap) == (leap, leap)
    assert only("اول ماه بعد", leap) == only("روز نوروز", leap) == (leap + timedelta(days=1),) * 2
    assert only("سیزده بدر", leap) == (leap + timedelta(days=13),) * 2
    assert only("تعطیلات نوروز", leap) == (leap + timedelta(days=1), leap + timedelta(days=13))
    assert find_dates(f"۳۰ اسفند {year + 1}", leap) == []


@pytest.mark.parametrize("year", [2024, 2028])
def test_the_29th_of_february(year: int) -> None:
    leap = date(year, 2, 29)
    assert only("29 February", date(year - 1, 3, 1)) == (leap, leap)
    assert only("end of the month", date(year, 2, 3)) == (leap, leap)
    assert only("the end of February", date(year, 1, 3)) == (leap, leap)
    assert only("tomorrow", leap) == (date(year, 3, 1),) * 2
    assert find_dates(f"29 February {year + 1}", leap) == []


@given(LONG, st.integers(1, 10))
def test_so_many_days_and_weeks_on(today: date, count: int) -> None:
    word, english = COUNTS[count - 1], EN_COUNTS[count - 1]
    days, weeks = today + timedelta(days=count), today + timedelta(weeks=count)
    for text in (f"{word} روز دیگه", f"{word} روز بعد", to_persian(f"{count} روز دیگر"), f"in {english} days"):
        assert only(text, today) == (days, days), text
    for text in (f"{word} هفتهٔ دیگر", f"{word} هفته‌ی دیگه", f"in {english} weeks", f"{count} weeks from now"):
        assert only(text, today) == (weeks, weeks), text
    past = today - timedelta(days=count)
    assert only(f"{word} روز پیش", today) == only(f"{english} days ago", today) == (past, past)


@given(LONG)
def test_days_near_today(today: date) -> None:
    for texts, distance in {
        ("امروز", "today", "امشب", "this evening"): 0,
        ("فردا", "فردا شب", "tomorrow", "tmrw"): 1,
        ("پس‌فردا", "پسفردا", "پس فردا", "the day after tomorrow"): 2,
        ("in a fortnight", "a fortnight from now"): 14,
        ("a week today",): 7,
        ("دیروز", "yesterday"): -1,
    }.items():
        for text in texts:
            assert only(text, today) == (today + timedelta(days=distance),) * 2, text
    assert only("tomorrow evening", today) == only("فردا عصر", today) == (today + timedelta(days=1),) * 2


@given(LONG, st.integers(0, 6))
def test_weekdays_of_this_and_other_weeks(today: date, weekday: int) -> None:
    name, english = WEEKDAYS[weekday], calendar.day_name[weekday]
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    in_week = saturday + timedelta(days=(weekday - 5) % 7)
    assert only(f"{name}ٔ همین هفته", today) == only(f"{name} این هفته", today) == (in_week, in_week)
    after = in_week + timedelta(days=7)
    for text in (f"{name}ٔ هفتهٔ بعد", f"{name} هفته دیگه", f"هفتهٔ بعد {name}"):
        assert only(text, today) == (after, after), text
    fortnight = in_week + timedelta(days=14)
    assert only(f"{name}ٔ دو هفتهٔ بعد", today) == (fortnight, fortnight)
    ahead = today + timedelta(days=(weekday - today.weekday()) % 7)
    assert only(name, today) == only(f"on {english}", today) == (ahead, ahead)
    monday = today - timedelta(days=today.weekday())
    following = monday + timedelta(days=7 + weekday)
    assert only(f"next {english}", today) == only(f"{english} next week", today) == (following, following)
    assert only(f"a week on {english}", today) == (ahead + timedelta(days=7),) * 2


@given(LONG)
def test_weeks_and_their_ends(today: date) -> None:
    saturday = today - timedelta(days=(today.weekday() - 5) % 7)
    assert only("هفتهٔ بعد", today) == (saturday + timedelta(days=7), saturday + timedelta(days=13))
    assert only("آخر هفته", today) == (saturday + timedelta(days=5), saturday + timedelta(days=6))
    assert only("اول هفتهٔ بعد", today) == (saturday + timedelta(days=7),) * 2
    monday = today - timedelta(days=today.weekday())
    assert only("next week", today) == (monday + timedelta(days=7), monday + timedelta(days=13))
    assert only("this weekend", today) == (monday + timedelta(days=5), monday + timedelta(days=6))
    assert only("the week after next", today) == (monday + timedelta(days=14), monday + timedelta(days=20))


@given(LONG)
def test_parts_of_months_in_both_calendars(today: date) -> None:
    year, month, _ = jalali(today)
    following = (year, month + 1) if month < 12 else (year + 1, 1)
    first = date(*JalaliDate(*following, 1).to_gregorian().timetuple()[:3])
    assert only("اول ماه بعد", today) == only("اول ماه آینده", today) == (first, first)
    assert only("آخر ماه", today) == only("آخر همین ماه", today) == (first - timedelta(days=1),) * 2
    assert only("دهم ماه بعد", today) == (first + timedelta(days=9),) * 2
    assert only("اوایل ماه بعد", today) == (first, first + timedelta(days=9))
    assert only("ماه بعد", today)[0] == first
    last = calendar.monthrange(today.year, today.month)[1]
    end = today.replace(day=last)
    for text in ("end of the month", "by the end of this month", "the last day of the month"):
        assert only(text, today) == (end, end), text
    begin = end + timedelta(days=1)
    assert only("the beginning of next month", today) == only("the first of next month", today) == (begin, begin)
    assert only("the 10th of next month", today) == (begin + timedelta(days=9),) * 2
    assert only("next month", today)[0] == begin


@given(LONG, st.integers(0, 6), st.integers(1, 4))
def test_weekdays_of_a_month_by_their_number(today: date, weekday: int, number: int) -> None:
    word = ("first", "second", "third", "fourth")[number - 1]
    first, last = only(f"the {word} {calendar.day_name[weekday]} of next month", today)
    begin = (today.replace(day=28) + timedelta(days=7)).replace(day=1)
    assert first == last and first.weekday() == weekday
    assert first.month == begin.month and (first.day - 1) // 7 == number - 1
    name = ("اولین", "دومین", "سومین", "چهارمین")[number - 1]
    first, last = only(f"{name} {WEEKDAYS[weekday]}ٔ ماه بعد", today)
    assert first == last and first.weekday() == weekday and (jalali(first)[2] - 1) // 7 == number - 1


@given(LONG, st.integers(0, 5), st.integers(1, 6))
def test_from_one_day_until_another(today: date, weekday: int, length: int) -> None:
    ahead = today + timedelta(days=(weekday - today.weekday()) % 7)
    other = (weekday + length) % 7
    until = ahead + timedelta(days=length)
    assert only(f"از {WEEKDAYS[weekday]} تا {WEEKDAYS[other]}", today) == (ahead, until)
    text = f"from {calendar.day_name[weekday]} to {calendar.day_name[other]}"
    assert only(text, today) == (ahead, until)
    assert only("بین فردا و پس‌فردا", today) == (today + timedelta(days=1), today + timedelta(days=2))


HOURS_FA = "یک دو سه چهار پنج شش هفت هشت نه ده یازده دوازده".split()
HOURS_EN = "one two three four five six seven eight nine ten eleven twelve".split()


def afternoon(hour: int) -> int:
    """The hour that is meant when no part of the day is said."""
    return hour + 12 if hour <= 6 else hour


@pytest.mark.parametrize("hour", range(1, 13))
def test_every_hour_in_many_words(hour: int) -> None:
    fa, en, bare = HOURS_FA[hour - 1], HOURS_EN[hour - 1], afternoon(hour)
    before = 12 if hour == 1 else afternoon(hour - 1)
    expected = {
        f"ساعت {fa}": time(bare),
        to_persian(f"ساعت {hour}"): time(bare),
        f"ساعت {fa} و نیم": time(bare, 30),
        f"{fa} و نیم": time(bare, 30),
        f"ساعت {fa} و ربع": time(bare, 15),
        f"ساعت {fa} و بیست دقیقه": time(bare, 20),
        f"یه ربع به {fa}": time(before, 45),
        f"half past {en}": time(bare, 30),
        f"quarter past {en}": time(bare, 15),
        f"a quarter to {en}": time(before, 45),
        f"twenty past {en}": time(bare, 20),
        f"at {hour}": time(bare),
        f"{en} thirty": time(bare, 30),
        f"{en} o'clock": time(bare),
        f"{hour}:05 pm": time(12 if hour == 12 else hour + 12, 5),
        f"{hour}.30am": time(0 if hour == 12 else hour, 30),
    }
    if hour != 12:
        expected |= {
            f"ساعت {fa} عصر": time(hour + 12),
            f"{fa} صبح": time(hour),
            f"{hour} in the evening": time(hour + 12),
        }
    for text, meant in expected.items():
        spans = find_times(text)
        assert [span.time for span in spans] == [meant], text
        assert all(text[span.start : span.end] == span.text for span in spans)


@pytest.mark.parametrize(
    "text",
    ["دو و نیم ساعت", "سه و نیم سال", "after 6 weeks", "by 2 people", "ten to six", "five books",
     "فردا چه ساعتیه", "I'm at 22 items", "ساعت ۲۵", "99 و نیم",
     "for six thirty-page essays", "یک و نیم میلیون"],
)  # fmt: skip
def test_numbers_of_other_things_are_no_hours(text: str) -> None:
    assert find_times(text) == []


@pytest.mark.parametrize(
    "text",
    ["نیمهٔ تاریک ماه", "عید فطر", "آخر شاهنامه", "The First Man", "ماه رمضان", "first of all", "late for work",
     "may I renew", "سال نو مبارک باشه چی؟"],
)  # fmt: skip
def test_names_and_phrases_are_no_days(text: str) -> None:
    assert [span.text for span in find_dates(text, date(2026, 11, 24)) if span.text != "سال نو"] == []


WORDS = st.sampled_from(
    (
        "اول آخر اولین آخرین نیمه اواخر ماه هفته سال بعد قبل دیگه این همین شنبه جمعه آذر اسفند فروردین ۳۰ ۲۹ 31 نوروز"
        " عید تعطیلات روز فردا تا و از بین ساعت پنج نیم ربع به دقیقه عصر صبح end of the month next last first monday"
        " pm mid early week year after in a couple february march 29 30 to from between and at half past quarter five"
    ).split()
)


@pytest.mark.parametrize(
    ("kind", "year", "month", "first", "last"),
    [
        (GREGORIAN, 1404, 2, date(2026, 2, 1), date(2026, 2, 28)),
        (GREGORIAN, 1404, 12, date(2025, 12, 1), date(2025, 12, 31)),
        (GREGORIAN, 2028, 2, date(2028, 2, 1), date(2028, 2, 29)),
        (JALALI, 1405, 12, date(2027, 2, 20), date(2027, 3, 20)),
        (JALALI, 2027, 12, date(2027, 2, 20), date(2027, 3, 20)),
        (JALALI, 2026, 10, date(2026, 12, 22), date(2027, 1, 20)),
    ],
)
def test_a_month_in_a_year_of_the_other_calendar_is_one_month(
    kind: str, year: int, month: int, first: date, last: date
) -> None:
    assert month_range(kind, year, month) == (first, last)


# From 2321 on the years of both calendars overlap: a Jalali 1700 reads as a Gregorian one.
@given(st.lists(WORDS, max_size=9).map(" ".join), st.dates(max_value=date(2320, 12, 31)))
@example("of february", date(1699, 1, 1))
def test_any_heap_of_such_words_is_survived(text: str, today: date) -> None:
    ends = 0
    for span in find_dates(text, today):
        assert text[span.start : span.end] == span.text != ""
        assert span.first <= span.last and span.start >= ends
        ends = span.end
    for moment in find_times(text):
        assert text[moment.start : moment.end] == moment.text != ""


def test_no_shape_is_there_twice() -> None:
    patterns = [rule.pattern.pattern for rule in (*PERSIAN_RULES, *ENGLISH_RULES)]
    assert len(patterns) == len(set(patterns))


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("and sat", ["sat"]),
        ("sat?", ["sat"]),
        ("open sat and sun?", ["sat", "sun"]),
        ("fri/sat", ["fri", "sat"]),
        ("wed or thu", ["wed", "thu"]),
        ("thurs evening", ["thurs"]),
        ("what about mon", ["mon"]),
        ("I sat down in the sun", []),
        ("The Sun Also Rises", []),
        ("he sat on it", []),
        ("they wed in spring", []),
        ("mon and tue", ["mon", "tue"]),
        ("tue at 5?", ["tue"]),
        ("ketaba mon ro tamdid kon", []),
        ("mon ketab mikham", []),
        ("tue ketabkhoone saadi", []),
        ("ketab tue ghafase nist", []),
        ("are you open thu", ["thu"]),
        ("fri ro tamdid kon", []),
    ],
)
def test_short_names_of_days_stand_alone_where_a_day_is_asked_for(text: str, found: list[str]) -> None:
    assert [span.text for span in find_dates(text, date(2026, 11, 26))] == found
