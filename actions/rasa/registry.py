"""The registry of handlers by intent, and of pending actions by name."""

from __future__ import annotations

from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from typing import Any

from actions.dialogue.heard import Heard
from actions.dialogue.sign_in import say_sign_in
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn

__all__ = [
    "CHANGES",
    "CONCLUDING",
    "DECLINED",
    "FOLLOW_UPS",
    "HANDLERS",
    "LISTENING",
    "MOVES",
    "PENDING_ACTIONS",
    "RESCUES",
    "UNDOINGS",
    "Change",
    "Handler",
    "HandlerEntry",
    "Listener",
    "PatronReply",
    "PendingAction",
    "Undoing",
    "changes",
    "concludes",
    "declined",
    "follows_up",
    "handles",
    "listens",
    "move",
    "pending_action",
    "rescues",
    "undoes",
]

Handler = Callable[[Turn], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class PatronReply:
    """What the patron gave to a pending action: a plain yes, places in a list, a branch's code, or words."""

    kind: str  # yes | places | branch | words
    places: tuple[int, ...] = ()
    text: str = ""


PendingAction = Callable[[Turn, dict[str, Any], PatronReply], Awaitable[None]]


@dataclass(frozen=True, slots=True)
class HandlerEntry:
    """A handler and whether it needs a signed-in patron."""

    handler: Handler
    needs_patron: bool


# What takes back an act, and what puts another value into one: a branch's code, say.
Undoing = Callable[[Turn, Act], Awaitable[None]]
Change = Callable[[Turn, Act, str], Awaitable[None]]
Listener = Callable[[Turn], Awaitable[bool]]
Conclusion = Callable[[Turn], Awaitable[None]]
Refusal = Callable[[Turn, dict[str, Any]], None]

HANDLERS: dict[str, HandlerEntry] = {}
# What hears typed words before they are taken as an intent, and what is done at the end of every turn.
LISTENING: list[Listener] = []
CONCLUDING: list[Conclusion] = []
# Look at a turn that got an answer which tells nothing, once more from how it was heard.
RESCUES: list[Callable[[Turn, Heard], Awaitable[None]]] = []
PENDING_ACTIONS: dict[str, PendingAction] = {}
# What is said when the patron refuses a pending action, where it is more than that nothing is done.
DECLINED: dict[str, Refusal] = {}
# Look whether a message goes on with their subject, and then answer it.
FOLLOW_UPS: list[Listener] = []
# What answers a move ("title.pages"); it tells whether it has.
MOVES: dict[str, Listener] = {}
UNDOINGS: dict[str, Undoing] = {}
CHANGES: dict[tuple[str, str], Change] = {}


def handles(*intents: str, signed_in: bool = False) -> Callable[[Handler], Handler]:
    """Register a handler for intents."""

    def register(handler: Handler) -> Handler:
        for intent in intents:
            if intent in HANDLERS:
                raise ValueError(f"two handlers for {intent}")
            HANDLERS[intent] = HandlerEntry(handler, signed_in)
        return handler

    return register


def listens(listener: Listener) -> Listener:
    """Register what hears typed words first; it tells whether it has answered them."""
    LISTENING.append(listener)
    return listener


def follows_up(listener: Listener) -> Listener:
    """Register what looks, before a message is taken as something new, whether it goes on with its subject."""
    FOLLOW_UPS.append(listener)
    return listener


def move(*names: str) -> Callable[[Listener], Listener]:
    """Register what answers moves, what is asked of the thing that was spoken of; it tells whether it has answered."""

    def register(listener: Listener) -> Listener:
        for name in names:
            if name in MOVES:
                raise ValueError(f"two answers to the move {name}")
            MOVES[name] = listener
        return listener

    return register


def concludes(conclusion: Conclusion) -> Conclusion:
    """Register what is done at the end of every turn."""
    CONCLUDING.append(conclusion)
    return conclusion


def rescues(
    look: Callable[[Turn, Heard], Awaitable[None]],
) -> Callable[[Turn, Heard], Awaitable[None]]:
    """Register what may put a better answer in the place of one that tells nothing."""
    RESCUES.append(look)
    return look


def declined(name: str) -> Callable[[Refusal], Refusal]:
    """Register what is said when the patron refuses a pending action."""

    def register(function: Refusal) -> Refusal:
        DECLINED[name] = function
        return function

    return register


def pending_action(name: str, *, signed_in: bool = False) -> Callable[[PendingAction], PendingAction]:
    """Register what is done once the patron has given what it waits for; signed in, or it is said that they must."""

    def register(function: PendingAction) -> PendingAction:
        async def for_patrons(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
            if turn.patron is None:
                say_sign_in(turn)
            else:
                await function(turn, args, reply)

        if name in PENDING_ACTIONS:
            raise ValueError(f"two pending actions named {name}")
        PENDING_ACTIONS[name] = for_patrons if signed_in else function
        return function

    return register


def undoes(name: str) -> Callable[[Undoing], Undoing]:
    """Register what takes back the acts that were kept with `undo=name`: "hold_placed", say.

    It is called when the patron says «ولش کن، لغوش کن» right after; it says what became of it.
    """

    def register(function: Undoing) -> Undoing:
        if name in UNDOINGS:
            raise ValueError(f"two ways to undo {name}")
        UNDOINGS[name] = function
        return function

    return register


def changes(name: str, value: str) -> Callable[[Change], Change]:
    """Register what puts another value ("branch", "day", "thing") into the acts kept with `undo=name`.

    It is called with the new value ("actually at Saadi": the branch's code) and says what became of it.
    """

    def register(function: Change) -> Change:
        if (name, value) in CHANGES:
            raise ValueError(f"two ways to change the {value} of {name}")
        CHANGES[name, value] = function
        return function

    return register
