"""Bringing a loan back, asked of: whether another may, whether earlier, and whether there is time left for it."""

from __future__ import annotations

from actions.dialogue.own_things import may_name_own, own_things
from actions.dialogue.turn import Turn
from actions.dialogue.wording import word_count
from actions.subjects.loans import loan_days
from actions.subjects.moves.questions import EARLY, RULES, brings_back
from actions.subjects.own.own_editions import in_own_titles
from language.requests.deeds.loan_troubles import tells_lost
from language.requests.deeds.ordering import orders_to_hold, orders_to_renew
from language.requests.deeds.return_questions import asks_by_another, asks_early, asks_in_time
from language.requests.own.own_matters import Matter, read_matters
from language.requests.speech.sentences import deed_of, sentences

__all__ = ["asks_of_return"]

_ELSEWHERE = frozenset(
    "emergency complaint case_add cancel_hold case_status room_booking hours location events fines".split()
)
# As one of these it may be read; who asks of an event or of a person asks of another's time.
_OF_TIME = frozenset(
    "return loans renew facilities search_book shelf_location fines hold borrow affirm chitchat out_of_scope"
    " nlu_fallback".split()
)
_MOST_WORDS = 45
_SURE = 0.75


async def asks_of_return(turn: Turn) -> bool:
    """Answer what is asked of bringing a loan back by the fact, or by its day; False where anything is ordered."""
    if turn.is_payload or turn.patron is None or word_count(turn.text) > _MOST_WORDS:
        return False
    if turn.slot("pending") or (turn.intent in _ELSEWHERE and turn.confidence >= _SURE):
        return False
    if orders_to_renew(turn.text) or orders_to_hold(turn.text) or tells_lost(turn.text):
        return False
    if asks_early(turn.text):
        return await EARLY.tell(turn, alone=True) and await _keep_named(turn)
    if brings_back(turn.text) and asks_by_another(turn.text):
        return await RULES["loan.by_other"].tell(turn, alone=True) and await _keep_named(turn)
    return await _in_time(turn)


async def _keep_named(turn: Turn) -> bool:
    """Keep the one loan that is named in mind: what is said next may be of it, or of the rest."""
    named = (await own_things(turn)).named_loans if may_name_own(turn) else ()
    if len(named) == 1:
        turn.point("loan", named[0].id, "loans")
        turn.did("loans", kind="loan", things=[named[0].id], title=named[0].title, result="told")
    return True


async def _in_time(turn: Turn) -> bool:
    """Say until when a loan that is named may be kept, where it is asked whether there is time left for it."""
    renews = any(deed_of(sentence.words) for sentence in sentences(turn.text))
    if turn.intent not in _OF_TIME or renews or not asks_in_time(turn.text) or not may_name_own(turn):
        return False
    if any(one.matter is not Matter.UNTIL for one in read_matters(turn.text)):
        return False
    await in_own_titles(turn)
    own = await own_things(turn)
    if not own.named_loans or own.named_holds:
        return False
    turn.intent, turn.moves = "loans", {}
    return await loan_days.until(turn, own)
