"""Corrections after something was shown or done: "no, the other one", «آخریه»."""

from __future__ import annotations

from actions.dialogue.references import Reference, find_reference, pointed
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.dialogue.wording import best_match
from actions.rasa.registry import HANDLERS
from language.normalise import squash
from protocol.intents import traits_of

__all__ = ["corrected"]

# What is done with a thing that is only pointed at, by the kind of the list.
LOOKED_AT = {"title": "search_book", "loan": "loans", "hold": "hold_status"}
SURE = 0.5


async def corrected(turn: Turn) -> bool:
    """Do again, with the thing that was meant, what was done with another; False when nothing was taken back.

    What only points at one thing of the list («دومی») shows it, or does with it what was just done.
    """
    shown = turn.slot("shown")
    reference = find_reference(turn.text) if shown and not turn.is_payload else None
    if reference is None or not shown or not (reference.corrects or reference.bare):
        return False
    kind = str(shown["kind"])
    thing = pointed(turn, kind, reference) or await _named(turn, kind, reference)
    act = _act(turn, kind, shown.get("act"))
    if thing is None:
        return reference.kind == "other" and _which(turn, kind)
    if reference.corrects and thing == turn.focus(kind):
        # "No, that one": what was done with it stays done.
        return False
    turn.set("pending", None)
    turn.intent, turn.text, turn.is_payload = act, reference.words, True
    turn.entities = {"ref": [f"{kind}:{thing}"]}
    entry = HANDLERS[act]
    if entry.needs_patron and turn.patron is None:
        ask_sign_in(turn, text=f"/{act}")
        return True
    await entry.handler(turn)
    return True


def _act(turn: Turn, kind: str, done: str | None) -> str:
    if kind in traits_of(turn.intent).acts_on and turn.confidence >= SURE:
        return turn.intent
    return done or LOOKED_AT.get(kind, "search_book")


def _which(turn: Turn, kind: str) -> bool:
    """Ask which of the others is meant; the list stands above."""
    if len(turn.shown(kind)) < 2:
        return False
    turn.say("utter_which_one", status="clarified")
    return True


async def _named(turn: Turn, kind: str, reference: Reference) -> str | None:
    """Give the id of the title of the list that a correction names: "no, Animal Farm"."""
    if not reference.corrects or kind != "title" or len(squash(reference.words)) < 3:
        return None
    titles = [title for one in turn.shown(kind) if (title := await turn.library.title(one)) is not None]
    place = best_match(reference.words, [title.title for title in titles])
    return titles[place].id if place is not None else None
