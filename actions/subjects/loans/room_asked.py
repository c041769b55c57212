"""How many more may be borrowed, also when something is brought back first."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn
from actions.subjects.library_info.terms import room_left
from crm.library_info import directory
from language.normalise import fold
from language.requests.own.own_loan_words import ENOUGH, GIVES_BACK_EN, GIVES_BACK_FA, ROOM_PLAIN

__all__ = ["room"]

# More of them stand for more than one can bring.
_NUMBERS = {
    word: number
    for number, words in enumerate(
        (
            "one 1 یکی یک یه",
            "two 2 دو",
            "three 3 سه",
            "four 4 چهار",
            "five 5 پنج",
            "six 6 شش",
            "seven 7 هفت",
            "eight 8 هشت",
        ),
        start=1,
    )
    for word in words.split()
}
_BACK = re.compile(f"{GIVES_BACK_EN}|{GIVES_BACK_FA}")
_HOW_MANY = re.compile(
    rf"(?<!\w)({'|'.join(_NUMBERS)})(?: of (?:them|these|those|my (?:books|loans))\b| (?:books?|loans?)\b| ?(?:تا|کتاب|جلد)(?!\w)|(?<=یکی)(?:شون|شو|ش)?(?: از)?(?= ?(?:رو|را|اونا|اینا|این|پس)(?!\w)))"
)
_ALL = re.compile(
    r"\b(?:all|both|every|each|rest|others?|ones|except|but)\b|(?<!\w)(?:همه\w{0,4}|بقیه\w{0,3}|هر دو\w{0,3}|جز)(?!\w)"
)
# Borrowing is spoken of, and no money or quarrel.
_BORROWS = re.compile(
    r"\b(?:borrow\w{0,3}|(?:take|get|have) (?:out )?(?:another|one more|more|at once)|make room|room for|(?:my|the) (?:limit|allowance|maximum))\b"
    r"|(?<!\w)(?:امانت (?:بگیرم|ببرم)|(?:یکی|کتاب) (?:دیگه|دیگر)|سقف\w{0,3}|ظرفیت\w{0,3}|جا (?:باز|وا))(?!\w)"
)
_ELSE = re.compile(
    r"\b(?:fin(?:e|es|ed)|fees?|debts?|owe|pay|paid|complain\w{0,3}|harm|late)\b|(?<!\w)(?:جریمه|بدهی|پول|شکایت|خسارت)"
)


async def room(turn: Turn, own: OwnThings) -> bool:
    """Say how many more may be borrowed, and what bars it; a title that is named is kept for "reserve it"."""
    said = fold(turn.text).replace("’", "'")
    gives = _BACK.search(said) is not None
    if gives and await directory.find_branch(turn.store, turn.text) is not None:
        # "If I bring them to Saadi, is that all right?" asks of the place.
        return False
    back = _brought_back(own, said) if gives else 0
    if ROOM_PLAIN.search(said) is None and ENOUGH.search(said) is not None and not (back and _of_borrowing(turn)):
        return False
    turn.did("loans", topic="count", title=turn.entity("title") or "", result="told")
    await room_left(turn, back)
    return True


def _brought_back(own: OwnThings, said: str) -> int:
    """Give how many are brought back; 0 where that is not sure."""
    if _ALL.search(said) is not None:
        return 0
    numbers = {_NUMBERS[found] for found in _HOW_MANY.findall(said)}
    numbers |= {len(own.named_loans)} - {0}
    number = numbers.pop() if len(numbers) == 1 else 0
    return number if number <= len(own.loans) else 0


def _of_borrowing(turn: Turn) -> bool:
    """Tell whether borrowing is spoken of in the message, or room for more was told right before it."""
    said = fold(turn.said or turn.text)
    if _ELSE.search(said) is not None:
        return False
    acts = [Act.unpacked(one) for one in turn.thread.turns[-1].get("acts", [])] if turn.thread.turns else []
    told = any(act.act == "loans" and act.topic == "count" for act in acts)
    return told or _BORROWS.search(said) is not None
