"""What one who waits for a librarian is told: how long it has been, how long it may yet be, what else can be done."""

from __future__ import annotations

import math
from datetime import datetime

from actions.dialogue.turn import Turn
from actions.facts.choices import OfferedChoice, choice

__all__ = ["minutes_left", "minutes_until", "say_waiting", "waiting_choices"]


def say_waiting(turn: Turn, since: datetime, is_told: bool) -> None:
    """Tell one who waits for how long, and how long it may still take; once for each message."""
    if turn.recall("wait_told") == turn.first_id:
        # "How long will it take? Am I in a queue?" is answered once.
        return
    turn.remember(wait_told=turn.first_id)
    waited = math.floor((turn.store.clock.now() - since).total_seconds() / 60)
    answer = "utter_handoff_nobody_yet" if is_told else "utter_handoff_waiting"
    stay = [choice("utter_button_wait", "human_help", ref="wait")] if is_told else []
    turn.say(answer, waited=max(1, waited), minutes=minutes_left(turn, since), choices=[*stay, *waiting_choices()])


def waiting_choices() -> list[OfferedChoice]:
    """Offer to leave a message, or to go back to the bot."""
    return [
        choice("utter_button_leave_word", "human_help", ref="word"),
        choice("utter_button_back_to_bot", "back_to_bot"),
    ]


def minutes_left(turn: Turn, since: datetime) -> int:
    """Count the minutes until a call of this time is to be answered."""
    return minutes_until(turn, since + turn.services.handoff_time)


def minutes_until(turn: Turn, moment: datetime | None) -> int:
    """Count the minutes until a moment, one at least."""
    left = 0.0 if moment is None else (moment - turn.store.clock.now()).total_seconds()
    return max(1, math.ceil(left / 60))
