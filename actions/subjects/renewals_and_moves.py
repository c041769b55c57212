"""One message that orders a loan to be renewed and a reservation to be collected elsewhere: neither is passed over."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.holds_moved import move_hold
from crm.library_info import directory
from language.normalise import fold
from language.requests.denials import denies
from language.requests.ordering import orders_to_move, orders_to_renew

__all__ = ["renews_and_moves"]

_JOIN = re.compile(
    r"[,،;؛.]\s{1,3}(?:and |و |va )?(?:also |then |هم |بعدش )?|\s(?:and|plus|then|و|va|بعدش|همچنین)\s", re.IGNORECASE
)
_CARRIES = re.compile(
    r"\b(?:move|send|transfer|switch|change|bring|have|collect|pick)\b|(?<!\w)(?:ببر\w*|بفرست\w*|منتقل\w*|انتقال\w*|عوض\w*|تغییر\w*|بیار\w*|جابجا\w*|بذار\w*)(?!\w)|\b(?:bebar\w*|befrest\w*|montaghel\w*|avaz\w*|biar\w*|bezar\w*)\b"
)
_MOST_JOINS = 8
_BOUND = re.compile(
    r"\b(?:if|unless|when|once|should i|can i|could i)\b|(?<!\w)(?:اگه|اگر|وقتی|شاید|میشه|می ?شود)(?!\w)|\b(?:age|agar|shayad|mishe)\b"
)


async def renews_and_moves(turn: Turn) -> bool:
    """Renew what one part of a message orders, and see to the reservation that the other moves; else False."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or turn.text.rstrip().endswith(("?", "؟")):
        return False
    if not orders_to_renew(turn.text) or _CARRIES.search(fold(turn.text)) is None or denies(turn.text):
        return False
    own = await own_things(turn)
    if not own.named_holds or not own.loans:
        return False
    whole = turn.text
    for join in list(_JOIN.finditer(whole))[:_MOST_JOINS]:
        before, behind = whole[: join.start()].strip(), whole[join.end() :].strip()
        for renewed, moved in ((before, behind), (behind, before)):
            if await _is_split(turn, renewed, moved):
                await _do_both(turn, renewed, moved)
                turn.text = whole
                return True
    return False


async def _is_split(turn: Turn, renewed: str, moved: str) -> bool:
    """Tell whether one part orders a renewal of loans alone, and the other moves a reservation that it names."""
    if not orders_to_renew(renewed) or orders_to_renew(moved) or _BOUND.search(fold(moved)):
        return False
    if _CARRIES.search(fold(moved)) is None or not orders_to_move(moved):
        return False
    whole, turn.text = turn.text, renewed
    loans = await own_things(turn)
    turn.text = moved
    holds = await own_things(turn)
    named = branches_named(moved, await directory.branches(turn.store))
    turn.text = whole
    return len(holds.named_holds) == 1 and not holds.named_loans and not loans.named_holds and bool(named)


async def _do_both(turn: Turn, renewed: str, moved: str) -> None:
    turn.moves = {}
    turn.text, turn.intent, turn.entities = renewed, "renew", {}
    await HANDLERS["renew"].handler(turn)
    turn.text, turn.intent = moved, "hold"
    await move_hold(turn)
    turn.intent = "renew"
