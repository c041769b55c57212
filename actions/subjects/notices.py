"""Requests for notices of due dates, ready reservations and new titles: arranged by a librarian for now."""

from __future__ import annotations

from actions.dialogue.turn import Turn, as_date
from actions.rasa.registry import handles
from actions.subjects.feedback import open_case

__all__ = ["subscribe", "unsubscribe"]


@handles("subscribe", "unsubscribe")
async def subscribe(turn: Turn) -> None:
    """Open a case for the request and say honestly that a librarian will arrange it."""
    case = await open_case(turn, "question", turn.intent, turn.text if not turn.is_payload else turn.intent)
    if case is None:
        return
    due = as_date(case.due_at.astimezone(turn.house.zone).date()) if case.due_at else None
    turn.say(f"utter_{turn.intent}", number=case.number, due=due)


unsubscribe = subscribe
