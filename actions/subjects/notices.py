"""Requests for notices: nobody can send any yet, so that is said, with what can be looked up here instead."""

from __future__ import annotations

from actions.dialogue.turn import Turn
from actions.facts.choices import menu
from actions.rasa.registry import handles
from crm.library_info import directory

__all__ = ["subscribe", "unsubscribe"]


@handles("subscribe")
async def subscribe(turn: Turn) -> None:
    """Say that this chat sends no notices yet, and what it tells at any time; nothing is promised or filed."""
    note = await directory.service_note(turn.store, "subscribe")
    turn.say(
        "utter_subscribe",
        status="refused",
        note=note.text if note else None,
        choices=menu("loans", "hold_status", "new_arrivals"),
    )


@handles("unsubscribe")
async def unsubscribe(turn: Turn) -> None:
    """Say that this chat sends no notices, so that there are none to stop."""
    note = await directory.service_note(turn.store, "subscribe")
    turn.say("utter_unsubscribe", note=note.text if note else None)
