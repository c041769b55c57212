"""Questions beside what is told for a case: what the library tells is answered with it, and the case stays open."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.rasa.registry import concludes
from actions.subjects.facts.facts import answer_from_facts
from language.requests.cases.beside_case import asked_of_another
from language.requests.cases.grievances import find_grievance

__all__ = ["asks_beside"]

# What says that words went into a case. One that was just opened tells all of it, its questions too.
_TAKEN = frozenset({"utter_case_words_added", "utter_case_joined"})
# So sure must a fact be: what is told in anger is often put as a question that asks for nothing.
_SURELY = 0.7


def asks_beside(turn: Turn) -> tuple[str, ...]:
    """Give the sentences of a message that ask something of their own, and nothing of the case that is told."""
    told = " ".join(str(one.get("words") or "") for one in turn.recall("told") or [])
    return asked_of_another(turn.text, told=told)


@concludes
async def answer_beside(turn: Turn) -> None:
    """Answer from what the library tells what a message asks beside the words that went into a case."""
    said = {name for name, _ in turn.answers}
    if turn.is_payload or not said & _TAKEN or said - _TAKEN:
        return
    asked = [part for part in asked_of_another(turn.text) if find_grievance(part) is None]
    if len(asked) != 1:
        return
    text, taken, acts = turn.text, turn.answers, list(turn.acts)
    turn.text, turn.answers = asked[0], []
    try:
        told = await answer_from_facts(turn, None, least=_SURELY)
    finally:
        answers, turn.text, turn.answers, turn.acts = turn.answers, text, taken, acts
    if told:
        # What waits for the patron's word is the last thing said.
        turn.answers = [*answers, *taken]
