"""What was read as of somebody else's loans, and asks of the writer's own: "my books, my husband moved the pile"."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from language.normalise import fold
from language.requests.own.whose_things import asks_of_own

__all__ = ["read_as_own"]

_OWN = ("loans", "renew", "fines", "hold_status")
# So likely is another reading of one's own taken before the list of loans.
_LIKELY = 0.05
# Below this a message of books may be read as of reservations, though it speaks of none.
_UNSURE = 0.6
_OF_BOOKS = re.compile(
    r"\bmy (?:\w+ )?books\b|(?<!\w)(?:کتابام|کتابهام|کتابهایم|کتابهای من)\w{0,2}(?!\w)|\bketab(?:a|ha)?m\w{0,2}\b"
)
_OF_HOLDS = re.compile(
    r"\b(?:reserv\w*|holds?|queue\w*|ready|arriv\w*|com(?:e|es|ing)|came|order\w*|waiting|rezerv\w*|resid\w*|amade\w*)\b"
    r"|رزرو|نوبت|صف|آماده|رسید|اومد|آمد"
)


def read_as_own(turn: Turn) -> None:
    """Read a question of what the patron has as one of their own, whoever else is mentioned in it."""
    if turn.is_payload or not (turn.intent == "others_loans" or _is_unsure(turn)) or not asks_of_own(turn.text):
        return
    near = {name: sure for name, sure in turn.ranking if name in _OWN and sure >= _LIKELY}
    likeliest = max(near, key=lambda name: near[name], default="loans")
    turn.read_as("loans" if turn.intent == "hold_status" else likeliest, keeps_named=True)


def _is_unsure(turn: Turn) -> bool:
    said = fold(turn.text)
    if turn.intent != "hold_status" or turn.confidence >= _UNSURE or _OF_HOLDS.search(said):
        return False
    return _OF_BOOKS.search(said) is not None
