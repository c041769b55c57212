"""Sign-in requests; the patron's request is kept and carried out right after the sign-in."""

from __future__ import annotations

from typing import Any

from actions.dialogue.turn import Turn
from crm.conversations import patron_guard
from protocol.turns import whole_id

__all__ = ["ask_sign_in", "goes_on_with_one", "requests_before", "say_lapsed", "say_sign_in"]


def ask_sign_in(
    turn: Turn,
    intent: str | None = None,
    entities: dict[str, list[str]] | None = None,
    text: str | None = None,
    *,
    move: str | None = None,
    answer: str = "utter_sign_in",
) -> None:
    """Offer the sign-in link and keep the turn's request, or the one given in its place; `move` is what it asks.

    `answer` says it in other words, where something was told beside it.

    Further requests of a message join the first one: one sign-in serves all.
    """
    request = {
        "intent": intent or turn.intent,
        "entities": turn.entities if entities is None else entities,
        "text": turn.text if text is None else text,
        "message": turn.message_id,
        **({"move": move} if move else {}),
    }
    first: dict[str, Any] | None = turn.slot("resume")
    asked_in = str(first.get("message")) if first else ""
    if first and turn.message_id not in (asked_in, turn.first_id) and whole_id(asked_in) == turn.first_id:
        turn.set("resume", {**first, "then": [*first.get("then", []), request]})
        return
    turn.set("resume", request)
    say_sign_in(turn, answer)


def goes_on_with_one(turn: Turn) -> bool:
    """Tell whether the sign-in that was asked for does something with one thing that the words chose.

    No answer takes its place: "remind me of the first one" asks for no rule.
    """
    return bool(((turn.slot("resume") or {}).get("entities") or {}).get("ref"))


def say_sign_in(turn: Turn, answer: str = "utter_sign_in") -> None:
    """Say that the patron has to sign in."""
    # Nothing is answered until they have done so: who leaves here leaves at a question of the bot's.
    turn.say(answer, status="clarified", custom={"sign_in": True})


async def say_lapsed(turn: Turn) -> None:
    """Say that the patron has to sign in again, where the time of the last sign-in is over."""
    asked = [place for place, (answer, _) in enumerate(turn.answers) if answer == "utter_sign_in"]
    if asked and await patron_guard.was_signed_out_by_time(turn.store, turn.conversation):
        for place in asked:
            turn.answers[place] = "utter_sign_in_lapsed", turn.answers[place][1]


def requests_before(turn: Turn) -> list[dict[str, Any]]:
    """Give what was asked before the sign-in, in order, and forget it."""
    first: dict[str, Any] | None = turn.slot("resume")
    turn.set("resume", None)
    requests = [first, *first.get("then", [])] if first else []
    return [request for request in requests if request and request.get("intent") not in {None, "signed_in"}]
