"""Figures of the engine: turns by how they ended, and the seconds that reading and actions took, in all and by turn."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from pathlib import Path

from protocol.turns import EngineFigures, EngineSeconds

#: How a turn ended that has no code of its own.
ANSWERED, REFUSED = "answered", "bad_request"


class _Spent:
    """Seconds that a turn has spent so far."""

    __slots__ = ("actions", "parse")

    def __init__(self) -> None:
        self.parse = self.actions = 0.0


_TURN: ContextVar[_Spent | None] = ContextVar("spent", default=None)


class Figures:
    """Counts of one engine process."""

    def __init__(self) -> None:
        self.began = time.time()
        self.turns: dict[str, int] = {}
        self.turn_seconds = 0.0
        self.parses = self.action_calls = self.under_way = 0
        self.parse_seconds = self.action_seconds = 0.0

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Count everything inside as one turn; who catches its failure names it with `ended`."""
        token, started = _TURN.set(_Spent()), time.perf_counter()
        self.under_way += 1
        try:
            yield
        finally:
            self.under_way -= 1
            self.turn_seconds += time.perf_counter() - started
            _TURN.reset(token)

    def ended(self, how: str) -> None:
        """Count a turn by how it ended: a code of the contract."""
        self.turns[how] = self.turns.get(how, 0) + 1

    @contextmanager
    def parse(self) -> Iterator[None]:
        """Count everything inside as the reading of a message."""
        started = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - started
            self.parses += 1
            self.parse_seconds += took
            spent = _TURN.get()
            if spent is not None:
                spent.parse += took

    @contextmanager
    def action(self) -> Iterator[None]:
        """Count everything inside as the call of an action."""
        started = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - started
            self.action_calls += 1
            self.action_seconds += took
            spent = _TURN.get()
            if spent is not None:
                spent.actions += took

    def told(self) -> EngineFigures:
        """Give everything as the gateway gets it."""
        spent = os.times()
        return EngineFigures(
            turns=dict(self.turns),
            turn_seconds=self.turn_seconds,
            parses=self.parses,
            parse_seconds=self.parse_seconds,
            action_calls=self.action_calls,
            action_seconds=self.action_seconds,
            under_way=self.under_way,
            began=self.began,
            cpu_seconds=spent.user + spent.system,
            resident_bytes=_resident(),
        )


def of_this_turn() -> EngineSeconds:
    """Give the seconds that the turn at hand has spent so far."""
    spent = _TURN.get()
    return EngineSeconds() if spent is None else EngineSeconds(round(spent.parse, 6), round(spent.actions, 6))


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        # Not Linux: it is not told there.
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


FIGURES = Figures()
