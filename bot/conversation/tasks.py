"""Tasks of running turns: not ended when a sender leaves, and awaited when the gateway stops."""

from __future__ import annotations

import asyncio
import logging
from collections import Counter
from collections.abc import Coroutine
from typing import Any

from bot.conversation.outcome import TurnOutcome

__all__ = ["TurnTasks"]

log = logging.getLogger(__name__)


class TurnTasks:
    """The tasks of running turns and their journal rows; all are awaited at the end."""

    def __init__(self) -> None:
        self._tasks: dict[asyncio.Task[TurnOutcome], int] = {}
        # How many tasks work at a row of the journal: a message that is sent twice has two.
        self._at_work: Counter[int] = Counter()

    def start(self, journal_id: int, work: Coroutine[Any, Any, TurnOutcome]) -> asyncio.Task[TurnOutcome]:
        """Run a turn."""
        task = asyncio.get_running_loop().create_task(work)
        self._tasks[task] = journal_id
        self._at_work[journal_id] += 1
        task.add_done_callback(self._ended)
        return task

    def is_at_work(self, journal_id: int) -> bool:
        """Tell whether a turn of this row runs or waits."""
        return journal_id in self._at_work

    async def drain(self, seconds: float) -> None:
        """Let turns that run come to their end; what does not is left in the journal for the next start."""
        running = list(self._tasks)
        if running:
            await asyncio.wait(running, timeout=seconds)
        # Those that began meanwhile, too.
        late = [task for task in self._tasks if not task.done()]
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)

    def _ended(self, task: asyncio.Task[TurnOutcome]) -> None:
        journal_id = self._tasks.pop(task)
        self._at_work[journal_id] -= 1
        if not self._at_work[journal_id]:
            del self._at_work[journal_id]
        if not task.cancelled() and (error := task.exception()) is not None:
            log.error("a turn ended with an error; its message stays in the journal", exc_info=error)
