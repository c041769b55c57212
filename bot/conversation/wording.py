"""The gateway's own texts: refusals, and what the library may word in domain.yml."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import Any, TypeVar

import yaml

from bot.content.project import Project
from bot.conversation.rendering import AnswersNow
from bot.texts import text
from crm.content.in_force import Part
from crm.database.store import Store
from crm.records.values import ALARM_KINDS
from language.answers import Answers, Rendered
from protocol.clock import Clock

__all__ = [
    "NEEDED",
    "CONTACT_COVERED",
    "NOBODY_CAME",
    "TURN_FAILED",
    "TurnProblem",
    "Wording",
    "WordingError",
    "problem_text",
]

T = TypeVar("T")

TURN_FAILED = "utter_turn_failed"
NOBODY_CAME = "utter_handoff_expired"
HANDED_BACK = "utter_handoff_returned"
ENDED = "utter_handoff_closed"
REGISTERED = "utter_handoff_registered"
CAME = "utter_handoff_claimed"
# Said while a librarian has the conversation: that they are there, that they need more time, that they had none.
THERE = "utter_handoff_there"
LONGER = "utter_handoff_longer"
BROKEN_OFF = "utter_handoff_broken_off"
# Said to who wrote a telephone number or an address to a librarian: it was covered, and nobody can read it.
CONTACT_COVERED = "utter_handoff_contact_covered"
# Said to who has waited for a while, with what can be done now.
SLOW = "utter_handoff_slow"
SLOW_CHOICES = (
    {"title": "utter_button_wait", "payload": '/human_help{"ref": "wait"}'},
    {"title": "utter_button_leave_word", "payload": '/human_help{"ref": "word"}'},
    {"title": "utter_button_back_to_bot", "payload": "/back_to_bot"},
)
# Said before the answer when a message took back the wish for a librarian, and asked for something else.
WITHDRAWN = "utter_handoff_withdrawn"
SIGN_IN = "utter_sign_in_link"
CASE_CLOSED = {
    resolution: f"utter_case_closed_{resolution}"
    for resolution in ("fixed", "explained", "compensated", "declined", "duplicate", "withdrawn")
}
# What is said instead of the first when something was begun: by where the patron can look for it, and the way there.
BEGUN = {
    "loans": ("utter_turn_failed_loans", ({"title": "utter_intent_loans", "payload": "/loans"},)),
    "holds": ("utter_turn_failed_holds", ({"title": "utter_intent_hold_status", "payload": "/hold_status"},)),
    "case": ("utter_turn_failed_case", ()),
    "other": ("utter_turn_failed_other", ()),
}
NEEDED = frozenset(
    {
        TURN_FAILED,
        NOBODY_CAME,
        HANDED_BACK,
        ENDED,
        REGISTERED,
        CAME,
        THERE,
        LONGER,
        BROKEN_OFF,
        CONTACT_COVERED,
        SLOW,
        WITHDRAWN,
        SIGN_IN,
        *CASE_CLOSED.values(),
        *(f"utter_emergency_{kind}" for kind in ALARM_KINDS),
        *(name for name, _ in BEGUN.values()),
    }
)


class TurnProblem(StrEnum):
    """A refusal; the value is the code of the HTTP API."""

    EMPTY = "empty_text"
    TOO_LONG = "text_too_long"
    TOO_MANY = "too_many_messages"
    BAD_PAYLOAD = "bad_payload"
    BUSY = "busy"
    BAD_REQUEST = "bad_request"
    NOT_SIGNED = "token_needed"
    BAD_ORIGIN = "origin_not_allowed"
    NOT_FOUND = "not_found"
    METHOD = "method_not_allowed"
    CONFLICT = "conflict"
    TOO_BIG = "body_too_big"
    TOO_MANY_SESSIONS = "too_many_sessions"
    LINK_UNKNOWN = "link_unknown"
    LINK_EXPIRED = "link_expired"
    LINK_USED = "link_used"
    LINK_SPENT = "link_tries_spent"
    WRONG_NUMBER = "wrong_number"
    WRONG_PIN = "wrong_card_or_pin"
    THROTTLED = "too_many_tries"
    CARD_LOCKED = "card_locked"
    LIBRARY_DOWN = "library_unavailable"
    INTERNAL = "internal"


def problem_text(problem: TurnProblem, language: str, **facts: object) -> str:
    """Say why something is refused."""
    return text(language, f"problem.{problem}", **facts)


class WordingError(Exception):
    """The library's answers cannot be used."""


