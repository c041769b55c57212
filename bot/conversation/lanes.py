"""Queues, one per chat partner: messages are taken in and answered in order, never two at once."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field

from crm.messages.views import MessageView

__all__ = ["Lane", "LaneFull", "Lanes", "Place"]


class LaneFull(Exception):
    """Too many messages of one chat are waiting."""


@dataclass(slots=True)
class Lane:
    """The turns of one chat partner: `intake` orders the journal, `last` is the place of the newest turn."""

    intake: asyncio.Lock = field(default_factory=asyncio.Lock)
    last: asyncio.Event | None = None
    users: int = 0
    waiting: int = 0
    entering: int = 0
    # What the newest turn that ended was told, when that was an apology.
    apology: tuple[MessageView, ...] = ()

    @property
    def busy(self) -> bool:
        """Whether a turn runs or waits."""
        return self.last is not None and not self.last.is_set()


class Place:
    """A turn's place in its lane: wait for the one before, and let the next one go at the end."""

    __slots__ = ("_before", "_done", "_lane", "_lanes", "_left", "_name", "behind")

    def __init__(self, lanes: Lanes, name: int, lane: Lane) -> None:
        self._lanes = lanes
        self._name = name
        self._lane = lane
        self._before = lane.last
        self._done = asyncio.Event()
        self._left = False
        # Whether a turn ran or waited when this one came.
        self.behind = lane.busy
        lane.last = self._done
        lane.users += 1
        lane.waiting += 1

    async def __aenter__(self) -> None:
        if self._before is not None:
            await self._before.wait()

    async def __aexit__(self, *_: object) -> None:
        self.leave()

    @property
    def apology(self) -> tuple[MessageView, ...]:
        """The apology that the turn before got while this one waited for it; empty when it was answered."""
        return self._lane.apology if self.behind else ()

    def ended(self, apology: tuple[MessageView, ...]) -> None:
        """Tell those behind what this turn was told, when it was an apology."""
        self._lane.apology = apology

    def leave(self) -> None:
        """Give the place up; the next turn may go."""
        if self._left:
            return
        self._left = True
        self._lane.waiting -= 1
        before = self._before
        if before is not None and not before.is_set():
            # Given up while still waiting: whoever is behind has to wait for the one before us.
            self._lanes.keep(asyncio.get_running_loop().create_task(self._relay(before)))
        else:
            self._let_go()

    async def _relay(self, before: asyncio.Event) -> None:
        await before.wait()
        self._let_go()

    def _let_go(self) -> None:
        self._done.set()
        self._lanes.release(self._name, self._lane)


class Lanes:
    """Every queue in use; one that nobody uses is dropped."""

    def __init__(self, *, most_waiting: int = 10) -> None:
        self._lanes: dict[int, Lane] = {}
        self._most_waiting = most_waiting
        self._relays: set[asyncio.Task[None]] = set()

    def __len__(self) -> int:
        return len(self._lanes)

    @asynccontextmanager
    async def intake(self, name: int, *, known: bool = False) -> AsyncIterator[Lane]:
        """Hold a lane's intake: whoever joins it meanwhile comes after.

        Raises LaneFull when too many turns wait; for a message that is known already there is room once more.
        """
        lane = self._lanes.setdefault(name, Lane())
        # Those at the door count: when it is opened they all come in.
        if lane.waiting + lane.entering >= self._most_waiting * (2 if known else 1):
            raise LaneFull
        lane.users += 1
        lane.entering += 1
        try:
            async with lane.intake:
                yield lane
        finally:
            lane.entering -= 1
            self.release(name, lane)

    def join(self, name: int) -> Place:
        """Take the next place in a lane."""
        return Place(self, name, self._lanes.setdefault(name, Lane()))

    def keep(self, relay: asyncio.Task[None]) -> None:
        """Keep a reference to a running relay until it is done."""
        self._relays.add(relay)
        relay.add_done_callback(self._relays.discard)

    def release(self, name: int, lane: Lane) -> None:
        """Count one user of a lane less, and forget the lane after the last."""
        lane.users -= 1
        if lane.users == 0 and not lane.busy:
            self._lanes.pop(name, None)
