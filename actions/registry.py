"""The registry of handlers by intent, and of pending actions by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from actions.context import Turn
from actions.signing import say_sign_in

__all__ = ["DEEDS", "HANDLERS", "Deed", "HandlerEntry", "PatronReply", "Handler", "deed", "handles"]

Handler = Callable[[Turn], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PatronReply:
    """What the patron gave to a pending action: a plain yes, places in a list, a branch's code, or words."""

    kind: str  # yes | places | branch | words
    places: tuple[int, ...] = ()
    text: str = ""


Deed = Callable[[Turn, dict[str, Any], PatronReply], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class HandlerEntry:
    """A handler and whether it needs a signed-in patron."""

    handler: Handler
    needs_patron: bool


HANDLERS: dict[str, HandlerEntry] = {}
DEEDS: dict[str, Deed] = {}


def handles(*intents: str, signed_in: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler for intents."""

    def register(handler: Handler) -> Handler:
        for intent in intents:
            if intent in HANDLERS:
                raise ValueError(f"two handlers for {intent}")
            HANDLERS[intent] = HandlerEntry(handler, signed_in)
        return handler

    return register


def deed(name: str, *, signed_in: bool = False) -> Callable[[Deed], Deed]:
    """Register what is done once the patron has given what it waits for; signed in, or it is said that they must."""

    def register(function: Deed) -> Deed:
        async def for_patrons(turn: Turn, args: dict[str, Any], given: PatronReply) -> None:
            if turn.patron is None:
                say_sign_in(turn)
            else:
                await function(turn, args, given)

        if name in DEEDS:
            raise ValueError(f"two deeds named {name}")
        DEEDS[name] = for_patrons if signed_in else function
        return function

    return register
