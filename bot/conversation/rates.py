"""How often somebody may do something: a bucket of tokens each, refilled steadily."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

__all__ = ["Rates"]


class Rates:
    """Allow `burst` at once and `per_minute` in the long run, for each key; the least recent keys are forgotten."""

    def __init__(
        self,
        *,
        per_minute: float,
        burst: int,
        most_keys: int = 50_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._each = 60.0 / per_minute
        self._burst = burst
        self._most_keys = most_keys
        self._monotonic = monotonic
        # The moment at which a key's bucket is full again: one number is all a bucket needs.
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()

    def take(self, key: Hashable) -> float:
        """Take one token; 0.0 when there was one, else the seconds until there is."""
        now = self._monotonic()
        full_at = max(self._full_at.get(key, now), now)
        wait = full_at + self._each - now - self._burst * self._each
        if wait > 1e-9:
            return wait
        self._full_at[key] = full_at + self._each
        self._full_at.move_to_end(key)
        if len(self._full_at) > self._most_keys:
            self._full_at.popitem(last=False)
        return 0.0

    def give_back(self, key: Hashable) -> None:
        """Return a token that was taken for nothing."""
        if key in self._full_at:
            self._full_at[key] -= self._each
