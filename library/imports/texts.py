"""Texts of catalogue records made fit to be shown: without the punctuation of cards, names in their natural order."""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from language.digits import to_ascii

__all__ = ["ages", "cleaned", "number_in", "page_count", "person", "year_of"]

# C0 and C1, and what bibliographic systems put around words that are not sorted by.
_CONTROL = {code: None for code in (*range(32), *range(127, 160)) if code not in (9, 10, 13)}
_PUNCTUATION = "/:;,=،؛"
_END = re.compile(r"(?<![\s/:;,=،؛])[\s/:;,=،؛]+$")
_STOP = re.compile(r"(?<=[^\W\d_]{3})\.$|(?<=[\])»”\"])\.$")
# «۱۲۸۱-۱۳۳۰», "1817-1893", "1816-", "b. 1920", «۱۲۸۱ -».
_DATES = re.compile(
    r"[,،]? ?\(?(?:b\.|d\.|ca\.|fl\.|active|متولد|م\.|ق)? ?\d{3,4} ?[-–‒]? ?(?:\d{3,4})?\?? ?[.)]{0,3} ?$"
)
_NUMBER = re.compile(r"\d+")
_PAGES = re.compile(r"(\d{1,5})\s*(?:numbered\s+|unnumbered\s+)?(?:pages?\b|pp?\b|p\.|ص\b|صفحه|s\.|S\.)", re.IGNORECASE)
_PAGES_AFTER = re.compile(r"(?:ص|صفحات)\s{0,2}\.?\s{0,2}(\d{1,5})")
_YEAR = re.compile(r"(?<!\d)(\d{4})(?!\d)")
_LUNAR = re.compile(r"(?<!\d)(1[0-4]\d{2})\s*(?:ه\.?\s*)?ق(?![^\W\d_])")
_AGES = re.compile(r"(?<!\d)0*(\d{1,2})\s*(?:[-–]|to|تا|/)\s*0*(\d{1,2})(?!\d)")
_AGE = re.compile(r"(?<!\d)0*(\d{1,2})(?!\d)")
_LAST_SOLAR, _SOLAR, _LUNAR_BEGINS, _LUNAR_YEAR = 1500, 621, 622, 0.970224


# Codes, places and publishers come back in every record.
@lru_cache(maxsize=50_000)
def cleaned(text: str | None) -> str:
    """Give a text as it is shown: composed letters, single spaces, and nothing of ISBD at its end."""
    if not text:
        return ""
    if not text.isprintable():
        text = text.translate(_CONTROL)
    if not text.isascii():
        text = unicodedata.normalize("NFC", text)
    text = " ".join(text.split())
    if text and text[-1] in _PUNCTUATION:
        text = _END.sub("", text)
    return _STOP.sub("", text).strip() if text.endswith(".") else text


def person(name: str | None, *, inverted: bool = True) -> str:
    """Give a name in its natural order without dates: “Woolf, Virginia, 1882-1941.” is “Virginia Woolf”."""
    text = cleaned(_DATES.sub("", to_ascii_dates(cleaned(name))))
    if not inverted:
        return text
    for comma in ("،", ","):
        family, found, given = text.partition(comma)
        if found:
            # What follows a second comma are titles and dates.
            given = re.split("[,،]", given)[0]
            return f"{cleaned(given)} {cleaned(family)}".strip()
    return text


def to_ascii_dates(text: str) -> str:
    """Give a text whose digits are ASCII, if it has any: only then may it end in dates."""
    return to_ascii(text) if any(sign.isdigit() for sign in text) else text


def number_in(text: str | None) -> int | None:
    """Give the first number in a text: “vol. 3” is 3."""
    found = _NUMBER.search(to_ascii(text or ""))
    return int(found[0]) if found and len(found[0]) <= 6 else None


def page_count(text: str | None) -> int | None:
    """Give how many pages a description names, the most of several: “xii, 384 p.”, «۲۴۰ ص.»."""
    plain = to_ascii(text or "")
    found = [int(number) for number in (*_PAGES.findall(plain), *_PAGES_AFTER.findall(plain))]
    return max(found, default=0) or None


def year_of(text: str | None, *, written_in_persian: bool) -> int | None:
    """Give the year of a date, as the store keeps it: Jalali for what was written in Persian, else Gregorian.

    A year before 1500 is Jalali, or lunar where it says so («۱۳۲۰ق.»).
    """
    plain = to_ascii(text or "")
    if lunar := _LUNAR.search(plain):
        gregorian = round(int(lunar[1]) * _LUNAR_YEAR + _LUNAR_BEGINS)
        return gregorian - _SOLAR if written_in_persian else gregorian
    years = [int(year) for year in _YEAR.findall(plain) if 1000 <= int(year) <= 2100]
    if not years:
        return None
    solar = [year for year in years if 1200 <= year < _LAST_SOLAR]
    if written_in_persian and solar:
        return solar[0]
    if solar and len(solar) == len(years):
        return solar[0] + _SOLAR
    return next(year for year in years if year not in solar)


def ages(text: str | None) -> tuple[int, int | None] | None:
    """Give the ages that a text names, from and to: “Ages 4-8.”, “008-012”, «۷ تا ۹ سال»."""
    plain = to_ascii(text or "")
    if found := _AGES.search(plain):
        first, last = int(found[1]), int(found[2])
        return (first, last) if first <= last <= 99 else None
    found = _AGE.search(plain)
    return (int(found[1]), None) if found else None
