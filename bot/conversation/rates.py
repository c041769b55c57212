"""Rate limits: a token bucket for each key, refilled steadily."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable, Hashable

from bot.sharing.membership import Membership
from crm.database import shared_rates
from crm.database.store import Store

__all__ = ["LONGEST_WAIT", "RateLimit", "Rates"]

LONGEST_WAIT = 300.0


class Rates:
    """A limit of `burst` at once and `per_minute` in the long run, per key.

    A key is forgotten when its bucket is full again: it is then as one that never came. With more than `most_keys` the
    least recent go. Of a shared key those who are refused are told to come one after the other, not all at the same
    moment.
    """

    def __init__(
        self,
        *,
        per_minute: float,
        burst: int,
        is_shared: bool = False,
        most_keys: int = 50_000,
        monotonic: Callable[[], float] = time.monotonic,
    ) -> None:
        self._each = 60.0 / per_minute
        self._burst = burst
        self._most_keys = most_keys
        self._monotonic = monotonic
        # The moment at which a key's bucket is full again: one number is all a bucket needs.
        self._full_at: OrderedDict[Hashable, float] = OrderedDict()
        self._is_shared = is_shared
        # The moment that was told to the last one who was refused.
        self._told: dict[Hashable, float] = {}

    @property
    def shape(self) -> tuple[float, int]:
        """The seconds for one token, and how many there are at once."""
        return self._each, self._burst

    def take(self, key: Hashable) -> float:
        """Take one token; 0.0 when there was one, else the seconds until there is."""
        now = self._monotonic()
        full_at = max(self._full_at.get(key, now), now)
        wait = full_at + self._each - now - self._burst * self._each
        if wait > 1e-9:
            return self._in_turn(key, now, wait) if self._is_shared else wait
        self._full_at[key] = full_at + self._each
        self._full_at.move_to_end(key)
        if len(self._full_at) > self._most_keys:
            gone, _ = self._full_at.popitem(last=False)
            self._told.pop(gone, None)
        self._forget_full(now)
        return 0.0

    def _forget_full(self, now: float) -> None:
        # The least recent stand first. One that is still waited for holds back the others, and not for long.
        while self._full_at:
            key, full_at = next(iter(self._full_at.items()))
            if full_at > now or self._told.get(key, now) > now:
                return
            del self._full_at[key]
            self._told.pop(key, None)

    def _in_turn(self, key: Hashable, now: float, wait: float) -> float:
        moment = max(now + wait, self._told.get(key, 0.0) + self._each)
        # One who asks again and again must not send the others away for hours.
        self._told[key] = moment = min(moment, now + LONGEST_WAIT)
        return moment - now

    def __len__(self) -> int:
        """Give how many keys are held."""
        return len(self._full_at)

    def give_back(self, key: Hashable) -> None:
        """Return a token that was taken for nothing."""
        if key in self._full_at:
            self._full_at[key] -= self._each


class RateLimit:
    """A limit of this gateway, or of all that share the store: who is refused here is refused everywhere.

    What this gateway knows is asked first: a flood at one of them is not written into the store. `name` keeps the keys
    of several limits apart.
    """

    def __init__(
        self, rates: Rates, membership: Membership | None = None, *, store: Store | None = None, name: str = ""
    ):
        self._rates = rates
        self._membership = membership
        self._store = store
        self._name = name

    async def take(self, key: Hashable) -> float:
        """Take one token; 0.0 when there was one, else the seconds until there is."""
        wait = self._rates.take(key)
        if wait > 0 or self._store is None or self._membership is None or not self._membership.is_shared:
            return wait
        each, burst = self._rates.shape
        return await shared_rates.take(self._store, f"{self._name}:{key}", each=each, burst=burst)

    async def give_back(self, key: Hashable) -> None:
        """Return a token that was taken for nothing."""
        self._rates.give_back(key)
        if self._store is not None and self._membership is not None and self._membership.is_shared:
            await shared_rates.give_back(self._store, f"{self._name}:{key}", each=self._rates.shape[0])
