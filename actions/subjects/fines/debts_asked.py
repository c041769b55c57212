"""Questions about a patron's debt as a whole: the sum, what is listed of it, lenience, and that it is not right."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.own_things import OwnThings
from actions.dialogue.turn import Turn, nested
from actions.facts.choices import librarian, no, yes
from actions.facts.lines import money
from actions.rasa.registry import HANDLERS
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.fines.charge_told import asks_one_or_several
from actions.subjects.fines.debt_lines import line, note_told, sum_left
from actions.subjects.fines.objections import file_objection, insists, offer_objection, open_offer
from actions.subjects.library_info.terms import late_terms
from actions.subjects.library_info.terms_of_others import category_named
from language.normalise import fold
from language.requests.deeds.pleas import asks_to_waive, compares_readers, speaks_of_lateness
from language.requests.deeds.portions import asks_of_part
from language.requests.own.own_names import find_own
from language.requests.speech.denials import without_denied
from library.values import Money

__all__ = ["lenience", "objection", "owed", "total"]

# How the library is asked what it says of waiving.
_WAIVED = {"fa": "بخشودگی جریمه ممکن است؟", "en": "Can a fee be waived?"}
_REGISTER = re.compile(
    r"\b(?:register|record|file|dispute|put it down|note it|log it|have it checked)\b|ثبت|بررسی کن|بررسی بش|sabt"
    r"|barresi"
)
_MOST_TOLD = 600


async def total(turn: Turn, _own: OwnThings) -> bool:
    """Say how much it is together: what is charged and what is running; of its parts, where those are asked after."""
    account = await turn.library.fees(turn.patron_id)
    by_thing = asks_of_part(turn.text) or asks_one_or_several(turn.text) or _LINES_TOO.search(fold(turn.text))
    if by_thing and await line(turn, _own):
        return True
    running = sum_left(account.running, account.balance.currency)
    whole = Money(max(0, account.balance.minor) + running.minor, account.balance.currency)
    note_told(turn)
    if not whole.minor:
        turn.say("utter_fines_none")
        return True
    turn.say(
        "utter_debt_total",
        total=money(whole),
        charged=nested("utter_part_debt_charged", amount=money(account.balance)) if account.balance.minor > 0 else None,
        running=nested("utter_part_debt_running", amount=money(running)) if running.minor else None,
    )
    return True


# What it is for is asked beside the sum.
_LINES_TOO = re.compile(
    r"\bfor what\b|\bwhat\b(?: (?:is|are|was))?(?: (?:my|the|this|that))? (?:debt|fine|fee|charge|it|that|this)s? for\b|(?<!\w)(?:بابت|مال|واسه|برای) (?:چی|چه)\w{0,4}(?!\w)|\b(?:babate?|male|vase) chi\w{0,2}\b"
)


async def owed(turn: Turn, _own: OwnThings) -> bool:
    """List what is owed, and what is running."""
    turn.intent = "fines"
    await HANDLERS["fines"].handler(turn)
    return True


async def lenience(turn: Turn, _own: OwnThings) -> bool:
    """Say what the library tells of waiving, and how much it is about; of a kind of reader, what those are charged."""
    category = category_named(fold(turn.text)) if compares_readers(turn.text) else None
    if category is not None and await late_terms(turn, None, category=category):
        # "Do children pay less?" asks for their rule, and for no mercy.
        turn.intent = "fines"
        return True
    account = await turn.library.fees(turn.patron_id)
    running = sum_left(account.running, account.balance.currency)
    whole = Money(max(0, account.balance.minor) + running.minor, account.balance.currency)
    if not _of_fee(turn, owes=whole.minor > 0):
        return False
    turn.say("utter_lenience", total=nested("utter_part_lenience", total=money(whole)) if whole.minor else None)
    asked, turn.text = turn.text, _WAIVED[turn.language]
    told = await answer_from_facts(turn, "fines")
    turn.text = asked
    note_told(turn)
    if told:
        # Only what was asked: a librarian is the next step, and no further question.
        name, facts = turn.answers[-1]
        turn.answers[-1] = name, {**facts, "choices": [librarian()]}
    else:
        turn.say("utter_lenience_ask", choices=[librarian()])
    if whole.minor and (turn.slot("pending") or {}).get("do") in {None, "contact"}:
        # The plea itself can be registered (subjects/pleas.py does it).
        turn.set("pending", None)
        ref = turn.await_("plea", "yes", text=turn.text)
        choices = [yes(ref, "utter_button_file_plea"), no(ref)]
        turn.say("utter_plea_offer", status="clarified", choices=choices)
    return True


# Read as one of these, a reason that is told is told for another wish.
_OTHER_WISHES = frozenset(
    "hold hold_status cancel_hold loans renew lost_item card_registration hours borrow privacy search_book".split()
)

# Something that is reserved is collected late, and costs nothing.
_OF_HOLDS = frozenset({"hold", "hold_status", "cancel_hold"})


def _of_fee(turn: Turn, *, owes: bool) -> bool:
    """Tell whether mercy is asked for a fee: one that is spoken of, or that the patron has and wishes nothing else."""
    if asks_to_waive(turn.text):
        return True
    if speaks_of_lateness(turn.text) and turn.intent not in _OF_HOLDS:
        return True
    last = turn.thread.last
    spoken = last is not None and last.act == "fines"
    return (owes or spoken) and turn.intent not in _OTHER_WISHES


async def objection(turn: Turn, own: OwnThings) -> bool:
    """Take up that a charge is not right: it is for staff to decide, so it is registered, or that is offered."""
    account = await turn.library.fees(turn.patron_id)
    titles = [fee.title or "" for fee in account.lines or ()]
    named = find_own(turn.text, titles)
    if not titles or not (named or own.kinds[:1] == ("fee",) or turn.recall("objection")):
        return False
    told = str(turn.recall("objection") or "")
    words = f"{told} {turn.text}".strip()[-_MOST_TOLD:]
    name = titles[named[0]] if named else ""
    if name and name not in words:
        words = f"«{name}»: {words}"
    again = open_offer(turn) is not None and insists(turn.text)
    if again or _REGISTER.search(fold(without_denied(turn.text))):
        await file_objection(turn, words)
    else:
        await offer_objection(turn, words)
    return True
