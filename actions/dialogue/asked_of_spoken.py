"""What is surely asked of the thing that was spoken of, whatever intent the message was read as."""

from __future__ import annotations

from actions.dialogue.kinds_spoken_of import OWN, kinds_spoken_of
from actions.dialogue.moves_ruled_out import FILING, SURE, UNREAD, may_be_of
from actions.dialogue.moving import DOING, NONE
from actions.dialogue.turn import LookStep, Turn
from actions.rasa.registry import MOVES
from language.requests.speech.ellipsis import find_ellipsis

__all__ = ["asked_of_spoken", "orders_nothing"]

# From this probability on a move is right in more than nine of ten messages that nobody had seen, and from this one on
# a message leans on what came before.
_SURELY, _LEANING = 0.8, 0.5
# What waits for words takes them first.
_WORDS = frozenset({"told", "words", "score"})


async def asked_of_spoken(turn: Turn) -> LookStep:
    """Answer what is surely asked of the thing that was spoken of; go on where the message may be about more."""
    awaits = (turn.slot("pending") or {}).get("awaits")
    several = sum(turn.text.count(mark) for mark in "?؟") > 1
    if turn.is_payload or awaits in _WORDS or several or turn.recall("emergency") is not None:
        return LookStep.ON
    name = _surely(turn)
    return LookStep.DONE if name is not None and await MOVES[name](turn) else LookStep.ON


async def orders_nothing(turn: Turn) -> LookStep:
    """Answer a question that was hardly read as an order, where it is likelier one of something else.

    "Can he drop off my other books, too?" after a reservation cancels none.
    """
    ordered = _ORDERED.get(turn.intent)
    if turn.is_payload or ordered is None or turn.confidence >= SURE or turn.patron is None:
        return LookStep.ON
    name = _likeliest(turn, _LIKELIER_THAN_ORDER)
    if name is None or turn.moves.get(ordered, 0.0) >= _HARDLY:
        return LookStep.ON
    if name.partition(".")[0] not in OWN or not may_be_of(turn, name):
        return LookStep.ON
    return LookStep.DONE if await MOVES[name](turn) else LookStep.ON


# What is ordered by these readings, and from which share of another move on they order nothing.
_ORDERED = {"cancel_hold": "hold.cancel", "renew": "loan.renew", "hold": "title.hold"}
_LIKELIER_THAN_ORDER, _HARDLY = 0.4, 0.2


def _likeliest(turn: Turn, least: float) -> str | None:
    """Give the likeliest move where it is as likely as that, is answered, and neither does nor files anything."""
    name = max(turn.moves, key=lambda one: turn.moves[one], default=NONE)
    asks = name in MOVES and name not in DOING | FILING
    return name if asks and turn.moves[name] >= least else None


def _surely(turn: Turn) -> str | None:
    name = _likeliest(turn, _SURELY)
    if name is None:
        return None
    kind = name.partition(".")[0]
    leans = turn.sides.get("leans", {}).get("true", 0.0) >= _LEANING
    if kind not in kinds_spoken_of(turn) or not (leans or kind in OWN) or not may_be_of(turn, name):
        return None
    if kind == "title" and (turn.entity("title") or find_ellipsis(turn.text) is not None):
        # "What about Dune?" asks of another one; words that are no title are left out before.
        return None
    if turn.intent in UNREAD:
        turn.intent, turn.confidence = _INTENTS[kind], SURE
    return name


_INTENTS = {
    "title": "search_book",
    "loan": "loans",
    "hold": "hold_status",
    "fee": "fines",
    "card": "account",
    "case": "case_status",
    "event": "events",
    "place": "location",
}
