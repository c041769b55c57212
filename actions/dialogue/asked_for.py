"""What a message surely asks for, as conversations teach it: no sign-in where the hours are asked for."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS

__all__ = ["asks_of_no_title", "is_surely", "needs_no_account", "told_without_account"]

# So likely is what is taken as sure, and so unlikely what is taken as excluded (docs/understanding.md).
_SURE, _EXCLUDED = 0.8, 0.05
_HOURS = "hours"
# Below both of these nothing is asked of a title.
_OF_TITLE, _OF_CATALOGUE = 0.5, 0.2


def is_surely(turn: Turn, way: str) -> bool:
    """Tell whether a good answer to a message is surely made of this (docs/understanding.md: hours, a case, …)."""
    return (turn.sides.get("way") or {}).get(way, 0.0) >= _SURE


def needs_no_account(turn: Turn) -> bool:
    """Tell whether a message surely needs no account, whatever it was read as; False where that was not looked at."""
    account = turn.sides.get("account") or {}
    return bool(account) and account.get("true", 0.0) < _EXCLUDED


def asks_of_no_title(turn: Turn) -> bool:
    """Tell whether a message hardly asks of a title, nor of the catalogue, whatever was spoken of before it.

    False where that was not looked at.
    """
    about, way = turn.sides.get("about") or {}, turn.sides.get("way") or {}
    return bool(about) and about.get("title", 0.0) < _OF_TITLE and way.get("catalogue", 0.0) < _OF_CATALOGUE


async def told_without_account(turn: Turn) -> bool:
    """Tell the hours where what was read as a patron’s own surely asks for them and for no account; else False."""
    if turn.is_payload or turn.patron is not None or not is_surely(turn, _HOURS) or not needs_no_account(turn):
        return False
    turn.intent, turn.confidence = _HOURS, 1.0
    await HANDLERS[_HOURS].handler(turn)
    return True
