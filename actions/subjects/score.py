"""Scores of the service: asked for with buttons, and stored."""

from __future__ import annotations

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian, menu, score
from actions.rasa.registry import handles
from crm.conversations import feedback
from language.scores import find_score

__all__ = ["ask_score", "rate"]


def ask_score(turn: Turn, answer: str) -> None:
    """Ask for a score with five buttons."""
    turn.remember(asked_score=True)
    turn.await_("score", "score")
    turn.say(
        answer,
        status="clarified",
        custom={"ask_score": True},
        choices=[score(stars) for stars in range(5, 0, -1)],
    )


@handles("rate")
async def rate(turn: Turn) -> None:
    """Keep a score, or ask for it when none was given."""
    given = turn.entity("score")
    found = find_score(given) if given else None
    if found is None and not turn.is_payload:
        found = find_score(turn.text)
    if found is None:
        ask_score(turn, "utter_rate_ask")
        return
    waiting = turn.slot("pending") or {}
    if waiting.get("awaits") == "score":
        turn.set("pending", None)
    async with doing(turn, "other"):
        await feedback.score(turn.store, turn.conversation, found.value)
    turn.remember(asked_score=True)
    if found.value >= 4:
        turn.say("utter_rated_high", score=found.value, choices=[])
    else:
        turn.say("utter_rated_low", score=found.value, choices=[*menu("complaint"), librarian()])
