"""Titles that are meant by their place in a list: where such a one is, and the list that one title stood behind."""

from __future__ import annotations

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.subjects.catalogue.whereabouts import tell_where
from crm.library_info import directory
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.ordinals import find_place
from language.requests.titles.placed import asks_where_placed, chooses_place, place_named

__all__ = ["asks_of_placed", "puts_list_back"]

# What is surely read as anything else asks for no title's place.
_OF_TITLES = frozenset("search_book hold shelf_location recommendation nlu_fallback out_of_scope".split())
_SURE = 0.8


async def puts_list_back(turn: Turn) -> LookStep:
    """Show the list again, unsaid, whose place is named where one other title alone has been told of since."""
    shown, place = turn.shown("title"), place_named(turn.text)
    waits = not turn.leaves_room
    if turn.is_payload or waits or len(shown) != 1 or not place or not _of_titles(turn):
        # "The first one" of one title is that one.
        return LookStep.ON
    if not chooses_place(turn.text):
        return LookStep.ON
    for act in turn.thread.acts():
        if act.kind not in ("", "title", "hold"):
            # Reserving one of the list, or being refused it, leaves the list the one that was told of.
            break
        if act.kind == "title" and len(act.things) > place:
            turn.show("title", list(act.things))
            break
    return LookStep.ON


def _of_titles(turn: Turn) -> bool:
    return turn.intent in _OF_TITLES or turn.confidence < _SURE


async def asks_of_placed(turn: Turn) -> LookStep:
    """Tell where the one of the list is that is named by its place, whatever it was read as and is wished beside."""
    shown = turn.shown("title")
    if turn.is_payload or not shown or not turn.leaves_room:
        return LookStep.ON
    if not _of_titles(turn):
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
