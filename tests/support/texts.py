"""What the catalogues say under a key, as pages show it: an assertion names the text, and never writes it down."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from functools import cache

from bot.console.frame.locale import Locale
from bot.console.frame.say import say
from bot.texts import text
from protocol.clock import FixedClock

__all__ = ["occurrences", "pattern", "phrase"]

# More than any form of a plural is for one.
_MANY = 7
_ANYTHING = ".{0,200}?"


def phrase(key: str, language: str = "fa", **values: object) -> str:
    """Give a text as somebody reads it in a language, numbers in its digits; `n` chooses between its plural forms.

    A key that there is not fails the test: the catalogue warns of it, and warnings are errors here.
    """
    return say(_reader(language), key, **values)


def pattern(key: str, language: str = "fa", **values: object) -> re.Pattern[str]:
    """Give what finds a text in words with single spaces, whatever stands in the placeholders without a value."""
    # The longer first: a singular may be the beginning of its plural.
    forms = sorted({text(language, key, count) for count in (None, 1, _MANY)}, key=len, reverse=True)
    return re.compile("|".join(_written(form, _reader(language), values) for form in forms))


def occurrences(key: str, where: str, language: str = "fa", **values: object) -> int:
    """Count how often a page says a text, whatever stands in the placeholders that no value is given for."""
    return len(pattern(key, language, **values).findall(" ".join(where.split())))


def _written(form: str, reader: Locale, values: dict[str, object]) -> str:
    """Give what finds one form of a text; fails for one that would be found everywhere."""
    found = []
    for place, piece in enumerate(re.split(r"\{(\w+)\}", " ".join(form.split()))):
        if place % 2 == 0:
            found.append(re.escape(piece))
        else:
            found.append(re.escape(_shown(reader, values[piece])) if piece in values else _ANYTHING)
    # At the ends it would take in what stands beside the text.
    if found[:2] == ["", _ANYTHING]:
        found = found[2:]
    if found[-2:] == [_ANYTHING, ""]:
        found = found[:-2]
    pattern = "".join(found)
    assert re.search(r"\w{3}", pattern.replace(_ANYTHING, "")), f"“{form}” alone is found everywhere"
    return pattern


def _shown(reader: Locale, value: object) -> str:
    return reader.number(value) if isinstance(value, int | float) and not isinstance(value, bool) else str(value)


@cache
def _reader(language: str) -> Locale:
    clock = FixedClock(datetime(2026, 11, 24, 8, tzinfo=UTC), frozen=True)
    return Locale("fa", "jalali", "Asia/Tehran", clock) if language == "fa" else Locale("en", "gregorian", "UTC", clock)
