"""Handoff actions: from the bot to a librarian, and back."""

from __future__ import annotations

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn, as_datetime
from actions.facts.choices import choice, menu
from actions.rasa.registry import handles
from crm.handoff import steps
from protocol.effects import STATUS

__all__ = ["back_to_bot", "human_help"]


@handles("human_help")
async def human_help(turn: Turn) -> None:
    """Call a librarian in opening hours; open a case and say when to expect an answer otherwise."""
    turn.set("pending", None)
    turn.effects.add(STATUS)
    async with doing(turn, "other"):
        outcome = await steps.request(turn.store, turn.conversation, reason=turn.text if not turn.is_payload else "")
    if outcome.state == "queued":
        turn.say("utter_handoff_queued", choices=[choice("utter_button_back_to_bot", "back_to_bot")])
    else:
        turn.say(
            "utter_handoff_case",
            number=outcome.case_number,
            expected=as_datetime(outcome.expected_at, turn.house.zone) if outcome.expected_at else None,
        )


@handles("back_to_bot")
async def back_to_bot(turn: Turn) -> None:
    """Go on with the bot after waiting for a librarian; the gateway has already taken the chat back."""
    turn.say("utter_back_to_bot", choices=menu("help"))
