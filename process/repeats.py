"""Folding of repeated warnings into one line and a count."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass

__all__ = ["Repeats"]

# Long enough to fold a turn that is tried again and again, short enough that a lasting trouble stays in sight.
SECONDS = 10.0
MOST = 256

Key = tuple[str, int, str, object]


@dataclass
class _Seen:
    record: logging.LogRecord
    until: float
    times: int = 0


class Repeats:
    """The warnings of the last seconds; records below WARNING are never folded."""

    def __init__(self, seconds: float = SECONDS, clock: Callable[[], float] = time.monotonic) -> None:
        self._seconds = seconds
        self._clock = clock
        # In the order of their ends, for all are remembered for as long.
        self._seen: dict[Key, _Seen] = {}

    def swallows(self, record: logging.LogRecord) -> bool:
        """Tell whether the same was said a moment ago; it is counted then."""
        if record.levelno < logging.WARNING:
            return False
        key = (record.name, record.levelno, record.getMessage(), _kind(record))
        seen = self._seen.get(key)
        if seen is not None:
            seen.times += 1
            return True
        if len(self._seen) < MOST:
            self._seen[key] = _Seen(record, self._clock() + self._seconds)
        return False

    def ended(self, *, all_of_them: bool = False) -> Iterator[logging.LogRecord]:
        """Give a line for each warning that was repeated and whose time is over."""
        now = self._clock()
        while self._seen:
            key, seen = next(iter(self._seen.items()))
            if seen.until > now and not all_of_them:
                return
            del self._seen[key]
            if seen.times:
                yield _summary(seen)


def _kind(record: logging.LogRecord) -> object:
    return record.exc_info[0] if record.exc_info else None


def _summary(seen: _Seen) -> logging.LogRecord:
    first = seen.record
    times = "once more" if seen.times == 1 else f"{seen.times} times"
    return logging.LogRecord(
        first.name, first.levelno, first.pathname, first.lineno,
        "%s (repeated %s)", (first.getMessage(), times), None,
    )  # fmt: skip
