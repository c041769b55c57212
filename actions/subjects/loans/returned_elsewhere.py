"""Whether what is on loan may be returned at another branch: answered as that, whatever was spoken of before."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.branches_named import branches_named
from actions.dialogue.turn import LookStep, Turn
from actions.subjects.facts.facts import answer_as
from crm.library_info import directory
from crm.library_info.directory import Branch
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew

__all__ = ["asks_to_return_elsewhere", "returns_elsewhere"]

_RETURNS = re.compile(
    r"\b(?:return|(?:bring|give|hand|take|drop)\b[^.?!]{0,40}\b(?:back|in|off))\b"
    r"|(?<!\w)(?:پس (?:بد|می ?د|دا|بیار|می ?یار|می ?ار|می ?آر)\w{0,5}|برگردون\w{0,4}|برگردان\w{0,4}|برمی ?گردون\w{0,3}|بازگردان\w{0,4}|تحویل(?:ش|شون|شان)? (?:بد|می ?د|داد)\w{0,4})(?!\w)"
    r"|\b(?:pas (?:be|mi)d\w{0,4}|bargardoo?n\w{0,3}|tahvil (?:be|mi)d\w{0,4})\b"
)
_ANY = re.compile(
    r"\b(?:any|another|a different|the other|other|whichever|whatever) (?:of (?:the|your) )?(?:branch(?:es)?|librar(?:y|ies)|locations?)\b|\bonly (?:at )?(?:where|the (?:branch|one) where)\b"
    r"|(?<!\w)(?:هر|همه ?ی?) (?:شعبه|کتابخانه|کتابخونه|جا|کدوم|کدام)\w{0,6}(?!\w)|(?<!\w)(?:شعبه|کتابخونه|کتابخانه)(?: ?(?:ی|ای))? (?:دیگه|دیگر)\w{0,3}(?!\w)|\b(?:har shobe\w*|shobe\w{0,2} (?:dige|digar)\w{0,2})\b"
)
_MAY = re.compile(
    r"[?؟]|\b(?:can|may|could|is it (?:ok|okay|fine|possible|alright)|am i allowed|must i|do i have to)\b"
    r"|(?<!\w)(?:می ?شه|می ?شود|می ?تون\w{1,3}|می ?توان\w{1,4}|ممکنه|اشکال\w{0,2}(?: که)? ن?دار\w{1,3}|مشکلی ن?دار\w{1,3}|آیا)(?!\w)|\b(?:mishe|mitoo?n\w{1,3}|eshkal\w{0,2} (?:ke )?n?adar\w{1,3})\b"
)
# Of a day, of the box, of the post and of what goes back by another way more is told elsewhere.
_MORE = re.compile(
    r"\b(?:when|which (?:one|of)|first|open|close[sd]?|hours|fridays?|(?:mon|tues|wednes|thurs|satur|sun)days?|tomorrow|tonight|box|post|mail|somebody|someone|dvds?|films?|laptops?|e-?readers?|receipt|interlibrary|nearest|how (?:do|can) i get|reserv\w*|collect|pick)\b"
    r"|(?<!\w)(?:کی|اول|ساعت|باز(?:ه|ید|ین)?|تعطیل|جمعه|\w{0,6}شنبه|فردا|صندوق|پست|دی ?وی ?دی|فیلم|لپ ?تاپ|رسید|کدوم|کدام|رزرو\w*|بگیرمش)(?!\w)|\b(?:saat|baz(?:e|in)?|jome|\w{0,6}shanbe|farda|sandugh|post|film|kodoo?m|rezerv\w*)\b"
)
_PAYS = re.compile(
    r"\b(?:pay|fine|debt)\b[^.?!]{0,30}\b(?:there|same|card|desk|branch)\b|(?<!\w)(?:جریمه|بدهی|پول)\w{0,3}(?: \w+){0,8} (?:بدم|بدهم|بپردازم|پرداخت)(?!\w)|\bjarime\w{0,3} (?:\w+ ){0,4}bedam\b"
)
_READ = frozenset(
    "return hold hold_status loans location borrow fines card_registration out_of_scope nlu_fallback".split()
)
_WHERE = {"fa": "کتاب را کجا پس بدهم؟", "en": "Where can I return a book?"}
_PAYING = {"fa": "بدهی را چگونه بپردازم؟", "en": "How can I pay what I owe?"}
_SENTENCE = re.compile(r"[^.?!؟\n]{1,400}[.?!؟]{0,3}")


def asks_to_return_elsewhere(text: str, named: Sequence[Branch] = ()) -> bool:
    """Tell whether a text asks if something may be returned at any branch, or at one that is `named`."""
    parts = [part for part in _SENTENCE.findall(text) if _RETURNS.search(fold(part))]
    if len(parts) != 1:
        return False
    said = fold(parts[0]).replace("’", "'")
    elsewhere = _ANY.search(said) is not None or bool(branches_named(parts[0], named))
    asked = sum("?" in part or "؟" in part for part in _SENTENCE.findall(text) if part != parts[0])
    return elsewhere and _MAY.search(said) is not None and _MORE.search(said) is None and not asked


async def returns_elsewhere(turn: Turn) -> LookStep:
    """Tell where things are returned, where that is asked; what waits for a yes goes on waiting."""
    waits = (turn.slot("pending") or {}).get("awaits") not in (None, "yes")
    if turn.is_payload or waits or turn.recall("emergency") or turn.intent not in _READ:
        return LookStep.ON
    if orders_to_renew(turn.text) or orders_to_hold(turn.text) or orders_to_cancel(turn.text):
        return LookStep.ON
    if not asks_to_return_elsewhere(turn.text, await directory.branches(turn.store)):
        return LookStep.ON
    before, text = turn.intent, turn.text
    # A day that is told beside it asks for no hours.
    turn.intent, turn.text = "return", _WHERE[turn.language]
    told = await answer_as(turn, "return", **_WHERE, alone=True)
    turn.text = text
    if not told:
        turn.intent = before
        return LookStep.ON
    if _PAYS.search(fold(turn.text)):
        await answer_as(turn, "fines", **_PAYING, alone=True)
    turn.intent, turn.settled = "return", True
    return LookStep.DONE
