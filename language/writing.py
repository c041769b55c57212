"""How each language writes what is the same in all of them: quotation marks, digits, commas, direction, calendar.

What a further language needs is a line in each table.
"""

from __future__ import annotations

from collections.abc import Iterable

from language.digits import to_persian

__all__ = ["between_quotes", "calendar_of", "direction", "in_digits", "quoted"]

_QUOTES = {"fa": ("«", "»"), "en": ("“", "”")}
_AND = {"fa": " و ", "en": " and "}
_DIGITS = {"fa": to_persian}
_DIRECTION = {"fa": "rtl", "en": "ltr"}
_CALENDAR = {"fa": "jalali", "en": "gregorian"}


def quoted(text: str, language: str) -> str:
    """Put a language's quotation marks around a text: «شازده کوچولو» or “Animal Farm”."""
    first, last = _QUOTES[language]
    return f"{first}{text}{last}"


def between_quotes(texts: Iterable[str], language: str) -> str:
    """Join several texts for a place that has a language's quotation marks around it: one» و «another."""
    first, last = _QUOTES[language]
    return f"{last}{_AND[language]}{first}".join(texts)


def in_digits(value: object, language: str) -> str:
    """Write what has ASCII digits in those of a language; one without digits of its own leaves them."""
    text = str(value)
    return _DIGITS[language](text) if language in _DIGITS else text


def direction(language: str) -> str:
    """Tell which way a language runs, as HTML's `dir` takes it."""
    return _DIRECTION.get(language, "ltr")


def calendar_of(language: str) -> str:
    """Name the calendar in which dates are written unless somebody chose another."""
    return _CALENDAR.get(language, "gregorian")
