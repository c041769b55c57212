"""Clocks: the system's, and one that starts at a fixed moment for tests and demonstrations."""

from __future__ import annotations

import os
import time
from collections.abc import Mapping
from datetime import datetime, timedelta, timezone
from typing import Protocol

__all__ = ["Clock", "ClockRefused", "FixedClock", "SystemClock", "clock_from_env", "parse_moment"]


class ClockRefused(ValueError):
    """The environment asks for a clock that may not be used."""


class Clock(Protocol):
    """A source of the current time."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        ...


class SystemClock:
    """The machine's own clock."""

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        return datetime.now(timezone.utc)


class FixedClock:
    """A clock that started at a given moment.

    Time runs on from there, so that timeouts and expiries still happen; `frozen=True` stops it.
    """

    def __init__(self, at: datetime, *, frozen: bool = False) -> None:
        if at.tzinfo is None:
            raise ValueError("a fixed clock needs an aware moment, with its offset from UTC")
        self._at = at.astimezone(timezone.utc)
        self._frozen = frozen
        self._started = time.monotonic()

    def now(self) -> datetime:
        """Return the present moment, aware, in UTC."""
        if self._frozen:
            return self._at
        return self._at + timedelta(seconds=time.monotonic() - self._started)

    def advance(self, step: timedelta) -> None:
        """Move the clock by `step`, as a test does that cannot wait."""
        self._at += step


def parse_moment(text: str) -> datetime:
    """Read an ISO 8601 moment; one without an offset is UTC. Raises ValueError."""
    cleaned = text.strip()
    if cleaned[-1:] in ("Z", "z"):  # Python 3.10 does not read the letter
        cleaned = cleaned[:-1] + "+00:00"
    moment = datetime.fromisoformat(cleaned)
    if moment.tzinfo is None:
        return moment.replace(tzinfo=timezone.utc)
    return moment.astimezone(timezone.utc)


def clock_from_env(environ: Mapping[str, str] | None = None) -> Clock:
    """Make the clock that KETABYAR_NOW asks for, the system's when it is not set.

    KETABYAR_NOW_SINCE, in Unix seconds, is when that moment was the present; now when it is not set.

    Raises ClockRefused when it cannot be read, or is set where KETABYAR_ENVIRONMENT is `production`.
    """
    variables = os.environ if environ is None else environ
    wanted = variables.get("KETABYAR_NOW", "").strip()
    if not wanted:
        return SystemClock()
    if variables.get("KETABYAR_ENVIRONMENT", "demo").strip().lower() == "production":
        raise ClockRefused("KETABYAR_NOW fixes the clock and is refused in production")
    try:
        moment = parse_moment(wanted)
    except ValueError as error:
        raise ClockRefused(f"KETABYAR_NOW is not an ISO 8601 moment: {wanted!r}") from error
    since = variables.get("KETABYAR_NOW_SINCE", "").strip()
    # A process that is started again goes on from where the others are, not from the beginning.
    passed = max(0.0, time.time() - float(since)) if since else 0.0
    return FixedClock(moment + timedelta(seconds=passed))
