"""What is to stay as it is, or is to be cancelled, in words that are read as a yes or a no."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.waiting_deeds import CONTROLS, deed_of
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.speech.taking_back import find_taken_back
from language.requests.speech.yes_and_no import leaves_as_is

__all__ = ["cancels_hold", "is_left", "leaves_it"]

_LEFT_WORDS = 9


def cancels_hold(turn: Turn) -> bool:
    """Tell whether a reservation is to be cancelled that was just told of, where no other question waits for a no."""
    waits = str((turn.slot("pending") or {}).get("do") or "")
    last = turn.thread.last
    if turn.is_payload or turn.intent not in CONTROLS or last is None or last.kind != "hold" or last.act == "hold":
        return False
    if not orders_to_cancel(turn.text) or leaves_as_is(turn.text):
        return False
    said = fold(turn.text)
    if waits:
        # "No, cancel that, leave it at Saadi" is a no to the other branch.
        return waits.startswith("move_hold") and _CANCELS_HOLD.search(said) is not None
    return (_CANCELS_HOLD.search(said) or _CANCELS_IT.search(said)) is not None and _STAYS.search(said) is None


_CANCELS_IT = re.compile(
    r"\bcancel (?:it|that|this|them|both)\b|(?<!\w)(?:لغوش|کنسلش|باطلش|حذفش)(?!\w)|\b(?:laghv|kansel|cancel)esh\b"
)
_CANCELS_HOLD = re.compile(
    r"\bcancel (?:my|the|that|this) (?:reservation|hold|booking)\b"
    r"|(?<!\w)(?:رزرو|نوبت)\w{0,4} (?:رو |را )?(?:لغو|کنسل|باطل|حذف)|\brezerv\w{0,4} (?:ro |ra )?(?:laghv|kansel|cancel)"
)
_STAYS = re.compile(
    r"\b(?:keep|stays?|leave|move|transfer|never ?mind)\b|(?<!\w)(?:همون|همان|بمون\w*|بمان\w*|باشه)(?!\w)"
)


def leaves_it(turn: Turn) -> bool:
    """Tell whether what waits for a yes is to stay as it is, and nothing else is said."""
    pending = turn.slot("pending") or {}
    few = len(turn.text.split()) <= _LEFT_WORDS and not turn.text.rstrip().endswith(("?", "؟"))
    if not few or pending.get("awaits") != "yes" or deed_of(pending) is None or turn.is_payload:
        return False
    # "I still need it", «لازمش دارم» keeps a reservation that was to go, and wants a loan renewed.
    taken = find_taken_back(turn.text) if deed_of(pending) in _TAKING_AWAY else None
    stays = taken is not None and taken.stays and not taken.rest
    return stays or (leaves_as_is(turn.text) and (turn.rest is None or turn.rest.intent in CONTROLS | {"thanks"}))


# Deeds that change or end what somebody has; the others give it, or give more of it.
_TAKING_AWAY = frozenset({"cancel", "move"})


def is_left(turn: Turn) -> bool:
    """Tell whether all that is wanted is that a thing stays as it is, where no question waits for that."""
    few = len(turn.text.split()) <= _LEFT_WORDS and not turn.text.rstrip().endswith(("?", "؟"))
    return few and not turn.slot("pending") and turn.intent in CONTROLS and leaves_as_is(turn.text)
