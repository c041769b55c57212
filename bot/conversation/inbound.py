"""Validation of incoming messages: length of texts, payloads of buttons, masking."""

from __future__ import annotations

import json
import re
from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from bot.conversation.contact import contact_in
from bot.conversation.wording import TurnProblem
from language.expected import mask_expected
from language.masking import mask
from protocol.values import MOST_CHARACTERS

__all__ = ["Clean", "clean", "problem_of", "visible"]

PAYLOAD = re.compile(r"/[a-z][a-z0-9_]{0,63}(\{.*\})?", re.DOTALL)
VISIBLE = re.compile(r"[^\s\u200b-\u200f\u2060]")
INVISIBLE = re.compile(r"[\u0000-\u0008\u000b-\u001f\u007f\u200b\u2060\ufeff]")


@dataclass(frozen=True, slots=True)
class Clean:
    """A message as it may be kept: masked text and payload, contact data apart.

    `offered` is the payload as it was sent when something in it was masked: it may only be kept, and sent on, where
    a button of ours carries it.
    """

    text: str
    payload: str | None
    contact: str | None
    offered: str | None = None


def problem_of(text: str | None, payload: str | None) -> TurnProblem | None:
    """Say why a message cannot be taken in, or None when it can."""
    if payload is not None:
        fits = len(payload) <= MOST_CHARACTERS and PAYLOAD.fullmatch(payload)
        return None if fits and _values(payload) is not None else TurnProblem.BAD_PAYLOAD
    if text is None or VISIBLE.search(INVISIBLE.sub("", text)) is None:
        return TurnProblem.EMPTY
    return TurnProblem.TOO_LONG if len(text) > MOST_CHARACTERS else None


def clean(
    text: str | None, payload: str | None, title: str | None, *, expected: str | None = None, own: Collection[str] = ()
) -> Clean:
    """Take everything out that must not be kept; the contact data comes apart from the text.

    A bare number is what is `expected` (a kind of language.masking), where something is. The library's `own`
    telephones stay.
    """
    if payload is None:
        typed = visible(text)
        masked = mask(typed, own=own) if expected is None else mask_expected(typed, expected)
        return Clean(masked.text, None, contact_in(masked.text, masked.found))
    shown = mask(visible(title)).text if title else payload.partition("{")[0]
    values = _values(payload) or {}
    masked_values = _masked(values)
    name = payload.partition("{")[0]
    if masked_values != values:
        return Clean(shown, name + _written(masked_values), None, offered=payload)
    # Escaped signs are written out, so that what is kept can be read and searched as what it says.
    return Clean(shown, name + _written(values) if "\\" in payload else payload, None)


def visible(text: str | None) -> str:
    """Give a text without the signs that cannot be seen, half-spaces excepted."""
    return INVISIBLE.sub("", text or "").strip()


def _values(payload: str) -> dict[str, Any] | None:
    """Read the values of a payload; None when they are no JSON object, or name one thing twice."""
    _, brace, rest = payload.partition("{")
    if not brace:
        return {}
    try:
        values = json.loads(brace + rest, object_pairs_hook=_once, parse_constant=_none)
    except (ValueError, RecursionError):
        return None
    return values if isinstance(values, dict) else None


def _once(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    if len(dict(pairs)) != len(pairs):
        raise ValueError("a name stands twice")
    return {visible(name): value for name, value in pairs}


def _none(constant: str) -> Any:
    raise ValueError(f"{constant} is no JSON")


def _masked(value: Any, name: str = "") -> Any:
    """Mask everything that is said in a value, however deep; its name is context, as a word before a number is."""
    if isinstance(value, dict):
        return {mask(key).text: _masked(each, key) for key, each in value.items()}
    if isinstance(value, list):
        return [_masked(each, name) for each in value]
    if isinstance(value, bool) or value is None:
        return value
    said = visible(value) if isinstance(value, str) else str(value)
    before = f"{name.replace('_', ' ')}: " if name else ""
    masked = mask(before + said).text
    masked = masked.removeprefix(before) if masked.startswith(before) else mask(said).text
    return value if masked == str(value) else masked


def _written(values: dict[str, Any]) -> str:
    """Write values as our own buttons carry them."""
    # Half of a pair of surrogates is no sign, and no store takes it.
    return json.dumps(values, ensure_ascii=False).encode(errors="replace").decode() if values else ""
