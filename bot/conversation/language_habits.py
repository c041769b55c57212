"""Language of a running conversation: one foreign word does not switch it."""

from __future__ import annotations

import time
from collections import OrderedDict
from collections.abc import Callable

__all__ = ["RecentChats"]

MOST = 20_000


class RecentChats:
    """The moments at which chat partners were last answered."""

    def __init__(self, *, seconds: float, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._monotonic = monotonic
        self._last: OrderedDict[int, float] = OrderedDict()

    def note(self, identity_id: int) -> None:
        """Note that a chat partner was answered now."""
        now = self._monotonic()
        self._last[identity_id] = now
        self._last.move_to_end(identity_id)
        # The least recent stand first; their session is over.
        while len(self._last) > MOST or now - next(iter(self._last.values())) > self._seconds:
            self._last.popitem(last=False)

    def __len__(self) -> int:
        """Give how many chat partners are held."""
        return len(self._last)

    def is_under_way(self, identity_id: int) -> bool:
        """Tell whether the last answer is no older than a session."""
        last = self._last.get(identity_id)
        return last is not None and self._monotonic() - last < self._seconds
