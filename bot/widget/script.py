"""The widget's script as it is served: `widget.js` with its texts and the length of a message in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from bot.texts import LANGUAGES, text
from protocol.values import MOST_CHARACTERS

__all__ = ["TEXTS", "WIDGET", "script"]

WIDGET = Path(__file__).resolve().parent / "widget.js"
# The texts `widget.*`, as the script names them.
TEXTS = (
    "name", "launch", "unread", "close", "other", "log", "write", "send", "patron", "bot", "staff", "system", "hello",
    "starter.hours", "starter.find", "starter.loans", "starter.person", "typing", "staff_writing", "waiting", "offline",
    "barred", "open", "waiting_staff", "with_staff", "signed_in", "sign_in", "account", "my_data", "tab", "number",
    "lapsed", "good", "bad", "rated", "long", "failed",
)  # fmt: skip
_TEXTS = "{ /* put in by script.py: the texts `widget.*` of both languages */ }"
_LENGTH = "0 /* put in by script.py: the length that a message may have */"
_LOOK = "{} /* put in by script.py: how the library wants it to look */"
# Lines that are read by nobody but us, and what stands before the others.
_REMARK = re.compile(r"^[ \t]*(?://.*|/\*.*\*/)?\n|^[ \t]+", re.MULTILINE)


def script(look: Mapping[str, str] | None = None) -> str:
    """Give the whole script, with `look` as the library has chosen it, by the names of the element's attributes.

    Raises ValueError where the file has no place for what is put in.
    """
    said = {language: {name: text(language, f"widget.{name}") for name in TEXTS} for language in LANGUAGES}
    written = WIDGET.read_text(encoding="utf-8")
    texts = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # It may end no script that it is put into.
    chosen = json.dumps(look or {}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    written = _REMARK.sub("", written)
    for place, value in ((_LENGTH, str(MOST_CHARACTERS)), (_TEXTS, texts), (_LOOK, chosen)):
        if written.count(place) != 1:
            raise ValueError(f"{WIDGET.name} has no place for {place}")
        written = written.replace(place, value)
    return written
