"""Actions that wait where they stand for sentence vectors: the call that brings these lets them go on.

Begun anew, an action would read once more all that it had read until then.
"""

from __future__ import annotations

import asyncio
import secrets
from collections.abc import Callable, Coroutine, Mapping, Sequence
from typing import Any

from actions.dialogue.vectors import Vectors

__all__ = ["Errand", "WaitingActions", "WantsVectors"]

# So long an action waits for vectors that nobody brings: making them takes hundredths of a second each, and longer
# where many wait for the engine.
WAIT_SECONDS = 10.0

type Result = tuple[list[dict[str, Any]], list[dict[str, Any]]]
"""The events of an action, and its messages."""
type Work = Callable[[Callable[[Sequence[str]], Coroutine[Any, Any, Vectors]]], Coroutine[Any, Any, Result]]


class WantsVectors(Exception):
    """An action needs the vectors of texts; called with them and with the name of what `waits`, it goes on."""

    def __init__(self, texts: Sequence[str], waits: str) -> None:
        super().__init__(f"{len(texts)} vectors are wanted")
        self.texts = list(texts)
        self.waits = waits


class Errand:
    """An action under way in a task of its own; `work` is given what it asks for vectors with."""

    def __init__(self, whose: str, work: Work) -> None:
        loop = asyncio.get_running_loop()
        self.whose = whose
        self._wanted: asyncio.Future[Sequence[str]] = loop.create_future()
        self._brought: asyncio.Future[Vectors] = loop.create_future()
        self.task = loop.create_task(work(self._ask))

    async def _ask(self, texts: Sequence[str]) -> Vectors:
        self._brought = asyncio.get_running_loop().create_future()
        self._wanted.set_result(texts)
        return await self._brought

    async def wanted(self) -> Sequence[str] | None:
        """Go on until it is done, or give the texts of which it wants the vectors; given up, it is ended."""
        try:
            await asyncio.wait((self.task, self._wanted), return_when=asyncio.FIRST_COMPLETED)
        except asyncio.CancelledError:
            self.end()
            raise
        return None if self.task.done() else self._wanted.result()

    def result(self) -> Result:
        """Give what it did; raises what it raised."""
        return self.task.result()

    def bring(self, vectors: Mapping[str, str | None]) -> None:
        """Let it go on with the vectors that it wanted."""
        self._wanted = asyncio.get_running_loop().create_future()
        if not self._brought.done():
            self._brought.set_result(vectors)

    def end(self) -> None:
        """End it where it stands; it has begun nothing yet that waits for a vector."""
        self.task.add_done_callback(_look)
        self.task.cancel()


class WaitingActions:
    """The runs of an action that wait for vectors, by the name that their caller was told."""

    def __init__(self) -> None:
        self._waiting: dict[str, tuple[Errand, asyncio.TimerHandle]] = {}
        self._tasks: set[asyncio.Task[Result]] = set()

    async def run(self, whose: str, message: Mapping[str, Any], work: Work) -> Result:
        """Do the work, or go on with what waits for the vectors of a message.

        `whose`: the conversation, which must be that of what waits. Raises WantsVectors, by whose name it goes on; what
        is not known here, because another process was asked before or who calls tells no name, begins anew.
        """
        errand = self._taken(str(message.get("waits") or ""), whose)
        if errand is None:
            errand = Errand(whose, work)
            self._tasks.add(errand.task)
            errand.task.add_done_callback(self._tasks.discard)
        else:
            errand.bring(message.get("vectors") or {})
        texts = await errand.wanted()
        if texts is None:
            return errand.result()
        raise WantsVectors(texts, self._kept(errand))

    async def close(self) -> None:
        """End all that waits or is under way, and wait until it has ended."""
        for _, timer in self._waiting.values():
            timer.cancel()
        self._waiting.clear()
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)

    def _kept(self, errand: Errand) -> str:
        name = secrets.token_urlsafe(12)
        timer = asyncio.get_running_loop().call_later(WAIT_SECONDS, self._drop, name)
        self._waiting[name] = errand, timer
        return name

    def _taken(self, name: str, whose: str) -> Errand | None:
        errand, timer = self._waiting.get(name, (None, None))
        if errand is None or timer is None or errand.whose != whose:
            return None
        del self._waiting[name]
        timer.cancel()
        return errand

    def _drop(self, name: str) -> None:
        errand, _ = self._waiting.pop(name)
        errand.end()


def _look(task: asyncio.Task[Any]) -> None:
    """Let nobody be told of an error that nobody waits for."""
    if not task.cancelled():
        task.exception()
