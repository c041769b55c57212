"""Things that are described and not named: the late one, the one that somebody waits for, the one that was refused."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Protocol

from actions.dialogue.turn import Turn
from language.requests.own_matters import Pointer, find_pointer
from library.reasons import Reason
from library.values import Hold, HoldState, Loan

__all__ = ["Named", "described"]

_STATES = {
    Pointer.UNREADY: (HoldState.PENDING, HoldState.IN_TRANSIT),
    Pointer.READY: (HoldState.READY,),
    Pointer.COMING: (HoldState.IN_TRANSIT,),
    Pointer.WAITED: (HoldState.PENDING,),
    Pointer.AWAITED: (HoldState.PENDING,),
}


class Named(Protocol):
    """Anything with an id and a title."""

    @property
    def id(self) -> str:
        """The library system's id."""

    @property
    def title(self) -> str:
        """The title a patron knows it by."""


def described[T: Named](turn: Turn, kind: str, things: Sequence[T], words: str | None = None) -> tuple[T, ...]:
    """Give the things that a turn, or some words of it, describe: the late one, the refused one, the other one."""
    pointer = None if turn.is_payload else find_pointer(turn.text if words is None else words)
    if pointer is None:
        return ()
    if pointer is Pointer.REFUSED:
        refused = next((act.things for act in turn.thread.acts(kind=kind, result="refused")), ())
        some = next((act.things for act in turn.thread.acts(kind=kind) if len(act.things) > 1), ())
        return tuple(one for one in things if one.id in refused) or tuple(
            one for one in things if one.id in some and getattr(one, "refusal", None) is not None
        )
    if pointer is Pointer.OTHER:
        return _others(turn, kind, things)
    return tuple(one for one in things if _is(one, pointer))


def _is(thing: Named, pointer: Pointer) -> bool:
    if isinstance(thing, Loan):
        if pointer is Pointer.WAITED:
            waited = thing.refusal is not None and thing.refusal.reason is Reason.ON_HOLD
            return bool(thing.waiting) or waited
        return pointer is Pointer.LATE and thing.overdue
    return isinstance(thing, Hold) and thing.state in _STATES.get(pointer, ())


def _others[T: Named](turn: Turn, kind: str, things: Sequence[T]) -> tuple[T, ...]:
    """Give what is left of the things beside the one that was last spoken of alone."""
    # As it was when this was said: what the turn itself has pointed at since is that other one.
    shown = turn.slots.get("shown") or {}
    focus = shown.get("at") if shown.get("kind") == kind else None
    at = focus or next((act.things[0] for act in turn.thread.acts(kind=kind) if len(act.things) == 1), None)
    return tuple(one for one in things if one.id != at) if at in {one.id for one in things} else ()
