"""Sums and titles of library systems elsewhere as the port has them."""

from __future__ import annotations

from decimal import ROUND_HALF_UP, Decimal

from library.errors import IlsProtocolError
from library.values import Money

__all__ = ["WITHOUT_PLACES", "money_of", "title_of"]

# As language.money writes them; any other currency has two places.
WITHOUT_PLACES = frozenset({"IRR", "IRT"})
MOST = Decimal(10) ** 15
# What a cataloguer ends a title with, before the statement of responsibility.
PUNCTUATION = " /:;,=."


def money_of(amount: Decimal, currency: str) -> Money:
    """Give a decimal amount in minor units, half of one rounded up; raises IlsProtocolError for no amount at all."""
    if not amount.is_finite() or abs(amount) >= MOST:
        raise IlsProtocolError("the library system names a sum that is none", nothing_done=True)
    places = 0 if currency.upper() in WITHOUT_PLACES else 2
    return Money(int((amount * 10**places).quantize(Decimal(1), rounding=ROUND_HALF_UP)), currency)


def title_of(text: str | None) -> str:
    """Give a title without the punctuation that catalogues end it with; an ellipsis stays."""
    bare = (text or "").strip()
    return bare if bare.endswith("...") else bare.rstrip(PUNCTUATION)
