"""Until when the rest may be kept: of the loans that were neither renewed nor told of a moment ago."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import loan_line
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from library.values import Loan

__all__ = ["tells_of_rest"]

_REST = re.compile(
    r"\b(?:the|my) (?:rest|remaining\b[^.?!]{0,8}|others?|other (?:ones|two|three|four|five|six|seven|books|loans|items))\b"
    r"|(?<!\w)(?:بقیه|باقی|مابقی)\w*|(?<!\w)(?:اون|آن)? ?(?:دو|سه|چهار|پنج) ?تای? (?:دیگه|دیگر)\w*|(?<!\w)(?:کتاب|امانت)(?:ا|ها)?ی (?:دیگه|دیگر)\w*|\bbaghi\w*"
)
_UNTIL = re.compile(
    r"\b(?:when|until|till|how long|how many days|due|dates?|deadlines?)\b|(?<!\w)(?:تا ?کی|کی|چه (?:روز|تاریخ)\w*|چند روز|مهلت\w*|موعد\w*|سررسید\w*|وقت)(?!\w)|\b(?:ta ?key|ta ?kei|mohlat\w*|due)\b"
)
# What is new are the dates of those that were renewed.
_NEW = re.compile(r"\bnew\b|جدید|تازه|\bjadid")
_MOST_WORDS = 20
_TRIED = ("done", "refused")


async def tells_of_rest(turn: Turn) -> bool:
    """Tell until when the other loans may be kept, where that is asked after some were renewed or told of; else False."""
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact", "renew"}
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or waits or last is None or last.kind != "loan":
        return False
    said = fold(turn.text)
    if word_count(turn.text) > _MOST_WORDS or not (_REST.search(said) and _UNTIL.search(said)) or _NEW.search(said):
        return False
    if orders_to_renew(turn.text) or "تمدید" in said or re.search(r"\b(?:renew|extend|tamdid)", said):
        return False
    own = await own_things(turn)
    if own.named:
        return False
    rest = _rest(turn, own.loans)
    if not rest:
        return False
    turn.intent = "loans"
    turn.set("pending", None)
    turn.show("loan", [one.id for one in rest])
    turn.did("loans", kind="loan", things=[one.id for one in rest], result="told")
    turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in rest], "line": "utter_line_loan_only"})
    return True


def _rest(turn: Turn, loans: tuple[Loan, ...]) -> list[Loan]:
    tried = {one for act in turn.thread.acts(kind="loan") if act.result in _TRIED for one in act.things}
    told = next((act.things for act in turn.thread.acts(kind="loan") if 0 < len(act.things) < len(loans)), ())
    apart = tried or set(told)
    return sorted((one for one in loans if apart and one.id not in apart), key=lambda one: one.due_date)
