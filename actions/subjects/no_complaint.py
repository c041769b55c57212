"""What is told, and is no complaint by its own words: "not a complaint, I just want somebody to check it"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Turn
from actions.facts.case_lines import matter_of
from actions.facts.choices import no, yes
from actions.subjects.objections import file_objection, offer_objection, open_offer
from language.normalise import fold

__all__ = ["denies_complaint", "no_complaint_meant"]

_COMPLAINT_FA = r"(?:شکایت|گله|گلایه|انتقاد|اعتراض)\w{0,3}"
_DENIED = re.compile(
    r"\b(?:not|never|isn't|ain't|wasn't) (?:really |actually |exactly )?(?:a |an |any |my |meant as a |meaning to |trying to |here to )?(?:formal )?complain\w{0,4}\b"
    r"|\b(?:no|without a) complaints?\b|\b(?:don't|do not|dont|didn't|did not) (?:want|mean|wish|need|intend) to (?:make |file |register )?(?:a )?complain\w{0,3}\b"
    rf"|(?<!\w){_COMPLAINT_FA} (?:نیست|نبود|نه(?!\w)|ندارم|نداشتم|نمی ?کنم|نمی ?خوام|نمی ?خواستم)|(?<!\w)نه {_COMPLAINT_FA}(?!\w)|(?:قصدم|منظورم|هدفم) {_COMPLAINT_FA} (?:نیست|نبود)"
    r"|\bshekayat\w{0,2} (?:nist|nabud|nadaram|nemikonam)\b"
)
_TO_BE_CHECKED = re.compile(
    r"\b(?:check\w{0,3}|look(?:ed)? (?:at|into)|review\w{0,2}|verif\w{1,4}|go(?:es)? over)\b"
    r"|(?<!\w)(?:بررسی|چک|نگاه|رسیدگی|پیگیری)\w{0,3}(?!\w)|\b(?:barrasi|chek|check|negah)\b"
)
# For so many turns after a case "not a complaint" is said of it.
_FRESH = 3


def denies_complaint(text: str) -> bool:
    """Tell whether a text says that it is no complaint; a question says nothing."""
    return "?" not in text and "؟" not in text and _DENIED.search(fold(text).replace("’", "'")) is not None


async def no_complaint_meant(turn: Turn) -> None:
    """Answer who says that it is no complaint: what was told stays what it is, and nothing is filed as one.

    Where a charge is contested, that it is checked is what an objection is for.
    """
    checked = _TO_BE_CHECKED.search(fold(turn.text)) is not None
    offered = open_offer(turn) or {}
    # What was offered a moment ago is kept although a "no" came first.
    contested = (offered.get("args") or {}).get("text") or turn.recall("objection")
    if contested and checked and turn.patron is not None:
        turn.set("pending", None)
        await file_objection(turn, str(contested))
        return
    last: dict[str, Any] = turn.recall("case") or {}
    if last and int(last.get("age", 0)) <= _FRESH and not last.get("quiet"):
        turn.set("pending", None)
        turn.intent = "deny"
        turn.say("utter_case_stays", number=str(last["number"]), matter=matter_of(str(last.get("matter"))))
        return
    if checked and turn.patron is not None and any(act.act == "fines" for act in turn.thread.acts()):
        await offer_objection(turn, turn.text)
        return
    before = turn.thread.last.words if turn.thread.last is not None else ""
    ref = turn.await_("call_librarian", "yes", text=f"{before}\n{turn.text}".strip())
    turn.say("utter_handoff_ask_whether", status="clarified", choices=[yes(ref, "utter_button_librarian"), no(ref)])
