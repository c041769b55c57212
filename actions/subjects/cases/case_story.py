"""The words that were asked for: what a case is about, the title to buy, what a lost thing looks like."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from typing import Any

from actions.dialogue.dispatch import run
from actions.dialogue.pending import keep_waiting, run_pending
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.rasa.registry import PatronReply
from actions.subjects.cases.case_details import proposes
from actions.subjects.cases.case_filing import tells_fault
from actions.subjects.cases.case_readings import (
    LOOSE,
    NEVER,
    OF_A_COMPLAINT,
    STORY_WORDS,
    SURE,
    TELLINGS,
    asks_something,
)
from language.normalise import fold
from language.requests.cases.grievances import find_grievance
from language.requests.speech.statements import is_courtesy, states_only

__all__ = ["hear_telling"]

# What a title alone is read as.
NAMING = frozenset({"search_book", "recommendation", "hold", "shelf_location"})
_MOST_OF_A_TITLE = 12  # words that a title and its author may have

# What may be about anything in the library, and what that is read as where no question asks for it.
_OF_THE_LIBRARY = frozenset({"suggestion", "complaint"})
_ASKED_OF = frozenset(
    "facilities room_booking equipment print_scan wifi eresources course_reserves visitor_access hours events".split()
)


async def hear_telling(turn: Turn, pending: dict[str, Any]) -> bool:
    """Take words as what was asked for; another telling is filed by itself, and the question stays."""
    matter = str((pending.get("args") or {}).get("matter") or "")
    if _gives(turn, matter):
        return await run_pending(turn, PatronReply("words", text=turn.text))
    if turn.intent in TELLINGS and turn.intent != matter and turn.confidence >= SURE:
        await run(turn)
        if turn.slot("pending") == pending:
            keep_waiting(turn, pending)
        return True
    return False


def _gives(turn: Turn, matter: str) -> bool:
    """Tell whether a message is the story that was asked for."""
    intent, sure = turn.intent, turn.confidence >= SURE
    asks = turn.text.rstrip().endswith(("?", "؟"))
    if sure and intent in NEVER and word_count(turn.text) < STORY_WORDS:
        return False
    if matter == "suggest_purchase":
        # The title that was asked for is read as one that is looked for; what asks, or tells a story, names none.
        named = bool(turn.entity("title")) or any(mark in turn.text for mark in '«“"')
        few = word_count(turn.text) <= _MOST_OF_A_TITLE
        return not asks_something(turn.text) and (
            named or (few and (intent in NAMING | LOOSE or intent == matter or not sure))
        )
    if intent == matter or (matter == "complaint" and intent in OF_A_COMPLAINT):
        from actions.subjects.cases.complaint import is_told

        # "I want to complain" said again is no complaint yet.
        return matter != "complaint" or intent not in {"complaint", "insult"} or is_told(turn.text)
    if intent in TELLINGS and sure and matter in TELLINGS and _tells_itself(turn.text):
        return False
    tells_other = intent in TELLINGS and sure and intent != matter and word_count(turn.text) >= _WHOLE_SENTENCE
    described = matter in _DESCRIBED and intent not in NEVER and not tells_other
    if described and states_only(turn.text) and not is_courtesy(turn.text):
        # "Black, with a wooden handle" says what was left behind, whatever it was read as.
        return True
    if intent in TELLINGS and sure and matter in TELLINGS:
        return False
    if word_count(turn.text) >= STORY_WORDS and not asks:
        return True
    if asks and intent in LOOSE:
        # What asks something tells nothing, and is answered as what it is; the question stays.
        return False
    if matter in _OF_THE_LIBRARY and intent in _ASKED_OF and not asks and not asks_something(turn.text):
        # "Change the chairs of the reading room" asks nothing of the rooms: it is what was waited for.
        return True
    return intent in LOOSE or not sure or (not matter and intent in TELLINGS)


# What is surely read as another matter and is as long as this is a sentence of its own, and no description.
_WHOLE_SENTENCE = 6
# Of these it is asked what it looks like, where it is and when it was.
_DESCRIBED = frozenset({"lost_property", "report_fault", "website_problem"})
_LOST = re.compile(
    r"\b(?:lost|left (?:behind|my)|forgot|missing)\b|(?<!\w)(?:گم|جا (?:گذاشت|مون|مان)\w*|گمش)|\b(?:gom|ja gozasht)\w*"
)


def _tells_itself(text: str) -> bool:
    """Tell whether words tell another matter by themselves: what is broken, who behaved how, what was lost, a proposal."""
    said = fold(text)
    return bool(tells_fault(text) or find_grievance(text) or proposes(said) or _LOST.search(said))
