"""When a reserved book comes, asked while it is being reserved or right after: the queue, the way, how one hears."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.subjects.moves.hold import when
from actions.subjects.moves.questions import RULES, HouseQuestion
from language.normalise import fold
from library.values import HoldState

__all__ = ["asks_when_it_comes", "reads_when_it_comes"]

_TRANSFER = HouseQuestion(
    "hold", "کتاب از شعبهٔ دیگر چند روزه می‌رسد؟", "How long does a book take from one branch to another?",
    "branch|شعبه",
)  # fmt: skip
_COMES = re.compile(
    r"\b(?:how (?:long|soon|many (?:days|weeks))|when|what day)\b[^.?!]{0,30}\b(?:it|they|(?:that|this)(?= (?:takes?|gets?|arrives?|reach(?:es)?|comes?|be|is|will|to)\b)|(?:the|that|this) (?:book|copy|transfer|reservation|hold))\b(?:'s|'ll)?(?:[^.?!]{0,24}\b(?:takes?|gets? (?:there|here|to)|arrives?|reach(?:es)?|comes?|be (?:there|here|ready|in)|ready|bring|sent|transferred)\b)"
    r"|\bwhen (?:can|could|will|may) i (?:pick|collect|get|fetch|have)\b[^.?!]{0,12}\b(?:it|that|up|this)\b|(?<!\w)(?:کی|چه روزی|چه موقع)(?!\w)[^.؟?!]{0,18}(?:بگیرمش|ببرمش|برش دارم|تحویلش بگیرم|بیام دنبالش)|\b(?:key|kei)\b[^.?!]{0,18}\b(?:begiramesh|bebaramesh|biam donbalesh)"
    r"|\bhow soon (?:can|could|will|may) i\b|\bhow long (?:does|do|will|would) (?:they|you) (?:need|take)\b"
    r"|(?<!\w)(?:کی|چه موقع|چه وقت|چند روزه?|چند روز دیگه|تا کی)(?!\w)[^.؟?!]{0,20}(?<!\w)(?:آماده|حاضر|می ?رسه|می ?رسد|برسه|برسد|می ?اد|می ?یاد|بیاد|طول می ?کش\w{1,3})"
    r"|(?<!\w)(?:چقدر?|چه ?قدر)(?!\w)[^.؟?!]{0,20}(?<!\w)طول می ?کش\w{1,3}"
    r"|(?<!\w)(?:برسه|برسد|بیاد|(?:آماده|حاضر) (?:ب?شه|ب?شود))(?!\w)[^.؟?!]{0,25}(?<!\w)(?:کی|چند روز)(?!\w)"
    r"|\b(?:key|kei|chand r(?:oo|u)z\w{0,2})\b[^.?!]{0,25}\b(?:amade|hazer|mirese|berese|miad|biad|t(?:oo|u)l)\b|\bche?ghadr?\b[^.?!]{0,25}\bt(?:oo|u)l\b"
)
# What such a question is read as; surely read as anything else (a charge, a card, an event, a way), it is that.
_READ_SO = frozenset("hold hold_status search_book nlu_fallback out_of_scope chitchat".split())
_SURE = 0.5
# How long the reader's own way is, how long the book may be kept, and what comes of something else.
_ELSE = re.compile(
    r"\b(?:me|us|(?:i|we) (?:need|take) to (?:get|go|come)|walk\w*|driv\w+|on foot|by (?:bus|car|taxi|metro|bike|train)|keep|kept|hold it|held|borrow\w*|due|return\w*|renew\w*|answer\w*|librarian|open\w*|close\w*)\b"
    r"|(?<!\w)(?:ب?رسم|برسیم|بیام|بیایم|برم|بریم|پیاده)(?!\w)|(?:با|از) (?:اتوبوس|مترو|تاکسی|ماشین)|نگه|مهلت|تمدید|جواب|پاسخ|کتابدار|باز (?:می|ست)|تعطیل|\b(?:beresam|biam|beram|negah|tamdid|javab)\b"
)


def reads_when_it_comes(text: str) -> bool:
    """Tell whether a text asks when, or after how long, what is spoken of comes; not how long one's own way is."""
    said = fold(text).replace("’", "'")
    return _COMES.search(said) is not None and _ELSE.search(said) is None


async def asks_when_it_comes(turn: Turn) -> bool:
    """Tell what is known of when a reserved book comes; False where none is being reserved, or was right before."""
    pending, last = turn.slot("pending") or {}, turn.thread.last
    if turn.is_payload or pending.get("awaits") in {"told", "words"} or not reads_when_it_comes(turn.text):
        return False
    if turn.intent not in _READ_SO and turn.confidence >= _SURE:
        return False
    if str(pending.get("do") or "").startswith("hold"):
        # A way that was told right before is the reader's own.
        if (last is not None and last.act == "location") or not await _TRANSFER.tell(turn, alone=True):
            return False
        turn.intent = "hold_status"
        return True
    if turn.patron is None or last is None or last.act not in {"hold", "hold_status"} or pending:
        return False
    own = await own_things(turn)
    hold = own.hold(turn, [one for one in own.holds if one.state is not HoldState.READY])
    if hold is None or hold.state not in (HoldState.PENDING, HoldState.IN_TRANSIT) or len(own.named_holds) > 1:
        return False
    focus = next((one for one in own.holds if one.id == turn.focus("hold")), None)
    if focus is not None and focus.state is HoldState.READY and not own.named_holds:
        # "When can I pick it up?" of what has come is asked of that one.
        return False
    turn.intent = "hold_status"
    turn.point("hold", hold.id, "hold_status")
    if not await when(turn, own):
        return False
    if hold.state is HoldState.IN_TRANSIT and await _TRANSFER.tell(turn, alone=True):
        # No day is known of this one; how long it mostly takes is.
        return True
    await RULES["hold.notice"].tell(turn, alone=True)
    return True
