"""What is told, and is no complaint by its own words: "not a complaint, I just want somebody to check it"."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import matter_of
from actions.subjects.fines.objections import file_objection, offer_objection, open_offer
from language.normalise import fold
from language.requests.cases import grievances

__all__ = ["denies_complaint", "hears_no_complaint"]

_COMPLAINT_FA = r"(?:شکایت|گله|گلایه|انتقاد|اعتراض)\w{0,3}"
_DENIED = re.compile(
    r"\b(?:not|isn't|ain't|wasn't) (?:really |actually |exactly )?(?:a |an |any |my |meant as a |meaning to |trying to |here to )?(?:formal )?complain(?:t|ts|ing)?\b"
    r"|\b(?:don't|do not|dont|didn't|did not) (?:want|mean|wish|intend) to (?:make |file |register )?(?:a )?complain(?:t)?\b"
    rf"|(?<!\w){_COMPLAINT_FA} (?:نیست|نبود|نه|نمی ?کنم|نمی ?خوام)(?!\w)|(?:قصدم|منظورم|هدفم) {_COMPLAINT_FA} (?:نیست|نبود)(?!\w)"
    r"|\bshekayat\w{0,2} (?:nist|nabud|nemikonam)\b"
)
# Somebody else is to look at what was spoken of, and at nothing that is named beside it.
_SOMEBODY_CHECKS = re.compile(
    r"\b(?:somebody|someone|anybody|anyone|a librarian|a person|you|them) (?:else )?(?:to |can |could |should |just )?(?:please )?(?:check|look at|look into|review|go over)(?: (?:it|this|that|into it))?(?: please| again| properly)?\W{0,3}$"
    r"|(?<!\w)(?:یکی|یه ?نفر|یک ?نفر|کسی|کتابدار\w{0,2})(?: \w+)? (?:(?:بررسی|چک)ش? (?:کنه|کند|کنن)|نگاه ?ش? (?:کنه|کند)(?: ببینه \w+ یا نه)?)\W{0,3}$"
)
_MOST_WORDS = 14


def denies_complaint(text: str) -> bool:
    """Tell whether a few words say that it is no complaint; a question says nothing."""
    few = word_count(text) <= _MOST_WORDS
    return few and "?" not in text and "؟" not in text and _DENIED.search(fold(text).replace("’", "'")) is not None


async def hears_no_complaint(turn: Turn) -> bool:
    """Answer who says that it is no complaint: what was told a moment ago stays what it is, and nothing is filed as one.

    Where a charge is contested, that somebody checks it is what an objection is for. False where it is none of these.
    """
    if not denies_complaint(turn.text) or grievances.find_grievance(turn.text) == grievances.SURE:
        return False
    checked = _SOMEBODY_CHECKS.search(fold(turn.text).replace("’", "'")) is not None
    if checked and turn.patron is not None and any(act.act == "fines" for act in turn.thread.acts()):
        offered = open_offer(turn)
        if offered is None:
            await offer_objection(turn, turn.text)
        else:
            turn.set("pending", None)
            await file_objection(turn, str((offered.get("args") or {}).get("text") or turn.text))
        return True
    last: dict[str, Any] = turn.recall("case") or {}
    if not last or int(last.get("age", 0)) > _RIGHT_AFTER or last.get("quiet") or _ASKS_MORE.search(fold(turn.text)):
        return False
    turn.set("pending", None)
    turn.intent = "deny"
    turn.say("utter_case_stays", number=str(last["number"]), matter=matter_of(str(last.get("matter"))))
    return True


# Right after a case "not a complaint" is said of it.
_RIGHT_AFTER = 1
# Who wants something done beside has more to say than that.
_ASKS_MORE = re.compile(
    r"\b(?:but|please|also|check|look|fix|file|register)\b|(?<!\w)(?:ولی|اما|لطفا|چک|بررسی|درست|ثبت)(?!\w)"
)
