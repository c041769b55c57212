"""What a message surely asks for, as conversations teach it: no sign-in where none is needed."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.facts import answer_from_facts

__all__ = ["needs_no_account", "surely_told", "told_without_account"]

# So likely is what is taken as sure, and so unlikely what is taken as excluded (docs/understanding.md).
_SURE, _EXCLUDED = 0.8, 0.05
# What is told to everybody in words of the library's: its facts and its rules.
_TOLD = ("fact", "rule")


def needs_no_account(turn: Turn) -> bool:
    """Tell whether a message surely needs no account, whatever it was read as."""
    account = turn.sides.get("account")
    return bool(account) and account.get("true", 0.0) < _EXCLUDED


def surely_told(turn: Turn) -> bool:
    """Tell whether a message surely asks for a fact or a rule."""
    way = turn.sides.get("way") or {}
    return sum(way.get(kind, 0.0) for kind in _TOLD) >= _SURE


async def told_without_account(turn: Turn) -> bool:
    """Answer what was read as a patron’s own and surely is not: by a fact, or by the hours; False without an answer."""
    if turn.is_payload or turn.patron is not None or not needs_no_account(turn):
        return False
    if surely_told(turn):
        return await answer_from_facts(turn)
    if (turn.sides.get("way") or {}).get("hours", 0.0) >= _SURE:
        turn.intent, turn.confidence = "hours", 1.0
        await HANDLERS["hours"].handler(turn)
        return True
    return False
