"""A circuit breaker: a library system that has failed several times in a row is left alone for a while.

Who asks meanwhile is told at once, and no request waits for its timeout behind the others. After the pause requests go
through again, and the first failure among them begins the next one.
"""

from __future__ import annotations

import time
from collections.abc import Callable

from library.errors import IlsUnavailable

__all__ = ["Breaker"]

FAILURES = 5
PAUSE_SECONDS = 15.0
LONGEST_PAUSE = 120.0


class Breaker:
    """The state of one line to a library system."""

    def __init__(self, name: str, *, seconds: Callable[[], float] = time.monotonic) -> None:
        self._name = name
        self._seconds = seconds
        self._failures = 0
        self._rests_until = 0.0

    def enter(self) -> None:
        """Let a request through; raises IlsUnavailable while the line rests."""
        if self._seconds() < self._rests_until:
            raise IlsUnavailable(
                f"{self._name} has failed several times and is left alone for a moment", nothing_done=True
            )

    def answered(self) -> None:
        """Note that it answered, whatever it was."""
        self._failures = 0

    def failed(self) -> None:
        """Note that it did not answer."""
        self._failures += 1
        if self._failures >= FAILURES:
            self.rest(PAUSE_SECONDS)

    def rest(self, seconds: float) -> None:
        """Let the line rest, as when the system says itself that it has too much to do."""
        self._rests_until = max(self._rests_until, self._seconds() + min(max(seconds, 1.0), LONGEST_PAUSE))
