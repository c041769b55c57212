"""Sums of money as each language writes them."""

from __future__ import annotations

from typing import NamedTuple

from language.digits import to_persian

__all__ = ["format_money", "places_of"]


class _Currency(NamedTuple):
    places: int  # digits after the point
    fa: str
    one: str
    many: str


_CURRENCIES = {
    "IRR": _Currency(0, "ریال", "rial", "rials"),
    "IRT": _Currency(0, "تومان", "toman", "tomans"),
    "USD": _Currency(2, "دلار", "US dollar", "US dollars"),
    "EUR": _Currency(2, "یورو", "euro", "euros"),
    "GBP": _Currency(2, "پوند", "pound", "pounds"),
    "AFN": _Currency(2, "افغانی", "afghani", "afghanis"),
    "TRY": _Currency(2, "لیر", "Turkish lira", "Turkish lira"),
    "AED": _Currency(2, "درهم", "dirham", "dirhams"),
}


def places_of(currency: str) -> int:
    """Give how many digits a currency has after the point."""
    return _CURRENCIES.get(currency.strip().upper(), _Currency(2, "", "", "")).places


def format_money(minor: int, currency: str, lang: str) -> str:
    """Write a sum given in minor units: «۱۲٬۰۰۰ ریال» or "12,000 rials".

    An unknown currency has two places and its own code for a name.
    """
    code = currency.strip().upper()
    unit = _CURRENCIES.get(code, _Currency(2, code, code, code))
    whole, part = divmod(abs(minor), 10**unit.places)
    number = f"{whole:,}"
    if part:
        number += f".{part:0{unit.places}d}"
    sign = "−" if minor < 0 else ""
    if lang == "fa":
        number = to_persian(number.replace(",", "٬").replace(".", "٫"))
        return f"{sign}{number} {unit.fa}"
    return f"{sign}{number} {unit.one if (whole, part) == (1, 0) else unit.many}"
