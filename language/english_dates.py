"""English and numeric date patterns, over an aligned text."""

from __future__ import annotations

from language.date_readers import (
    ENGLISH_OFFSETS,
    YEAR,
    DateRule,
    month_words,
    named,
    read_day_alone,
    read_day_month,
    read_distance,
    read_month,
    read_named_month,
    read_numeric,
    read_relative,
    read_week,
    read_weekday_en,
    rule,
)
from language.feasts import read_from_easter
from language.months import GREGORIAN
from language.numerals import ENGLISH_COUNT, ENGLISH_ORDINAL
from language.part_readers import (
    PART_EN,
    read_after_next,
    read_day_of_month,
    read_nth_weekday,
    read_part_of_month,
    read_part_of_year,
    read_week_start,
    read_weeks_after,
)

__all__ = ["RULES"]

_NEAR = "|".join(sorted(ENGLISH_OFFSETS, key=len, reverse=True))
_COUNT = f"(?:(?:a )?(?P<couple>couple) of|(?P<count>{ENGLISH_COUNT}|an?|\\d{{1,3}}))"
_UNIT = "(?P<unit>day|week|fortnight|month)s?"
_DAY = f"(?:{ENGLISH_ORDINAL}|\\d{{1,2}}(?:st|nd|rd|th)?)"
# "5 may be late" is no day in May
_MAY = "may(?! (?:i|we|be|have|not)\\b)"
_MONTH = f"(?P<month>(?:{month_words(GREGORIAN, latin=True).replace('may', _MAY)})\\.?)"
_YEAR = f"(?:,? ?{YEAR})?"
_TO = " ?(?:-|to|until|till|and) ?(?:the )?"

_DAYS = "monday|tuesday|wednesday|wednsday|thursday|friday|saturday|sunday"
_WEEKDAY = f"(?P<day>{_DAYS})"
_SHORT_WEEKDAY = "(?P<day>mon|tues?|weds?|thu|thurs?|fri|sat|sun)"
# Short names that are words of their own, too: only where a day is asked for, and nothing goes on behind them.
_PLAIN_SHORT = "(?P<day>tues|weds|thu(?:rs?)?|fri)"
# Persian in Latin letters goes on: what looks like a day is a word of it.
_NO_FINGLISH = "(?! (?:ro|ra|ketab\\w*|kon|konid|konam|kone)\\b)"
_NOTHING_ON = "morning|evening|afternoon|night|mornings|evenings|at|from|till|until|as well"
_ASKED_SHORT = (
    f"(?P<day>mon|tue|sat|sun|wed)(?= ?(?:$|[?!.,;&]|(?:and|or|too|also|then|please|pls|{_NOTHING_ON})\\b|\\d))"
)
_LEADS = "and or about open opens close closes closed also then you till until but no on".split()
_BEHIND_LEAD = "|".join("(?<=\\b" + word + " )" for word in _LEADS)
_DAY_IS_ASKED = f"(?:(?<![\\s\\S])|(?<=[,&/-])|(?<=[,&/-] )|{_BEHIND_LEAD})"
_OF_WEEK = "(?P<after> (?:of )?(?:this|next|last) week)?"

_OF_MONTH = "(?:(?P<next>next|the following)|(?P<past>last|the last)|(?P<this>this|the current)|the) month"
_OF_YEAR = "(?:(?P<next>next|the following)|(?P<past>last)|(?P<this>this)|the) year"
_NTH = "(?:the )?(?P<nth>first|second|third|fourth|last)"
_WEEKS = f"(?P<weeks>an?|two|three|{ENGLISH_COUNT}|\\d)"

_APART = "(?P<s> ?[-/.] ?)"

