"""Texts as the console says them: in the reader's language and with the reader's digits."""

from __future__ import annotations

from bot.console.frame.locale import Locale
from bot.texts import text
from crm.records.staff_names import StaffName

__all__ = ["say"]


def say(locale: Locale, key: str, **values: object) -> str:
    """Say a text in the reader's language, numbers in the reader's digits; `n` chooses between its plural forms."""
    count = values.get("n")
    shown = {name: _shown(locale, value) for name, value in values.items()}
    return text(locale.language, key, count if isinstance(count, int) else None, **shown)


def _shown(locale: Locale, value: object) -> object:
    if isinstance(value, (int, float)) and not isinstance(value, bool):
        return locale.number(value)
    if isinstance(value, StaffName):
        return value.said(locale.language)
    return value
