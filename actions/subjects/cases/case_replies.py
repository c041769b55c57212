"""Replies to what a librarian wrote about a case: the answer to a question, and that an answer is not accepted."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.cases.case_readings import ABOUT_CASES, LOOSE, SURE, asks_something
from crm.cases import replies
from language.normalise import fold

__all__ = ["hear_reply", "refuses_answer"]

_REFUSED = re.compile(
    r"\b(?:do not|don't|can't|cannot|won't|will not) accept (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|\bnot (?:happy|satisfied|content) with (?:it|this|that|(?:the|your|their) (?:answer|reply|response))\b"
    r"|(?<!\w)(?:قبولش? ?ندار\w+|نمی ?پذیر\w+|قانع ?(?:نشد\w+|نیست\w+|نکرد\w*))"
)


def refuses_answer(text: str) -> bool:
    """Tell whether an answer is said not to be accepted; who asks whether it has to be refuses nothing."""
    return _REFUSED.search(fold(text).replace("’", "'")) is not None and "?" not in text and "؟" not in text


async def hear_reply(turn: Turn) -> bool:
    """Take words after a librarian's message about a case as a reply to it, unless they surely ask something else."""
    sure = turn.confidence >= SURE
    if turn.intent in {"thanks", "greet", "goodbye", "human_help", *ABOUT_CASES} and sure:
        return False
    is_reply = turn.intent in LOOSE | {"complaint", "insult", "lost_property", "report_fault"} or not sure
    asks = asks_something(turn.text)
    if (asks and not is_reply) or word_count(turn.text) < 1:
        # Most messages are questions of their own: for these nothing is looked up.
        return False
    letter = await replies.open_letter(turn.store, turn.conversation)
    if letter is None:
        return False
    if letter.asks:
        # A librarian has asked: what asks nothing in return is the answer.
        is_reply = not asks
    elif turn.intent in {"affirm", "praise"}:
        return False
    return is_reply and await add_to_case(turn, letter.number, turn.text)
