"""Enquiries about the case that was just told, and messages to be passed on with it."""

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.facts.case_lines import due_day, matter_of
from actions.rasa.registry import MOVES
from actions.subjects.cases.beside_case import asks_beside
from actions.subjects.cases.case_beside import speaks_of_lent
from actions.subjects.cases.case_contact import read_contact, take_contact
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.cases.case_readings import FEW_WORDS, SURE, SURE_QUESTIONS
from actions.subjects.facts.facts import answer_as
from actions.subjects.library_info.room_days import ROOM_HERE, orders_room, speaks_of_room
from crm.cases import own
from language.requests.cases.case_questions import (
    asks_for_keeping,
    asks_for_repair,
    asks_of_case,
    find_message,
    registers,
)
from language.requests.deeds.objections import find_objection

__all__ = ["hear_enquiry"]

# What is ordered of one's loans and reservations is nothing for a case.
ORDERS = frozenset({"hold", "renew", "cancel_hold"})


async def hear_enquiry(turn: Turn, last: dict[str, Any]) -> bool:
    """Pass on what is to be passed on with the case, and answer what is asked of it; False where it is neither."""
    if str(last.get("matter")) == "lost_property" and asks_for_keeping(turn.text):
        return not speaks_of_lent(turn) and await MOVES["case.when"](turn)
    if turn.intent in ORDERS and turn.confidence >= SURE and not find_message(turn.text):
        # "Put that book on hold for me" registers nothing with the case.
        return False
    elsewhere = (turn.intent in SURE_QUESTIONS and turn.confidence >= SURE) or bool(asks_beside(turn))
    elsewhere = elsewhere and not asks_for_repair(turn.text)
    asked = None if elsewhere else asks_of_case(turn.text)
    passes = find_message(turn.text)
    waits = turn.slot("pending") or {}
    # A plain yes names no way to be reached.
    agreed = waits.get("do") == waits.get("awaits") == "contact" and turn.intent == "affirm"
    few = word_count(turn.text) <= FEW_WORDS
    # Some turns later "register it" may be of something else by now: whose number is told must be that thing's.
    fresh = int(last.get("age", 0)) <= 1
    registered = not passes and asked is None and ((registers(turn.text) and fresh) or (agreed and few))
    if find_objection(turn.text) or not (asked or passes or registered):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    if case is None or not case.is_open:
        return False
    number, due = case.number, due_day(case.due_at, turn.services.zone)
    if passes and (found := read_contact(turn.text)) is not None:
        await take_contact(turn, number, found)
    if passes and not await add_to_case(turn, number, turn.text):
        return False
    if passes and not asked and orders_room(turn.text) and speaks_of_room(turn):
        # "Book it then, and tell them about the phone": only the one of the two was done.
        await answer_as(turn, "room_booking", **ROOM_HERE, alone=True)
        return True
    tells = not passes and _tells_besides(turn.text)
    if asked:
        if tells:
            await add_to_case(turn, number, turn.text, quietly=True)
        turn.intent = "case_status"
        turn.say(f"utter_case_asked_{asked}", number=number, due=due)
    elif registered and tells and not agreed:
        return await add_to_case(turn, number, turn.text)
    elif registered:
        turn.intent = "case_status"
        turn.say("utter_case_is_there", number=number, matter=matter_of(case.subject, case.kind), due=due)
    return True


# A sentence of so many words tells something.
_TELLS = 4


def _tells_besides(text: str) -> bool:
    """Tell whether a sentence of a text tells something, and neither asks nor only has it registered."""
    parts = (part.strip() for part in re.split(r"(?<=[.!?؟\n])\s+", text))
    return any(
        word_count(part) >= _TELLS and not (registers(part) or asks_of_case(part) or part.endswith(("?", "؟")))
        for part in parts
    )
