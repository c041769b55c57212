"""The gateway's own texts: refusals in both languages, and what the library may word in domain.yml."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum
from pathlib import Path
from typing import Any

import yaml

from language.answers import Answers, Rendered

__all__ = ["NEEDED", "NOBODY_CAME", "PROBLEMS", "TURN_FAILED", "Problem", "Wording", "WordingError"]

TURN_FAILED = "utter_turn_failed"
NOBODY_CAME = "utter_handoff_expired"
HANDED_BACK = "utter_handoff_returned"
ENDED = "utter_handoff_closed"
# What is said instead of the first when something was begun: by where the patron can look for it, and the way there.
BEGUN = {
    "loans": ("utter_turn_failed_loans", ({"title": "utter_intent_loans", "payload": "/loans"},)),
    "holds": ("utter_turn_failed_holds", ({"title": "utter_intent_hold_status", "payload": "/hold_status"},)),
    "case": ("utter_turn_failed_case", ()),
    "other": ("utter_turn_failed_other", ()),
}
NEEDED = frozenset({TURN_FAILED, NOBODY_CAME, HANDED_BACK, ENDED, *(name for name, _ in BEGUN.values())})


class Problem(StrEnum):
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
    LIBRARY_DOWN = "library_unavailable"
    INTERNAL = "internal"


PROBLEMS: Mapping[Problem, Mapping[str, str]] = {
    Problem.EMPTY: {
        "fa": "پیام شما خالی بود. لطفاً پرسش یا درخواستتان را بنویسید.",
        "en": "Your message was empty. Please write your question or request.",
    },
    Problem.TOO_LONG: {
        "fa": "پیام شما بیش از ۲۰۰۰ نویسه است. لطفاً کوتاه‌تر یا در چند پیام بنویسید.",
        "en": "Your message is longer than 2,000 characters. Please shorten it or send it in parts.",
    },
    Problem.TOO_MANY: {
        "fa": "پیام‌ها کمی تند می‌رسند. لطفاً چند لحظه صبر کنید و دوباره بفرستید.",
        "en": "Messages are arriving a little too fast. Please wait a moment and send it again.",
    },
    Problem.BAD_PAYLOAD: {
        "fa": "این دکمه دیگر کار نمی‌کند. لطفاً درخواستتان را بنویسید.",
        "en": "This button no longer works. Please write what you would like.",
    },
    Problem.BUSY: {
        "fa": "سرویس اکنون شلوغ است. لطفاً چند لحظه دیگر دوباره بفرستید.",
        "en": "The service is busy right now. Please send it again in a moment.",
    },
    Problem.BAD_REQUEST: {"fa": "این درخواست درست نیست.", "en": "This request is not well formed."},
    Problem.NOT_SIGNED: {
        "fa": "این گفت‌وگو شناخته نشد. لطفاً صفحه را تازه کنید.",
        "en": "This chat was not recognised. Please reload the page.",
    },
    Problem.BAD_ORIGIN: {
        "fa": "این سایت اجازهٔ استفاده از این گفت‌وگو را ندارد.",
        "en": "This site may not use this chat.",
    },
    Problem.NOT_FOUND: {"fa": "چیزی با این نشانی پیدا نشد.", "en": "Nothing was found at this address."},
    Problem.METHOD: {
        "fa": "این کار با این نشانی شدنی نیست.",
        "en": "This address does not support that.",
    },
    Problem.CONFLICT: {
        "fa": "این کار اکنون شدنی نیست.",
        "en": "This is not possible in the present state.",
    },
    Problem.TOO_BIG: {"fa": "درخواست بیش از اندازه بزرگ است.", "en": "The request is too big."},
    Problem.TOO_MANY_SESSIONS: {
        "fa": "گفت‌وگوهای تازهٔ زیادی از این نشانی آغاز شده است. لطفاً کمی بعد دوباره بیایید.",
        "en": "Too many new chats were opened from this address. Please come back a little later.",
    },
    Problem.LINK_UNKNOWN: {
        "fa": "این پیوند شناخته نشد. لطفاً در گفت‌وگو پیوند تازه‌ای بخواهید.",
        "en": "This link is not known. Please ask for a new one in the chat.",
    },
    Problem.LINK_EXPIRED: {
        "fa": "زمان این پیوند به پایان رسیده است. لطفاً در گفت‌وگو پیوند تازه‌ای بخواهید.",
        "en": "This link has expired. Please ask for a new one in the chat.",
    },
    Problem.LINK_USED: {
        "fa": "این پیوند پیش‌تر به کار رفته است. اگر هنوز وارد نشده‌اید، در گفت‌وگو پیوند تازه‌ای بخواهید.",
        "en": "This link has already been used. If you are not signed in yet, ask for a new one in the chat.",
    },
    Problem.LINK_SPENT: {
        "fa": "با این پیوند بیش از اندازه تلاش شده است. لطفاً در گفت‌وگو پیوند تازه‌ای بخواهید.",
        "en": "There were too many tries with this link. Please ask for a new one in the chat.",
    },
    Problem.WRONG_NUMBER: {
        "fa": "این عدد با عددی که در گفت‌وگوی شما نشان داده شده است یکی نیست. اگر کسی این پیوند را برایتان فرستاده است، "
        "صفحه را ببندید.",
        "en": "This is not the number shown in your own chat. If somebody sent you this link, close the page.",
    },
    Problem.WRONG_PIN: {
        "fa": "شمارهٔ کارت یا رمز درست نیست. لطفاً دوباره تلاش کنید.",
        "en": "The card number or the PIN is not right. Please try again.",
    },
    Problem.THROTTLED: {
        "fa": "با این کارت یا از این‌جا بیش از اندازه تلاش شده است. لطفاً حدود {minutes} دقیقهٔ دیگر دوباره تلاش کنید.",
        "en": "There were too many tries with this card or from this place. Please try again in about {minutes} min.",
    },
    Problem.LIBRARY_DOWN: {
        "fa": "سامانهٔ کتابخانه اکنون پاسخ نمی‌دهد. لطفاً چند دقیقهٔ دیگر دوباره تلاش کنید.",
        "en": "The library system is not answering. Please try again in a few minutes.",
    },
    Problem.INTERNAL: {
        "fa": "ببخشید، خطایی پیش آمد. لطفاً کمی بعد دوباره تلاش کنید.",
        "en": "Sorry, something went wrong. Please try again in a little while.",
    },
}


class WordingError(Exception):
    """The library's answers cannot be used."""


