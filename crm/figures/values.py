"""Values of figures together with what they were computed from, such as numerator and denominator."""

import math
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

__all__ = ["MIN_SIZE", "Amount", "Effect", "Mean", "Nps", "Quantile", "FigureShare", "rounded"]

# Fewer than this would point at persons.
MIN_SIZE = 5
# A net promoter score of fewer answers moves too much to be read.
NPS_SIZE = 30


@dataclass(frozen=True, slots=True)
class FigureShare:
    """A rate; `per` is 100 for percent, 1000 for per thousand."""

    numerator: float
    denominator: float
    per: int = 100

    @property
    def has_data(self) -> bool:
        """Tell whether there was anything to divide by."""
        return self.denominator > 0

    @property
    def is_hidden(self) -> bool:
        """Tell whether it stands on too few to be shown."""
        return 0 < self.denominator < MIN_SIZE

    @property
    def value(self) -> float | None:
        """Give the rate, or None when there is no data or it is hidden."""
        return None if not self.has_data or self.is_hidden else self.per * self.numerator / self.denominator


@dataclass(frozen=True, slots=True)
class Effect:
    """The difference of two rates in percentage points, of those with something less those without it.

    `low` and `high` are the bounds between which it truly is with 95 % confidence; None while it may not be shown.
    """

    treated: FigureShare
    others: FigureShare
    low: float | None = None
    high: float | None = None

    @property
    def has_data(self) -> bool:
        """Tell whether there was anything to compare."""
        return self.treated.has_data and self.others.has_data

    @property
    def is_hidden(self) -> bool:
        """Tell whether either rate stands on too few to be shown."""
        return self.has_data and (self.treated.is_hidden or self.others.is_hidden)

    @property
    def value(self) -> float | None:
        """Give the difference, or None when there is nothing to compare or it is hidden."""
        if self.treated.value is None or self.others.value is None:
            return None
        return self.treated.value - self.others.value


@dataclass(frozen=True, slots=True)
class Amount:
    """A plain count; one of persons is `guarded`: so few of them are not told."""

    value: float
    guarded: bool = False

    @property
    def is_hidden(self) -> bool:
        """Tell whether it is of too few persons to be shown."""
        return self.guarded and 0 < self.value < MIN_SIZE


@dataclass(frozen=True, slots=True)
class Quantile:
    """A value below which a share `q` of `count` values lies, in the unit of the values."""

    q: float
    count: int
    value: float | None

    @classmethod
    def of(cls, counts: Mapping[float, float], q: float) -> "Quantile":
        """Make it from how often each value came, by the nearest rank."""
        total = int(sum(counts.values()))
        if total < MIN_SIZE:
            return cls(q, total, None)
        rank, seen = math.ceil(q * total), 0.0
        for value in sorted(counts):
            seen += counts[value]
            if seen >= rank:
                return cls(q, total, value)
        raise AssertionError("the rank lies within the values")

    @property
    def has_data(self) -> bool:
        """Tell whether there was any value."""
        return self.count > 0

    @property
    def is_hidden(self) -> bool:
        """Tell whether there were too few values to be shown."""
        return 0 < self.count < MIN_SIZE


@dataclass(frozen=True, slots=True)
class Mean:
    """A mean of `count` values."""

    total: float
    count: int

    @classmethod
    def of(cls, counts: Mapping[int, float]) -> "Mean":
        """Make it from how often each value came."""
        return cls(sum(value * n for value, n in counts.items()), int(sum(counts.values())))

    @property
    def has_data(self) -> bool:
        """Tell whether there was any value."""
        return self.count > 0

    @property
    def is_hidden(self) -> bool:
        """Tell whether it stands on too few to be shown."""
        return 0 < self.count < MIN_SIZE

    @property
    def value(self) -> float | None:
        """Give the mean, or None when there is no data or it is hidden."""
        return None if not self.has_data or self.is_hidden else self.total / self.count


@dataclass(frozen=True, slots=True)
class Nps:
    """A net promoter score from -100 to 100, with half the width of its 95 % interval."""

    promoters: int
    detractors: int
    count: int

    @classmethod
    def of(cls, scores: Mapping[int, float]) -> "Nps":
        """Make it from how often each score of 0 to 10 came."""
        return cls(
            int(sum(n for score, n in scores.items() if score >= 9)),
            int(sum(n for score, n in scores.items() if score <= 6)),
            int(sum(scores.values())),
        )

    @property
    def has_data(self) -> bool:
        """Tell whether anybody answered."""
        return self.count > 0

    @property
    def is_hidden(self) -> bool:
        """Tell whether too few answered."""
        return 0 < self.count < NPS_SIZE

    @property
    def score(self) -> float | None:
        """Give the score whatever its size, None without an answer."""
        return None if not self.count else 100 * (self.promoters - self.detractors) / self.count

    @property
    def value(self) -> float | None:
        """Give the score as it may be shown."""
        return None if self.is_hidden else self.score

    @property
    def interval(self) -> float | None:
        """Give half the width of the interval in which the score of all would lie."""
        if not self.count:
            return None
        p, d = self.promoters / self.count, self.detractors / self.count
        return 196 * math.sqrt(max(0.0, (p + d) - (p - d) ** 2) / self.count)


def rounded(value: float) -> int:
    """Round to two significant digits, so that a few hundred values stand for all: 1234 is kept as 1200."""
    whole = round(value)
    if whole < 100:
        return max(0, whole)
    step = 10 ** (len(str(whole)) - 2)
    return int(round(whole / step) * step)


def distribution(pairs: Iterable[tuple[str, float]]) -> dict[float, float]:
    """Turn counted values that are kept as text into numbers."""
    counts: dict[float, float] = {}
    for value, number in pairs:
        counts[float(value)] = counts.get(float(value), 0) + number
    return counts
