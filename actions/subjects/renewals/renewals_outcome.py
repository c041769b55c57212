"""What became of what was just ordered to be renewed: "did all three go through?", «همشون شد؟», "so which worked?"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.own_things import own_things
from actions.dialogue.thread import Act
from actions.dialogue.turn import Turn, as_date, nested
from actions.dialogue.wording import word_count
from actions.facts.choices import librarian
from actions.facts.lines import hold_line
from actions.subjects.loans.loan_renewals import reasons
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_renew
from language.requests.speech.done_asked import asked_done
from library.values import Loan

__all__ = ["tells_outcome"]

_MOST_WORDS = 22
# So many turns back an order may lie.
_TURNS_BACK = 2
_READ = frozenset({"renew", "loans", "affirm", "out_of_scope", "nlu_fallback"})
# What it is taken for where that is not sure.
_MISREAD, _SURE = frozenset({"hold_status", "fines"}), 0.75
# "The new dates" are no new books, however surely they are read so.
_NEW = frozenset({"new_arrivals"})
# "Did they all go through?" right behind a renewal is of the loans, whatever was answered beside it.
_OF_SEVERAL = re.compile(
    r"^(?!.*\b(?:pay\w*|paid|fines?|fees?|reserv\w*|holds?)\b).*\b(?:they|them|those|these)\b.*\b(?:go|went|gone|renewed|extended|work\w*)\b|^(?!.*(?:پرداخت|واریز|جریمه|رزرو)).*(?:همه|هر ?(?:دو|سه|چهار)|کدوم)\w*(?: \S{1,10}){0,2} (?:تمدید )?(?:شد|شدن|نشد)"
)
_TRIED = ("done", "refused")
_WENT = re.compile(
    r"\b(?:did|have|has|were|was|are)\b[^.?!]{0,12}\b(?:they|it|that|those|these|all|both|every\w*|each|any|either|one|none|two|three|four|five|renewals?)\b[^.?!]{0,24}\b(?:(?:go|went|gone|come|came) through|work(?:ed)?|succeed\w*|(?:get|got|been) (?:renewed|extended|done)|renewed|extended)\b"
    r"|\b(?:which|how many|any|what|none|all|both)\b[^.?!]{0,30}\b(?:went through|worked|failed|succeeded|(?:were|was|got|get|have been|are)(?:n't| not)? (?:\w+ )?(?:renewed|extended)|(?:couldn't|could not|didn't|did not|can't|wouldn't) (?:be renewed|be extended|go through|work|get renewed)|(?:did|have) you (?:manage|renew|extend)\w*)\b"
    r"|\bwhat (?:are|were|is) (?:the|their|its|my) new (?:due )?(?:dates?|deadlines?)\b|\bwhat did you (?:renew|extend|manage)\b"
    r"|\b(?:wh\w{2,4}|what) (?:ones?|books?|of them)?\b[^.?!]{0,12}\bdid (?:you|u|ya) (?:renw|renew|extend)\b|\b(?:it|they|that|this) (?:became?|becomes?|got) (?:renewed|extended)\b[^.?!]{0,10}\?|\b(?:which|what) (?:is )?(?:the )?(?:new )?date (?:is )?(?:it )?now\b"
    r"|(?<!\w)(?:سررسید|سر ?رسید|مهلت|موعد|تاریخ)\w{0,4} (?:جدید\w{0,2} )?(?:(?:الان|حالا|تا) )?(?:شد|شده) (?:کی|چند\w{0,2}|چه)(?!\w)|(?<!\w)(?:درست|کامل) (?:زدی|زدین|انجام دادی\w{0,2}|تمدید کردی\w{0,2})(?!\w)"
    r"|(?<!\w)(?:کدوم|کدام)\w{0,3} (?:رو |را )?(?:الان |حالا )?تمدید (?:کردی\w{0,3}|کردین)(?!\w)"
    r"|(?<!\w)(?:همه|همش|جفت|هر ?(?:دو|سه|چهار|پنج)|کدوم|کدام|چند ?تا)\w*(?: (?:شون|شان|ش|تا\w*|رو|را|هم|تمدید|موفق|درست|کتاب\w*|امانت\w*)){0,4} (?:شد|شدن|شدند|نشد|نشدن|نشدند|شده|نشده)(?!\w)"
    r"|(?<!\w)تمدید\w{0,3} (?:شد|شدن|شدند|نشد|نشدن|شده)(?!\w)[^.؟?!]{0,10}[؟?]|^\W{0,9}انجام (?:شد|شدن|شده)\W{0,9}$"
    r"|(?<!\w)(?:تاریخ|موعد|مهلت|سررسید)\w*[^.؟?!]{0,14}(?:جدید|تازه|نو)\w*[^.؟?!]{0,16}(?:چند\w*|کی(?:ه|ست)?|چی\w*|چه)(?!\w)"
    r"|\b(?:hame|hamash|joft|har ?(?:do|se|chahar)|k(?:o|u|oo)d(?:o|u|oo|ou)m|chand ?ta)\w*(?: (?:shoo?n|ta\w*|ro|ham|tamdid|ketab\w*|amanat\w*)){0,4} n?a?shod(?:an|e|eh)?\b|\btamdid n?a?shod(?:an|e)?\b[^.?!]{0,8}\?|\b(?:tarikh|mohlat)\w*[^.?!]{0,14}\bjadid\w*[^.?!]{0,14}\b(?:chand\w*|key|chi\w*)\b"
)
# What is supposed, asked why of, or asked of earlier times is something else.
_ELSE = re.compile(
    r"\b(?:if|why|before|already|last (?:time|month|year|week)|so far|how often|how many times|how much|automatic\w*|fines?|fees?|charges?|reserv\w*|late|overdue)\b"
    r"|(?<!\w)(?:اگه|اگر|چرا|قبلا|تا حالا|تا الان|چند ?بار|خودکار|جریمه\w*|بدهی\w*|رزرو\w*|دیر\w*|تموم|گم)(?!\w)|\b(?:age|agar|chera|ghablan|jarime\w*|chand ?bar|rezerv\w*|dir)\b"
)


async def tells_outcome(turn: Turn) -> bool:
    """Tell which loans were renewed just now, until when, and why others were not; False where that is not asked."""
    waits = (turn.slot("pending") or {}).get("do") not in {None, "contact", "renew"}
    misread = turn.intent in _MISREAD and (turn.confidence < _SURE or _OF_SEVERAL.search(fold(turn.text)) is not None)
    if turn.intent not in _READ | _NEW and not misread:
        return False
    if turn.is_payload or turn.patron is None or waits or word_count(turn.text) > _MOST_WORDS:
        return False
    said = fold(turn.text).replace("’", "'")
    if not (_WENT.search(said) or _asks_whether_done(turn)) or _ELSE.search(said) or orders_to_renew(turn.text):
        return False
    if any(name.startswith("utter_renewed") for name, _ in turn.answers):
        # "Did all three go through? Any that couldn't be renewed?" is told once.
        return True
    acts = _ordered(turn) if _WHICH.search(said) else _last_ordered(turn)
    if not acts:
        return False
    own = await own_things(turn)
    loans = {loan.id: loan for loan in own.loans}
    renewed = [one for act in acts if act.result == "done" and act.act == "renew" for one in act.things]
    refused = [one for act in acts if act.result == "refused" and act.act == "renew" for one in act.things]
    tried = {*renewed, *refused}
    named = {loan.id for loan in own.named_loans}
    if named and named <= {one for act in acts if act.result == "left" for one in act.things} - tried:
        # "I said all but Emma! Did you?": what was left out is told with what became of the others.
        named = set()
    if named and not named <= tried:
        # "Was Emma renewed?" of what nobody tried is asked of how it stands.
        return False
    done = [loans[one] for one in dict.fromkeys(renewed) if one in loans and (not named or one in named)]
    stays = [loans[one] for one in dict.fromkeys(refused) if one in loans and one not in renewed]
    stays = [one for one in stays if not named or one.id in named]
    if not done and not stays:
        return False
    turn.intent, turn.moves, turn.settled = "renew", {}, True
    turn.set("pending", None)
    left = [
        loans[one]
        for act in acts
        if act.result == "left"
        for one in act.things
        if one in loans and not named and one not in tried
    ]
    left = list({one.id: one for one in left}.values())
    # Kept as it was, so that "the one that didn't" and "the left one, too" are still found.
    turn.acts.extend(act for act in acts if act.act == "renew" and (not named or named & set(act.things)))
    turn.show("loan", [one.id for one in (*done, *stays, *left)])
    await _tell(turn, done, stays, left)
    held = {one.id: one for one in own.holds}
    for act in acts if not named else ():
        for one in act.things if act.kind == "hold" else ():
            if one in held:
                # What was ordered beside it, "and move Emma to Central".
                turn.say("utter_hold_state", title=held[one].title, state=hold_line(held[one])["state"], copies=None)
    return True


def _asks_whether_done(turn: Turn) -> bool:
    """Tell whether nothing but "all done?", "did that work?" is said right behind a renewal."""
    asked, last = asked_done(turn.text), turn.thread.last
    behind = last is not None and last.act == "renew" and last.result in _TRIED
    return behind and asked is not None and asked.deed in ("", "renew") and word_count(asked.rest) < _OWN_WORDS


_OWN_WORDS = 3
# Which of them went through is asked of all that was ordered in this talk, as far as it is kept.
_WHICH = re.compile(
    r"\b(?:which|whi\w{0,3}|how many|what did|any|list|all of them)\b|(?<!\w)(?:کدوم|کدام|چند ?تا|لیست|فهرست)\w*|\b(?:k(?:o|u|oo)d(?:o|u|oo|ou)m|chand ?ta|list)\w*"
)


def _ordered(turn: Turn) -> list[Act]:
    """Give the acts of every turn that is kept in which something was renewed, refused or left out, oldest first."""
    acts = [Act.unpacked(one) for kept in turn.thread.turns for one in kept.get("acts", [])]
    mine = [act for act in acts if act.act == "renew" and act.kind == "loan"]
    return acts if any(act.result in _TRIED for act in mine) and _last_ordered(turn) else []


def _last_ordered(turn: Turn) -> list[Act]:
    """Give the acts of the last turn in which something was renewed or refused; none where that is too long ago."""
    for kept in reversed(turn.thread.turns[-_TURNS_BACK:]):
        acts = [Act.unpacked(one) for one in kept.get("acts", [])]
        if any(act.act == "renew" and act.kind == "loan" and act.result in _TRIED for act in acts):
            return acts
    return []


async def _tell(turn: Turn, done: Sequence[Loan], stays: Sequence[Loan], left: Sequence[Loan]) -> None:
    """Say it in the words in which it was reported: until when what was renewed may be kept, why the others stay."""
    lines = [
        *({"line": nested("utter_part_renewed", title=one.title, due=as_date(one.due_date), fee=None)} for one in done),
        *[{"line": nested("utter_part_refused", title=one.title, reason=await reasons(turn, one))} for one in stays],
        *({"line": nested("utter_part_left_alone", title=one.title, due=as_date(one.due_date))} for one in left),
    ]
    outcomes = {"list": lines, "line": "utter_line_outcome"}
    if len(done) == 1 and not stays and not left:
        turn.say("utter_renewed", title=done[0].title, due=as_date(done[0].due_date), fee=None)
    elif done and not stays:
        turn.say("utter_renewed_but" if left else "utter_renewed_all", count=len(done), outcomes=outcomes)
    elif done:
        turn.say("utter_renewed_some", count=len(done), refused=len(stays), outcomes=outcomes, choices=[librarian()])
    elif len(stays) == 1:
        reason = await reasons(turn, stays[0])
        turn.say(
            "utter_renew_refused", status="refused", title=stays[0].title, due=as_date(stays[0].due_date), reason=reason,
            choices=[librarian()],
        )  # fmt: skip
    else:
        turn.say("utter_renewed_none", status="refused", count=len(stays), outcomes=outcomes, choices=[librarian()])
