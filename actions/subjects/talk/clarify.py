"""Fallback: an unclear request, or one that no library handles."""

from __future__ import annotations

from collections.abc import Sequence

from actions.dialogue.turn import Turn
from actions.facts.choices import choice, librarian, menu
from actions.rasa.registry import handles
from actions.subjects.facts.facts import answer_from_facts
from actions.subjects.facts.near_facts import tell_leading
from actions.subjects.library_info.places import TOPICS
from crm.knowledge import searching
from crm.knowledge.searching import READ_OUTSIDE, SURE, SURE_OUTSIDE
from language.requests.speech.bare_questions import named_words
from protocol.intents import traits_of

__all__ = ["clarify", "not_understood", "out_of_scope"]

LEAST = 0.03


@handles("nlu_fallback")
async def clarify(turn: Turn) -> None:
    """Say what was not understood and offer the two likeliest readings; a librarian when it happens again."""
    readings = [intent for intent, confidence in turn.ranking if confidence >= LEAST and _may_be_offered(intent)][:2]
    if await answer_from_facts(turn) or await tell_leading(turn):
        return
    if readings and not await _may_be_meant(turn, readings):
        # Of what the library has nothing to tell, no topic of its own is offered as what was meant.
        await out_of_scope(turn)
        return
    if not readings:
        not_understood(turn)
        return
    again = bool(turn.recall("unsure"))
    turn.remember(unsure=True)
    found = {name: values[0] for name, values in turn.entities.items() if values}
    turn.remember(unclear={"text": turn.text, "intents": readings, "entities": found})
    choices = [choice(f"utter_intent_{intent}", intent, **found) for intent in readings]
    turn.say(
        "utter_clarify_again" if again else "utter_clarify",
        status="fallback" if again else "clarified",
        # Asked back twice in a row, a person is the first thing to be offered.
        choices=[librarian(), *choices] if again else [*choices, librarian()],
    )


def _may_be_offered(intent: str) -> bool:
    """Tell whether a reading is worth a button: who thanks or greets is not asked whether that was meant."""
    return traits_of(intent).offered_as_button and not traits_of(intent).social


async def _may_be_meant(turn: Turn, readings: Sequence[str]) -> bool:
    """Tell whether a reading may be what was meant: a deed, or a topic that has something of what is named."""
    named = named_words(turn.text)
    if not named or not all(reading in TOPICS or reading == "location" for reading in readings):
        return True
    topics = [fact for reading in readings for fact in await searching.of_topic(turn.store, reading, turn.today)]
    return not topics or any(searching.shares(fact, named) for fact in topics)


def not_understood(turn: Turn) -> None:
    """Say that nothing was understood, and offer help."""
    again = bool(turn.recall("unsure"))
    turn.remember(unsure=True)
    turn.say(
        "utter_not_understood_again" if again else "utter_not_understood",
        status="fallback",
        choices=[librarian(), *menu("help")] if again else menu("help", "human_help"),
    )


@handles("out_of_scope")
async def out_of_scope(turn: Turn) -> None:
    """Say kindly that this is not a library's work, and what is, unless a fact answers it; never act."""
    if await answer_from_facts(turn, least=SURE_OUTSIDE if turn.confidence >= READ_OUTSIDE else SURE):
        return
    if turn.confidence < READ_OUTSIDE and await tell_leading(turn):
        return
    # However surely it was read so, it is said that nothing is known of it, and staff see that it was asked
    # (crm.conversations.unanswered): gibberish and things that a library might lend are read so, too.
    turn.offer("human_help")
    turn.say(
        "utter_out_of_scope",
        status="fallback",
        choices=menu("help", "search_book", "human_help"),
    )
