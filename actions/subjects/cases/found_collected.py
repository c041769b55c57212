"""Whether a lost thing can be collected on a day, asked right after it was reported: none is said to be there."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.facts.case_lines import due_day, matter_of
from actions.subjects.cases.case_details import just_told_case
from actions.subjects.facts.facts import answer_as
from crm.cases import own
from language.normalise import fold
from language.requests.deeds.ordering import orders_to_hold

__all__ = ["asks_to_collect", "tells_of_collecting"]

_COLLECT = re.compile(
    r"\b(?:pick ?-?up|pick(?:ing)? (?:it|them|that|my \w+) up|collect(?:ing)?(?: (?:it|them))?|come (?:and |to )?(?:get|fetch|collect|pick)|fetch (?:it|them)|get it back)\b"
    r"|(?<!\w)(?:تحویل ?(?:ش)? (?:بگیرم|می ?گیرم|میدن|می ?دید|می ?دین)|بیام (?:بگیرم\w*|ببرم\w*|تحویل)|بگیرمش|می ?تونم بگیرم\w*|بیام دنبالش|برش دارم)(?!\w)|\b(?:biam begiram\w*|tahvil begiram|begiramesh|tahvil mid\w+)\b"
)
# Something that is reserved or borrowed is another matter.
_ELSE = re.compile(
    r"\b(?:books?|reserv\w+|holds?|loans?|dvds?|title)\b|کتاب(?!خ|دار)|رزرو|امانت|\b(?:ketab(?!kh|dar)|rezerv|amanat)"
)
_NEEDED = {"fa": "برای گرفتن وسیلهٔ پیداشده چه لازم است؟", "en": "What do I need to get my thing back?"}
_FRESH = 4


def asks_to_collect(text: str) -> bool:
    """Tell whether a text asks to collect something, and names nothing that is lent."""
    said = fold(text).replace("’", "'")
    return _COLLECT.search(said) is not None and _ELSE.search(said) is None and not orders_to_hold(text)


async def tells_of_collecting(turn: Turn) -> bool:
    """Say that it is not known yet whether a reported thing was found, and what is needed to get it back."""
    last = just_told_case(turn, _FRESH)
    if turn.is_payload or last is None or last.get("matter") != "lost_property" or not asks_to_collect(turn.text):
        return False
    case = await own.own_case(turn.store, turn.conversation, str(last["number"]))
    if case is None or not case.is_open:
        return False
    turn.intent, turn.settled, turn.moves = "case_status", True, {}
    turn.did("case_status", kind="case", things=[case.number], result="told")
    due = due_day(case.due_at, turn.services.zone)
    turn.say("utter_case_not_found_yet", number=case.number, matter=matter_of(case.subject, case.kind), due=due)
    acts = list(turn.acts)
    await answer_as(turn, "lost_property", **_NEEDED, alone=True)
    turn.acts[:] = acts
    turn.intent = "case_status"
    return True
