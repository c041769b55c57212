"""Wishes for newer or older titles than those shown, and for those of the last years."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.turn import Turn
from actions.subjects.titles.spoken_of import titles_shown
from language.normalise import fold
from language.numerals import number_of
from language.requests.reading.reading import read_wish
from language.requests.reading.reading_numbers import DECADE, find_years
from language.requests.reading.reading_words import tokens
from language.requests.reading.wish import ReadingWish

__all__ = ["in_time"]

_LAST_YEARS = re.compile(r"\b(?:last|past) (\w+) years\b|\b(\w+) سال (?:اخیر|گذشته|آخر)")
_OLDER = re.compile(r"\b(?:older|not so new|less modern|earlier ones)\b|قدیمی ?تر|\bghadimi ?tar")
_NEWER = re.compile(
    r"\b(?:newer|more recent|recent ones|more modern|not so old(?:[- ]fashioned)?|less old|up[- ]to[- ]date)\b|جدید ?تر|تازه ?تر|قدیمی نباش|امروزی ?تر|\bjadid ?tar"
)


async def in_time(turn: Turn, wish: ReadingWish) -> ReadingWish | None:
    """Narrow a wish to newer or older ones, or to the last years; None where that is not said."""
    asked = fold(turn.text)
    said = read_wish(turn.text).wish
    compared = _NEWER.search(asked) or _OLDER.search(asked)
    if any(find_years(DECADE.sub(" ", " ".join(tokens(turn.text))))[0]) or (
        (said.since or said.until) and not compared
    ):
        # The year itself is said.
        return None
    if (found := _LAST_YEARS.search(asked)) is not None:
        number = next(filter(None, found.groups()))
        try:
            count = number_of(number)
        except KeyError:
            count = _YEARS
        return replace(wish, since=turn.today.year - count, until=0)
    years = sorted(_common(title.year) for title in await titles_shown(turn) if title.year)
    if _NEWER.search(asked):
        return replace(wish, since=years[len(years) // 2] + 1 if years else turn.today.year - _NEW, until=0)
    if _OLDER.search(asked) and years:
        return replace(wish, until=years[(len(years) - 1) // 2] - 1, since=0)
    return None


def _common(year: int) -> int:
    return year + _JALALI if year <= _LAST_JALALI else year


# Years up to this one are of the Jalali calendar.
_LAST_JALALI, _JALALI = 1500, 621
_YEARS, _NEW = 5, 20
