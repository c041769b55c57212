"""What is asked on of a reservation that the account has none of: nothing is kept, moved or asked back for then."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.choices import librarian
from actions.subjects.titles.settled_titles import names_known_title
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold
from language.requests.own.own_holds import wishes_a_new_one

__all__ = ["goes_on_about_none"]

# Where one has none, this is all that can have been told.
_TOLD = frozenset({"hold_status", "cancel_hold"})
# So likely a move is of a reservation, or the whole message is; and read so surely as something else, it is that.
_MOVE, _ABOUT, _SURE, _RULE = 0.3, 0.6, 0.75, 0.5
# Of a place in a queue: that it got worse, is to be kept or is lost.
_PLACE = re.compile(
    r"\b(?:go(?:ing|ne)?|went|move[ds]?|moving|slip\w*|drop\w*|put|pushed) (?:me )?(?:back(?:wards?)?|backwrds|down)\b(?: (?:in|the|my)\b)?(?! to\b)|\b(?:queue|que|in line|my (?:place|turn|spot))\b|\bwors?e th[ae]n (?:last|before|yesterday)\b"
    r"|(?<!\w)(?:نوبت(?:م|مون|مو)?|صف|نفر چندم\w*|چندم\w{0,2}|عقب ?تر|ته صف)(?!\w)|\b(?:nobat\w{0,3}|saf|aghab ?tar)\b"
)


# … and that there was one before.
_HAD = re.compile(
    r"\b(?:i was|used to be|i had|last (?:week|month|time)|yesterday|before|i did|i've had|i (?:reserved|placed|made))\b|(?<!\w)(?:بودم|داشتم|هفته ?(?:ی |‌ی )?(?:پیش|قبل)|دیروز|قبلا|کرده ?بودم|گذاشته ?بودم|گرفته ?بودم)(?!\w)|\b(?:budam|boodam|dashtam|hafte pish|dirooz|ghablan)\b"
)


async def goes_on_about_none(turn: Turn) -> bool:
    """Say that there is no reservation to do it with, right after that was told; False for anything else."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or last is None or last.act not in _TOLD or last.things:
        return False
    if (turn.slot("pending") or {}).get("do") not in {None, "contact"} or not _of_hold(turn):
        return False
    said = fold(turn.text).replace("’", "'")
    if orders_to_hold(turn.text) or wishes_a_new_one(said) or await names_known_title(turn):
        return False
    if await turn.library.holds(turn.patron_id):
        return False
    turn.intent, turn.confidence, turn.moves = "hold_status", 1.0, {}
    turn.did("hold_status", result="told")
    turn.say("utter_holds_none_on", choices=[librarian()])
    turn.settled = True
    return True


def _of_hold(turn: Turn) -> bool:
    """Tell whether a message is about a reservation of one's own, or one's place in a queue, and asks for no rule."""
    way = turn.sides.get("way", {})
    if way.get("rule", 0.0) + way.get("person", 0.0) + way.get("case", 0.0) >= _RULE:
        return False
    if turn.confidence >= _SURE and turn.intent != "hold":
        # What surely asks for them is told so once more, but for who had a place a while ago.
        return turn.intent in _TOLD and _HAD.search(fold(turn.text)) is not None
    if _PLACE.search(fold(turn.text)):
        return True
    name = max(turn.moves, key=lambda one: turn.moves[one], default="")
    moved = name.startswith("hold.") and turn.moves[name] >= _MOVE
    about = turn.sides.get("about", {}).get("hold", 0.0) >= _ABOUT
    return way.get("fact", 0.0) < _RULE and (moved or about or turn.intent in {"hold_status", "cancel_hold"})
