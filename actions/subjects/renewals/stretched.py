"""Loans that are wished to be "stretched" or made to last: another word for renewing, which is told and not done."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.subjects.renewals.renewal_checks import check
from language.normalise import fold

__all__ = ["asks_to_stretch", "stretches_loans"]

_THINGS = r"(?:(?:the |my |all |those |these |any of )*(?:things|books?|loans?|items?|ones|lot)|what|it|they|them|everything)(?: (?:that )?(?:i (?:currently |now |still )?(?:have|hold|'ve got|have got)|at home|on loan|out))?(?: (?:at present|now|at the moment|at home|out|on loan|here))*"
_STRETCH = re.compile(
    rf"\b(?:can|could|may|might|would|will) {_THINGS} (?:all |both |also |be |possibly |perhaps )*(?:stretched|made (?:to last )?longer|drawn out|pushed (?:back|out)|lengthened|spun out)\b"
    rf"|\b(?:can|could|may|might) (?:i|you|we) (?:possibly |please |also )?(?:stretch|lengthen|draw out|push back|spin out) {_THINGS}\b"
    r"|(?<!\w)(?:کتاب|امانت|مهلت|موعد)\w{0,6}[^.؟?!]{0,24}(?<!\w)(?:کش (?:داد|بد|می ?شه|بی)\w*|کش بدین|عقب (?:انداخت|بنداز|می ?افت)\w*|طولانی ?تر)(?!\w)|\b(?:ketab|amanat|mohlat)\w{0,4}\b[^.?!]{0,24}\bkesh (?:dad|bed|mish)\w*"
)
_HOLDS = re.compile(r"\b(?:reserv\w+|holds?|queue|membership|card)\b|رزرو|عضویت|کارت|\brezerv")


def asks_to_stretch(text: str) -> bool:
    """Tell whether a text asks if loans can be stretched."""
    said = fold(text).replace("’", "'")
    return _STRETCH.search(said) is not None and _HOLDS.search(said) is None


async def stretches_loans(turn: Turn) -> bool:
    """Tell which loans could be renewed, until when, where it is asked in such words; False for anything else."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or not asks_to_stretch(turn.said):
        return False
    own = await own_things(turn)
    if not own.loans or own.named_holds:
        return False
    turn.intent, turn.moves, turn.settled = "renew", {}, True
    await check(turn, own.named_loans or own.loans)
    return True
