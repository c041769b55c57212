"""The widget's script as it is served: `widget.js` with its parts, its texts and the length of a message in it."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from pathlib import Path

from bot.texts import LANGUAGES, text
from protocol.values import MOST_CHARACTERS

__all__ = ["TEXTS", "script", "written_when"]

WIDGET = Path(__file__).resolve().parent / "widget.js"
PARTS = WIDGET.parent / "parts"
# The parts in the order in which they are put into `widget.js`: beside the component, and each some of its methods.
BESIDE = ("style", "shell", "elements", "storage")
METHODS = (
    "language", "building", "messages", "log", "state", "welcome", "opening", "sending", "server", "receiving",
    "signing_in",
)  # fmt: skip
_BESIDE = "/* put in by script.py: what stands beside the component */"
_METHODS = "/* put in by script.py: the other methods of the component */"
# A part with methods is a class of its own, so that each file can be read and checked as one.
_OF_CLASS = re.compile(r"^class KetabyarChat extends HTMLElement \{\n(.*)^\}\n", re.MULTILINE | re.DOTALL)
# The texts `widget.*`, as the script names them.
TEXTS = (
    "name", "launch", "unread", "close", "other", "log", "write", "send", "patron", "bot", "staff", "system", "hello",
    "starter.hours", "starter.find", "starter.loans", "starter.person", "typing", "staff_writing", "waiting", "offline",
    "barred", "open", "waiting_staff", "with_staff", "signed_in", "sign_in", "account", "my_data", "tab", "number",
    "lapsed", "good", "bad", "rated", "long", "failed", "newer", "newer_staff",
)  # fmt: skip
_TEXTS = "{ /* put in by script.py: the texts `widget.*` of both languages */ }"
_LENGTH = "0 /* put in by script.py: the length that a message may have */"
_LOOK = "{} /* put in by script.py: how the library wants it to look */"
# Lines, and ends of lines, that are read by nobody but us, and what stands before the others.
_REMARK = re.compile(r"^[ \t]*(?://.*|/\*.*\*/)?\n|^[ \t]+|(?<=[;{]) // .*$", re.MULTILINE)


def script(look: Mapping[str, str] | None = None) -> str:
    """Give the whole script, with `look` as the library has chosen it, by the names of the element's attributes.

    Raises ValueError where the file has no place for what is put in.
    """
    said = {language: {name: text(language, f"widget.{name}") for name in TEXTS} for language in LANGUAGES}
    written = _whole()
    texts = json.dumps(said, ensure_ascii=False, separators=(",", ":"))
    # It may end no script that it is put into.
    chosen = json.dumps(look or {}, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
    written = _REMARK.sub("", written)
    for place, value in ((_LENGTH, str(MOST_CHARACTERS)), (_TEXTS, texts), (_LOOK, chosen)):
        if written.count(place) != 1:
            raise ValueError(f"{WIDGET.name} has no place for {place}")
        written = written.replace(place, value)
    return written


def written_when() -> tuple[tuple[int, int], ...]:
    """Tell when each file of the script was written and how long it is; raises FileNotFoundError."""
    return tuple((about.st_mtime_ns, about.st_size) for about in (file.stat() for file in (WIDGET, *_files())))


def _files() -> list[Path]:
    return [PARTS / f"{name}.js" for name in (*BESIDE, *METHODS)]


def _whole() -> str:
    """Put the parts into their places."""
    written = WIDGET.read_text(encoding="utf-8")
    beside, methods = [], []
    for file in _files():
        part = file.read_text(encoding="utf-8")
        if file.stem in BESIDE:
            beside.append(part)
        elif found := _OF_CLASS.search(part):
            methods.append(found[1])
        else:
            raise ValueError(f"{file.name} has no methods")
    for place, parts in ((_BESIDE, beside), (_METHODS, methods)):
        if written.count(place) != 1:
            raise ValueError(f"{WIDGET.name} has no place for {place}")
        written = written.replace(place, "".join(parts))
    return written
