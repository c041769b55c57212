"""What is asked of one's own reservations though none was spoken of: it orders no new one.

The reader of moves tells it by the kind of thing that is asked about; where nothing was said before, the words do.
"""

from __future__ import annotations

import re

from actions.dialogue.kinds_spoken_of import kinds_spoken_of
from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import LookStep, Turn
from actions.facts.choices import librarian
from actions.rasa.registry import MOVES
from actions.subjects.holds.holds_moved import branch_meant, move_hold, wants_another_branch
from actions.subjects.moves.hold import KEPT, stand
from actions.subjects.moves.hold_changes import NOT_COLLECTED, wishes_elsewhere
from actions.subjects.moves.own import one_hold
from actions.subjects.moves.questions import RULES, HouseQuestion
from actions.subjects.titles.titles_in_talk import title_named
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.hold_changes import (
    asks_what_is_lost,
    speaks_of_branch,
    speaks_of_cancelling,
    speaks_of_missing,
)
from language.requests.deeds.ordering import orders_to_hold, orders_to_move
from language.requests.own.own_holds import (
    asks_how_long_kept,
    speaks_of_lapsing,
    speaks_of_longer,
    speaks_of_own_hold,
    speaks_of_pausing,
    speaks_of_waiting_long,
    wishes_a_new_one,
)
from language.requests.own.own_matters import Matter, read_matters
from library.values import HoldState

__all__ = ["asks_of_own_holds"]

# What is said of loans beside a reservation.
_LOANS = re.compile(
    r"\b(?:loans?|books|borrowed|items)\b|کتاب ?(?:ا|ها)\w{0,3}(?!\w)|امانت|\b(?:ketaba\w{0,2}|amanat\w{0,3})\b"
)

# A book that is no certain one is none that is reserved already.
_SOME_BOOK = re.compile(
    r"(?<!\w)(?:یه|یک) کتاب(?! دارم)|\b(?:keep|hold|reserve) (?:me )?(?:a|another) (?:book|title)\b"
)

_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})
_UNREAD = frozenset({"nlu_fallback", "out_of_scope"})
# So likely is the kind, and so much of it the move.
_KIND, _SHARE = 0.5, 0.45
# Below this a move says nothing, whatever the words speak of.
_LEAST = 0.15
# Read as something else from here on, a message is about that.
_SURE = 0.75
# A message of a reservation is about that one, the title, or nothing that was told: loans and branches are near only
# because they were told of just before.
_BESIDE = ("title", "none")
# What is asked for as a list is told as one; only this is more than the list tells.
_BEYOND_LIST = frozenset(
    "hold.lose hold.pause hold.longer hold.by_other hold.notice hold.move hold.first hold.slow hold.until".split()
)
# These order something, and are ordered in words.
_ORDERED = frozenset({"hold.cancel", "hold.swap"})
_LONGER = HouseQuestion(
    "hold",
    "کتاب رزروشده را می‌شود بیشتر نگه دارید؟",
    "Can a reserved book be kept longer for me?",
    "extended|longer|بیشتر|دراز",
)
# What is told to who has none.
_HOUSE = {"hold.until": KEPT, "hold.lose": NOT_COLLECTED, "hold.longer": _LONGER}


async def asks_of_own_holds(turn: Turn) -> LookStep:
    """Answer what is asked of one's own reservations, or the rule for who has none; an order for a new one goes on."""
    # How the patron is reached may still be said afterwards.
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact"}
    if turn.is_payload or waits or orders_to_cancel(turn.text):
        return LookStep.ON
    said = fold(turn.text).replace("’", "'")
    speaks = speaks_of_own_hold(said)
    if _SOME_BOOK.search(said) or (not speaks and wishes_a_new_one(said)):
        return LookStep.ON
    # Of one that was spoken of only what would be taken for another library's is read here.
    spoken = "hold" in kinds_spoken_of(turn)[:1] and not (turn.intent in _OF_HOLDS and wishes_elsewhere(turn))
    if spoken or not _may_be(turn, speaks):
        return LookStep.ON
    name = await _asked(turn, said, speaks)
    if name is None or name not in MOVES or (not speaks and orders_to_hold(turn.text)):
        return LookStep.ON
    own = await own_things(turn) if turn.patron is not None else None
    if await _names_new(turn, own):
        return LookStep.ON
    if not speaks and not (own and own.holds) and name not in {*_HOUSE, *RULES}:
        return LookStep.ON
    before = turn.intent
    if name == "hold.move" and asks_how_long_kept(said):
        # "Change it to Saadi, and how many days do you keep it?": the rule first, the question last.
        await KEPT.tell(turn, alone=True)
    if await _answer(turn, name, own):
        return LookStep.DONE
    turn.intent = before
    return LookStep.ON


def _may_be(turn: Turn, speaks: bool) -> bool:
    """Tell whether a message may be about a reservation, by what it was read as."""
    if turn.intent in _OF_HOLDS or _extends(turn, speaks):
        return True
    if turn.intent not in _UNREAD and turn.confidence >= _SURE:
        return False
    return speaks or turn.move_kinds.get("hold", 0.0) >= _KIND