class Wording:
    """The library's answers: what the engine only names, and what the gateway says without it."""

    def __init__(self, answers: Answers) -> None:
        """Take the answers of domain.yml; raises WordingError when one that is needed is not among them."""
        missing = NEEDED - set(answers.names())
        if missing:
            raise WordingError(f"there is no {', '.join(sorted(missing))}")
        self._own = answers
        self._now: AnswersNow | None = None

    @classmethod
    def load(cls, domain: Path) -> Wording:
        """Read the answers of a domain file; raises WordingError when they cannot be used."""
        try:
            answers = Answers.from_file(domain)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
            raise WordingError(f"{domain.name} cannot be read ({type(error).__name__})") from error
        return cls(answers)

    def follow(self, content: Project, clock: Clock) -> None:
        """Say from now on what staff have published, and what their content has, before the answers of domain.yml."""
        self._now = AnswersNow(self._own, content, clock)

    async def refresh(self, store: Store) -> None:
        """Read what is published now, for what is said outside of a turn."""
        if self._now is not None:
            await self._now.refresh(store)

    def when_closed(self, word: Callable[[Answers], T]) -> Part[T]:
        """Make a part of a closing transaction that words something by the answers of that moment."""
        if self._now is not None:
            return self._now.then(word)
        return lambda _connection: word(self._own)

    @property
    def _answers(self) -> Answers:
        return self._own if self._now is None else self._now.book

    def apology(self, language: str) -> str:
        """Say in a language that a message could not be answered."""
        return self._answers.render(TURN_FAILED, language).text

    def emergency(self, language: str, kind: str, calls: Mapping[str, Any]) -> tuple[str, str]:
        """Name and word whom to call (crm.library_info.emergency_calls), where no action can say it."""
        name = f"utter_emergency_{kind}"
        return name, self._answers.render(name, language, {**calls, "alarm": None}).text

    def apology_after(self, language: str, begun: str, number: str | None) -> tuple[str, Rendered]:
        """Name and word the apology for a turn in which something was begun: a case by its number, if it has one."""
        known = begun if begun in BEGUN and (begun != "case" or number is not None) else "other"
        name, choices = BEGUN[known]
        return name, self._answers.render(name, language, {"number": number, "choices": list(choices)})

    def nobody_came(self, language: str, number: str, due_at: datetime | None) -> str:
        """Say in a language that no librarian came, under which number the request is kept, and by when it is due."""
        return self._case_kept(NOBODY_CAME, language, number, due_at)

    def registered(self, language: str, number: str, due_at: datetime | None) -> str:
        """Say in a language that a librarian made a case of what was asked: its number, and by when it is due."""
        return self._case_kept(REGISTERED, language, number, due_at)

    def _case_kept(self, answer: str, language: str, number: str, due_at: datetime | None) -> str:
        due = None if due_at is None else {"datetime": due_at.isoformat()}
        return self._answers.render(answer, language, {"number": number, "due": due}).text

    def nobody_yet(self, language: str, minutes: int) -> tuple[str, Sequence[dict[str, str]]]:
        """Say in a language that nobody has come for some minutes, with what can be done, as buttons."""
        said = self._answers.render(SLOW, language, {"minutes": minutes, "choices": list(SLOW_CHOICES)})
        return said.text, said.buttons

    def somebody_came(self, language: str, name: str) -> str:
        """Say in a language that a librarian, by name, is in the conversation now."""
        return self._answers.render(CAME, language, {"name": name}).text

    def somebody_is_there(self, language: str, name: str) -> str:
        """Say in a language that the librarian who has the conversation is there and will answer."""
        return self._answers.render(THERE, language, {"name": name}).text

    def takes_longer(self, language: str, name: str) -> str:
        """Say in a language that the librarian who has the conversation needs more time."""
        return self._answers.render(LONGER, language, {"name": name}).text

    def broken_off(self, language: str, number: str, due_at: datetime | None) -> str:
        """Say in a language that the librarian who had it has not answered, and under which number it is kept."""
        return self._case_kept(BROKEN_OFF, language, number, due_at)

    def case_closed(self, language: str, number: str, resolution: str) -> str:
        """Say in a language how a case has ended."""
        return self._answers.render(CASE_CLOSED[resolution], language, {"number": number}).text

    def handed_back(self, language: str) -> str:
        """Say in a language that a librarian has given the conversation back to the bot."""
        return self._answers.render(HANDED_BACK, language).text

    def ended(self, language: str) -> str:
        """Say in a language that a librarian has ended the conversation."""
        return self._answers.render(ENDED, language).text
