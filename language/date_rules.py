"""The shapes in which patrons name days, in Persian and English, over an aligned text."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta
from typing import NamedTuple

from language.months import (
    GREGORIAN,
    JALALI,
    MONTH_NAMES,
    add_months,
    day_of,
    month_range,
    month_starting,
    next_day_of,
)
from language.numerals import ENGLISH_COUNT, ENGLISH_ORDINAL, PERSIAN_COUNT, PERSIAN_ORDINAL, number_of
from language.weekdays import (
    PERSIAN_WEEKDAY,
    english_weekday,
    persian_weekday,
    week,
    weekday_in_week,
    weekday_near,
    weekend,
)

__all__ = ["RULES", "Rule"]

Days = tuple[date, date]


class Rule(NamedTuple):
    """Hold a shape and the days it stands for. Reading raises ValueError when there is no such day."""

    pattern: re.Pattern[str]
    read: Callable[[re.Match[str], date], Days]
    is_weekday: bool = False  # a bare weekday: it may stand beside a date and mean the same day


def _one(day: date) -> Days:
    return day, day


def _months(*calendars: str, latin: bool | None = None) -> str:
    names = [
        name
        for name, (calendar, _) in MONTH_NAMES.items()
        if calendar in calendars and latin in (None, name.isascii())
    ]
    return "|".join(sorted(names, key=len, reverse=True))


_EZ = "(?: ?ی)?"
_NEXT = "(?P<next>بعدی?(?! ?از\\b)|آینده|اینده|دیگه|دیگر)"
_PAST = "(?P<past>قبلی?|پیش|گذشته)"
_JALALI_LATIN = _months(JALALI, latin=True)
_MONTH_FA = _months(JALALI, GREGORIAN, latin=False).replace(
    "|می|", "|می(?= ?\\d{4}|$| ?[^\\w ]| (?:ماه|ساعت|باز|تعطیل|در|رو|هم|چه)\\b)|"
)  # «۲ می‌خوام» is no day in May
_MONTH_EN = "(?:" + _months(GREGORIAN, latin=True).replace("may", "may(?! (?:i|we|be|have|not)\\b)") + ")\\.?"
_DAY_FA = f"(?:{PERSIAN_ORDINAL}|{PERSIAN_COUNT}|\\d{{1,2}})"
_DAY_EN = f"(?:{ENGLISH_ORDINAL}|\\d{{1,2}}(?:st|nd|rd|th)?)"
_YEAR = "(?P<year>1[34]\\d\\d|19\\d\\d|2[01]\\d\\d)(?!\\d)"
_YEAR_FA = f"(?:(?: سال|،|,)? ?{_YEAR}| سال (?P<short>\\d\\d)(?!\\d))?"
_YEAR_EN = f"(?:,? ?{_YEAR})?"

_RELATIVE_FA = {
    "امروز": 0, "امشب": 0, "فردا": 1, "پسفردا": 2, "پسونفردا": 3, "پساونفردا": 3, "پسانفردا": 3, "دیروز": -1,
    "دیشب": -1, "پریروز": -2, "پریشب": -2, "emrooz": 0, "emruz": 0, "emroz": 0, "emshab": 0, "farda": 1,
    "pasfarda": 2, "dirooz": -1, "diruz": -1,
}  # fmt: skip
_RELATIVE_EN = {
    "today": 0, "tonight": 0, "this evening": 0, "this morning": 0, "this afternoon": 0, "tomorrow": 1, "tomorow": 1,
    "tommorow": 1, "tommorrow": 1, "tmrw": 1, "tmr": 1, "day after tomorrow": 2, "yesterday": -1,
    "day before yesterday": -2,
}  # fmt: skip
_NAMED: tuple[tuple[str, str, int, int], ...] = (
    ("(?:عید )?نوروز|عید امسال|سال نو|now?ro[uo]?z|nor[uo]?o?z|nowruz|persian new year", JALALI, 1, 1),
    ("سیزده ?به ?در|سیزدهبدر|13 ?به ?در|13 ?بدر|sizdah ?be ?dar", JALALI, 1, 13),
    ("(?:شب )?یلدا|شب چله|(?:shab-?e? )?yalda(?: night)?", JALALI, 9, 30),
    ("christmas eve|xmas eve|شب کریسمس", GREGORIAN, 12, 24),
    ("christmas(?: day)?|xmas|کریسمس", GREGORIAN, 12, 25),
    ("boxing day", GREGORIAN, 12, 26),
    ("new year'?s eve", GREGORIAN, 12, 31),
    ("new year'?s day|new year'?s?|سال نو میلادی", GREGORIAN, 1, 1),
)


def _number(word: str) -> int:
    return number_of(re.sub("(?<=\\d)(?:st|nd|rd|th)$", "", word))


def _relative(match: re.Match[str], today: date) -> Days:
    word = match["word"]
    offset = _RELATIVE_EN.get(word)
    if offset is None:
        offset = _RELATIVE_FA[word.replace(" ", "")]
    return _one(today + timedelta(days=offset))


def _distance(match: re.Match[str], today: date) -> Days:
    found = match.groupdict()
    count = number_of(match["count"]) * (-1 if found.get("ago") else 1)
    unit = match["unit"]
    if unit in ("روز", "day", "rooz", "ruz"):
        return _one(today + timedelta(days=count))
    if unit in ("هفته", "week", "hafte"):
        return _one(today + timedelta(weeks=count))
    return _one(add_months(GREGORIAN if unit == "month" else JALALI, today, count))


def _weekday_fa(match: re.Match[str], today: date) -> Days:
    weekday = persian_weekday(match["day"])
    found = match.groupdict()
    if found["this_week"]:
        return _one(weekday_in_week(today, weekday, 0, persian=True))
    if found["next_week"]:
        return _one(weekday_in_week(today, weekday, 1, persian=True))
    if found["past_week"]:
        return _one(weekday_in_week(today, weekday, -1, persian=True))
    if found["past"]:
        return _one(weekday_near(today, weekday) - timedelta(days=7))
    if found["next"] in ("آینده", "اینده"):  # the coming one
        return _one(weekday_near(today, weekday, after_today=True))
    if found["next"]:
        return _one(weekday_in_week(today, weekday, 1, persian=True))
    return _one(weekday_near(today, weekday))


def _weekday_en(match: re.Match[str], today: date) -> Days:
    weekday = english_weekday(match["day"])
    before, after = match["before"] or "", match["after"] or ""
    if before == "next" or "next" in after:
        return _one(weekday_in_week(today, weekday, 1, persian=False))
    if before in ("last", "past"):
        return _one(weekday_near(today, weekday) - timedelta(days=7))
    if "last" in after:
        return _one(weekday_in_week(today, weekday, -1, persian=False))
    return _one(weekday_near(today, weekday, after_today="coming" in before))


def _week(match: re.Match[str], today: date) -> Days:
    found = match.groupdict()
    persian = bool(found.get("fa"))
    offset = 1 if found.get("next") else -1 if found.get("past") else 0
    if found.get("end"):
        return weekend(today, offset, persian=persian)
    first, last = week(today, offset, persian=persian)
    return max(first, today) if offset == 0 else first, last


def _month(match: re.Match[str], today: date) -> Days:
    found = match.groupdict()
    calendar = JALALI if found.get("fa") else GREGORIAN
    offset = 1 if found.get("next") else -1 if found.get("past") else 0
    first, last = month_range(calendar, *month_starting(calendar, today, offset))
    return max(first, today) if offset == 0 else first, last


def _named_month(match: re.Match[str], today: date) -> Days:
    calendar, month = MONTH_NAMES[match["month"].rstrip(".")]
    year = match.groupdict().get("year")
    if year:
        start = day_of(calendar, int(year), month, 1)
        return start, add_months(calendar, start, 1) - timedelta(days=1)
    present = month_starting(calendar, today, 0)
    return month_range(calendar, present[0] + (month < present[1]), month)


def _day_month(match: re.Match[str], today: date) -> Days:
    calendar, month = MONTH_NAMES[match["month"].rstrip(".")]
    found = match.groupdict()
    first, last = _number(match["first"]), _number(found.get("last") or match["first"])
    if last < first:
        raise ValueError("a range runs forwards")
    year_text = found.get("year")
    if found.get("short"):
        year_text = ("14" if calendar == JALALI else "20") + found["short"]
    if year_text:
        return day_of(calendar, int(year_text), month, first), day_of(calendar, int(year_text), month, last)
    end = next_day_of(calendar, month, last, today)
    return end - timedelta(days=last - first), end


def _numeric(match: re.Match[str], today: date) -> Days:
    found = match.groupdict()
    year, first, second = int(match["year"]), int(match["a"]), int(match["b"])
    calendar = JALALI if year < 1700 else GREGORIAN
    if found.get("year_first"):
        return _one(day_of(calendar, year, first, second))
    if second > 12 >= first:  # month first is the only way to read it
        first, second = second, first
    return _one(day_of(calendar, year, second, first))


def _day_alone(match: re.Match[str], today: date) -> Days:
    day = _number(match["first"])
    for offset in range(13):
        year, month = month_starting(GREGORIAN, today, offset)
        try:
            candidate = date(year, month, day)
        except ValueError:
            continue
        if candidate >= today:
            return _one(candidate)
    raise ValueError("no such day")


def _rule(pattern: str, read: Callable[[re.Match[str], date], Days], *, is_weekday: bool = False) -> Rule:
    return Rule(re.compile(pattern), read, is_weekday)


def _named(calendar: str, month: int, day: int) -> Callable[[re.Match[str], date], Days]:
    return lambda match, today: _one(next_day_of(calendar, month, day, today))


_WEEKDAY_EN = "(?P<day>mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday|nsday|s)?|thu(?:r(?:s(?:day)?)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?)"
_FULL_WEEKDAY_EN = "(?P<day>monday|tuesday|wednesday|wednsday|thursday|friday|saturday|sunday)"
_AFTER_EN = "(?P<after> (?:of )?(?:this|next|last) week)?"

RULES: tuple[Rule, ...] = (
    _rule("\\b(?P<word>پس ?فردا|پس ?[اآ]?ون ?فردا|فردا|امروز|امشب|دیروز|دیشب|پریروز|پریشب)م?\\b", _relative),
    _rule("\\b(?P<word>pas ?farda|farda|emroo?z|emruz|emshab|diroo?z|diruz)\\b", _relative),
    _rule(f"\\b(?:the )?(?P<word>{'|'.join(sorted(_RELATIVE_EN, key=len, reverse=True))})\\b", _relative),
    _rule(f"\\b(?P<count>{PERSIAN_COUNT}|\\d{{1,3}}) ?(?P<unit>روز|هفته|ماه){_EZ} "
          "(?:دیگه|دیگر|بعدی?(?! ?از\\b)|آینده|اینده|(?P<ago>پیش|قبل))\\b", _distance),
    _rule("\\b(?P<count>\\d{1,3}) ?(?P<unit>rooz|ruz|hafte|mah)(?:e|eye)? (?:digeh?|baad|bad)\\b", _distance),
    _rule(f"\\bin (?P<count>{ENGLISH_COUNT}|an?|\\d{{1,3}}) (?P<unit>day|week|month)s?(?:' time|'s time|s' time)?\\b", _distance),
    _rule(f"\\b(?P<count>{ENGLISH_COUNT}|an?|\\d{{1,3}}) (?P<unit>day|week|month)s? "
          "(?:from (?:now|today)|later|hence|(?P<ago>ago))\\b", _distance),
    _rule(f"\\b(?:(?:این|همین) )?(?:روز )?(?P<day>{PERSIAN_WEEKDAY})(?: ?ها)?"
          f"(?:{_EZ} (?:(?P<this_week>(?:این|همین) هفته)|(?P<next_week>هفته{_EZ} (?:بعدی?(?! ?از\\b)|آینده|اینده|دیگه|دیگر))"
          f"|(?P<past_week>هفته{_EZ} (?:قبلی?|پیش|گذشته))|{_NEXT}|{_PAST}))?\\b", _weekday_fa, is_weekday=True),
    _rule(f"\\b(?:(?P<before>this coming|this|next|last|coming|past|on|every|each) )?(?:the )?{_FULL_WEEKDAY_EN}s?{_AFTER_EN}\\b"
          "(?! with\\b)", _weekday_en, is_weekday=True),
    _rule(f"\\b(?P<before>this coming|this|next|last|coming|past|on|by|until|till) {_WEEKDAY_EN}{_AFTER_EN}\\b(?!\\w)",
          _weekday_en, is_weekday=True),
    _rule(f"\\b(?P<before>next|this|last) week (?:on )?{_FULL_WEEKDAY_EN}(?P<after>)\\b", _weekday_en),
    _rule(f"\\b(?P<fa>هفته){_EZ} (?:{_NEXT}|{_PAST})\\b", _week),
    _rule("\\b(?:این|همین) (?P<fa>هفته)\\b", _week),
    _rule(f"\\b(?P<end>آخر|اخر){_EZ} (?:این |همین )?(?P<fa>هفته)(?: ?ها)?(?:{_EZ} (?:{_NEXT}|{_PAST}))?\\b", _week),
    _rule("\\b(?:the )?(?:(?P<next>next|following)|(?P<past>last|past)|this|the current) week(?P<end> ?-?end)?\\b", _week),
    _rule("\\b(?P<end>weekend)s?\\b", _week),
    _rule(f"\\b(?P<fa>ماه){_EZ} (?:{_NEXT}|{_PAST})\\b", _month),
    _rule("\\b(?:این|همین) (?P<fa>ماه)\\b", _month),
    _rule("\\b(?:(?P<next>next)|(?P<past>last)|this) month\\b", _month),
    _rule(f"\\bماه (?P<month>{_months(JALALI, latin=False)})\\b", _named_month),
    _rule(f"\\b(?P<month>{_months(JALALI, latin=False)}) ?ماه(?: {_YEAR})?\\b", _named_month),
    _rule(f"\\b(?:in|during|throughout|of) (?P<month>{_MONTH_EN}){_YEAR_EN}(?! ?\\d)\\b", _named_month),
    _rule(f"\\b(?P<first>{_DAY_FA}) ?(?:ام|م|مین)?{_EZ} ?(?:روز )?(?:از )?(?:ماه )?(?P<month>{_MONTH_FA})(?: ?ماه)?\\b"
          f"{_YEAR_FA}", _day_month),
    _rule(f"\\b(?:از )?(?P<first>{_DAY_FA}) ?(?:تا|الی|-) ?(?P<last>{_DAY_FA})(?: ?ام| ?م)?{_EZ} ?(?:ماه )?(?P<month>{_MONTH_FA})\\b"
          f"(?: ?ماه\\b)?{_YEAR_FA}", _day_month),
    _rule(f"\\b(?P<first>\\d{{1,2}}) ?(?:e|om|rd|th|st|nd)? ?(?P<month>{_JALALI_LATIN})\\b(?:,? ?{_YEAR})?", _day_month),
    _rule(f"\\b(?:the )?(?P<first>{_DAY_EN})(?: of)? ?(?P<month>{_MONTH_EN})(?![a-z]){_YEAR_EN}", _day_month),
    _rule(f"\\b(?:the )?(?P<first>{_DAY_EN}) ?(?:-|to|until|till|and) ?(?:the )?(?P<last>{_DAY_EN})(?: of)? (?P<month>{_MONTH_EN})"
          f"(?![a-z]){_YEAR_EN}", _day_month),
    _rule(f"\\b(?P<month>{_MONTH_EN}) ?(?:the )?(?P<first>{_DAY_EN})(?![\\w:]|[.]\\d){_YEAR_EN}", _day_month),
    _rule(f"\\b(?P<month>{_MONTH_EN}) (?P<first>{_DAY_EN}) ?(?:-|to) ?(?P<last>{_DAY_EN})(?![\\w:]){_YEAR_EN}", _day_month),
    _rule("(?<![\\d/.-])(?P<year_first>(?P<year>1[34]\\d\\d|19\\d\\d|2[01]\\d\\d))(?P<s> ?[-/.] ?)(?P<a>\\d{1,2})(?P=s)(?P<b>\\d{1,2})"
          "(?!\\d|[-/.]\\d)", _numeric),
    _rule("(?<![\\d/.-])(?P<a>\\d{1,2})(?P<s> ?[-/.] ?)(?P<b>\\d{1,2})(?P=s)(?P<year>1[34]\\d\\d|19\\d\\d|2[01]\\d\\d)(?!\\d|[-/.]\\d)", _numeric),
    _rule("\\bon the (?P<first>\\d{1,2}(?:st|nd|rd|th))\\b(?! (?:floor|of|edition|page|level|shelf|book|one))", _day_alone),
    *(_rule(f"\\b(?:{names})\\b", _named(calendar, month, day)) for names, calendar, month, day in _NAMED),
)  # fmt: skip
