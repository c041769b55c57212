"""One message that orders a loan to be renewed and a reservation to be collected elsewhere: neither is passed over."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.branches_named import branches_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.holds.holds_moved import move_hold
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_move, orders_to_renew
from language.requests.speech.denials import denies

__all__ = ["renews_and_moves"]

_JOIN = re.compile(
    r"[,،;؛.]\s{1,3}(?:and |و |va )?(?:also |then |هم |بعدش )?|\s(?:and|plus|then|و|va|بعدش|همچنین)\s", re.IGNORECASE
)
# Ordered, with the verb first in English: what somebody else will do, or collect there, orders nothing.
_CARRIES = re.compile(
    r"^\W{0,9}(?:(?:and|also|then|please|could you|can you|would you)\W{1,3}){0,4}(?:move|send|transfer|switch|change)\b|(?<!\w)(?:(?:ببر|بفرست|بیار|بذار)(?:ید|ین|یدش|ینش|ش)?|(?:منتقل|عوض|جابجا)(?:ش|شو)? کن(?:ید|ین)?|(?:تغییر|انتقال)ش? بد(?:ه|ید|ین))(?!\w)|\b(?:(?:bebar|befrest|biar|bezar)(?:id|in|esh)?|(?:montaghel|avaz)(?:esh)? kon(?:id|in)?)\b"
)
_MOST_JOINS = 8
_BOUND = re.compile(
    r"\b(?:if|unless|when|once|should i|can i|could i)\b|(?<!\w)(?:اگه|اگر|وقتی|شاید|میشه|می ?شود)(?!\w)|\b(?:age|agar|shayad|mishe)\b"
)


async def renews_and_moves(turn: Turn) -> bool:
    """Renew what one part of a message orders, and see to the reservation that the other moves; else False."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or turn.text.rstrip().endswith(("?", "؟")):
        return False
    if not orders_to_renew(turn.text) or denies(turn.text):
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
