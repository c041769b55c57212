"""Requests for a copy or the erasure of a patron's data: the page where both are done, by the patron alone."""

from __future__ import annotations

from actions.dialogue.turn import Fact, Turn, as_count, as_money, nested
from actions.dialogue.wording import says
from actions.rasa.registry import handles
from actions.subjects.notices.interests import forget_by_button, hear_interest
from crm.forgetting.open_matters import Unsettled
from library.leaving import hindrance

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
    """Give the way to the page of one's own data; who is not signed in there sees what is kept about this chat."""
    # After a sign-in what was said of interests before it comes here, too.
    if await (forget_by_button(turn) if turn.is_payload else hear_interest(turn)):
        return
    erase = says(turn.text, *ERASE)
    if turn.patron is None:
        turn.set("resume", {"intent": "my_data", "entities": turn.entities, "text": turn.text})
        turn.say("utter_my_data_sign_in", custom={"sign_in": True, "my_data": True})
        return
    open_matters = await hindrance(turn.store, turn.library, turn.patron.id) if erase else None
    if open_matters is None:
        turn.say("utter_my_data_erase" if erase else "utter_my_data_copy", custom={"my_data": True})
        return
    turn.say("utter_my_data_unsettled", open=_open(open_matters), custom={"my_data": True})


def _open(open_matters: Unsettled) -> Fact:
    """Name what has to be settled first: each title, each sum."""
    unnamed = open_matters.loans - len(open_matters.lent)
    matters = [
        *(nested("utter_part_open_loan", title=title) for title in open_matters.lent),
        *([nested("utter_part_open_loans", count=as_count(unnamed, "item"))] if unnamed else []),
        *(nested("utter_part_open_hold", title=title) for title in open_matters.held),
        *(nested("utter_part_open_debt", sum=as_money(amount, currency)) for amount, currency in open_matters.owed),
    ]
    return {"list": matters}
