"""Queues by key, such as one for each chat: first come, first served, one at a time."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Hashable
from contextlib import asynccontextmanager
from typing import Generic, TypeVar

__all__ = ["Place", "QueueBusy", "Queues"]

Handed = TypeVar("Handed")


class QueueBusy(Exception):
    """The patience was over before it was one's turn."""


class _Queue(Generic[Handed]):
    """One queue. asyncio's lock serves in the order of asking, and passes over those who have gone."""

    __slots__ = ("handed", "length", "lock")

    def __init__(self) -> None:
        self.lock = asyncio.Lock()
        self.length = 0
        self.handed: Handed | None = None


class Place(Generic[Handed]):
    """A place in a queue, counted from now on; its turn comes in the order in which the places are entered."""

    __slots__ = ("_key", "_patience", "_queue", "_queues")

    def __init__(self, queues: Queues[Handed], key: Hashable, patience: float | None) -> None:
        self._queues = queues
        self._key = key
        self._patience = patience
        self._queue = queues._queues.setdefault(key, _Queue())
        self._queue.length += 1

    async def __aenter__(self) -> Place[Handed]:
        lock = self._queue.lock
        try:
            if self._patience is None or (not lock.locked() and self._queue.length == 1):
                await lock.acquire()
            else:
                await asyncio.wait_for(lock.acquire(), self._patience)
        except asyncio.TimeoutError as error:
            self.leave()
            raise QueueBusy from error
        except BaseException:
            self.leave()
            raise
        return self

    async def __aexit__(self, *_: object) -> None:
        self._queue.lock.release()
        self.leave()

    @property
    def handed(self) -> Handed | None:
        """What the one before handed on to whoever waits behind."""
        return self._queue.handed

    def hand_on(self, value: Handed | None) -> None:
        """Hand something on to the next one, if one waits by then."""
        self._queue.handed = value

    def leave(self) -> None:
        """Give up a place that was not entered."""
        self._queue.length -= 1
        if not self._queue.length:
            del self._queues._queues[self._key]


class Queues(Generic[Handed]):
    """Every queue in use; one that nobody uses is dropped."""

    def __init__(self) -> None:
        self._queues: dict[Hashable, _Queue[Handed]] = {}

    def __len__(self) -> int:
        return len(self._queues)

    def length(self, key: Hashable) -> int:
        """Count who is being served and who waits."""
        queue = self._queues.get(key)
        return 0 if queue is None else queue.length

    def lengths(self) -> list[int]:
        """Give the length of every queue in use, in no order."""
        return [queue.length for queue in self._queues.values()]

    def join(self, key: Hashable, *, patience: float | None = None) -> Place[Handed]:
        """Take a place, to be entered with `async with`; raises QueueBusy there when `patience` seconds are over."""
        return Place(self, key, patience)

    @asynccontextmanager
    async def hold(self, key: Hashable, *, patience: float | None = None) -> AsyncIterator[None]:
        """Wait for one's turn and hold it; raises QueueBusy when `patience` seconds are over."""
        async with self.join(key, patience=patience):
            yield
