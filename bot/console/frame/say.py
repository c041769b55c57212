"""Texts as the console says them: in the reader's language and with the reader's digits."""

from __future__ import annotations

from bot.console.frame.locale import Locale
from bot.texts import text

__all__ = ["say"]


def say(speech: Locale, key: str, **values: object) -> str:
    """Say a text in the reader's language, numbers in the reader's digits; `n` chooses between its plural forms."""
    count = values.get("n")
    shown = {name: _shown(speech, value) for name, value in values.items()}
    return text(speech.language, key, count if isinstance(count, int) else None, **shown)


def _shown(speech: Locale, value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return speech.number(value)
    return value
