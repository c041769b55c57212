"""What a campaign did: shares with Wilson's interval, and the difference of two shares with Newcombe's.

Newcombe, R. G. (1998), Interval estimation for the difference between independent proportions, method 10: Wilson's
bounds of both shares, put together. It holds for small numbers and for shares of nought or all, where the usual
interval does not.
"""

import math
from dataclasses import dataclass

__all__ = ["CONFIDENCE", "Difference", "ShareWithin", "difference", "share"]

CONFIDENCE = 0.95
_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class ShareWithin:
    """How many of how many, from 0 to 1, and the bounds between which the true share is with 95 % confidence."""

    met: int
    of: int
    rate: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Difference:
    """The share of those who were told, less that of those held out, from -1 to 1, with 95 % bounds."""

    value: float
    low: float
    high: float

    @property
    def is_clear(self) -> bool:
        """Tell whether no difference at all lies outside of the bounds."""
        return self.low > 0 or self.high < 0


def share(met: int, of: int) -> ShareWithin | None:
    """Give a share with its bounds; None of nobody."""
    if not of:
        return None
    rate, square = met / of, _Z * _Z
    middle = (met + square / 2) / (of + square)
    half = _Z / (of + square) * math.sqrt(met * (of - met) / of + square / 4)
    return ShareWithin(met, of, rate, max(0.0, middle - half), min(1.0, middle + half))


def difference(told: ShareWithin | None, held_out: ShareWithin | None) -> Difference | None:
    """Give the difference of two shares with its bounds; None where there is nothing to compare."""
    if told is None or held_out is None:
        return None
    value = told.rate - held_out.rate
    down = math.hypot(told.rate - told.low, held_out.high - held_out.rate)
    up = math.hypot(told.high - told.rate, held_out.rate - held_out.low)
    return Difference(value, max(-1.0, value - down), min(1.0, value + up))
