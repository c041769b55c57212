"""The deadline of the turn at hand: what is not begun by then must not be begun."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

from protocol.patience import left_of

# A Unix time, as the gateway gave it; None for turns that nobody waits for (rehearsals, `rasa shell`).
_DEADLINE: ContextVar[float | None] = ContextVar("deadline", default=None)


@contextmanager
def until(deadline: float | None) -> Iterator[None]:
    """Let everything inside, in this task, be done before a deadline."""
    token = _DEADLINE.set(deadline)
    try:
        yield
    finally:
        _DEADLINE.reset(token)


def deadline() -> float | None:
    """The deadline of the turn at hand."""
    return _DEADLINE.get()


def seconds_left(most: float) -> float:
    """The seconds until the deadline, at most `most`; 0 or less once it has passed."""
    return left_of(_DEADLINE.get(), time.time(), most)
