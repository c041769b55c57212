"""A reservation that is meant by the branch where it is collected: "until when is the one at Saadi kept?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from dataclasses import replace

from actions.dialogue.branches_named import branches_named
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.facts.facts import answer_as
from actions.subjects.holds import hold_days, holds_asked
from crm.library_info import directory
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew

__all__ = ["tells_of_hold_at"]

_MOST_WORDS = 60
_PART = re.compile(r"[^.,،;؛!?؟\n]+[.,،;؛!?؟]*")
# "My reservation at Saadi", "something is waiting for me at Saadi", «رزروم تو سعدی».
_STANDS = re.compile(
    r"\b(?:my|the) (?:reservation|hold|reserved (?:book|one))(?: (?:is|that is|waiting))? (?:at|in)\b|\b(?:something|one|a book|it|the one) (?:(?:that )?is |that's )?(?:waiting|ready|held|kept|reserved)(?: for me)? (?:at|in)\b"
    r"|(?<!\w)(?:رزرو(?:م|ی که)?|کتابی که)(?: من)? (?:تو|توی|در) |(?<!\w)رزرو(?:م)? (?:شعبه|سعدی|مرکزی)"
)
# However it was read: "something is waiting for me at Saadi", «تو سعدی یه کتاب منتظرمه»; an order keeps nothing yet.
_WAITS_FOR_ME = re.compile(
    r"\b(?:something|one|a book|a reservation|it)(?: that)?(?: is|'s) (?:waiting|ready|held|kept|reserved|lying) for me (?:at|in)\b|\b(?:something|one|a book|a reservation) waiting for me (?:at|in)\b|\bthere(?:'s| is) (?:something|a book|one) (?:waiting|ready|held|kept|reserved|lying) for me (?:at|in)\b|\bis (?:there )?(?:something|anything|one|a book|any of (?:them|mine|my \w{4,12}))(?: of mine)? (?:waiting|ready) for me (?:at|in)\b"
    r"|(?<!\w)(?:کتابی?|چیزی|یکی|رزروم?)(?: \w{1,10}){0,5} (?:منتظرمه|منتظر منه|منتظرم هست|برام آماده ?(?:ست|س|است|شده)|برام (?:نگه داشت|کنار گذاشت)\w{0,4}(?! باش))(?!\w)"
    r"|\b(?:ketabi?|chizi|yeki|rezervam?)(?: \w{1,10}){0,5} (?:montazerame|montazere mane)\b"
)
_IS_IT_SO = re.compile(
    r"\bis (?:that|this|it) (?:right|true|so|correct)\b|\bis (?:there )?(?:something|anything|one|a book|any of)\b|(?<!\w)(?:درست\w{0,2}|راست\w{0,3}|واقعا)(?!\w)|\b(?:doroste|raste)\b"
)
_ASKS_DAY = re.compile(
    r"\b(?:until|till) (?:when|which|what)\b|\bhow long (?:is|will|do|can|would|have)\b|\b(?:which|what) day\b[^.?!]{0,20}\bkept\b|(?<!\w)تا (?:کی|چه (?:روزی|وقتی)|چند(?:م|شنبه)?)(?!\w)|\b(?:ta key|ta kei)\b"
)
_ASKS = re.compile(
    r"\bwhat (?:happens|becomes) (?:with|of|to) my (?:reservation|hold)\b|\bcan i still (?:pick|collect|get)\b|\b(?:where|which place) is my (?:reservation|hold)\b|\bis (?:it|my (?:reservation|hold)[^.?!]{0,20}) ready\b|(?<!\w)(?:آماده ?(?:است|ست|س)|وضعیت رزروم)(?!\w)"
)
# More than one's own reservation is spoken of: that is heard elsewhere.
_MORE = re.compile(
    r"\b(?:cancel|give up|drop my|longer|extend|fine|pay|renew|park|(?:can|could) (?!i still|you (?:say|tell))\w+)\b|(?<!\w)(?:لغو|کنسل|بیشتر|تمدید|جریمه|پارک)(?!\w)"
)
_ELSEWHERE = re.compile(
    r"\b(?:instead|move|send|sent|transfer|change|switch|rather)\b|(?<!\w)(?:به ?جا\w*|منتقل|انتقال|عوض|تغییر|بفرست\w*|ببر\w*)(?!\w)"
)
_RETURNS = re.compile(r"\b(?:return|bring back|give back|drop)\b|(?<!\w)(?:پس ب\w+|برگردون\w*|برگردان\w*)(?!\w)")
_WHERE_TO_RETURN = {"fa": "کتاب را کجا می‌توانم پس بدهم؟", "en": "Where can I return a book?"}

# Read as one of these, or unsurely as any other but the told ones, such words may ask for one's own.
_MAY_WAIT = frozenset("hold_status loans return hold nlu_fallback out_of_scope".split())
_TOLD = frozenset("complaint report_fault suggestion others_loans human_help emergency lost_item case_add".split())
_SURE = 0.8
# Who was there, and found nothing, knows what was told; nor is it another's.
_THERE_ALREADY = re.compile(
    r"\b(?:nothing|nobody|wasn'?t|was not|went|came|complain\w{0,4}|(?:my|his|her) (?:son|daughter|wife|husband|mother|father|sister|brother|friend|child|kid)\w{0,3})\b"
    r"|(?<!\w)(?:نبود\w{0,2}|نداشت\w{0,3}|رفتم|اومدم|آمدم|شکایت|پسرم|دخترم|خواهرم|برادرم|مادرم|مامانم|پدرم|بابام|همسرم|شوهرم|دوستم)(?!\w)|\b(?:nabood|nabud|raftam|shekayat)\b"
)


def _hears_of_wait(turn: Turn, said: str) -> bool:
    """Tell whether somebody was told that something waits for them, and did not look there yet."""
    read = turn.intent in _MAY_WAIT or (turn.confidence < _SURE and turn.intent not in _TOLD)
    return read and _WAITS_FOR_ME.search(said) is not None and _THERE_ALREADY.search(said) is None


async def tells_of_hold_at(turn: Turn) -> bool:
    """Tell how the one reservation stands that waits at a branch, or until when; False where none or several do."""
    if turn.is_payload or turn.patron is None or turn.slot("pending") or word_count(turn.text) > _MOST_WORDS:
        return False
    said = fold(turn.text).replace("’", "'")
    day = _ASKS_DAY.search(said) is not None
    waits = _hears_of_wait(turn, said) and (day or _IS_IT_SO.search(said) is not None)
    read = (turn.intent == "hold_status" and (day or _ASKS.search(said))) or (turn.intent == "return" and day)
    if not (read or waits):
        return False
    if (_STANDS.search(said) is None and not waits) or _ELSEWHERE.search(said) or _MORE.search(said):
        return False
    if orders_to_hold(turn.text) or orders_to_cancel(turn.text) or orders_to_renew(turn.text):
        return False
    named = branches_named(turn.text, await directory.branches(turn.store))
    own = await own_things(turn)
    if len(named) != 1 or own.named_holds:
        return False
    meant = tuple(one for one in own.holds if one.pickup is not None and one.pickup.code == named[0].code)
    if len(meant) != 1:
        return False
    turn.intent, turn.moves = "hold_status", {}
    own = replace(own, named_holds=meant)
    if not (day and await hold_days.until(turn, own)):
        await holds_asked.where(turn, own)
    if any(_RETURNS.search(fold(part)) for part in _PART.findall(turn.text)):
        whole, turn.text = turn.text, _WHERE_TO_RETURN[turn.language]
        await answer_as(turn, "return", fa=_WHERE_TO_RETURN["fa"], en=_WHERE_TO_RETURN["en"], alone=True)
        turn.text = whole
    return True
