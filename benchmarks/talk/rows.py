"""Conversations as JSON lines: a row is what a patron does in one turn, with what is expected or was judged."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from protocol.values import LANGUAGES

__all__ = ["EXPECTED", "JUDGED", "VERDICTS", "Row", "RowError", "conversations", "read_rows", "repository_files"]

JUDGED = Path(__file__).resolve().parents[2] / "tests" / "dialogue" / "judged"
VERDICTS = ("right", "acceptable", "unhelpful", "wrong", "harmful")
EXPECTED = ("intent", "names", "contains", "never")
# What a reply was, and what was said of it, belongs to the system that gave it.
_OF_A_REPLY = (
    "reply", "intent", "confidence", "buttons", "statuses", "names", "after_sign_in", "met",
    "verdict", "why", "cause", "second_verdict",
)  # fmt: skip
_TAPPED = re.compile(r"\[taps (?P<title>.+)\]")
_NO_WORDS = re.compile(r"\[message: .*\]")


class RowError(ValueError):
    """A file is not of the format of conversations."""


@dataclass(frozen=True)
class Row:
    """One turn of a patron: typed `text`, or the button of the last answer whose title is `press`."""

    lang: str
    style: str
    conversation: str
    turn: int
    text: str
    press: str | None
    signed_in_with: str | None
    expect: dict[str, Any]
    right_intent: list[str]
    # As the row was read, without the reply of an earlier system; that stands in `before`.
    given: dict[str, Any]
    before: dict[str, Any]

    @property
    def is_playable(self) -> bool:
        """Tell whether it can be typed or pressed: photos and voices cannot."""
        return self.press is not None or not _NO_WORDS.fullmatch(self.text)


def repository_files() -> list[Path]:
    """Find the judged rounds of this repository."""
    return sorted(JUDGED.glob("*.jsonl"))


def read_rows(files: Iterable[Path]) -> list[Row]:
    """Read files of conversations; raises RowError with the place of the first fault, OSError for a missing file."""
    found: list[Row] = []
    for file in files:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), 1):
            if not line.strip():
                continue
            try:
                found.append(_row(json.loads(line)))
            except (ValueError, KeyError, TypeError, AttributeError) as error:
                raise RowError(f"{file.name}, line {number}: {error}") from error
    return found


def conversations(rows: Sequence[Row]) -> list[list[Row]]:
    """Put the turns of each conversation in order; raises RowError when a turn is there twice."""
    together: dict[str, list[Row]] = {}
    for row in rows:
        together.setdefault(row.conversation, []).append(row)
    for name, turns in together.items():
        turns.sort(key=lambda row: row.turn)
        if len({row.turn for row in turns}) < len(turns):
            raise RowError(f"{name}: a turn is there twice")
    return list(together.values())


def _row(found: dict[str, Any]) -> Row:
    if found["lang"] not in LANGUAGES:
        raise RowError(f"lang is none of {', '.join(LANGUAGES)}")
    if "verdict" in found and found["verdict"] not in VERDICTS:
        raise RowError(f"verdict is none of {', '.join(VERDICTS)}")
    expect = found.get("expect") or {}
    if strange := set(expect) - set(EXPECTED):
        raise RowError(f"expect knows no {', '.join(sorted(strange))}")
    text = str(found.get("text") or "").strip()
    tapped = _TAPPED.fullmatch(text)
    press = found.get("press") or (tapped["title"] if tapped else None)
    if not text and press is None:
        raise RowError("neither text nor press")
    right = found.get("right_intent") or []
    return Row(
        lang=found["lang"],
        style=str(found.get("style") or "none"),
        conversation=str(found["conversation"]),
        turn=int(found["turn"]),
        text=text,
        press=press,
        signed_in_with=found.get("signed_in_with"),
        expect=expect,
        right_intent=[right] if isinstance(right, str) else list(right),
        given={key: value for key, value in found.items() if key not in _OF_A_REPLY},
        before={key: found[key] for key in _OF_A_REPLY if key in found},
    )
