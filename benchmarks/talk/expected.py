"""What a row expects of its reply, and how a reply differs from an earlier one."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Any

from benchmarks.talk.playing import Reply, plain

__all__ = ["as_line", "differs", "missed"]

# The number of a case tells how many were opened before it, by whoever.
_CASE = re.compile(r"K-\d+")


def missed(reply: Reply) -> list[str]:
    """Name the expectations of a row that its reply does not meet; none where nothing is expected."""
    expect = reply.row.expect
    said = "\n".join([*reply.after_sign_in, *reply.reply])
    found: list[str] = []
    if expect and reply.missing is not None:
        return [f"not played: {reply.missing}"]
    intents = _listed(expect.get("intent"))
    if intents and reply.intent not in intents:
        found.append(f"intent {reply.intent}, not {' or '.join(intents)}")
    names = _listed(expect.get("names"))
    if names and reply.names[-len(names) :] != names:
        found.append(f"answers {', '.join(reply.names) or 'none'}, not {', '.join(names)}")
    found += [f"lacks {text!r}" for text in _listed(expect.get("contains")) if plain(text) not in said]
    found += [f"says {text!r}" for text in _listed(expect.get("never")) if plain(text) in said]
    return found


def differs(reply: Reply) -> bool:
    """Tell whether a reply is another one than the file holds; numbers of cases do not count."""
    return _compared(reply.reply) != _compared(reply.row.before.get("reply") or [])


def as_line(reply: Reply) -> dict[str, Any]:
    """Make the row of a reply: what the patron did, the answer, and how it meets what was expected.

    The reply and verdict of the file played stand under `before`.
    """
    row = reply.row
    line = {
        **row.given,
        "reply": reply.reply,
        "intent": reply.intent,
        "confidence": reply.confidence,
        "buttons": reply.buttons,
        "names": reply.names,
        "statuses": reply.statuses,
    }
    if reply.after_sign_in:
        line["after_sign_in"] = reply.after_sign_in
    if reply.missing is not None:
        line["missing"] = reply.missing
    if row.expect:
        line["met"] = not (faults := missed(reply))
        if faults:
            line["missed"] = faults
    if row.before:
        line["before"] = row.before
    return line


def _compared(texts: Sequence[str]) -> list[str]:
    return [_CASE.sub("K-…", plain(text)) for text in texts]


def _listed(value: Any) -> list[str]:
    if value is None:
        return []
    return [value] if isinstance(value, str) else [str(one) for one in value]
