"""What the gateway's own pages know of their language: its direction, its digits, its texts."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from bot.texts import text

__all__ = ["page_language"]

_DIRECTION: Mapping[str, str] = {"fa": "rtl", "en": "ltr"}


def page_language(language: str) -> dict[str, Any]:
    """Give what a template needs to speak a language: its name and direction, `t` for texts, and the other one."""
    return {
        "lang": language,
        "dir": _DIRECTION[language],
        "other": "en" if language == "fa" else "fa",
        "t": partial(text, language),
    }
