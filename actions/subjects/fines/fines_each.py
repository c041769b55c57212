"""Whether a sum that was just told is for one thing or for all of them: "is that for each or for both?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.fines.fines import supposed_fee
from actions.subjects.loans import loans_late
from language.normalise import fold

__all__ = ["tells_of_each"]

_MOST_WORDS = 16
_ONE = r"(?:one(?: book| item| of them| loan)?|each(?: one| book| of them)?|every (?:book|one)|a single (?:one|book)|per (?:book|item|loan)|a book)"
_ALL = (
    r"(?:both|all(?: of them| together| in all)?|the two|two|altogether|together|in total|the total|everything|the lot)"
)
_EACH = re.compile(
    rf"\b{_ONE}\b[^.?!]{{0,24}}\bor\b[^.?!]{{0,24}}\b{_ALL}\b|\b{_ALL}\b[^.?!]{{0,24}}\bor\b[^.?!]{{0,24}}\b{_ONE}\b"
    rf"|\b(?:is|was) (?:that|this|it)(?: sum| number| amount)? (?:for )?(?:{_ONE}|{_ALL})\W{{0,6}}$"
    r"|(?<!\w)(?:یکی\w{0,4}|هر ?(?:کدوم|کدام|یکی|کتاب)\w{0,4}|دونه ?ای|تکی)[^.؟?!]{0,20}(?<!\w)یا(?!\w)[^.؟?!]{0,20}(?:جفت\w*|هر ?دو\w*|دوتا\w*|دو تا\w*|همه\w*|همش\w*|روی هم|رو هم|سرجمع|کل\w*)"
    r"|(?<!\w)(?:جفت\w*|هر ?دو\w*|دوتا\w*|دو تا\w*|همه\w*|همش\w*|روی هم|رو هم|سرجمع|کل\w*)[^.؟?!]{0,20}(?<!\w)یا(?!\w)[^.؟?!]{0,20}(?:یکی\w{0,4}|هر ?(?:کدوم|کدام|یکی|کتاب)\w{0,4}|دونه ?ای|تکی)"
    r"|\b(?:yeki\w{0,4}|har ?kodo?u?m\w{0,4})\b[^.?!]{0,20}\bya\b[^.?!]{0,20}\b(?:joft\w*|har ?do\w*|do ?ta\w*|hame\w*|rooye ham|ruye ham)\b|\b(?:joft\w*|har ?do\w*|do ?ta\w*|hame\w*|rooye ham|ruye ham)\b[^.?!]{0,20}\bya\b[^.?!]{0,20}\b(?:yeki\w{0,4}|har ?kodo?u?m\w{0,4})\b"
)
# "Shall I bring one or both?" asks of no sum.
_ELSE = re.compile(
    r"\b(?:bring|return|renew|extend|reserve|take|borrow|give back|lost|keep|days?)\b|(?<!\w)(?:بیارم|برگردون\w*|تمدید\w*|رزرو\w*|ببرم|پس بد\w*|گم\w*|روز)(?!\w)|\b(?:biaram|tamdid\w*|rezerv\w*|bebaram)\b"
)


async def tells_of_each(turn: Turn) -> bool:
    """Tell the sums of each thing and of all, as they were just told; False where that is not asked."""
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or last is None or last.act != "fines":
        return False
    if (turn.slot("pending") or {}).get("awaits") not in (None, "yes"):
        return False
    said = fold(turn.text).replace("’", "'")
    if word_count(turn.text) > _MOST_WORDS or _EACH.search(said) is None or _ELSE.search(said):
        return False
    own = await own_things(turn)
    loans = [loan for loan in own.loans if loan.id in last.things]
    turn.moves = {}
    if loans and last.day_span is not None:
        return await supposed_fee(turn, last.day_span[1], None, loans=loans)
    if last.kind == "loan" and len(loans) > 1 and await loans_late.so_far(turn, own):
        return True
    turn.intent = "fines"
    turn.text = "بدهی من چقدر است؟" if turn.language == "fa" else "How much do I owe?"
    await HANDLERS["fines"].handler(turn)
    return True
