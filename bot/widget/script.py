"""The widget's script as it is served: `widget.js` with its texts in it."""

from __future__ import annotations

import json
from pathlib import Path

from bot.texts import LANGUAGES, text

__all__ = ["TEXTS", "WIDGET", "script"]

WIDGET = Path(__file__).resolve().parent / "widget.js"
# The texts `widget.*`, as the script names them.
TEXTS = (
    "name", "launch", "unread", "close", "other", "log", "write", "send", "patron", "bot", "staff", "system", "hello",
    "starter.hours", "starter.find", "starter.loans", "starter.person", "typing", "waiting", "offline",
    "waiting_staff", "with_staff", "signed_in", "sign_in", "account", "tab", "number", "lapsed", "good", "bad",
    "rated", "long", "failed",
)  # fmt: skip
_PLACE = "{ /* put in by script.py: the texts `widget.*` of both languages */ }"


def script() -> str:
    """Give the whole script; raises ValueError where the file has no place for its texts."""
    before, place, after = WIDGET.read_text(encoding="utf-8").partition(_PLACE)
    if not place:
        raise ValueError(f"{WIDGET.name} has no place for its texts")
    said = {language: {name: text(language, f"widget.{name}") for name in TEXTS} for language in LANGUAGES}
    return before + json.dumps(said, ensure_ascii=False, separators=(",", ":")) + after
