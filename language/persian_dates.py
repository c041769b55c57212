"""Persian date patterns, over an aligned text (half-spaces are spaces there)."""

from __future__ import annotations

from language.date_readers import (
    YEAR,
    DateRule,
    month_words,
    named,
    read_day_month,
    read_distance,
    read_month,
    read_named_month,
    read_relative,
    read_week,
    read_week_day,
    read_weekday_fa,
    rule,
)
from language.months import GREGORIAN, JALALI
from language.numerals import PERSIAN_COUNT, PERSIAN_ORDINAL
from language.part_readers import (
    PART_FA,
    read_day_of_month,
    read_eid,
    read_holidays,
    read_nth_weekday,
    read_part_of_month,
    read_part_of_year,
    read_week_start,
    read_weeks_after,
)
from language.weekdays import PERSIAN_WEEKDAY

__all__ = ["RULES"]

_EZ = "(?: ?ی)?"  # «جمعه‌ی بعد»
_LATER = "بعدی?(?! ?از\\b)|آینده|اینده|دیگه|دیگر"  # «جمعه بعد از ظهر» is no other Friday
_EARLIER = "قبلی?|پیش|گذشته"
_NEXT = f"(?P<next>{_LATER})"
_PAST = f"(?P<past>{_EARLIER})"
_DAY = f"(?:{PERSIAN_ORDINAL}|{PERSIAN_COUNT}|\\d{{1,2}})"
_TH = "(?: ?(?:ام|م|مین))?"
_JALALI = month_words(JALALI, latin=False)
# «۲ می‌خوام» is no day in May, and «دومی» is the second of a list
_MAY = "(?<![^\\W\\d])می(?= ?\\d{4}|$| ?[^\\w ]| (?:ماه|ساعت|باز|تعطیل|در|رو|هم|چه)\\b)"
_MONTH = f"(?P<month>{month_words(JALALI, GREGORIAN, latin=False).replace('|می|', f'|{_MAY}|')})(?: ?ماه)?\\b"
_YEAR = f"(?:(?: سال|،|,)? ?{YEAR}| سال (?P<short>\\d\\d)(?!\\d))?"

_WEEK_OF = (
    f"(?P<this_week>(?:این|همین) هفته)|(?P<next_week>هفته{_EZ} (?:{_LATER}))|(?P<past_week>هفته{_EZ} (?:{_EARLIER}))"
)

_THIS = "(?P<this>این|همین) "
_OF_MONTH = f"(?:{_THIS})?(?P<fa>ماه)(?:{_EZ} (?:{_NEXT}|{_PAST}))?"
_OF_YEAR = f"(?:{_THIS})?(?P<fa>سال)(?:{_EZ} (?:{_NEXT}|{_PAST}))?"
_NTH = "(?P<nth>اولین|دومین|سومین|چهارمین|آخرین)"

