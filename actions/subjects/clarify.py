"""Fallback: an unclear request, or one that no library handles."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.choices import choice, librarian, menu
from actions.rasa.registry import handles
from actions.subjects.facts import answer_from_facts
from crm.knowledge.searching import SURE
from protocol.intents import traits_of

__all__ = ["clarify", "not_understood", "out_of_scope"]

LEAST = 0.03
# What is read so surely as none of a library's business is answered only by a fact that fits very well: «کارت سوختم گم
# شده» is no lost library card.
SURELY_OUTSIDE, SURE_OUTSIDE = 0.6, 0.7


@handles("nlu_fallback")
async def clarify(turn: Turn) -> None:
    """Say what was not understood and offer the two likeliest readings; a librarian when it happens again."""
    readings = [intent for intent, confidence in turn.ranking
                if traits_of(intent).offered_as_button and confidence >= LEAST][:2]  # fmt: skip
    if await answer_from_facts(turn):
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
    if await answer_from_facts(turn, least=SURE_OUTSIDE if turn.confidence >= SURELY_OUTSIDE else SURE):
        return
    turn.offer("human_help")
    turn.say("utter_out_of_scope", status="refused", choices=menu("help", "search_book", "human_help"))
