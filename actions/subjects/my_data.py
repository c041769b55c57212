"""Requests for a copy or the erasure of a patron's data: a case for authorised staff."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.facts.case_lines import due_day
from actions.rasa.registry import handles
from actions.subjects.case_filing import hold_on_to, open_case

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
    """Open a case for a copy or an erasure, one at a time; the person is proved by the sign-in."""
    if turn.patron is None:
        turn.set("resume", {"intent": "my_data", "entities": turn.entities, "text": turn.text})
        turn.say("utter_my_data_sign_in", custom={"sign_in": True})
        return
    matter = "my_data_erase" if says(turn.text, *ERASE) else "my_data_copy"
    case = await open_case(turn, "data_request", matter, turn.text, once=True)
    if case is not None:
        hold_on_to(turn, case.number, matter, quiet=True)
        turn.say(f"utter_{matter}", number=case.number, due=due_day(case.due_at, turn.house.zone))
