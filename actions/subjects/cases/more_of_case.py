"""More of a case that was told a moment ago: a detail, words that belong to it, or the question whether they do."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.moving import likely_move
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import MOVES, PatronReply, pending_action
from actions.subjects.cases.case_filing import ONE_AT_A_TIME, add_to_case
from actions.subjects.cases.case_readings import (
    CONTACT_FOR,
    LOOSE,
    MORE_FOR,
    NEVER,
    OF_A_COMPLAINT,
    REQUESTS,
    SURE,
    TELLINGS,
    asks_something,
)
from actions.subjects.cases.taken_up_again import ask_to_add
from actions.subjects.facts.unmarked_questions import asks_unmarked
from crm.library_info import directory
from language.dates import find_dates
from language.normalise import fold
from language.requests.cases.grievances import asks_after_complaint
from language.requests.own.belonging import belongs_to, may_belong
from language.requests.speech.corrections import find_correction
from language.requests.speech.sentences import only_asks, sentences

__all__ = ["answer_moved", "ask_whether_more", "is_more"]

# What is done with the patron's own things is never words for a case.
ACTING = frozenset("hold renew cancel_hold hold_status loans fines sign_in sign_out account search_book".split())
# So likely it tells more of a case that was told just before; and so long is a mere place or time.
_DETAIL, _FEW_OF_A_DETAIL = 0.3, 8
_GOES_ON = re.compile(
    r"^\W{0,3}(?:and|also|plus|besides|moreover|furthermore|another thing|oh and|و|هم|همچنین|ضمنا|تازه|بعدش|یادم رفت)"
    r"(?!\w)",
    re.IGNORECASE,
)

# Who is told to give or to say something is told no detail.
_ORDERS = re.compile(
    r"\b(?:give|tell|show|send|find) (?:me|us)\b|(?<!\w)(?:بده|بدید|بدین|بدهید|بگو|بگید|بگین|بگویید|نشون بده)(?!\w)",
    re.IGNORECASE,
)


async def answer_moved(turn: Turn, last: dict[str, Any]) -> bool:
    """Answer what is surely asked of the case, or add what surely tells more of it, before it is guessed."""
    name = likely_move(turn)
    if not last.get("quiet") and int(last.get("age", 0)) == 0 and await _is_detail(turn):
        name = "case.add"
    elif name == "case.withdraw" and (taken := find_correction(turn.text)) is not None and taken.kind == "meant":
        # "Sorry, I meant Saadi, not Central": a detail is put right, and nothing is taken back.
        name = "case.add"
    elif name == "case.withdraw" and turn.intent in TELLINGS and turn.confidence >= SURE:
        # "Drop the fine" takes nothing back.
        name = None
    answers = MOVES.get(name) if name is not None and name.startswith("case.") else None
    return answers is not None and await answers(turn)


async def _is_detail(turn: Turn) -> bool:
    """Tell whether what is said right after a case was told names where or when it was, or likelier adds to it than not.

    "Central, Monday. Have you no staff?", «همین الان، سعدی»: a question behind a detail is asked in anger.
    """
    own = {name: share for name, share in turn.moves.items() if name.startswith("case.")}
    if only_asks(turn.text) or asks_unmarked(turn.text) or (turn.confidence >= SURE and turn.intent not in LOOSE):
        return False
    likeliest = max(own, key=lambda one: own[one], default="case.none")
    if likeliest == "case.add" and own["case.add"] >= _DETAIL:
        return _ORDERS.search(fold(turn.text)) is None
    first = sentences(turn.text)[:1]
    few = bool(first) and not first[0].asked and len(first[0].words) <= _FEW_OF_A_DETAIL
    words = " ".join(first[0].words) if few else ""
    if not words or REQUESTS.search(words):
        return False
    where = await directory.find_branch(turn.store, words)
    return where is not None or (bool(find_dates(words, turn.today)) and likeliest == "case.none")


def is_more(turn: Turn, last: dict[str, Any], age: int) -> bool | None:
    """Tell whether a message tells more of the case that was told a moment ago; None where that is to be asked.

    What is read as nothing of the bot's work is more of it only where it surely belongs to the matter.
    """
    if last.get("quiet") or word_count(turn.text) < 2:
        return False
    intent, sure = turn.intent, turn.confidence >= SURE
    if (
        intent == last.get("matter") == "complaint"
        and sure
        and age <= CONTACT_FOR
        and not turn.text.endswith(("?", "؟"))
    ):
        # "Don't tell me the hours again": what is told with force asks for nothing.
        return not asks_after_complaint(turn.text)
    if asks_something(turn.text):
        return False
    if intent == "complaint" and last.get("matter") == "complaint" and age <= CONTACT_FOR:
        return True
    if age > MORE_FOR:
        return False
    goes_on = _GOES_ON.match(fold(turn.text)) is not None
    if goes_on and (intent in OF_A_COMPLAINT if last.get("matter") == "complaint" else intent == last.get("matter")):
        return True
    same = intent == last.get("matter") and intent in ONE_AT_A_TIME
    if intent in ACTING or intent == "recommendation":
        return False
    if not same and intent not in LOOSE and (sure or intent in NEVER or intent in TELLINGS):
        return False
    told = [str(one["words"]) for one in turn.recall("told") or [] if one["number"] == last["number"]]
    if belongs_to(turn.text, " ".join(told), str(last.get("matter"))):
        return True
    # A sure reading is answered for itself; in doubt one short question loses nothing.
    doubtful = intent in LOOSE - {"chitchat"} and may_belong(turn.text)
    return None if doubtful or (intent in LOOSE - {"chitchat"} and not sure and age == 0) else False


def ask_whether_more(turn: Turn, last: dict[str, Any]) -> None:
    """Ask whether a message tells more of the case that was told; how to reach the patron is still asked after it."""
    ask_to_add(turn, str(last["number"]), str(last.get("matter")), turn.text)


@pending_action("add_words")
async def add_words(turn: Turn, args: dict[str, Any], _given: PatronReply) -> None:
    """Add the words of an earlier message to the case that they were asked about."""
    if not await add_to_case(turn, str(args["number"]), str(args["text"]), surely=True):
        turn.say("utter_too_late")
