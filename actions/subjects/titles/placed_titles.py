"""Titles that are meant by their place in a list: where such a one is, and the list that one title stood behind."""

from __future__ import annotations

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.subjects.catalogue.whereabouts import tell_where
from crm.library_info import directory
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ordinals import find_place
from language.requests.titles.placed import asks_where_placed, place_named
from protocol.intents import intents_with

__all__ = ["asks_of_placed", "puts_list_back"]

# Surely read as one of these, a message asks for no title's place.
_NEVER = frozenset(
    {
        *intents_with("told"),
        *"loans hold_status fines renew cancel_hold pay account sign_in sign_out my_data events room_booking".split(),
        *"lost_item lost_card others_loans return emergency hours case_add case_status human_help".split(),
    }
)
_SURE = 0.8
_WAITING = {None, "words", "one"}


async def puts_list_back(turn: Turn) -> LookStep:
    """Show the list again, unsaid, whose place is named where one other title alone has been told of since."""
    shown, place = turn.shown("title"), place_named(turn.text)
    waits = (turn.slot("pending") or {}).get("awaits") not in _WAITING
    if turn.is_payload or waits or len(shown) != 1 or not place:
        # "The first one" of one title is that one.
        return LookStep.ON
    for act in turn.thread.acts():
        if act.kind not in ("", "title"):
            break
        if act.kind == "title" and len(act.things) > place:
            turn.show("title", list(act.things))
            break
    return LookStep.ON


async def asks_of_placed(turn: Turn) -> LookStep:
    """Tell where the one of the list is that is named by its place, whatever it was read as and is wished beside."""
    shown = turn.shown("title")
    if turn.is_payload or not shown or (turn.slot("pending") or {}).get("awaits") not in _WAITING:
        return LookStep.ON
    if turn.intent in _NEVER and turn.confidence >= _SURE:
        return LookStep.ON
    if orders_to_hold(turn.text) or orders_to_renew(turn.text):
        return LookStep.ON
    named = branches_named(turn.text, await directory.branches(turn.store))
    place = find_place(turn.text, len(shown))
    if place is None or len(named) > 1 or not asks_where_placed(turn.text, at_branch=bool(named)):
        return LookStep.ON
    title = await turn.library.title(shown[place])
    if title is None:
        return LookStep.ON
    turn.read_as("search_book")
    turn.set("pending", None)
    await tell_where(turn, title, named[0] if named else None)
    return LookStep.DONE
