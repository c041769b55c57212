"""The account shown to who has just signed in and says "look for yourself": of what was spoken of before that."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import HANDLERS
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.fines.fines import tell_owed
from language.normalise import fold
from language.requests.own.looking import only_has_account_looked_at

__all__ = ["asks_what_late_costs", "shows_what_was_spoken_of", "tells_own_fees"]

_FEE = re.compile(
    r"\b(?:owe|fine[sd]?|fees?|debts?|charge[sd]?|rials|tomans)\b|بدهی|بدهکار|جریم|دیرکرد|ریال|تومن|تومان|\b(?:jarime|bedehi)"
)
_HOLD = re.compile(r"\b(?:reserv\w{1,8}|holds?|collect|pick(?: it)? up)\b|رزرو|نوبت|\brezerv")
_LOAN = re.compile(
    r"\b(?:loans?|borrow\w{0,3}|overdue|due|return\w{0,3}|renew\w{0,3}|book)\b|امانت|تمدید|دیر|کتاب|پس داد|\b(?:ketab|amanat)"
)
_CARD = re.compile(r"\b(?:card|account|membership|blocked)\b|کارت|حساب|مسدود|عضویت|\bkart")
_MORE = 6


async def shows_what_was_spoken_of(turn: Turn, question: Mapping[str, Any]) -> bool:
    """Show of the account what was asked or complained of before; what else is said belongs to the case about it."""
    case = turn.recall("case") or {}
    words = fold(" ".join([str(question.get("text") or ""), turn.text, *(act.words for act in turn.thread.acts())]))
    told, sure = turn.text, turn.intent
    complains = turn.intent in ("complaint", "fines") and _FEE.search(fold(turn.text)) is not None
    if not _waits_for_nothing(turn) or not (complains or only_has_account_looked_at(turn.text)):
        # What else is said is an order or a question of its own.
        return False
    of_fees = (_FEE.search(words) is not None and not asks_of_others(words)) or asks_what_late_costs(question)
    if of_fees and await tells_own_fees(turn):
        pass
    elif (
        turn.intent in _ONLY_LOOKS
        and (name := next((one for one, kind in _KINDS if kind.search(words)), None)) is not None
    ):
        turn.intent = name
        await HANDLERS[name].handler(turn)
    else:
        return False
    if sure == "complaint" and case and not case.get("quiet") and word_count(told) > _MORE:
        await add_to_case(turn, str(case["number"]), told)
    return True


def _waits_for_nothing(turn: Turn) -> bool:
    return (turn.slot("pending") or {}).get("do") in {None, "contact"}


# Who is read as one of these has nothing to say but that they are in.
_ONLY_LOOKS = frozenset(
    "sign_in thanks affirm greet account loans hold_status nlu_fallback chitchat out_of_scope".split()
)
_KINDS = (("hold_status", _HOLD), ("loans", _LOAN), ("account", _CARD))


_OF_OTHERS = re.compile(
    r"\b(?:my (?:son|daughter|brother|sister|wife|husband|mother|father|mum|dad|friend|kid|child)s?|torn|lost|damaged?|where|how do i pay|workshop|printing)\b"
    r"|پسرم|دخترم|برادرم|داداشم|خواهرم|همسرم|شوهرم|مادرم|پدرم|دوستم|بچه\w{0,2}م(?!\w)|کجا|پاره|خراب|گم ?شد|چطور\w{0,3} (?:پرداخت|بدم)"
)
_HOW_MUCH = re.compile(
    r"\bhow much\b|\bwhat\b[^.?!]{0,20}\b(?:cost|fine|fee|charge|rate)|چق(?:د|در)|چه ?قدر|چند|\b(?:cheghad|chand)"
)
_LATE = re.compile(r"\b(?:late|overdue|a day|per day)\b|دیر|تاخیر|روزی|\b(?:dir|takhir|roozi)")


def asks_of_others(text: str) -> bool:
    """Tell whether words about fees are about somebody else's, about paying, or about what is no lateness."""
    return _OF_OTHERS.search(fold(text)) is not None


def asks_what_late_costs(question: Mapping[str, Any]) -> bool:
    """Tell whether what was asked before is what lateness costs, and of nobody else."""
    said = fold(str(question.get("text") or ""))
    late = _HOW_MUCH.search(said) is not None and _LATE.search(said) is not None
    return question.get("intent") == "fines" and late and not asks_of_others(said)


async def tells_own_fees(turn: Turn) -> bool:
    """List what the patron owes, and what runs; False where there is nothing of it."""
    account = await turn.library.fees(turn.patron_id)
    if account.balance.minor <= 0 and not account.running:
        return False
    turn.intent = "fines"
    await tell_owed(turn)
    return True
