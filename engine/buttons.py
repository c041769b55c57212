"""Binding of buttons to the question they answer: an old "no" does not answer a newer question."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import REQUESTED_SLOT
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker

from protocol.intents import intents_with

#: The intent of a button whose question is no longer open.
STALE = "stale_button"
PENDING = "pending"
_ANSWERS = intents_with("answers_a_question")


def answers_open_question(tracker: DialogueStateTracker, reading: dict[str, Any]) -> bool:
    """Tell whether a payload that carries a question's reference (`ref`) meets that question; true without one.

    In a form the question is the slot that is asked for, or the form itself; elsewhere the slot `pending` names it.
    """
    if reading["intent"]["name"] not in _ANSWERS:
        return True
    asked = {str(entity["value"]) for entity in reading["entities"] if entity["entity"] == "ref"}
    return not asked or bool(asked & _open_questions(tracker))


def as_stale(reading: dict[str, Any], domain: Domain) -> dict[str, Any]:
    """Read a payload as a stale button, in a domain that knows such."""
    if STALE not in domain.intents:
        return reading
    intent = {"name": STALE, "confidence": 1.0}
    return {**reading, "intent": intent, "intent_ranking": [intent]}


def _open_questions(tracker: DialogueStateTracker) -> set[str]:
    slots = tracker.current_slot_values()
    if tracker.active_loop_name:
        return {tracker.active_loop_name, str(slots.get(REQUESTED_SLOT))}
    pending = slots.get(PENDING)
    asked = [pending, pending.get("older")] if isinstance(pending, dict) else []
    return {str(question.get("ref")) for question in asked if question}
