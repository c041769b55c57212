"""A return that somebody tells who is not signed in: the rule, the sign-in, or the title written here and passed on."""

from __future__ import annotations

import re

from actions.dialogue.sign_in import ask_sign_in
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import file_matter
from actions.subjects.facts.unmarked_questions import asks_unmarked
from actions.subjects.loans.returned_case import STILL_THERE, forget, joined, keep
from language.requests.speech.sentences import only_asks

__all__ = ["files_unsigned", "tells_not_signed_in"]

_LONGEST = 120  # words


async def tells_not_signed_in(turn: Turn) -> bool:
    """Tell the rule to who is not signed in, and how it is looked into: after a sign-in, or by what is written here."""
    if not await STILL_THERE.tell(turn, alone=True):
        turn.did("return", topic="return", result="told")
    for name, facts in turn.answers:
        if name == "utter_fact":
            facts["choices"] = []
    keep(turn, "unsigned", turn.text)
    turn.settled = True
    ask_sign_in(turn, "loans", {}, move="loan.returned", answer="utter_returned_sign_in")
    return True


# A title that is written here is read as one of these.
_NAMED_AS = frozenset(
    "search_book nlu_fallback out_of_scope return loans complaint case_add lost_item hold recommendation chitchat fines"
    " shelf_location report_fault".split()
)
_QUOTES = re.compile('[«»“”"]')


async def files_unsigned(turn: Turn, words: str) -> bool:
    """File for who does not sign in what they have told, once they write a title; False where none is written."""
    asks = bool({"?", "؟"} & set(turn.text)) or only_asks(turn.text) or asks_unmarked(turn.text)
    named = bool(turn.entity("title")) or _QUOTES.search(turn.text) is not None
    if turn.intent not in _NAMED_AS or asks or not named or word_count(turn.text) > _LONGEST:
        return False
    forget(turn)
    turn.set("resume", None)
    turn.read_as("loans", keeps_named=True)
    turn.settled = True
    await file_matter(turn, "librarian", joined(turn, words), anew=True, answer="utter_returned_passed")
    return True
