"""Renewals that are not wanted: nothing is renewed, one that is done stands, and what is asked beside is answered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence

from actions.dialogue.describing import described
from actions.dialogue.latin_titles import own_named
from actions.dialogue.turn import Turn, as_date, nested
from actions.dialogue.wording import word_count
from actions.facts.lines import loan_line
from actions.rasa.registry import HANDLERS, UNDOINGS
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.own.only_said import says_only
from actions.subjects.own.own_editions import in_own_titles
from crm.knowledge.searching import SURE
from language.normalise import fold
from language.requests.speech.questions import Ask
from language.requests.speech.request import Kind, Request, read_request
from library.values import Loan

__all__ = ["agrees_to_left", "leave_alone"]

_OF_A_FINE = re.compile(r"\b(?:fine[ds]?|fees?|charged?|penalty)\b|جریم|دیرکرد|\b(?:jarim|dirkard)")
_PART = re.compile(r"[^.,،!?؟;؛\n]+[.,،!?؟;؛]*")


async def agrees_to_left(turn: Turn) -> bool:
    """Say that what a renewal left out stays as it is, where that is said once more; False for anything else."""
    acts = turn.thread.turns[-1].get("acts", []) if turn.thread.turns else []
    left = {one for act in acts if act.get("act") == "renew" and act.get("result") == "left" for one in act["things"]}
    if turn.is_payload or turn.patron is None or not left or turn.slot("pending"):
        return False
    if _ASKED.search(turn.text) or word_count(turn.text) > _MOST_WORDS:
        return False
    await in_own_titles(turn)
    out, request = await turn.library.loans(turn.patron_id), read_request(turn.text, "renew")
    names = [loan.title for loan in out], [loan.author for loan in out]
    named = {out[place].id for place in own_named(turn.text, *names)}
    again = {out[place].id for place in own_named(" ".join(request.left_out), *names)}
    stays = [loan for loan in out if loan.id in again]
    only = says_only(turn.text, [loan.title for loan in stays], _OF_LEAVING)
    if not named or named != again or not again <= left or not only:
        # "Leave the Shahnameh, and my card was stolen": what is said beside is answered.
        return False
    turn.intent = "renew"
    turn.did("renew", kind="loan", things=[loan.id for loan in stays], result="left")
    lines = [{"line": nested("utter_part_left_alone", title=loan.title, due=as_date(loan.due_date))} for loan in stays]
    turn.say("utter_loans_due", loans={"list": lines, "line": "utter_line_outcome"})
    return True


_MOST_WORDS = 25
_ASKED = re.compile(r"[?؟]")
# That it stays, that this is right, and that it is read.
_OF_LEAVING = frozenset(
    "yes yeah yep ok okay right exactly correct good great fine perfect thanks thank you please all those these just that"
    " but not leave forget skip stays stay it is as out alone because cause since i i've have already am i'm finished read"
    " done with are baleh bale bashe khobe mersi hamoona hamuna hamina na bemoone bemune chon tamumesh tamoomesh kardam"
    " khoondamesh khundamesh khoondam khundam ro ra ke"
    " آره اره بله باشه خوبه خب مرسی ممنون همونا همانها همینا همون درسته دقیقا نه رو را که چون زیرا بمونه بماند ولش کن"
    " تمومش تمامش تموم تمام کردم کرده ام کردهام شده شد خوندم خوندمش خواندم خواندمش خونده خوندهام خواندهام قبلا دیگه".split()
)


async def leave_alone(turn: Turn, out: Sequence[Loan], request: Request) -> None:
    """Renew nothing, say until when what was named may be kept, and answer what is asked beside."""
    pending = turn.slot("pending")
    if pending and pending.get("do") == "renew":
        turn.set("pending", None)
    words = " ".join(request.left_out or request.wanted)
    loans = [out[place] for place in own_named(words, [loan.title for loan in out], [loan.author for loan in out])]
    # "Leave the one that is due first": it names none, and means that one all the same.
    loans = loans or list(described(turn, "loan", out))
    done = turn.thread.just_done()
    if done is not None and done.undo == "renewed" and (not loans or {loan.id for loan in loans} <= set(done.things)):
        # It is renewed already: that nothing is would be false.
        if len(done.things) == 1:
            turn.point("loan", done.things[0], "renew")
        await UNDOINGS[done.undo](turn, done)
    else:
        if loans:
            # So that "just Gatsby!" right after goes on with renewing.
            turn.did("renew", kind="loan", things=[loan.id for loan in loans], result="told")
        lines = {"list": [loan_line(loan) for loan in loans], "line": "utter_line_loan"}
        turn.say("utter_renew_left", loans=lines if loans else None)
    await _answer_beside(turn)


async def _answer_beside(turn: Turn) -> None:
    """Answer what a refusal asks besides: "no renewal, please. What would Saturday cost me?"."""
    parts = [part.strip() for part in _PART.findall(turn.text) if part.strip()]
    told = [part for part in parts if read_request(part, "renew").kind is not Kind.REFUSAL]
    if not any(part.endswith(("?", "؟")) for part in told):
        return
    kept = turn.text, turn.intent, turn.confidence, dict(turn.entities)
    turn.text = " ".join(told)
    if Ask.COST in read_request(turn.text, "renew").asks or _OF_A_FINE.search(fold(turn.text)):
        turn.intent, turn.confidence = "fines", 1.0
        await HANDLERS["fines"].handler(turn)
    else:
        await answer_from_facts(turn, None, least=SURE)
    turn.text, turn.intent, turn.confidence, turn.entities = kept
