"""What the gateway's own pages know of their language: its direction, its digits, its texts."""

from __future__ import annotations

from functools import partial
from typing import Any

from litestar import Request

from bot.conversation.turn_language import as_language
from bot.texts import text
from language.writing import direction
from protocol.values import Language

__all__ = ["browser_language", "page_language"]


def browser_language(request: Request[Any, Any, Any], default: Language) -> Language:
    """Give the language that a browser asks for first; the default where it is none of ours."""
    return as_language(request.headers.get("accept-language", "").split(",")[0], default)


def page_language(language: str) -> dict[str, Any]:
    """Give what a template needs to speak a language: its name and direction, `t` for texts, and the other one."""
    return {
        "lang": language,
        "dir": direction(language),
        "other": "en" if language == "fa" else "fa",
        "t": partial(text, language),
    }
