"""Wishes to be told when a title that is out on loan comes back: none is sent for a title, but for a reservation."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.subjects.moves.questions import RULES, HouseQuestion
from language.normalise import fold

__all__ = ["asks_when_back", "reads_told_when_back"]

_WHEN_BACK = HouseQuestion(
    "hold", "وقتی کتابِ در امانت برگشت خبرم می‌کنید؟", "Do you tell me when a book that is out on loan comes back?",
    "comes? back|is back|برگشت",
)  # fmt: skip
_TOLD = (
    r"(?:(?:tell|text|message|notify|inform|ping|alert|e?mail|remind) me|let me know|(?:do|will|would) i (?:get|receive) (?:a |an |any )?(?:message|text|sms|mail|notice|notification|alert|call))",
    r"(?:خبرم?|خبر ?مون|پیامک|پیامم?|اطلاع|اس ?ام ?اس|به ?م (?:بگ|خبر|پیام)\w*|بهم)",
    r"(?:khabaram?|payam\w*|etela)",
)
_BACK = (
    r"(?:(?:brings?|gives?|hands?|comes?|is|it's|was|gets?)(?: it)? back(?! to you)|returns? it|(?:is|it's|gets) returned|(?:is |it's )?available again|turns it in)",
    r"(?:پس ?ش? (?:داد|دادن|دادند|آورد\w{0,3}|اورد\w{0,3}|بده|بدن)|(?:آوردن?د?|اوردن?د?|برگردوند\w{0,2}|برگردون(?:ه|ن)|برگردوندن)ش?|برش گردوند\w{0,2}|برگشت|برگرده)",
    r"(?:pas(?:esh)? (?:dad|dadan|avord|avordan|bede)|bargasht|bargarde|bargardund\w*|avordan(?:esh)?)",
)
_CONDITION = r"(?<!\w)(?:if|when(?:ever)?|once|as soon as|after|اگه|اگر|وقتی|هر ?وقت|هر ?موقع|هروقت|کسی|age|agar|vaghti|har ?vaght|kasi)(?!\w)"
_WISH = tuple(
    (re.compile(rf"(?<!\w){told}(?!\w)"), re.compile(rf"(?<!\w){back}(?!\w)"))
    for told, back in zip(_TOLD, _BACK, strict=True)
)
_IF = re.compile(_CONDITION)
# What the reader brings back, and what is asked of places, events and cases.
_ELSE = re.compile(
    r"\b(?:i|we)(?:'ve| have)? (?:return\w*|bring|brought|gave|give)\b|\bmy (?:books?|loans?|complaint|case|fee|fine|money)\b|\b(?:event|class|workshop|wi-?fi|website|site|printer)\b"
    r"|(?<!\w)(?:کتابم|کتابامو|کتابمو|امانتم|پولم\w*|جریمه\w*|شکایت\w*|پرونده\w*|سایت|رویداد|کلاس|کارگاه|اینترنت)(?!\w)|(?<!\w)(?:پس|برگردون|آور)د?(?:ادم|دم)(?!\w)"
)


# Read as anything else, something else is to come back: the light, a librarian, one's own loan.
_OF_TITLES = frozenset(
    "search_book hold hold_status subscribe borrow recommendation nlu_fallback out_of_scope affirm".split()
)
_ORDERS = re.compile(
    r"\b(?:reserv\w*|hold|cancel\w*|renew\w*|extend|put me down)\b|رزرو|لغو|کنسل|تمدید|\b(?:rezerv|laghv|kansel|tamdid)"
    r"|\b(?:librarians?|power|lights?|site|internet)\b|(?<!\w)(?:کتابدار\w*|برق|نت|اینترنت|جریمه\w*|دیر)(?!\w)"
)


def reads_told_when_back(text: str) -> bool:
    """Tell whether a text wishes, or asks, to be told once somebody brings back what is spoken of."""
    said = fold(text).replace("’", "'")
    if _IF.search(said) is None or _ELSE.search(said):
        return False
    return any(told.search(said) and back.search(said) for told, back in _WISH)


async def asks_when_back(turn: Turn) -> bool:
    """Tell that a reservation is what one is told of, where a title was shown; False for anything else."""
    if turn.is_payload or turn.slot("pending") or turn.intent not in _OF_TITLES or _ORDERS.search(fold(turn.text)):
        return False
    if not turn.shown("title") or not reads_told_when_back(turn.text):
        return False
    if not (await _WHEN_BACK.tell(turn, alone=True) or await RULES["hold.notice"].tell(turn, alone=True)):
        return False
    turn.intent = "hold"
    return True