RULES: tuple[DateRule, ...] = (
    rule(
        "\\b(?P<word>پس ?فردا ?شب|پس ?فردا|پس ?[اآ]?ون ?فردا|فردا ?شب|فردا|امروز|امشب|دیروز|دیشب|پریروز|پریشب)م?\\b",
        read_relative,
    ),
    rule("\\b(?P<word>pas ?farda|farda|emroo?z|emruz|emshab|diroo?z|diruz)\\b", read_relative),
    rule(
        f"\\b(?P<count>{PERSIAN_COUNT}|\\d{{1,3}}) ?(?P<unit>روز|هفته|ماه){_EZ} (?:{_LATER}|(?P<ago>پیش|قبل))\\b",
        read_distance,
    ),
    rule("\\b(?P<count>\\d{1,3}) ?(?P<unit>rooz|ruz|hafte|mah)(?:e|eye)? (?:digeh?|baad|bad)\\b", read_distance),
    rule(
        f"\\b(?:(?:این|همین) )?(?:روز )?(?P<day>{PERSIAN_WEEKDAY})(?: ?ها)?"
        f"(?:{_EZ} (?:{_WEEK_OF}|{_NEXT}|{_PAST}))?\\b",
        read_weekday_fa,
        is_weekday=True,
    ),
    rule(f"\\b(?P<fa>هفته){_EZ} (?:{_NEXT}|{_PAST})\\b", read_week),
    rule("\\b(?:این|همین) (?P<fa>هفته)\\b", read_week),
    rule(f"\\b(?P<end>آخر|اخر){_EZ} (?:این |همین )?(?P<fa>هفته)(?: ?ها)?(?:{_EZ} (?:{_NEXT}|{_PAST}))?\\b", read_week),
    rule(f"\\b(?P<fa>هفته){_EZ} (?:{_NEXT}|{_PAST}) (?:روز )?(?P<day>{PERSIAN_WEEKDAY})\\b", read_week_day),
    rule(
        f"\\b(?:روز )?(?P<day>{PERSIAN_WEEKDAY}){_EZ} (?P<weeks>{PERSIAN_COUNT}|\\d) ?(?P<fa>هفته){_EZ} "
        f"(?:{_LATER})\\b",
        read_weeks_after,
    ),
    rule(
        f"\\b(?:اول|ابتدای|شروع){_EZ} (?P<fa>هفته)(?:{_EZ} {_NEXT})?\\b(?!{_EZ} (?:این|همین))(?P<end>)", read_week_start
    ),
    rule(f"\\b{PART_FA}{_EZ} {_OF_MONTH}\\b(?! ?(?:{_JALALI}|رمضان|محرم)\\b)", read_part_of_month),
    rule(f"\\b{PART_FA}{_EZ} (?:ماه )?(?P<month>{_JALALI})(?: ?ماه)?\\b(?: (?:سال )?{YEAR})?", read_part_of_month),
    rule(f"\\b{PART_FA}{_EZ} {_OF_YEAR}\\b(?! ?(?:نو|تحصیلی|\\d))", read_part_of_year),
    rule(f"\\b(?P<fa>سال){_EZ} (?:{_NEXT}|{_PAST})\\b", read_part_of_year),
    rule(f"\\b(?P<first>{_DAY}){_TH}{_EZ} {_THIS}(?P<fa>ماه)\\b(?P<next>)(?P<past>)", read_day_of_month),
    rule(f"\\b(?P<first>{_DAY}){_TH}{_EZ} (?P<fa>ماه){_EZ} (?:{_NEXT}|{_PAST})\\b", read_day_of_month),
    rule(f"\\b{_NTH} (?P<day>{PERSIAN_WEEKDAY}){_EZ} {_OF_MONTH}\\b(?! ?(?:{_JALALI})\\b)", read_nth_weekday),
    rule(f"\\b{_NTH} (?P<day>{PERSIAN_WEEKDAY}){_EZ} (?:ماه )?(?P<month>{_JALALI})(?: ?ماه)?\\b", read_nth_weekday),
    rule(
        "\\b(?:تعطیلات|ایام|تعطیلی(?: ?ها)?)(?: ?ی)? (?:(?:عید )?نوروز|عید)(?! ?(?:فطر|قربان|غدیر))\\b", read_holidays
    ),
    rule(f"\\b(?:روز )?(?P<first>{PERSIAN_ORDINAL}){_EZ} (?:عید(?! ?(?:فطر|قربان|غدیر))|نوروز)\\b", read_eid),
    rule(f"\\b(?P<fa>ماه){_EZ} (?:{_NEXT}|{_PAST})\\b", read_month),
    rule("\\b(?:این|همین) (?P<fa>ماه)\\b", read_month),
    rule(f"\\bماه (?P<month>{_JALALI})\\b", read_named_month),
    rule(f"\\b(?P<month>{_JALALI}) ?ماه(?: {YEAR})?\\b", read_named_month),
    rule(f"\\b(?P<first>{_DAY}){_TH}{_EZ} ?(?:روز )?(?:از )?(?:ماه )?{_MONTH}{_YEAR}", read_day_month),
    rule(
        f"\\b(?:از )?(?P<first>{_DAY}){_TH} ?(?:تا|الی|-) ?(?P<last>{_DAY}){_TH}{_EZ} ?(?:ماه )?{_MONTH}{_YEAR}",
        read_day_month,
    ),
    rule(
        "\\b(?P<first>\\d{1,2}) ?(?:e|om|rd|th|st|nd)? ?"
        f"(?P<month>{month_words(JALALI, latin=True)})\\b(?:,? ?{YEAR})?",
        read_day_month,
    ),
    rule(
        "\\b(?:(?:عید )?نوروز|عید امسال|no[uw]?ro[uo]?z|nowruz|eyd(?:e|-e)? nowruz)\\b(?! day)",
        read_holidays,
    ),
    rule("\\b(?:روز (?:اول )?نوروز|سال نو(?! ?ی? ?میلادی)|persian new year|nowruz day)\\b", named(JALALI, 1, 1)),
    rule("\\b(?:روز طبیعت|nature day)\\b", named(JALALI, 1, 13)),
    rule("\\b(?:سیزده ?به ?در|سیزده ?بدر|13 ?به ?در|13 ?بدر|sizdah ?be ?dar)\\b", named(JALALI, 1, 13)),
    rule("\\b(?:(?:شب )?یلدا|شب چله|(?:shab-?e? )?yalda(?: night)?)\\b", named(JALALI, 9, 30)),
    rule("\\bکریسمس\\b", named(GREGORIAN, 12, 25)),
    rule("\\bسال نو ?ی? ?میلادی\\b", named(GREGORIAN, 1, 1)),
)
