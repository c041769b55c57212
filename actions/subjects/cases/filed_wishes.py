"""What is said of what was filed: it goes or stays, needs no answer, is not mended, its number is forgotten."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.pending import leave, run_pending
from actions.dialogue.turn import LookStep, Turn
from actions.facts.case_lines import matter_of
from actions.rasa.registry import HANDLERS, PatronReply, declined
from actions.subjects.cases.case_contact import read_contact
from actions.subjects.cases.case_details import hears_of_told
from actions.subjects.cases.case_filing import add_to_case, ask_second
from actions.subjects.cases.filed_asked import asks_whether_open, says_found
from crm.cases import own
from language.case_numbers import find_case_numbers
from language.normalise import fold
from language.requests.cases.filed import (
    STAYS,
    WITHDRAWN,
    announces_another,
    asks_to_tell_anonymously,
    declines_contact,
    find_wish_for_filed,
    forgets_number,
    is_negated,
    names_filed,
    only_changes_mind,
    refuses_withdrawal,
    says_no,
    says_unmended,
)
from language.requests.speech.sentences import only_asks

__all__ = ["hears_of_filed"]

# What asks for words, or for a yes, before anything is filed or added.
_TO_BE_FILED = frozenset({"tell", "file", "leave_word", "add_words", "add_to_case", "appeal_case"})
# For so many turns after a case was told, or spoken of, what only points is said of it.
_FRESH, _SPOKEN_OF = 3, 2
# What was reported lost may be found some turns later.
_FOUND_WITHIN = 8


async def hears_of_filed(turn: Turn) -> LookStep:
    """Hear what is wished for what was filed, whatever it was read as: nothing is passed over as if it were none."""
    pending: dict[str, Any] = turn.slot("pending") or {}
    if turn.is_payload or turn.recall("emergency") is not None or turn.recall("waiting"):
        return LookStep.ON
    if _unmended_by_number(turn):
        turn.read_as("case_appeal")
        return LookStep.RUN
    if pending.get("do") == "withdraw_case":
        return await _answers_question(turn)
    if not hears_of_told(turn) and pending.get("do") in _TO_BE_FILED and find_wish_for_filed(turn.text) == WITHDRAWN:
        # Nothing is filed yet, and nothing shall be.
        turn.read_as("cancel", keeps_named=True)
        return LookStep.RUN
    if not hears_of_told(turn):
        return LookStep.ON
    last: dict[str, Any] = turn.recall("case") or {}
    if asks_to_tell_anonymously(turn.text) and not last:
        turn.intent, turn.moves = "complaint", {}
        turn.say("utter_complaint_anonymous" if turn.patron is None else "utter_complaint_named")
        return LookStep.DONE
    if forgets_number(turn.text) and (last or _of_cases(turn) or names_filed(turn.text)):
        # Nobody needs it: what is theirs is told.
        turn.read_as("case_status")
        return LookStep.RUN
    if not last or read_contact(turn.text) is not None:
        return LookStep.ON
    if says_found(turn.text) and last.get("matter") == "lost_property" and int(last.get("age", 0)) <= _FOUND_WITHIN:
        turn.read_as("case_withdraw", keeps_named=True)
        turn.entities = {"ref": [f"case:{last['number']}"]}
        return LookStep.RUN
    if asks_whether_open(turn.text) and not find_case_numbers(turn.text):
        turn.read_as("case_status")
        return LookStep.RUN
    number, age = str(last["number"]), int(last.get("age", 0))
    if _names_other(turn, number):
        return LookStep.ON
    if pending.get("do") == "file" and announces_another(turn.text) and _NEW.search(fold(turn.text)) is None:
        # "It is another matter": what was joined is registered by itself.
        return LookStep.DONE if await run_pending(turn, PatronReply("yes")) else LookStep.ON
    if age <= _FRESH and announces_another(turn.text):
        turn.intent, turn.moves = _matter_named(turn), {}
        ask_second(turn, turn.intent)
        return LookStep.DONE
    if last.get("settled") and age <= _FRESH and says_unmended(turn.text) and not only_asks(turn.text):
        turn.intent = "case_appeal"
        return LookStep.DONE if await add_to_case(turn, number, turn.text) else LookStep.ON
    return await _wished(turn, last, pending)


async def _wished(turn: Turn, last: dict[str, Any], pending: dict[str, Any]) -> LookStep:
    """Hear whether a case that was told, or spoken of, is to be taken back, to stay, or to be answered here alone."""
    number, age, quiet = str(last["number"]), int(last.get("age", 0)), bool(last.get("quiet"))
    wish = find_wish_for_filed(turn.text)
    points = _of_cases(turn) and age <= (_SPOKEN_OF if quiet else _FRESH)
    if not quiet and age <= _FRESH and (pending or not age) and declines_contact(turn.text):
        turn.set("pending", None)
        turn.intent, turn.moves = "deny", {}
        turn.say("utter_contact_skipped", number=number)
        return LookStep.DONE
    if wish is None or not (points or names_filed(turn.text)):
        return LookStep.ON
    if wish == STAYS and points and not await _is_closed(turn, number):
        turn.set("pending", None)
        turn.intent, turn.moves = "deny", {}
        turn.say("utter_case_stays", number=number, matter=matter_of(str(last.get("matter"))))
        return LookStep.DONE
    if wish == WITHDRAWN:
        turn.read_as("case_withdraw", keeps_named=True)
        # "Cancel my suggestion" names which; the rest points at what was told.
        turn.entities = {} if names_filed(turn.text) else {"ref": [f"case:{number}"]}
        return LookStep.RUN
    return LookStep.ON


async def _answers_question(turn: Turn) -> LookStep:
    """Take the answer to whether a case is to be withdrawn: in whatever words, it stays, or it goes."""
    wish = find_wish_for_filed(turn.text)
    args: dict[str, Any] = (turn.slot("pending") or {}).get("args") or {}
    if _names_other(turn, str(args.get("number"))):
        # The words are of that one; nothing of them is a yes, or a no, for this one.
        leave(turn)
        if turn.intent in {"affirm", "deny"}:
            turn.intent, turn.confidence = "case_status", 1.0
            turn.entities, turn.moves = {}, {}
        return LookStep.ON
    if wish == STAYS or _refuses(turn, wish):
        turn.read_as("deny", keeps_named=True)
        leave(turn)
        withdrawal_refused(turn, args)
        return LookStep.DONE
    if wish == WITHDRAWN:
        turn.read_as("affirm", keeps_named=True)
        return LookStep.DONE if await run_pending(turn, PatronReply("yes", text=turn.text)) else LookStep.ON
    return LookStep.ON


def _refuses(turn: Turn, wish: str | None) -> bool:
    """Tell whether an answer refuses that a case be withdrawn; where that is in doubt, it does."""
    if wish == WITHDRAWN:
        return only_changes_mind(turn.text) or says_no(turn.text)
    read_as_yes = turn.intent in {"affirm", "case_withdraw"}
    return refuses_withdrawal(turn.text) or (read_as_yes and is_negated(turn.text))


def _names_other(turn: Turn, number: str) -> bool:
    """Tell whether the words name another case by its number than the one that is spoken of."""
    return any(named != number for named in find_case_numbers(turn.text))


@declined("withdraw_case")
def withdrawal_refused(turn: Turn, args: dict[str, Any]) -> None:
    """Say that the case stays as it is."""
    turn.say("utter_case_stays", number=str(args["number"]), matter=matter_of(str(args.get("matter"))))


def _unmended_by_number(turn: Turn) -> bool:
    """Tell whether a case that is named by its number is said not to be mended: that goes to it, and is no new one."""
    return bool(find_case_numbers(turn.text)) and says_unmended(turn.text) and not only_asks(turn.text)


def _of_cases(turn: Turn) -> bool:
    """Tell whether the talk was of a case last."""
    last = turn.thread.last
    return last is not None and (last.kind == "case" or (last.act in HANDLERS and last.act.startswith("case_")))


def _matter_named(turn: Turn) -> str:
    """Name what kind another matter is to be, by the words that announce it; else it is a complaint."""
    said = fold(turn.text)
    return next((matter for matter, pattern in _KINDS.items() if pattern.search(said)), "complaint")


# There is another one, beside what was told.
_NEW = re.compile(
    r"\b(?:have|got|there(?:'s)?|want|like|need)\b|(?<!\w)(?:دارم|هست|می ?خوام|هم)(?!\w)|\b(?:daram|mikham|ham)\b"
)
_KINDS = {
    "suggestion": re.compile(r"\b(?:suggest\w{0,5}|ideas?|proposal)\b|پیشنهاد|\bpishnahad"),
    "report_fault": re.compile(r"\bfaults?\b|خرابی|\bkharabi\b"),
}


async def _is_closed(turn: Turn, number: str) -> bool:
    case = await own.own_case(turn.store, turn.conversation, number)
    return case is None or not case.is_open