class Wording:
    """The library's own answers for what the gateway says without the engine."""

    def __init__(self, answers: Answers) -> None:
        """Take the answers; raises WordingError when one that is needed is not among them."""
        missing = NEEDED - set(answers.names())
        if missing:
            raise WordingError(f"there is no {', '.join(sorted(missing))}")
        self._own = self._answers = answers

    @classmethod
    def load(cls, domain: Path) -> Wording:
        """Read the answers of a domain file; raises WordingError when they cannot be used."""
        try:
            answers = Answers.from_file(domain)
        except (OSError, ValueError, KeyError, TypeError, AttributeError, yaml.YAMLError) as error:
            raise WordingError(f"{domain.name} cannot be read ({type(error).__name__})") from error
        return cls(answers)

    def publish(self, responses: Mapping[str, Any]) -> None:
        """Take answers that staff published, in the shape of a domain's `responses`, before the library's own."""
        self._answers = self._own.replaced(responses)

    def apology(self, language: str) -> str:
        """Say in a language that a message could not be answered."""
        return self._answers.render(TURN_FAILED, language).text

    def apology_after(self, language: str, begun: str, number: str | None) -> tuple[str, Rendered]:
        """Name and word the apology for a turn in which something was begun: a case by its number, if it has one."""
        known = begun if begun in BEGUN and (begun != "case" or number is not None) else "other"
        name, choices = BEGUN[known]
        return name, self._answers.render(name, language, {"number": number, "choices": list(choices)})

    def nobody_came(self, language: str, number: str) -> str:
        """Say in a language that no librarian came, and under which number the request is kept."""
        return self._answers.render(NOBODY_CAME, language, {"number": number}).text

    def handed_back(self, language: str) -> str:
        """Say in a language that a librarian has given the conversation back to the bot."""
        return self._answers.render(HANDED_BACK, language).text

    def ended(self, language: str) -> str:
        """Say in a language that a librarian has ended the conversation."""
        return self._answers.render(ENDED, language).text
