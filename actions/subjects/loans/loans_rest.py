"""Until when the others may be kept, or those two: beside the loans that were renewed or told of a moment ago, or these."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.others_meant import others_meant, those_meant
from actions.dialogue.own_things import own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.lines import loan_line
from actions.subjects.own.own_editions import in_own_titles
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.others import find_others, find_those
from library.values import Loan

__all__ = ["tells_of_rest"]

_REST = re.compile(
    r"\b(?:the|my) (?:rest|remaining\b[^.?!]{0,8}|others?|other (?:ones|two|three|four|five|six|seven|books|loans|items))\b"
    r"|(?<!\w)(?:بقیه|باقی|مابقی)\w*|(?<!\w)(?:اون|آن)? ?(?:دو|سه|چهار|پنج) ?تای? (?:دیگه|دیگر)\w*|(?<!\w)(?:کتاب|امانت)(?:ا|ها)?ی (?:دیگه|دیگر)\w*|\bbaghi\w*"
)
_UNTIL = re.compile(
    r"\b(?:when|until|till|how long|how many days|due|dates?|deadlines?)\b|(?<!\w)(?:تا ?کی|کی|چه (?:روز|تاریخ)\w*|چند روز|مهلت\w*|موعد\w*|سررسید\w*|وقت)(?!\w)|\b(?:ta ?key|ta ?kei|mohlat\w*|due)\b"
)
# Asked of the other one or of those two, it is asked in so many words: "I bring both back when I come" asks nothing.
_ASKED_UNTIL = re.compile(
    r"\b(?:when|by when|until when|till when)(?:'s| (?:is|are|do|does|must|should|have|can|will|r))\b|\b(?:how long|how many days|what (?:day|date)s?|(?:until|till) (?:which|what) (?:day|date))\b|\b(?:due|dates?|deadlines?)\b[^.!?]{0,30}\?"
    r"|\b(?:do|must|should|have) i (?:have to |also have to |need to )?(?:bring|return|give|hand)\b[^.!?]{0,40}\?"
    r"|(?<!\w)(?:تا ?کی|کی|چه (?:روز|تاریخ)\w{0,3}|چند روز)(?!\w)|(?:مهلت|موعد|سررسید)\w{0,5}[^.!؟?]{0,20}(?:چیه|چنده|چند|کیه|چه روزیه|چقدره|[؟?])|(?<!\w)باید[^.!؟?]{0,30}(?:پس (?:ب|می)|بیار|برگردون|برگردان|تحویل)\w{0,5}[^.!؟?]{0,6}[؟?]"
    r"|\b(?:ta ?key|ta ?kei|key|kei|che ruzi)\b|\b(?:mohlat|moed)\w{0,5}[^.!?]{0,20}(?:chie|chande|\?)"
)
_LOANS = re.compile(
    r"\b(?:books?|loans?|borrowed|due|return\w{0,3}|bring|give|back)\b|(?<!\w)(?:کتاب\w{0,6}|امانت\w{0,5}|موعد\w{0,5}|سررسید\w{0,4}|پس|برگردون\w{0,3}|برگردان\w{0,3}|بیارم\w{0,3})(?!\w)|\b(?:ketab\w{0,6}|amanat\w{0,5}|pas|due|biaram|bargard\w{0,6})\b"
)
_PLAINLY_LOANS = re.compile(
    r"\b(?:due|borrowed|loans?|return\w{0,3}|bring back)\b|(?<!\w)(?:امانت\w{0,5}|موعد\w{0,5}|سررسید\w{0,4}|پس (?:ب|می)\w{1,6}|برگردون\w{0,3}|برگردان\w{0,3})(?!\w)"
)
_HOLDS = re.compile(
    r"\b(?:reserv\w{0,8}|holds?|queue|line|ready|arriv\w{0,3}|collect\w{0,3}|pick(?:ed)? ?up|waiting)\b|(?<!\w)(?:رزرو\w{0,6}|نوبت\w{0,4}|صف\w{0,3}|آماده\w{0,4}|حاضر\w{0,3}|بگیرم\w{0,3})(?!\w)|\b(?:rezerv\w{0,5}|nobat\w{0,4}|saf|amade\w{0,3}|begiram)\b"
)
# What is new are the dates of those that were renewed.
_NEW = re.compile(r"\bnew\b|جدید|تازه|\bjadid")
_MOST_WORDS = 24
# What complains of the others, or is of somebody else's, asks for no day.
_TOLD = frozenset(
    "complaint report_fault suggestion lost_item lost_property emergency others_loans human_help case_add".split()
)
_TRIED = ("done", "refused")


async def tells_of_rest(turn: Turn) -> bool:
    """Tell until when the others, or those two, may be kept, where that is asked after some were spoken of; else False."""
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact", "renew"}
    last = turn.thread.last
    if turn.is_payload or turn.patron is None or waits or last is None or word_count(turn.text) > _MOST_WORDS:
        return False
    if turn.intent in _TOLD:
        return False
    said = fold(turn.text).replace("’", "'")
    if orders_to_renew(turn.text) or _OTHERWISE.search(said):
        return False
    asked = _ASKED_UNTIL.search(said) is not None
    of_rest = last.kind == "loan" and _REST.search(said) and _UNTIL.search(said) and not _NEW.search(said)
    of_rest = of_rest and (asked or turn.intent == "loans")
    of_loans = last.kind == "loan" or (_PLAINLY_LOANS if last.kind == "hold" else _LOANS).search(said) is not None
    if not (of_rest or (of_loans and asked)) or _HOLDS.search(said):
        return False
    if find_others(turn.text) is None and find_those(turn.text) is None:
        return False
    await in_own_titles(turn)
    own = await own_things(turn)
    if own.named_holds:
        return False
    rest: Sequence[Loan] | None = those_meant(turn, "loan", own.loans)
    if rest is None:
        rest = others_meant(turn, "loan", own.loans)
        said_of = find_others(turn.text)
        if not rest and of_rest and not own.named and (said_of is None or not said_of.count):
            rest = _rest(turn, own.loans)
    if not rest or (own.named and len(rest) == 1 and rest[0] in own.named_loans):
        return False
    turn.intent = "loans"
    turn.set("pending", None)
    rest = sorted(rest, key=lambda one: one.due_date)
    turn.show("loan", [one.id for one in rest])
    turn.did("loans", kind="loan", things=[one.id for one in rest], result="told")
    turn.say("utter_loans_due", loans={"list": [loan_line(one) for one in rest], "line": "utter_line_loan_only"})
    return True


_OTHERWISE = re.compile(r"تمدید|\b(?:renew|extend|tamdid|cancel)|(?<!\w)(?:لغو|کنسل)")


def _rest(turn: Turn, loans: tuple[Loan, ...]) -> list[Loan]:
    tried = {one for act in turn.thread.acts(kind="loan") if act.result in _TRIED for one in act.things}
    told = next((act.things for act in turn.thread.acts(kind="loan") if 0 < len(act.things) < len(loans)), ())
    apart = tried or set(told)
    return [one for one in loans if apart and one.id not in apart]
