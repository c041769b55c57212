"""The trace of a request through the processes: the header that carries it (W3C Trace Context), and the one at hand.

By hand, for the engine's environment has no OpenTelemetry, and every process names in its log the request it works for.
"""

from __future__ import annotations

import re
import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar

__all__ = ["TRACE_HEADER", "carried", "carry", "current", "new", "recorded", "request_id"]

TRACE_HEADER = "traceparent"
_SHAPE = re.compile(r"00-(?!0{32})[0-9a-f]{32}-(?!0{16})[0-9a-f]{16}-[0-9a-f]{2}")
_CURRENT: ContextVar[str | None] = ContextVar("traceparent", default=None)


def new() -> str:
    """Begin a trace that nobody records: it only gives a request its name."""
    return f"00-{secrets.token_hex(16)}-{secrets.token_hex(8)}-00"


def current() -> str | None:
    """Give the header's value for what is asked now; None outside any request."""
    return _CURRENT.get()


def recorded() -> str | None:
    """Give `current` where somebody records the trace: what is kept, so that what is done later belongs to it."""
    value = _CURRENT.get()
    return value if value is not None and int(value[-2:], 16) & 1 else None


def carry(value: str | None) -> None:
    """Let what follows in this task belong to a trace; what is no header of one is none."""
    _CURRENT.set(value if value and _SHAPE.fullmatch(value) else None)


@contextmanager
def carried(value: str | None) -> Iterator[None]:
    """Let everything inside belong to a trace, as `carry` does."""
    token = _CURRENT.set(value if value and _SHAPE.fullmatch(value) else None)
    try:
        yield
    finally:
        _CURRENT.reset(token)


def request_id() -> str:
    """Give the short name of the request at hand, for lines of a log; an empty text outside any."""
    value = _CURRENT.get()
    return "" if value is None else value[3:15]
