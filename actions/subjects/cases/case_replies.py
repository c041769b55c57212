"""Replies to what a librarian wrote about a case: the answer to a question, and that an answer is not accepted."""

from __future__ import annotations

import re

from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.cases.case_filing import add_to_case
from actions.subjects.cases.case_readings import ABOUT_CASES, LOOSE, SURE, asks_something
from actions.subjects.cases.complaint import is_told
from actions.subjects.cases.taken_up_again import disagrees, is_of_case
from crm.cases import replies
from language.normalise import fold
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.speech.statements import is_courtesy, is_remark, states_only

__all__ = ["hear_reply"]

# Read so, words after an answer are about it, where they say something.
_GRIEVANCES = frozenset({"complaint", "insult", "lost_property", "report_fault"})
# Surely read as one of these, words answer no question of a librarian's.
_OF_THE_TALK = frozenset({"sign_in", "sign_out", "change_language", "back_to_bot"})
# Persian asks the library by the ending of its last verb alone: «گذرنامه مهر می‌کنید».
_ASKS_US = re.compile(r"(?<!\w)(?:می ?\w+|دار|هست|باز|داشته باش)(?:ید|ین)\W*$|\b(?:mi ?\w+|dar|hast|baz)i[dn]\W*$")
_FEWEST = 3  # words of a statement of which it is asked whether it is for the case


async def hear_reply(turn: Turn) -> bool:
    """Take words after a librarian's message about a case as a reply to it; a question of something else is none.

    Where a librarian has asked, what asks nothing in return is the answer. A case that was answered is taken up again
    only by what disagrees, or is plainly of its matter.
    """
    sure = turn.confidence >= SURE
    if turn.intent in {"thanks", "greet", "goodbye", "human_help", *ABOUT_CASES, *_OF_THE_TALK} and sure:
        return False
    is_reply = turn.intent in LOOSE | _GRIEVANCES or not sure
    asks = asks_something(turn.text)
    unsolved = is_reply and disagrees(turn.text)
    if word_count(turn.text) < 1 or (asks and not unsolved) or _orders(turn.text):
        # Most messages are questions and orders of their own: for these nothing is looked up.
        return False
    letter = await replies.open_letter(turn.store, turn.conversation)
    if letter is None:
        return False
    if letter.asks and not asks:
        return await add_to_case(turn, letter.number, turn.text, surely=True)
    if letter.asks or not is_reply or turn.intent in {"affirm", "praise"}:
        return False
    if not unsolved and not await _may_be_of_it(turn, letter.number):
        return False
    return await add_to_case(turn, letter.number, turn.text)


async def _may_be_of_it(turn: Turn, number: str) -> bool:
    """Tell whether a statement is of the case, or says so little of anything else that it is asked about."""
    if await is_of_case(turn, number, turn.text):
        return True
    if turn.intent == "complaint" and not is_told(turn.text):
        # Anger without a matter, right after an answer, may be about that.
        return True
    if turn.intent not in LOOSE or _ASKS_US.search(fold(turn.text)):
        # What is told as a matter of its own, and is not plainly of this one, is filed for itself.
        return False
    plain = word_count(turn.text) >= _FEWEST and states_only(turn.text)
    return plain and not (is_courtesy(turn.text) or is_remark(turn.text))


def _orders(text: str) -> bool:
    return orders_to_renew(text) or orders_to_hold(text) or orders_to_cancel(text)
