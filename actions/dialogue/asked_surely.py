"""Questions about one's own things that were read so surely that no look at the words outweighs them."""

from __future__ import annotations

from actions.dialogue.moving import move_on, surely_moves
from actions.dialogue.open_questions import WORDS_OF_A_NAME
from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.sureness import SURE
from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.own.own_questions import asks_how_late, asks_of_record
from language.requests.deeds.cancelling import orders_to_cancel
from language.requests.deeds.loan_troubles import asks_what_to_do, tells_lost
from language.requests.deeds.objections import asks_for_rule, contests
from language.requests.deeds.pleas import find_plea
from language.requests.own.own_matters import find_pointer
from language.requests.reading.reading import read_wish
from language.requests.speech.corrections import find_correction

__all__ = ["asked_surely"]


async def asked_surely(turn: Turn) -> LookStep:
    """Answer what is surely asked of one's own things, unless the words plainly say something else."""
    awaits = (turn.slot("pending") or {}).get("awaits")
    several = sum(turn.text.count(mark) for mark in "?؟") > 1
    waits = awaits in {"told", "words", "score"} or (turn.recall("emergency") is not None)
    # What only the record tells, as the words plainly ask for it, is no question of a near rule.
    waits = waits or asks_of_record(turn.text) or contests(turn.text) or asks_for_rule(turn.text)
    # "I think we have lost it" tells something of a loan, whatever was told of it before.
    waits = waits or (turn.patron is not None and turn.intent == "lost_item" and tells_lost(turn.text))
    last = turn.thread.last
    of_loan = last is not None and last.kind == "loan" and turn.patron is not None
    waits = waits or (of_loan and (asks_how_late(turn.text) or asks_what_to_do(turn.text)))
    # "I was ill for two weeks, could you lower it?" names no other day for what was told.
    waits = waits or find_plea(turn.text) is not None
    # Who says for whom, and what it shall be like, wishes for something to read.
    waits = waits or (turn.intent == "recommendation" and turn.confidence >= SURE and _says_much(turn.text))
    waits = waits or (orders_to_cancel(turn.text) and find_pointer(turn.text) is not None)
    # "No, the Kite Runner" asks of that one what was asked of another, whatever a name alone is taken for.
    if of_loan and await _only_names_another(turn):
        turn.moves, waits = {}, True
    return LookStep.ON if several or waits or not surely_moves(turn) else await move_on(turn)


async def _only_names_another(turn: Turn) -> bool:
    """Tell whether a few words only take back a thing and name another one of the patron's own."""
    correction = find_correction(turn.text)
    if correction is None or correction.kind != "meant" or word_count(correction.rest) > WORDS_OF_A_NAME:
        return False
    return may_name_own(turn) and (await own_things(turn)).named


def _says_much(text: str) -> bool:
    return len(read_wish(text).wish.packed()) >= _SEVERAL


_SEVERAL = 2
