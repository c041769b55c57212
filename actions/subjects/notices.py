"""Requests for notices: nobody can send any yet, so that is said, with what can be looked up here instead."""

from __future__ import annotations

from actions.dialogue.dispatch import run
from actions.dialogue.turn import Turn
from actions.dialogue.wording import says
from actions.facts.choices import menu
from actions.facts.told import first_facts
from actions.rasa.registry import handles

__all__ = ["subscribe", "unsubscribe"]

BOOKS = (
    "book",
    "books",
    "hold",
    "holds",
    "reservation",
    "reserved",
    "کتاب",
    "کتابم",
    "رزرو",
    "رزروم",
    "ketab",
    "rezerv",
)
MESSAGES = (
    "message", "messages", "notice", "notices", "notification", "notifications", "reminder", "reminders",
    "email", "emails", "newsletter", "sms", "text", "texts", "alert", "alerts", "پیام", "پیامک", "خبر", "خبرنامه",
    "یادآوری", "اطلاع رسانی", "ایمیل", "اعلان", "payam", "payamak",
)  # fmt: skip


@handles("subscribe")
async def subscribe(turn: Turn) -> None:
    """Say that this chat sends no notices yet, and what it tells at any time; nothing is promised or filed."""
    note = await first_facts(turn, "subscribe")
    turn.say(
        "utter_subscribe",
        status="refused",
        note=note,
        choices=menu("loans", "hold_status", "new_arrivals"),
    )


@handles("unsubscribe")
async def unsubscribe(turn: Turn) -> None:
    """Say that this chat sends no notices, so that there are none to stop; a book to be cancelled is a reservation."""
    if says(turn.text, *BOOKS) and not says(turn.text, *MESSAGES):
        turn.intent = "cancel_hold"
        await run(turn)
        return
    turn.say("utter_unsubscribe")
