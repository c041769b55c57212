"""Scores of the service: asked for with buttons, and stored."""

from __future__ import annotations

from actions.context import Turn
from actions.doing import doing
from actions.registry import handles
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
        choices=[
            {"title": "utter_button_score", "score": n, "payload": f'/rate{{"score":"{n}"}}'} for n in range(5, 0, -1)
        ],
    )


@handles("rate")
async def rate(turn: Turn) -> None:
    """Keep a score, or ask for it when none was given."""
    given = turn.entity("score")
    score = find_score(given) if given else None
    if score is None and not turn.is_payload:
        score = find_score(turn.text)
    if score is None:
        ask_score(turn, "utter_rate_ask")
        return
    waiting = turn.slot("pending") or {}
    if waiting.get("awaits") == "score":
        turn.set("pending", None)
    async with doing(turn, "other"):
        await feedback.score(turn.store, turn.conversation, score.value)
    turn.remember(asked_score=True)
    turn.say("utter_rated_high" if score.value >= 4 else "utter_rated_low", score=score.value,
             choices=[] if score.value >= 4 else [{"title": "utter_intent_complaint", "payload": "/complaint"},
                                            {"title": "utter_button_librarian", "payload": "/human_help"}])  # fmt: skip
