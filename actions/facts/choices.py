"""Choices under an answer: the buttons that a patron may press, as the dispatcher carries them."""

from __future__ import annotations

import json
from typing import NotRequired, TypedDict

from actions.dialogue.choosing import Named

__all__ = ["OfferedChoice", "cancel", "choice", "item", "librarian", "menu", "no", "score", "try_again", "yes"]


class OfferedChoice(TypedDict):
    """A button: an answer that is its title, or a text in both languages, and the message that it sends."""

    title: str | dict[str, str]
    payload: str
    # Facts of the title.
    name: NotRequired[str]
    score: NotRequired[int]


def choice(title: str | dict[str, str], intent: str, /, **entities: str) -> OfferedChoice:
    """Offer an intent with its entities."""
    return {"title": title, "payload": _payload(intent, entities)}


def menu(*intents: str) -> list[OfferedChoice]:
    """Offer intents by their own names."""
    return [choice(f"utter_intent_{intent}", intent) for intent in intents]


def librarian() -> OfferedChoice:
    """Offer a librarian."""
    return choice("utter_button_librarian", "human_help")


def yes(ref: str, title: str) -> OfferedChoice:
    """Offer the yes to a pending question."""
    return choice(title, "affirm", ref=ref)


def no(ref: str, title: str = "utter_button_no") -> OfferedChoice:
    """Offer the no to a pending question."""
    return choice(title, "deny", ref=ref)


def try_again(ref: str) -> OfferedChoice:
    """Offer to do once more what had no outcome."""
    return yes(ref, "utter_button_try_again")


def cancel(ref: str) -> OfferedChoice:
    """Offer to stop what is being asked."""
    return choice("utter_button_cancel", "cancel", ref=ref)


def item(intent: str, kind: str, thing: Named, /, **entities: str) -> OfferedChoice:
    """Offer one thing of a list by its title, for what is done with it."""
    return {**choice("utter_button_item", intent, ref=f"{kind}:{thing.id}", **entities), "name": thing.title}


def score(stars: int) -> OfferedChoice:
    """Offer a score from 1 to 5."""
    return {"title": "utter_button_score", "score": stars, "payload": f'/rate{{"score":"{stars}"}}'}


def _payload(intent: str, entities: dict[str, str]) -> str:
    return f"/{intent}" + (json.dumps(entities, ensure_ascii=False) if entities else "")
