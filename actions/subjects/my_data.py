"""Requests for a copy or the erasure of a patron's data: the page where both are done, by the patron alone."""

from __future__ import annotations

from actions.dialogue.turn import Fact, Turn, as_count, as_money, nested
from actions.dialogue.wording import says
from actions.rasa.registry import handles
from crm.forgetting.open_matters import Unsettled, unsettled

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
    erase = says(turn.text, *ERASE)
    if turn.patron is None:
        turn.set("resume", {"intent": "my_data", "entities": turn.entities, "text": turn.text})
        turn.say("utter_my_data_sign_in", custom={"sign_in": True, "my_data": True})
        return
    hindrance = await unsettled(turn.store, turn.patron.id) if erase else None
    if hindrance is None:
        turn.say("utter_my_data_erase" if erase else "utter_my_data_copy", custom={"my_data": True})
        return
    turn.say("utter_my_data_unsettled", open=_open(hindrance), custom={"my_data": True})


def _open(hindrance: Unsettled) -> Fact:
    """Name what has to be settled first: each title, each sum."""
    unnamed = hindrance.loans - len(hindrance.lent)
    matters = [
        *(nested("utter_part_open_loan", title=title) for title in hindrance.lent),
        *([nested("utter_part_open_loans", count=as_count(unnamed, "item"))] if unnamed else []),
        *(nested("utter_part_open_hold", title=title) for title in hindrance.held),
        *(nested("utter_part_open_debt", sum=as_money(amount, currency)) for amount, currency in hindrance.owed),
    ]
    return {"list": matters}
