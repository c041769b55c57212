"""Clearance («تسویه حساب»): whether anything is open of a patron, and the certificate that staff are asked for.

It is heard by its words, whatever they were read as; the record alone says how it stands, and once more before staff
are asked for the certificate.
"""

from __future__ import annotations

from typing import Any

from actions.dialogue.data_age import MISSING
from actions.dialogue.holding_back import asks_first, forbids
from actions.dialogue.pending import run_pending
from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Fact, Turn, as_money, nested
from actions.dialogue.waiting_deeds import deed_of
from actions.dialogue.yes_and_more import THEN
from actions.facts.choices import librarian, menu, no, yes
from actions.rasa.registry import PatronReply, move, pending_action
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.library_info.places import contact
from language.requests.deeds.clearance import asks_clearance
from language.requests.speech.denials import denies
from language.requests.speech.yes_and_no import Word, find_word, puts_off
from library.clearance import Clearance, clearance

__all__ = ["hears_clearance"]

# What was waited for with words is these words; a grievance about it is a grievance.
_WAITING = frozenset({"told", "words", "score"})
_OTHERS = frozenset(
    "complaint emergency rate praise suggestion case_add case_appeal case_status case_withdraw others_loans"
    " staff_contact report_fault website_problem".split()
)
MOVE = "card.clearance"
_TOPIC = {"fa": "تسویه‌حساب شما", "en": "your clearance"}


async def hears_clearance(turn: Turn) -> bool:
    """Tell who asks for a clearance how they stand; False for anything else."""
    pending = turn.slot("pending") or {}
    waits = pending.get("awaits") in _WAITING
    if turn.is_payload or waits or turn.intent in _OTHERS or not asks_clearance(turn.text):
        return False
    word = find_word(turn.text) if pending.get("awaits") == "yes" else None
    if word is not None and word.leads:
        # A yes in words to what waits: "yes, the clearance certificate please".
        return await _answered(turn, pending, word)
    return await tell_clearance(turn)


async def _answered(turn: Turn, pending: dict[str, Any], word: Word) -> bool:
    """Take a leading yes as the answer to the open question; False where another look reads what is said."""
    if word.kind not in {"yes", "heard"}:
        return pending.get("do") != "clearance" and await tell_clearance(turn)
    held = "?" in turn.text or "؟" in turn.text or puts_off(turn.text) or asks_first(turn.text)
    held = held or forbids(turn.text, deed_of(pending))
    if pending.get("do") == "clearance":
        if held or denies(turn.text):
            return False
        turn.intent = "affirm"
        return await run_pending(turn, PatronReply("yes"))
    first = THEN.split(turn.text, maxsplit=1)[0]
    agreed = None if asks_clearance(first) or denies(first) else find_word(first)
    if held or agreed is None or agreed.kind != "yes" or not await run_pending(turn, PatronReply("yes")):
        # It is not plain that the yes is meant for it: that question waits behind this one.
        turn.set("pending", pending)
    return await tell_clearance(turn)


@move(MOVE)
async def tell_clearance(turn: Turn) -> bool:
    """Say what is open, or that nothing is, and offer to ask for the certificate; who is not signed in is asked to."""
    turn.intent = "account"
    if turn.patron is None:
        ask_sign_in(turn, "account", {}, move=MOVE)
        return True
    found = await clearance(turn.store, turn.library, turn.patron_id)
    if not found.is_clear:
        await _say_open(turn, found)
        return True
    turn.did("account", kind="card", result="told")
    ref = turn.await_("clearance", "yes", words=turn.text)
    turn.say("utter_clearance_clear", status="clarified", choices=[yes(ref, "utter_button_clearance_yes"), no(ref)])
    return True


@pending_action("clearance", signed_in=True)
async def clearance_wanted(turn: Turn, args: dict[str, Any], _reply: PatronReply) -> None:
    """Ask staff for the certificate, if nothing is open still; one that is asked for already is named."""
    found = await clearance(turn.store, turn.library, turn.patron_id)
    if not found.is_clear:
        await _say_open(turn, found)
        return
    await file_matter(turn, "clearance", str(args.get("words") or turn.text), anew=True, again=True, once=True)


async def _say_open(turn: Turn, found: Clearance) -> None:
    turn.did("account", kind="card", result="told")
    for kind in found.missing:
        turn.say(MISSING[kind], status="fallback", choices=[librarian()])
    if found.is_open and not found.missing:
        _say_what(turn, found)
    if found.unknown:
        # A card of theirs that the library system has not met through us: nobody knows here what is on it.
        turn.say(
            "utter_note_missing",
            status="fallback",
            topic=_TOPIC,
            contact=await contact(turn),
            choices=[librarian()],
        )


def _say_what(turn: Turn, found: Clearance) -> None:
    lines: list[Fact] = [
        *(nested("utter_part_open_loan", title=loan.title) for loan in found.loans),
        *(nested("utter_part_open_hold", title=hold.title) for hold in found.holds),
        *(nested("utter_part_open_debt", sum=as_money(sum_.minor, sum_.currency)) for sum_ in found.owed),
    ]
    beside = [
        name for name, things in (("loans", found.loans), ("hold_status", found.holds), ("fines", found.owed)) if things
    ]
    turn.say("utter_clearance_open", open={"list": lines}, choices=menu(*beside))
