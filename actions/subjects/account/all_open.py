"""What is open in one's account, asked as a whole: what is on loan, reserved and owed, one list after the other."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS, listens
from language.normalise import fold

__all__ = ["lists_all_open"]

_KINDS = ("loans", "hold_status", "fines")
_ALL_OPEN = re.compile(
    r"\b(?:what|everything|anything|all)\b[^.?!]{0,24}\b(?:open|outstanding|unsettled|pending)\b[^.?!]{0,16}\b(?:on|in|under|for|against) (?:my|the) (?:account|card|name)\b"
    r"|\b(?:books|loans),? (?:my |any )?(?:reservations|holds),? (?:and|or) (?:any |my )?(?:amounts?|fees?|fines?|debts?|money)\b"
    r"|(?<!\w)(?:چه چیز\w{0,6}|چی|چیا|هر ?چی|همه ?چی\w{0,4})[^.؟?!]{0,16}(?:بر عهده|به عهده|گردن|به (?:نام|اسم))\w{0,3}(?: \w{1,8}){0,3} (?:مانده|مونده|است|هست|باقی\w{0,8})(?!\w)"
    r"|(?<!\w)(?:امانت|کتاب)\w{0,6}،? (?:و )?رزرو\w{0,4}،? و (?:جریمه|بدهی)\w{0,4}(?!\w)"
)
# What is told, ordered or objected to in the same breath is no question of all.
_NO_QUESTION = re.compile(
    r"\b(?:renew\w*|cancel\w*|extend|reserve|pay|delete|erase|why|wrong|cost)\b|تمدید|لغو|رزرو کن|پرداخت|بپرداز|پاک|حذف|چرا|اشتباه|هزینه"
)


@listens
async def lists_all_open(turn: Turn) -> bool:
    """List all that is open for a signed-in patron who asks after all of it; False for anything else."""
    if turn.is_payload or turn.patron is None or (turn.slot("pending") or {}).get("key"):
        return False
    said = fold(turn.text)
    if turn.intent not in {"account", "clearance", *_KINDS} or not _ALL_OPEN.search(said) or _NO_QUESTION.search(said):
        return False
    intent, text = turn.intent, turn.text
    # Each by itself: of the words that ask after all nothing is meant for one kind alone.
    turn.text = ""
    for kind in _KINDS:
        turn.intent = kind
        await HANDLERS[kind].handler(turn)
    turn.intent, turn.text = intent, text
    return True
