"""A message that was taken in, or refused: what a channel waits for."""

from __future__ import annotations

import asyncio
from dataclasses import dataclass

from bot.conversation.outcome import Refusal, TurnOutcome
from bot.conversation.turn_language import Language
from bot.conversation.wording import Problem

__all__ = ["AcceptedTurn", "refused"]

# After how long to ask again for the answer to a message that was at work when the gateway stopped.
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class AcceptedTurn:
    """A message whose turn runs by itself, or that was refused."""

    task: asyncio.Task[TurnOutcome] | None
    refused: TurnOutcome | None = None
    language: Language = "fa"

    async def outcome(self) -> TurnOutcome:
        """Wait for the end of the turn; who stops waiting does not stop the turn."""
        if self.task is None:
            assert self.refused is not None  # noqa: S101 - one of the two is always there
            return self.refused
        try:
            return await asyncio.shield(self.task)
        except asyncio.CancelledError:
            if not self.task.cancelled() or _is_leaving():
                raise
            # The gateway stops: the message stays in the journal, and its answer comes at the next start.
            return TurnOutcome(self.language, refused=Refusal(Problem.BUSY, STOP_SECONDS, kept=True))


def refused(language: Language, problem: Problem, wait: float = 0.0) -> AcceptedTurn:
    """Refuse a message; it may be sent again after `wait` seconds."""
    return AcceptedTurn(None, TurnOutcome(language, refused=Refusal(problem, wait)))


def _is_leaving() -> bool:
    current = asyncio.current_task()
    return current is not None and current.cancelling() > 0
