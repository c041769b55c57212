"""Several things of one's own that are asked in one breath: may it be renewed, what does it cost, has the other come."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings, own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.holds import holds_asked
from actions.subjects.holds.holds_kept import hold_status
from actions.subjects.loans import loans_late
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew

__all__ = ["asks_of_several"]

# Shorter messages are read by their sentences (own_matters.py).
_FEWEST, _MOST = 14, 110
_RENEWING = re.compile(
    r"\b(?:can|could|may|possible|whether|if)\b[^.?!]{0,40}\b(?:renew\w*|extend\w*)\b"
    r"|(?:می ?شه|می ?شود|می ?تونم|می ?توانم|ممکنه)[^.؟?!]{0,24}تمدید|تمدید\w*[^.؟?!]{0,16}(?:می ?شه|می ?شود|ممکنه|می ?تونم)|\b(?:mishe|mitoo?nam)\b[^.?!]{0,24}\btamdid|\btamdid[^.?!]{0,16}\bmishe\b"
)
_FINE = re.compile(
    r"\b(?:how much|what)\b[^.?!]{0,24}\b(?:fines?|fees?|owe|charge\w*|pay)\b|\b(?:fines?|fees?|charge)\b[^.?!]{0,16}\bhow much\b"
    r"|(?<!\w)(?:جریمه|دیرکرد|بدهی)\w{0,9}[^.؟?!]{0,16}(?:چقد\w*|چه ?قدر|چند\w*)|(?<!\w)(?:چقد\w{0,4}|چه ?قدر|چند)[^.؟?!]{0,16}(?:جریمه|دیرکرد|بدهی)|\bjarime\w*[^.?!]{0,16}\b(?:cheghad\w*|chand\w*)"
)
_COME = re.compile(
    r"\b(?:reserv\w+|holds?)\b[^.?!]{0,50}\b(?:ready|arrived|come|here|in yet|there yet)\b|\b(?:is|has)\b[^.?!]{0,30}\b(?:reserv\w+|holds?)\b"
    r"|(?<!\w)(?:رزرو|نوبت)\w{0,9}[^.؟?!]{0,50}(?<!\w)(?:اومده|آمده|رسیده|اومد|رسید|آماده\w*|حاضر\w*)(?!\w)|\brezerv\w*[^.?!]{0,50}\b(?:oomade|umade|amade|reside|resid)\b"
)


async def asks_of_several(turn: Turn) -> bool:
    """Answer each of what one long message asks of loans, of what is late and of a reservation; False for one alone."""
    if turn.is_payload or turn.patron is None or (turn.slot("pending") or {}).get("awaits") in {"told", "words"}:
        return False
    said = fold(turn.text).replace("’", "'")
    if not _FEWEST <= word_count(turn.text) <= _MOST or turn.intent in ("emergency", "complaint", "lost_card"):
        return False
    renewing, fine, come = (one.search(said) is not None for one in (_RENEWING, _FINE, _COME))
    if not come or not (renewing or fine):
        return False
    if orders_to_renew(turn.text) or orders_to_hold(turn.text):
        # What is ordered beside it is done by its own handler.
        return False
    own = await own_things(turn)
    late = [loan for loan in own.loans if loan.overdue]
    loans = list(own.named_loans) or late
    if not loans or not own.holds:
        return False
    turn.moves = {}
    turn.set("pending", None)
    await _tell_hold(turn, own)
    if fine and any(loan in late for loan in loans):
        meant = tuple(loan for loan in loans if loan in late)
        await loans_late.so_far(turn, OwnThings(meant, (), meant if len(meant) == 1 else (), (), ("loan",)))
    if renewing:
        turn.intent = "renew"
        await check(turn, loans)
    return True


async def _tell_hold(turn: Turn, own: OwnThings) -> None:
    if own.hold(turn) is None or not await holds_asked.coming(turn, own):
        text, turn.text = turn.text, ""
        await hold_status(turn)
        turn.text = text
