"""Feasts and days of mourning that move: Easter is computed, those of the moon's calendar are only recognised."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import date, timedelta

from language.aligned import align
from language.date_readers import Days

__all__ = ["FEASTS", "easter", "named_feasts", "read_from_easter"]

#: Days of the moon's calendar by what they are called; which day one is in a year is the library's to say.
FEASTS: dict[str, tuple[str, ...]] = {
    "ashura": ("عاشورا", "ashura", "ashoora", "aashura"),
    "tasua": ("تاسوعا", "tasua", "tasooa", "tassoua"),
    "arbaeen": ("اربعین", "arbaeen", "arbain", "arba'een"),
    "eid_al_fitr": (
        "عید فطر",
        "عید سعید فطر",
        "eid al-fitr",
        "eid al fitr",
        "eid fitr",
        "eid e fetr",
        "eide fetr",
        "fetr",
    ),
    "eid_al_adha": (
        "عید قربان",
        "عید سعید قربان",
        "eid al-adha",
        "eid al adha",
        "eid ghorban",
        "eide ghorban",
        "ghorban",
    ),
    "eid_al_ghadir": (
        "عید غدیر",
        "غدیر خم",
        "غدیر",
        "eid al-ghadir",
        "eid al ghadir",
        "eid ghadir",
        "eide ghadir",
        "ghadir",
    ),
    "mabath": ("عید مبعث", "مبعث", "mabath", "mab'ath"),
    "ramadan": ("ماه رمضان", "رمضان", "ramadan", "ramazan", "ramezan"),
    "muharram": ("ماه محرم", "محرم", "muharram", "moharram"),
    "qadr": ("شب قدر", "شبهای قدر", "لیله القدر", "shab-e ghadr", "shabe ghadr"),
    "nimeh_shaban": ("نیمه شعبان", "nimeh shaban", "nime shaban"),
    "eid": ("عید", "eid"),
}
_FEAST = re.compile(
    "(?<![^\\W_])(?:"
    + "|".join(
        f"(?P<{name}>{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"
        for name, words in FEASTS.items()
    )
    + ")(?![^\\W_])"
)


def named_feasts(text: str) -> list[str]:
    """Name the feasts, keys of FEASTS, that a text speaks of; no day of Nowruz, which has its date."""
    plain = align(text).text
    return [
        match.lastgroup
        for match in _FEAST.finditer(plain)
        if match.lastgroup is not None
        and not (match.lastgroup == "eid" and re.match(" (?:نوروز|امسال)", plain[match.end() : match.end() + 8]))
    ]


def easter(year: int) -> date:
    """Give Easter Sunday of a year of the Gregorian calendar."""
    a, b, c = year % 19, year // 100, year % 100
    h = (19 * a + b - b // 4 - (b - (b + 8) // 25 + 1) // 3 + 15) % 30
    el = (32 + 2 * (b % 4) + 2 * (c // 4) - h - c % 4) % 7
    m = (a + 11 * h + 22 * el) // 451
    month, day = divmod(h + el - 7 * m + 114, 31)
    return date(year, month, day + 1)


def read_from_easter(days: int) -> Callable[[re.Match[str], date], Days]:
    """Make a reader for a day that lies so many days after Easter Sunday."""

    def read(_match: re.Match[str], today: date) -> Days:
        found = easter(today.year) + timedelta(days=days)
        if found < today:
            found = easter(today.year + 1) + timedelta(days=days)
        return found, found

    return read
