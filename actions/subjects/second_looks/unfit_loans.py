"""Loans that are asked of where the catalogue or a rule was told: until when the patron may keep them."""

from __future__ import annotations

from dataclasses import replace

from actions.dialogue.choosing import request_of
from actions.dialogue.describing import described
from actions.dialogue.heard import Heard
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.turn import Turn
from actions.rasa.registry import HANDLERS
from actions.subjects.loans.loan_days import until
from actions.subjects.own.own_questions import asks_of_record
from actions.subjects.renewals.renewal_checks import check
from actions.subjects.second_looks.unfit_words import LONGER, TIME
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.titles.copies import find_copy
from language.requests.titles.copy_questions import find_copy_question
from language.requests.titles.title_questions import find_title_question

__all__ = ["described_loan", "of_own_loan"]


async def of_own_loan(turn: Turn, heard: Heard) -> bool:
    """Tell of the loan what is asked of a title that the patron has at home."""
    text = heard.text
    if turn.patron is None or find_copy(text) is not None or find_copy_question(text) or orders_to_hold(text):
        return False
    if find_title_question(text) is not None:
        return False
    heard.restore(turn)
    if not may_name_own(turn):
        return False
    own = await own_things(turn)
    if len(own.named_loans) != 1 or own.named_holds:
        return False
    last = turn.thread.last
    if orders_to_renew(text):
        turn.intent, turn.confidence = "renew", 1.0
        turn.entities = {"ref": [f"loan:{own.named_loans[0].id}"]}
        await HANDLERS["renew"].handler(turn)
        return True
    if LONGER.search(fold(text)) or (last is not None and last.act == "renew"):
        # Nothing is renewed by a name alone: it is told whether it can be, and asked.
        turn.intent = "renew"
        await check(turn, own.named_loans, request_of(turn, "renew"))
        return True
    if not (asks_of_record(text) or TIME.search(fold(text))):
        return False
    return await until(turn, own)


async def described_loan(turn: Turn, heard: Heard) -> bool:
    """Say until when the one loan may be kept that words describe, where a rule or a number was told."""
    if turn.patron is None or TIME.search(fold(heard.text)) is None:
        return False
    heard.restore(turn)
    own = await own_things(turn)
    found = own.named_loans or described(turn, "loan", own.loans)
    return len(found) == 1 and await until(turn, replace(own, named_loans=tuple(found)))
