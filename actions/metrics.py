"""Metrics of the action server: actions by how they ended, and the seconds that they took."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

from crm.errors import TurnClosed
from process.metrics import SECONDS, Counter, Histogram

__all__ = ["measured"]

_ACTIONS = Counter(
    "ketabyar_actions",
    "Actions, by how they ended: done, again (what they need is away, the turn may be tried anew), over (nobody waits "
    "for the turn any more), vector (asked for a sentence vector, and is called again), failed.",
    ["result"],
)
_TOOK = Histogram("ketabyar_action_seconds", "Seconds of actions.", buckets=SECONDS)


@contextmanager
def measured(*, again: type[Exception], vector: type[Exception]) -> Iterator[None]:
    """Count everything inside as one action; `again` and `vector` are what it raises to be called once more."""
    started, result = time.perf_counter(), "done"
    try:
        yield
    except TurnClosed:
        result = "over"
        raise
    except again:
        result = "again"
        raise
    except vector:
        result = "vector"
        raise
    except BaseException:
        result = "failed"
        raise
    finally:
        _TOOK.observe(time.perf_counter() - started)
        _ACTIONS.labels(result).inc()
