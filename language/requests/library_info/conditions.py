"""Conditions that a rule of the library states, and what a message supposes: a day, its part, a number of people."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, timedelta

from language.dates import find_dates
from language.digits import to_ascii
from language.normalise import fold
from language.numerals import ENGLISH_COUNT, PERSIAN_COUNT, number_of
from language.requests.library_info.counted import people_in
from language.weekdays import PERSIAN_WEEKDAY, english_weekday, persian_weekday

__all__ = ["RuleConditions", "Supposed", "conditions_of", "supposed_in"]

_N_EN, _N_FA = rf"\d{{1,4}}|{ENGLISH_COUNT}", rf"\d{{1,4}}|{PERSIAN_COUNT}"
_DAYS_OF = {"day": 1, "روز": 1, "week": 7, "هفته": 7}
# What is to be done so long before: a limit to how early it may be, or what holds "if …", is none.
_NOTICE = (
    re.compile(
        rf"\b(?:write|ask|tell us|let us know|apply|register|inform us)\b(?:[^.;:]|\.(?=\w)){{0,60}}?(?<!up to )(?<!at most )(?<!than )\b(?P<n>{_N_EN}|a) (?P<unit>day|week)s? (?:ahead|beforehand|before(?! (?:it|you|the|they)\b)|in advance|earlier)\b"
    ),
    re.compile(
        rf"(?<!تا )(?<!از )(?<!\w)(?P<n>{_N_FA}) (?P<unit>روز|هفته) (?:پیش|قبل|جلو|زود)[ \u200c]?(?:تر)?(?!\w)(?:[^.؛:]|\.(?=\w)){{0,60}}(?<!\w)(?:بنویسید|بگویید|خبر (?:بدهید|دهید)|ثبت کنید|درخواست (?:بدهید|کنید)|اطلاع دهید)"
    ),
)
_EN_DAY = "(?:sun|mon|tues|wednes|thurs|fri|satur)day"
_RANGES = (
    (re.compile(rf"\b(?P<a>{_EN_DAY})s? (?:to|till|until|through) (?P<b>{_EN_DAY})s?\b"), english_weekday),
    (
        re.compile(rf"(?<!\w)(?P<a>{PERSIAN_WEEKDAY})[\u200c ]?(?:ها)? تا (?P<b>{PERSIAN_WEEKDAY})(?!\w)"),
        lambda name: persian_weekday(name.replace("\u200c", "")),
    ),
)
_ANY_DAY = re.compile(rf"\b{_EN_DAY}|(?<!\w)(?:{PERSIAN_WEEKDAY})(?!\w)")
_EXCEPT = re.compile(r"\b(?:except|but not|closed|not on)\b|(?<!\w)(?:جز|به ?جز|تعطیل|غیر از)(?!\w)")
_MORNINGS = re.compile(r"\bmornings\b|(?<!\w)صبح[ \u200c]?ها(?!\w)")
_LATER = re.compile(r"\b(?:afternoon|evening)s?\b|(?<!\w)(?:عصر|بعد ?از ?ظهر|غروب)(?:ها|ی)?(?!\w)")
_EARLY = re.compile(r"\bmornings?\b|(?<!\w)صبح\w{0,2}(?!\w)")
_MOST = re.compile(
    r"\b(?:up to|at most|no more than) (\d{1,3}) (?:people|persons|pupils|children|visitors)\b"
    r"|(?<!\w)(?:تا|حداکثر) (\d{1,3}) (?:نفر|دانش ?آموز|کودک|بچه)(?!\w)"
)
_BOOKS = re.compile(
    r"\b(?:more than|above|over) (\d{1,4}) (?:books?|volumes)\b|(?<!\w)بیش(?:تر)? از (\d{1,4}) (?:جلد|کتاب)(?!\w)"
)
# Whether one may come on that day is asked, or wished: done, told of, or ruled out, it is another matter.
_WHO = r"(?:i|we|they|he|she|(?:my|our|the|a) (?:\w{1,12} ){0,5}\w{2,12})"
_COMES = r"(?:come|bring|visit|do (?:it|that|this)|deliver|drop)"
_ASKED = re.compile(
    rf"\b(?:can|could|may|might) {_WHO} (?:also |maybe |all )?{_COMES}\b|\b(?:want|like|plan|planning|hope|hoping|wish|love|possible) to (?:come|bring|visit)\b"
    r"|\b(?:how|what) about\b|\bis (?:it |that )?[^.?!]{0,30}\b(?:possible|ok|okay|fine|all right)\b|\bwould [^.?!]{0,30}\b(?:suit|be (?:possible|ok|okay|fine))\b"
    r"|(?<!\w)(?:می ?شه|می ?شود|می ?تو[ان]\w{2,6}|می ?خوا\w{1,6}|امکان ?دار\w{1,2}|چطوره|خوبه|باش(?:د|ه|یم)|بیا(?:م|یم|ییم|ریم|رم)|بیاور(?:م|یم))(?!\w)"
)
_NOT_ASKED = re.compile(
    r"n't\b|\b(?:not|cannot|no|never|but|except|other than|apart from|instead|rather|before|after|from|since|until|till|by|any day|earlier|later|than|last|ago|was|were|did|had|came|visited|brought|went|e-?mail|call|phone|write|send|ask|cancel|move|leave|story|event|workshop|film|talk)\b"
    r"|(?<!\w)(?:نه|جز|به ?جز|غیر|قبل|پیش|(?<!هفته )(?<!ماه )بعد(?! ?از ?ظهر)|از|تا|گذشته|قبلی|ایمیل|تماس|زنگ|لغو|کنسل|قصه\w*|کارگاه\w*|فیلم\w*|بفرست\w*|نمی\w*|ن(?:باش|یست|شد|یا)\w*|بود\w*|آمد\w*|اومد\w*|آورد\w*|رفت\w*)(?!\w)"
)
# Around a day that stands alone.
_FRAGMENT = re.compile(
    rf"^(?:\W|\b(?:and|or|on|in|a|an|the|for|at|next|this|of|so|then|maybe|say|please|would that be|mornings?|afternoons?|evenings?|{_EN_DAY}s?)\b|(?<!\w)(?:و|یا|در|روز|برای|واسه|هم|چی|چطور|صبح|عصر|بعد ?از ?ظهر|غروب|ها|ی)(?!\w)){{0,60}}$"
)
_CLAUSE = re.compile(r"[^.,;:?!،؛؟\n]+")


@dataclass(frozen=True, slots=True)
class RuleConditions:
    """What a rule asks: days of notice, weekdays (Monday 0), mornings alone, so many people, more than so many books."""

    notice: int | None = None
    weekdays: frozenset[int] | None = None
    mornings: bool = False
    people: int | None = None
    books: int | None = None


@dataclass(frozen=True, slots=True)
class Supposed:
    """What a message supposes: its days, that it is not in the morning, and how many people come."""

    days: tuple[date, date] | None = None
    later: bool = False
    people: int | None = None

    def earliest(self, rule: RuleConditions, today: date) -> date | None:
        """Give the first day that the rule allows, where the days that are supposed begin before it; else None."""
        if self.days is None or rule.notice is None:
            return None
        first = today + timedelta(days=rule.notice)
        while rule.weekdays and first.weekday() not in rule.weekdays:
            first += timedelta(days=1)
        return first if today <= self.days[0] < first else None

    def wrong_day(self, rule: RuleConditions) -> date | None:
        """Give the one day that is supposed, where it is none of the rule's; else None."""
        if self.days is None or rule.weekdays is None or self.days[0] != self.days[1]:
            return None
        return self.days[0] if self.days[0].weekday() not in rule.weekdays else None