RULES: tuple[DateRule, ...] = (
    rule(f"\\b(?:the )?(?P<word>{_NEAR})\\b", read_relative),
    rule(f"\\bin {_COUNT} {_UNIT}(?:' time|'s time|s' time)?\\b(?! late)", read_distance),
    rule(f"\\b{_COUNT} {_UNIT} (?:from (?:now|today)|later|hence|(?P<ago>ago))\\b", read_distance),
    rule(
        "\\b(?:(?P<before>this coming|this|next|last|coming|past|on|every|each) )?(?:the )?"
        f"{_WEEKDAY}s?{_OF_WEEK}\\b(?! (?:with|murder)\\b)",
        read_weekday_en,
        is_weekday=True,
    ),
    rule(
        f"\\b(?P<before>this coming|this|next|last|coming|past|on|by|until|till) {_SHORT_WEEKDAY}{_OF_WEEK}\\b"
        f"{_NO_FINGLISH}",
        read_weekday_en,
        is_weekday=True,
    ),
    rule(f"\\b(?P<before>){_PLAIN_SHORT}(?P<after>)\\b(?!['’]){_NO_FINGLISH}", read_weekday_en, is_weekday=True),
    rule(
        f"{_DAY_IS_ASKED}(?P<before>){_ASKED_SHORT}(?P<after>)",
        read_weekday_en,
        is_weekday=True,
    ),
    rule(f"\\b(?P<before>next|this|last) week (?:on )?{_WEEKDAY}(?P<after>)\\b", read_weekday_en),
    rule(
        "\\b(?:the )?(?:(?P<next>next|following)|(?P<past>last|past)|this|the current) week(?P<end> ?-?end)?\\b",
        read_week,
    ),
    rule("\\b(?P<end>weekend)s?\\b", read_week),
    rule("\\b(?:(?P<next>next)|(?P<past>last)|this) month\\b", read_month),
    rule(f"\\b(?:in|during|throughout|of) {_MONTH}{_YEAR}(?! ?\\d)\\b", read_named_month),
    rule(f"\\b(?:the )?(?P<first>{_DAY})(?: of)? ?{_MONTH}(?![a-z]){_YEAR}", read_day_month),
    rule(f"\\b(?:the )?(?P<first>{_DAY}){_TO}(?P<last>{_DAY})(?: of)? {_MONTH}(?![a-z]){_YEAR}", read_day_month),
    rule(f"\\b{_MONTH} ?(?:the )?(?P<first>{_DAY})(?![\\w:]|[.]\\d){_YEAR}", read_day_month),
    rule(f"\\b{_MONTH} (?P<first>{_DAY}) ?(?:-|to) ?(?P<last>{_DAY})(?![\\w:]){_YEAR}", read_day_month),
    rule(
        f"(?<![\\d/.-])(?P<year_first>{YEAR}){_APART}(?P<a>\\d{{1,2}})(?P=s)(?P<b>\\d{{1,2}})(?!\\d|[-/.]\\d)",
        read_numeric,
    ),
    rule(f"(?<![\\d/.-])(?P<a>\\d{{1,2}}){_APART}(?P<b>\\d{{1,2}})(?P=s){YEAR}(?![-/.]\\d)", read_numeric),
    rule(
        "\\b(?:on|until|till|by|from|since|before|after) the (?P<first>\\d{1,2}(?:st|nd|rd|th))\\b"
        "(?! (?:floor|of|edition|page|level|shelf|book|one|century))",
        read_day_alone,
    ),
    rule(f"\\b{PART_EN}(?:{_OF_MONTH})\\b", read_part_of_month),
    rule(f"\\b{PART_EN}{_MONTH}(?![a-z]){_YEAR}", read_part_of_month),
    rule(f"\\b{PART_EN}(?:{_OF_YEAR})\\b", read_part_of_year),
    rule("\\b(?:(?P<next>next)|(?P<past>last)) year\\b", read_part_of_year),
    rule(f"\\b(?:the )?(?P<first>{_DAY}) of {_OF_MONTH}\\b", read_day_of_month),
    rule(f"\\b{_NTH} {_WEEKDAY} (?:of|in) (?:{_OF_MONTH})\\b", read_nth_weekday),
    rule(f"\\b{_NTH} {_WEEKDAY} (?:of|in) {_MONTH}(?![a-z]){_YEAR}", read_nth_weekday),
    rule("\\b(?:the )?(?:start|beginning) of (?:the|(?P<next>next)) week\\b", read_week_start),
    rule(f"\\b{_WEEKS} weeks? (?:on |from )?(?P<day>today|tomorrow|{_DAYS})\\b", read_weeks_after),
    rule(f"\\b(?:on )?(?P<day>{_DAYS}) week\\b", read_weeks_after),
    rule("\\b(?:the )?week(?P<end> ?-?end)? after next\\b", read_after_next),
    rule("\\b(?:easter(?: sunday)?|easter day)\\b", read_from_easter(0)),
    rule("\\beaster monday\\b", read_from_easter(1)),
    rule("\\bgood friday\\b", read_from_easter(-2)),
    rule("\\b(?:st\\.? )?valentine'?s?(?: day)?\\b", named(GREGORIAN, 2, 14)),
    rule("\\bhalloween\\b", named(GREGORIAN, 10, 31)),
    rule("\\b(?:christmas|xmas) eve\\b", named(GREGORIAN, 12, 24)),
    rule("\\b(?:christmas(?: day)?|xmas)\\b", named(GREGORIAN, 12, 25)),
    rule("\\bboxing day\\b", named(GREGORIAN, 12, 26)),
    rule("\\bnew year'?s eve\\b", named(GREGORIAN, 12, 31)),
    rule("\\bnew year'?s?(?: day)?\\b", named(GREGORIAN, 1, 1)),
)
