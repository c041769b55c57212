"""The outcome of a message, as every channel receives it."""

from __future__ import annotations

import asyncio
from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.wording import TurnProblem, problem_text
from bot.texts import LANGUAGES
from crm.messages.views import MessageView
from protocol.values import Language

__all__ = ["AcceptedTurn", "TurnRefused", "TurnOutcome", "Understood", "refused"]

# After how long to ask again for the answer to a message that was at work when the gateway stopped.
STOP_SECONDS = 5.0


@dataclass(frozen=True, slots=True)
class TurnRefused:
    """The reason for no answer; the message may be sent again after `retry_after` seconds.

    Nothing of it is kept, unless `kept`: then the gateway stops, and answers at its next start.
    """

    problem: TurnProblem
    retry_after: float = 0.0
    kept: bool = False

    @property
    def texts(self) -> Mapping[str, str]:
        """The reason in both languages."""
        return {language: problem_text(self.problem, language) for language in LANGUAGES}


@dataclass(frozen=True, slots=True)
class Understood:
    """The intent of a message, and how sure the engine is of it (0 to 1)."""

    intent: str | None
    confidence: float


@dataclass(frozen=True, slots=True)
class TurnOutcome:
    """The outcome of one message.

    `message` is the patron's message as kept (masked), None when refused; `replies` are kept already, in order,
    and in the outbox when that was asked for; `status` is the conversation's (open, waiting_staff, with_staff,
    closed); `silent` says that a librarian has the conversation and the bot keeps out of it; up to the message
    `history_after`, when it is not 0, what was said is to be shown no more.
    """

    language: str
    status: str = "open"
    signed_in: bool = False
    message: MessageView | None = None
    replies: tuple[MessageView, ...] = ()
    parse: Understood | None = None
    duplicate: bool = False
    silent: bool = False
    failed: str | None = None
    refused: TurnRefused | None = None
    history_after: int = 0


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
            return TurnOutcome(self.language, refused=TurnRefused(TurnProblem.BUSY, STOP_SECONDS, kept=True))


def refused(language: Language, problem: TurnProblem, wait: float = 0.0) -> AcceptedTurn:
    """Refuse a message; it may be sent again after `wait` seconds."""
    return AcceptedTurn(None, TurnOutcome(language, refused=TurnRefused(problem, wait)))


def _is_leaving() -> bool:
    current = asyncio.current_task()
    return current is not None and current.cancelling() > 0