def conditions_of(texts: Iterable[str]) -> RuleConditions:
    """Read what a rule asks, of its texts in any languages."""
    notice = people = books = None
    weekdays: frozenset[int] | None = None
    mornings = False
    for text in texts:
        said = to_ascii(fold(text)).replace("’", "'")
        for pattern in _NOTICE:
            if notice is None and (found := pattern.search(said)):
                notice = _number(found["n"]) * _DAYS_OF[found["unit"]]
        if weekdays is None and not _EXCEPT.search(said):
            weekdays = _weekdays(said)
        mornings = mornings or (_MORNINGS.search(said) is not None and _LATER.search(said) is None)
        people = people or _first(_MOST, said)
        books = books or _first(_BOOKS, said)
    # In the morning of what days, is said beside these.
    return RuleConditions(notice, weekdays, mornings and weekdays is not None, people, books)


def supposed_in(text: str, today: date) -> Supposed:
    """Read what a message supposes of days, their part and the number of people."""
    # Today is said of what goes on, too: it is meant where its weekday is named.
    spans = [
        span
        for span in find_dates(text, today)
        if not span.contradicted and (span.first > today or _ANY_DAY.search(to_ascii(fold(span.text))))
    ]
    people = people_in(text, " ".join(span.text for span in spans))
    clauses = _asked_clauses(text, [span.text for span in spans])
    # Of several days, none is the one that is meant, but of a weekday with its date.
    alike = len({(one.first.weekday(), one.last.weekday()) for one in spans}) == 1
    meant = max(spans, key=lambda one: one.first) if alike else None
    asked = meant is not None and any(meant.start < end and start < meant.end for start, end, _ in clauses)
    days = (meant.first, meant.last) if meant is not None and asked else None
    parts = " ".join(said for *_, said in clauses)
    later = _LATER.search(parts) is not None and _EARLY.search(to_ascii(fold(text))) is None
    return Supposed(days, later, people)


def _asked_clauses(text: str, dates: Iterable[str]) -> list[tuple[int, int, str]]:
    """Give the clauses of a text that ask whether one may come then, or are a day alone, with their places."""
    named = [fold(one) for one in dates]
    clauses: list[tuple[int, int, str]] = []
    before = ""
    for found in _CLAUSE.finditer(text):
        said = fold(found[0]).replace("’", "'")
        rest = said
        for one in named:
            rest = rest.replace(one, " ")
        alone = _FRAGMENT.match(rest) is not None and not _NOT_ASKED.search(before)
        if alone or (_ASKED.search(said) and not _NOT_ASKED.search(said)):
            clauses.append((found.start(), found.end(), to_ascii(said)))
        before = said
    return clauses


def _weekdays(said: str) -> frozenset[int] | None:
    """Give the weekdays of a run, where no other day is named."""
    for pattern, number in _RANGES:
        found = pattern.search(said)
        if found is None or _ANY_DAY.search(said[: found.start()]) or _ANY_DAY.search(said[found.end() :]):
            continue
        first, last = number(found["a"]), number(found["b"])
        return frozenset((first + each) % 7 for each in range((last - first) % 7 + 1))
    return None


def _number(word: str) -> int:
    return int(word) if word.isdigit() else 1 if word in ("a", "an") else number_of(word) or 0


def _first(pattern: re.Pattern[str], said: str) -> int | None:
    found = pattern.search(said)
    return int(next(filter(None, found.groups()))) if found else None
