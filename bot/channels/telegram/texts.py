"""Texts of the channel itself; everything else comes from the answer book."""

from __future__ import annotations

from bot.texts import LANGUAGES, text

__all__ = ["only_private", "say"]


def say(name: str, language: str, **values: object) -> str:
    """Give one of the channel's own sentences in a language."""
    return text(language, f"telegram.{name}", **values)


def only_private() -> str:
    """Say that groups are not answered, in every language: a group has people of each in it, and is told once."""
    return "\n\n".join(say("only_private", language) for language in LANGUAGES)
