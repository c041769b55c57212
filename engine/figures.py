"""Figures of the engine: turns by how they ended, and the seconds that reading and actions took, in all and by turn."""

from __future__ import annotations

import os
import time
from collections.abc import Iterator
from contextlib import AbstractContextManager, contextmanager
from contextvars import ContextVar
from pathlib import Path

from protocol.turns import EngineFigures, EngineSeconds

#: How a turn ended that has no code of its own.
ANSWERED, REFUSED, GONE = "answered", "bad_request", "gone"


# The parts of a turn whose seconds are told, and how many seconds the turn at hand has spent on each so far.
PARSE, ACTIONS = "parse", "actions"
_TURN: ContextVar[dict[str, float] | None] = ContextVar("spent", default=None)


class Figures:
    """Counts of one engine process."""

    def __init__(self) -> None:
        self.began = time.time()
        self.turns: dict[str, int] = {}
        self.turn_seconds = 0.0
        self.under_way = 0
        self.calls = dict.fromkeys((PARSE, ACTIONS), 0)
        self.seconds = dict.fromkeys((PARSE, ACTIONS), 0.0)

    @contextmanager
    def turn(self) -> Iterator[None]:
        """Count everything inside as one turn; who catches its failure names it with `ended`."""
        token, started = _TURN.set(dict.fromkeys(self.seconds, 0.0)), time.perf_counter()
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

    def parse(self) -> AbstractContextManager[None]:
        """Count everything inside as the reading of a message."""
        return self._part(PARSE)

    def action(self) -> AbstractContextManager[None]:
        """Count everything inside as the call of an action."""
        return self._part(ACTIONS)

    @contextmanager
    def _part(self, name: str) -> Iterator[None]:
        started = time.perf_counter()
        try:
            yield
        finally:
            took = time.perf_counter() - started
            self.calls[name] += 1
            self.seconds[name] += took
            spent = _TURN.get()
            if spent is not None:
                spent[name] += took

    def told(self) -> EngineFigures:
        """Give everything as the gateway gets it."""
        spent = os.times()
        return EngineFigures(
            turns=dict(self.turns),
            turn_seconds=self.turn_seconds,
            parses=self.calls[PARSE],
            parse_seconds=self.seconds[PARSE],
            action_calls=self.calls[ACTIONS],
            action_seconds=self.seconds[ACTIONS],
            under_way=self.under_way,
            began=self.began,
            cpu_seconds=spent.user + spent.system,
            resident_bytes=_resident(),
        )


def of_this_turn() -> EngineSeconds:
    """Give the seconds that the turn at hand has spent so far."""
    spent = _TURN.get()
    return EngineSeconds() if spent is None else EngineSeconds(round(spent[PARSE], 6), round(spent[ACTIONS], 6))


def _resident() -> int:
    try:
        pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[1])
    except (OSError, ValueError, IndexError):
        # Not Linux: it is not told there.
        return 0
    return pages * os.sysconf("SC_PAGE_SIZE")


FIGURES = Figures()
