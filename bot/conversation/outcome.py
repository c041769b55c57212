"""The outcome of a message, as every channel receives it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.conversation.wording import Problem, problem_text
from bot.texts import LANGUAGES
from crm.messages.views import MessageView

__all__ = ["Refusal", "TurnOutcome", "Understood"]


@dataclass(frozen=True, slots=True)
class Refusal:
    """The reason for no answer; the message may be sent again after `retry_after` seconds.

    Nothing of it is kept, unless `kept`: then the gateway stops, and answers at its next start.
    """

    problem: Problem
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
    refused: Refusal | None = None
    history_after: int = 0
