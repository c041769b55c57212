"""Requests for a copy or the erasure of a patron's data: a case for authorised staff."""

from __future__ import annotations

from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import says
from actions.rasa.registry import handles
from actions.subjects.feedback import open_case

__all__ = ["my_data"]

ERASE = (
    "delete",
    "erase",
    "remove",
    "wipe",
    "forget",
    "پاک",
    "حذف",
    "پاک کن",
    "پاک کنید",
    "حذف کنید",
    "حذف کن",
    "فراموش",
)


@handles("my_data")
async def my_data(turn: Turn) -> None:
    """Open a case for a copy or an erasure; the person is proved by the sign-in."""
    if turn.patron is None:
        turn.set("resume", {"intent": "my_data", "entities": turn.entities, "text": turn.text})
        turn.say("utter_my_data_sign_in", custom={"sign_in": True})
        return
    erase = says(turn.text, *ERASE)
    case = await open_case(turn, "data_request", "my_data_erase" if erase else "my_data_copy", turn.text)
    if case is None:
        return
    due = as_date(case.due_at.astimezone(turn.house.zone).date()) if case.due_at else None
    turn.say("utter_my_data_erase" if erase else "utter_my_data_copy", number=case.number, due=due)
