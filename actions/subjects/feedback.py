"""Feedback actions: suggestions, purchase requests, faults, lost property, praise."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from actions.dialogue.doing import Unconfirmed, doing
from actions.dialogue.turn import Turn, as_date
from actions.dialogue.wording import word_count
from actions.facts.choices import cancel, try_again
from actions.rasa.registry import PatronReply, handles, pending_action
from crm.cases import opening
from crm.cases.limits import tell_case
from crm.library_info import directory

__all__ = ["open_case", "praise", "tell"]


@dataclass(frozen=True, slots=True)
class Matter:
    """A kind of feedback: its kind of case, and the number of words from which it counts as told."""

    kind: str
    enough_words: int


MATTERS = {
    "suggestion": Matter("suggestion", 6),
    "suggest_purchase": Matter("purchase_request", 5),
    "report_fault": Matter("question", 4),
    "lost_property": Matter("question", 5),
    "website_problem": Matter("account_problem", 6),
}


@handles(*MATTERS)
async def told(turn: Turn) -> None:
    """Take what was told as a case with a number, or ask to hear it first."""
    titled = turn.intent == "suggest_purchase" and turn.entity("title")
    if not turn.is_payload and (titled or word_count(turn.text) >= MATTERS[turn.intent].enough_words):
        await tell(turn, turn.intent, turn.text)
        return
    note = await directory.service_note(turn.store, turn.intent)
    ref = turn.await_("tell", "words", matter=turn.intent)
    turn.say(
        f"utter_ask_{turn.intent}",
        status="clarified",
        note=note.text if note else None,
        choices=[cancel(ref)],
    )


@pending_action("tell")
async def tell_given(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Take the words that were asked for as a case."""
    await tell(turn, str(args.get("matter")), str(args.get("text") or reply.text), key=args.get("key"))


async def tell(turn: Turn, matter: str, text: str, *, key: str | None = None) -> None:
    """Open a case for what was told and give its number; offers to try again, for the same case, without an outcome."""
    key = key or turn.key(matter)
    try:
        case = await open_case(turn, MATTERS[matter].kind, matter, text, key=key)
    except Unconfirmed:
        ref = turn.await_("tell", "yes", matter=matter, text=text, key=key)
        turn.say("utter_case_unconfirmed", status="error", choices=[try_again(ref)])
        return
    if case is None:
        return
    turn.say(
        f"utter_{matter}_taken",
        number=case.number,
        due=as_date(case.due_at.astimezone(turn.house.zone).date()) if case.due_at else None,
    )


async def open_case(
    turn: Turn, kind: str, subject: str, text: str, *, key: str | None = None
) -> opening.CaseView | None:
    """Open a case for this message, or under the key of an earlier one; the same key again gives the same case.

    None when this visitor has opened too many: then it has been said what became of the words. Raises Unconfirmed when
    it is not known whether it was opened.
    """
    branch = await directory.find_branch(turn.store, turn.entity("branch") or text)
    async with doing(turn, "case"):
        told = await tell_case(
            turn.store,
            kind,
            conversation=turn.conversation,
            subject=subject,
            description=text,
            language=turn.language,
            branch_id=branch.id if branch else None,
            idempotency_key=key or turn.key(subject),
        )
    if told.case is not None and not told.was_added:
        return told.case
    if told.case is not None:
        turn.say("utter_case_added", number=told.case.number)
        return None
    profile = await directory.profile(turn.store)
    phone = profile.phone if profile else None
    turn.say(
        "utter_cases_full",
        status="refused",
        phone={"answer": "utter_part_call_us", "phone": {"digits": phone}} if phone else None,
    )
    return None


@handles("praise")
async def praise(turn: Turn) -> None:
    """Thank for praise, and pass it on to the staff when it says more than a word."""
    if word_count(turn.text) >= 5 and not turn.is_payload:
        try:
            case = await open_case(turn, "suggestion", "praise", turn.text)
        except Unconfirmed:
            turn.say("utter_praise")
            return
        if case is not None:
            turn.say("utter_praise_passed_on")
    else:
        turn.say("utter_praise")