def _extends(turn: Turn, speaks: bool) -> bool:
    """Tell whether what was read as a renewal names the days of a reservation and no loan."""
    return turn.intent == "renew" and speaks and _LOANS.search(fold(turn.text)) is None


async def _asked(turn: Turn, said: str, speaks: bool) -> str | None:
    """Give the move: in words where these are plain, else as it was read."""
    if speaks and speaks_of_pausing(said):
        return "hold.pause"
    if _extends(turn, speaks):
        return "hold.longer"
    if turn.intent == "hold" and turn.patron is not None and await wants_another_branch(turn):
        return "hold.move"
    name = _read(turn, speaks and turn.intent != "hold_status")
    if speaks and name != "hold.longer" and speaks_of_lapsing(said):
        # "It won't be given to somebody else?" asks of no messenger.
        return "hold.lose"
    if name is None:
        name = await _worded(turn, said) if speaks else _kept(turn, said)
    if turn.intent == "hold_status" and name not in _BEYOND_LIST:
        return None
    return name


def _read(turn: Turn, speaks: bool) -> str | None:
    """Give the likeliest move on a reservation, where one is asked about likely enough."""
    kind = turn.move_kinds.get("hold", 0.0)
    room = kind + sum(turn.move_kinds.get(one, 0.0) for one in _BESIDE)
    if kind <= 0 or (not speaks and kind / room < _KIND):
        return None
    if not speaks and "title" in kinds_spoken_of(turn)[:1]:
        # "Can I have it at Saadi?" after a title means that one.
        return None
    moves = {name: share for name, share in turn.moves.items() if name.startswith("hold.") and name not in _ORDERED}
    name = max(moves, key=lambda one: moves[one], default="")
    return name if name and moves[name] / kind >= _SHARE and moves[name] >= _LEAST else None


def _kept(turn: Turn, said: str) -> str | None:
    """Give the question for how long anything reserved is kept: that is a rule, whoever asks."""
    return "hold.until" if turn.intent == "hold" and asks_how_long_kept(said) else None


async def _worded(turn: Turn, said: str) -> str | None:
    """Give what is asked of a reservation that the words themselves speak of."""
    matters = {one.matter for one in read_matters(turn.text)}
    if Matter.ANOTHER in matters:
        return "hold.by_other"
    if Matter.LONGER in matters or speaks_of_longer(said):
        return "hold.longer"
    if asks_what_is_lost(said) or speaks_of_missing(said) or speaks_of_lapsing(said):
        return "hold.lose"
    if asks_how_long_kept(said):
        return "hold.until"
    if orders_to_move(turn.text) or (Matter.MOVE in matters and await branch_meant(turn) is not None):
        return "hold.move"
    return "hold.slow" if speaks_of_waiting_long(said) else None


async def _names_new(turn: Turn, own: OwnThings | None) -> bool:
    """Tell whether a title of the catalogue is named that is not reserved."""
    if own is not None and own.named_holds:
        return False
    title = await title_named(turn, turn.text)
    return title is not None and title.id not in {one.title_id for one in (own.holds if own else ())}


async def _answer(turn: Turn, name: str, own: OwnThings | None) -> bool:
    if own is not None and own.holds:
        return await _of_own(turn, name, own)
    if own is not None and name not in RULES and name != "hold.limit":
        turn.say("utter_holds_none")
    rule = _HOUSE.get(name)
    told = await rule.tell(turn, alone=True) if rule is not None else False
    if rule is not None and own is None and not told and not speaks_of_own_hold(fold(turn.text)):
        # Where the house has no such rule, nobody signs in to hear so.
        return False
    turn.intent = "hold_status"
    if name == "hold.pause":
        turn.did("hold", topic="rules", result="told")
        turn.say("utter_hold_pause_none", choices=[librarian()])
        return True
    if told or (own is not None and name not in RULES and name != "hold.limit"):
        return True
    return await MOVES[name](turn)


async def _of_own(turn: Turn, name: str, own: OwnThings) -> bool:
    if name == "hold.move":
        turn.intent = "hold"
        if not await MOVES[name](turn):
            # Nothing was plainly ordered: it is asked about first.
            turn.intent = "hold"
            await move_hold(turn, asks=True)
        return True
    said, several = fold(turn.text), len(own.holds) > 1 and one_hold(turn, own) is None
    ready = any(one.state is HoldState.READY for one in own.holds)
    if name == "hold.lose" and not own.named_holds and not (speaks_of_branch(said) or speaks_of_cancelling(said)):
        # What becomes of it is the same for all of them, and how far each is tells what there is to be lost.
        await NOT_COLLECTED.tell(turn, alone=True)
        return await stand(turn, own)
    if name == "hold.until" and not ready and not own.named_holds:
        # No day is set yet; for how long it will be kept is a rule.
        await KEPT.tell(turn, alone=True)
        return await stand(turn, own)
    if name == "hold.longer" and several and not ready:
        # None of them runs out yet, and none would be kept longer then.
        await _LONGER.tell(turn, alone=True)
        return await MOVES["hold.ready"](turn)
    if name == "hold.slow" and several:
        return await stand(turn, own)
    return await MOVES[name](turn)
