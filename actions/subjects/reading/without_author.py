"""An author who is turned down in a message that wishes for something else: it is a wish, whatever it was read as."""

from __future__ import annotations

from actions.dialogue.turn import LookStep, Turn
from actions.dialogue.wording import word_count
from actions.subjects.reading.known_already import author_refused
from actions.subjects.reading.wishes_heard import hear_wish
from language.requests.deeds.ordering import orders_to_hold

__all__ = ["wishes_without_author"]

_HEARD_SO = frozenset({"search_book", "nlu_fallback", "out_of_scope"})
_LONGEST = 40


async def wishes_without_author(turn: Turn) -> LookStep:
    """Read a search that turns an author down, and wishes for something else, as that wish; go on in any case."""
    if turn.is_payload or turn.intent not in _HEARD_SO or word_count(turn.text) > _LONGEST or not turn.leaves_room:
        return LookStep.ON
    if orders_to_hold(turn.text) or not await author_refused(turn):
        return LookStep.ON
    wish = (await hear_wish(turn)).wish
    if wish.author or not wish.lacking("not_by").packed():
        return LookStep.ON
    turn.read_as("recommendation")
    turn.entities = {}
    return LookStep.ON
