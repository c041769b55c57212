"""Objections to a charge: a case that names it, at once where one is to be registered, else offered."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Turn
from actions.facts.choices import no, yes
from actions.rasa.registry import PatronReply, pending_action
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.facts.facts import answer_clearly
from actions.subjects.fines.charges_meant import (
    charge_named,
    charge_said,
    charge_spoken_of,
    charges_said,
    fees_left,
    tell_charge,
)
from language.normalise import fold
from language.requests.deeds.objections import accepts_charge, asks_what_charge, without_accepted
from language.requests.speech.statements import states_only
from library.values import Fee

__all__ = [
    "BESIDE",
    "MOST_TOLD",
    "all_meant",
    "file_objection",
    "insists",
    "keep_open",
    "offer_objection",
    "open_offer",
]

# While one of these waits, a charge may still be contested.
BESIDE = frozenset({None, "contact", "objection"})


def open_offer(turn: Turn) -> dict[str, Any] | None:
    """Give the offer to register an objection that is open still, itself or behind the offer of a person."""
    pending: dict[str, Any] = dict(turn.slot("pending") or {})
    older: dict[str, Any] = dict(pending.get("older") or {})
    if pending.get("do") == "objection":
        return pending
    return older if pending.get("do") == "call_librarian" and older.get("do") == "objection" else None


def insists(text: str) -> bool:
    """Tell whether a text orders a charge away, or an objection written down."""
    return _INSISTS.search(fold(text).replace("’", "'")) is not None


def keep_open(turn: Turn) -> None:
    """Keep what waits for a yes, without its being asked once more."""
    turn.set("pending", {**(turn.slot("pending") or {}), "repeated": True})


# Who orders the charge away, or the objection written, after that was offered, has it registered.
_INSISTS = re.compile(
    r"(?<!can you )(?<!could you )\b(?:take|get) (?:it|this|that|them|the (?:fine|fee|charge)) off\b|(?<!can you )(?<!could you )\b(?:remove|cancel|delete|correct|fix) (?:the|this|that|my|your)(?: \w{1,12})? (?:fines?|fees?|charges?|debt|mistake|error)\b|(?<!can you )(?<!could you )\b(?:remove|delete|correct) (?:it|them)\b"
    r"|(?<!\w)(?:برش ?دار|بردارش|بردارید ?ش|پاکش کن|حذفش کن|اصلاحش کن|درستش کن|جریمه رو بردار|جریمه را بردار)\w{0,4}(?!\w)(?!\s*[؟?])|(?<!\w)اعتراض\w{0,4}(?!\w)[^.؟?!]{0,40}(?<!\w)(?:بنویس|ثبت کن|یادداشت کن)\w{0,4}(?!\w)(?!\s*[؟?])"
    r"|\beteraz\w{0,4}\b[^.?!]{0,30}\b(?:benevis\w{0,4}|sabt kon\w{0,3})\b"
)
# Every charge is meant, or the other one beside the one that was spoken of.
_BOTH = re.compile(
    r"\b(?:both|all (?:of )?(?:them|these|those|the|my)?(?: \w+)? ?(?:charges?|fines?|fees?)?|each|either of (?:them|those)|neither|none of (?:them|these|those)|everything|the two|two (?:charges|fines|fees))\b"
    r"|(?<!\w)(?:هر ?(?:دو|سه)\w*|جفت\w*|همه\w*|هیچ ?(?:کدوم|کدام|یک)\w*|دوتا\w*|دو تا\w*|تک ?تک\w*)(?!\w)|\b(?:har ?do\w*|jofte?sh\w*|hichkodum\w*|hameye?sh\w*)\b"
)
_OTHER = re.compile(
    r"\b(?:(?:the|that) other|another|too|as well|also|second|the rest|nor|neither)\b|(?<!\w)(?:(?:اون|آن|این|ان) ?یکی|دیگ\w+|بقیه|دوم\w*|هم|اون هم)(?!\w)|\b(?:oo?n ?yeki|dige\w*|baghie|dovomi|ham)\b"
)


_OTHER_ONE = re.compile(
    r"\b(?:the|that|my) (?:other|second)(?: (?:one|charge|fine|fee|amount|sum))?\b|(?<!\w)(?:اون|آن|این|ان) ?یکی(?!\w)|\boo?n ?yeki\b"
)


def all_meant(turn: Turn, words: str, fees: list[Fee]) -> list[Fee]:
    """Give every charge where a text is of both or all of them; the other one, too, beside one that is contested.

    Empty where it is of one only.
    """
    if len(fees) < _SEVERAL or accepts_charge(words):
        return []
    said = fold(words)
    if _BOTH.search(said):
        return fees
    contested = str(((open_offer(turn) or {}).get("args") or {}).get("text") or "")
    if not contested or not _OTHER.search(said):
        return []
    if _OTHER_ONE.search(said) and len(fees) == _SEVERAL:
        return fees
    first, other = charge_spoken_of(turn, contested, fees), charge_named(without_accepted(words), fees)
    return fees if first is not None and len(fees) == _SEVERAL and other is not first else []


_SEVERAL = 2


async def offer_objection(turn: Turn, words: str) -> None:
    """Ask whether an objection is to be registered; the charge that is meant is named.

    Just asked, it is not asked again: what is told is kept for it, a rule that fits is told, and a person is offered.
    """
    offered = open_offer(turn)
    every = all_meant(turn, words, await fees_left(turn))
    args = dict((offered or {}).get("args") or {})
    if offered is not None and (not every or args.get("every")):
        await _kept_for_it(turn, words, offered)
        return
    if offered is not None:
        # The other charge is contested, too: one objection to both is offered in place of that to the first.
        before = str(args.get("text") or "")
        words = f"{before}\n{words}".strip()[-MOST_TOLD:]
        turn.set("pending", None)
    spoken = any(act.act == "fines" for act in turn.thread.acts())
    turn.remember(objection=words)
    turn.intent = "fines"
    turn.did("fines", result="told")
    fees = await fees_left(turn)
    meant = charge_spoken_of(turn, words, fees)
    charge = charges_said(every) if every else charge_said(meant)
    if offered is None and fees and not spoken and asks_what_charge(words):
        # "What is this fine? I brought it back in time": first what it is for.
        tell_charge(turn, meant, fees)
    if (turn.slot("pending") or {}).get("do") in BESIDE:
        turn.set("pending", None)
    ref = turn.await_("objection", "yes", text=words, **({"every": True} if every else {}))
    choices = [yes(ref, "utter_button_file_objection"), no(ref)]
    turn.say(
        "utter_objection_ask", again="utter_objection_ask_again", status="clarified", charge=charge, choices=choices
    )


async def _kept_for_it(turn: Turn, words: str, offered: dict[str, Any]) -> None:
    """Keep what is told for the objection that is offered already; say what fits, or offer a person."""
    args = dict(offered.get("args") or {})
    before = str(args.get("text") or "")
    both = words if before and before in words else f"{before} {words}".strip()
    both = both[-MOST_TOLD:]
    turn.remember(objection=both)
    kept = {**{key: value for key, value in offered.items() if key != "question"}, "args": {**args, "text": both}}
    waits = str((turn.slot("pending") or {}).get("do"))
    turn.intent = "fines"
    if waits == "call_librarian":
        # A person was offered, too: what the charge is stays to be told.
        fees = await fees_left(turn)
        tell_charge(turn, charge_spoken_of(turn, both, fees), fees)
        turn.set("pending", {**(turn.slot("pending") or {}), "older": kept})
        keep_open(turn)
        return
    turn.set("pending", kept)
    # A story asks for no rule.
    if not states_only(words) and await answer_clearly(turn):
        turn.did("fines", result="told")
        keep_open(turn)
        return
    turn.did("fines", result="told")
    turn.set("pending", None)
    ref = turn.await_("call_librarian", "yes", text=both)
    choices = [yes(ref, "utter_button_librarian"), yes(str(kept["ref"]), "utter_button_file_objection"), no(ref)]
    turn.say("utter_handoff_ask_whether", status="clarified", choices=choices)
    waiting = {key: value for key, value in (turn.slot("pending") or {}).items() if key != "question"}
    turn.set("pending", {**waiting, "older": kept, "repeated": True})


MOST_TOLD = 600


async def file_objection(turn: Turn, words: str, *, every: bool = False) -> None:
    """Open the case of an objection; the charges stand in it beside the patron's words. `every`: it is to all of them."""
    fees = await fees_left(turn)
    offered = dict((open_offer(turn) or {}).get("args") or {})
    every = every or bool(offered.get("every"))
    meant = (
        fees if every and len(fees) >= _SEVERAL else all_meant(turn, words, fees) or all_meant(turn, turn.text, fees)
    )
    turn.remember(objection=None)
    turn.intent = "fines"
    fee = None if meant else charge_spoken_of(turn, words, fees)
    named = "\n".join(f"[{_named(one)}]" for one in meant or ([fee] if fee is not None else []))
    whole = "\n".join(filter(None, (words, named)))
    charge = charges_said(meant) if meant else charge_said(fee)
    await file_matter(turn, "complaint", whole, anew=True, answer="utter_objection_taken", charge=charge)
    # What is told of the charge next belongs to it (subjects/disputes_told.py).
    turn.remember(objection_case=(turn.recall("case") or {}).get("number"))


def _named(fee: Fee) -> str:
    return " — ".join((fee.title or fee.kind.value, f"{fee.outstanding.minor:,} {fee.outstanding.currency}"))


@pending_action("objection", signed_in=True)
async def objection_agreed(turn: Turn, args: dict[str, object], _reply: PatronReply) -> None:
    """Register the objection that was offered."""
    await file_objection(turn, str(args["text"]), every=bool(args.get("every")))
