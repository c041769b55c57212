"""Whether the late fee runs on meanwhile, as who waits for somebody or something asks: told from the account."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn, as_date, nested
from actions.subjects.loans.loans_late import so_far
from language.normalise import fold

__all__ = ["asks_whether_it_runs", "tells_whether_it_runs"]

_FEE_EN = (
    r"(?:late (?:fee|fine|charge|counter|clock|days)s?|(?:fee|fine|charge|counter|clock|meter|penalt)(?:s|y|ies)?)"
)
_RUNS_EN = r"(?:keeps? (?:on )?(?:running|growing|going|counting|adding|ticking|going up|piling up)|runs?(?: on)?|running|grow(?:s|ing)?|go(?:es)? (?:on|up)|continues?|stops?|paused?|frozen|freezes?|adds? up|pil(?:e|es|ing) up|count(?:s|ing)?|tick(?:s|ing)?)"
_FEE_FA = r"(?:جریمه|دیرکرد|تاخیر|کنتور|بدهی)"
_RUNS_FA = r"(?:زیاد|بیشتر|اضافه|حساب|جمع|متوقف|قطع|ادامه|بالا) ?(?:هم )?(?:می ?ش\w+|می ?ر\w+|داره|دارد|پیدا|میشه|نمی ?ش\w+)|(?:می ?خوره|می ?افته|می ?ندازه|می ?اندازه|وایمیسته|وای ?می ?سته)"
_RUNS = re.compile(
    rf"\b{_FEE_EN}\b[^.?!]{{0,30}}\b{_RUNS_EN}\b|\b(?:does|will|is) (?:it|that) (?:still )?(?:keep (?:on )?(?:growing|running|going up|counting))\b"
    rf"|(?<!\w){_FEE_FA}\w{{0,4}}(?!\w)[^.؟?!]{{0,30}}(?<!\w)(?:{_RUNS_FA})(?!\w)"
    r"|\b(?:jarime|dirkard|kontor)\w{0,4}\b[^.?!]{0,30}\b(?:ziad|bishtar|ezafe|hesab|ghat|motevaghef)\w{0,2} (?:mish\w+|nemish\w+|dare)"
)
_MEANWHILE = re.compile(
    r"\b(?:meanwhile|meantime|still|while|until|till|in the mean)\b|(?<!\w)(?:تا (?:اون|آن|این|وقتی|موقعی|زمانی|جواب|کسی)|این وسط|تو این (?:مدت|فاصله)|در این (?:مدت|فاصله)|همین ?طور(?:ی)?|همچنان|هی|هنوز|فعلا)(?!\w)|\b(?:in vasat|to in moddat|hamintor\w*|felan)\b"
)


def asks_whether_it_runs(text: str) -> bool:
    """Tell whether a text asks if a late fee runs on meanwhile."""
    said = fold(text).replace("’", "'")
    return _RUNS.search(said) is not None and _MEANWHILE.search(said) is not None


async def tells_whether_it_runs(turn: Turn) -> bool:
    """Tell what is running by now, or that nothing is late; False where that is not asked, or nobody is signed in."""
    if turn.is_payload or turn.patron is None or not asks_whether_it_runs(turn.text):
        return False
    own = await own_things(turn)
    turn.intent, turn.settled = "fines", True
    if any(loan.overdue for loan in own.loans) and await so_far(turn, own):
        return True
    turn.did("fines", result="told")
    due = min((loan.due_date for loan in own.loans), default=None)
    turn.say("utter_fee_runs_not", next=nested("utter_part_next_due", due=as_date(due)) if due else None)
    return True
