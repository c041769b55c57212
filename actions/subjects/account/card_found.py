"""A lost card that is found again after the request to block it: that request is what may be taken back."""

from __future__ import annotations

from typing import Any

from actions.dialogue.turn import Turn
from actions.subjects.cases.case_steps import ask_withdrawal
from crm.cases import own

__all__ = ["asks_to_unblock", "block_asked_for"]

# For so many turns after it was registered, "found it" is said of the card that was to be blocked.
_LATELY = 6


async def block_asked_for(turn: Turn) -> dict[str, Any] | None:
    """Give the request to block the card that was registered in the last turns and is open still; None without one."""
    last = turn.recall("case") or {}
    if last.get("matter") != "lost_card" or int(last.get("age", 0)) > _LATELY:
        return None
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    return last if case is not None and case.is_open else None


def asks_to_unblock(turn: Turn, asked_for: dict[str, Any]) -> None:
    """Ask whether the request to block the card is withdrawn, and do nothing else."""
    turn.intent, turn.settled = "lost_card", True
    turn.did("lost_card", topic="lost_card", result="told")
    ask_withdrawal(turn, asked_for)
