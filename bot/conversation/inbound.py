"""What may come in: texts of a bearable length, and payloads of buttons."""

from __future__ import annotations

import re
from dataclasses import dataclass

from bot.conversation.contact import contact_in
from bot.conversation.wording import Problem
from language.masking import mask

__all__ = ["MOST_CHARACTERS", "Clean", "clean", "problem_of"]

MOST_CHARACTERS = 2000
PAYLOAD = re.compile(r"/[a-z][a-z0-9_]{0,63}(\{.*\})?", re.DOTALL)
VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060]")
INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Clean:
    """A message as it may be kept: masked text, contact data apart, and whether its payload hides numbers."""

    text: str
    payload: str | None
    contact: str | None
    doubtful_payload: bool = False


def problem_of(text: str | None, payload: str | None) -> Problem | None:
    """Say why a message cannot be taken in, or None when it can."""
    if payload is not None:
        fits = len(payload) <= MOST_CHARACTERS and PAYLOAD.fullmatch(payload) and "\0" not in payload
        return None if fits else Problem.BAD_PAYLOAD
    if text is None or VISIBLE.search(INVISIBLE.sub("", text)) is None:
        return Problem.EMPTY
    return Problem.TOO_LONG if len(text) > MOST_CHARACTERS else None


def clean(text: str | None, payload: str | None, title: str | None) -> Clean:
    """Take everything out that must not be kept; the contact data comes apart from the text."""
    if payload is None:
        masked = mask(INVISIBLE.sub("", text or "").strip())
        return Clean(masked.text, None, contact_in(masked.text, masked.found))
    shown = mask(INVISIBLE.sub("", title)).text if title else payload.partition("{")[0]
    return Clean(shown, payload, None, doubtful_payload=bool(mask(payload).found))
