"""Scores of the service: asked for with buttons, and stored with what is said about them."""

from __future__ import annotations

import logging
from typing import Any

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn
from actions.facts.choices import librarian, menu, score
from actions.rasa.registry import PatronReply, handles, pending_action
from actions.subjects.clarify import not_understood
from crm.conversations import feedback
from crm.errors import StoreError
from language.scores import find_score, names_score, remark_after

__all__ = ["ask_score", "rate"]

_log = logging.getLogger(__name__)
MOST_REMARK = 1000


async def ask_score(turn: Turn, answer: str) -> None:
    """Ask for a score with five buttons, and keep that it was asked for."""
    turn.remember(asked_score=True)
    turn.await_("score", "score")
    turn.say(
        answer,
        status="clarified",
        custom={"ask_score": True},
        choices=[score(stars) for stars in range(5, 0, -1)],
    )
    try:
        await feedback.invite(turn.store, turn.conversation)
    except StoreError as error:
        # The question is asked all the same; the answer makes up for what was not kept.
        _log.warning("an invitation to score was not kept (%s)", type(error).__name__)


@handles("rate")
async def rate(turn: Turn) -> None:
    """Keep a score that was asked for or is called one; ask for it where a score is spoken of without a number."""
    waiting = turn.slot("pending") or {}
    is_asked = waiting.get("awaits") == "score"
    given = turn.entity("score")
    found = find_score(given) if given else None
    if found is None and not turn.is_payload:
        found = find_score(turn.text)
    if not (is_asked or turn.is_payload or names_score(turn.text)):
        # A bare number, or a word of praise, that nobody asked for is no score.
        not_understood(turn)
        return
    if found is None:
        await ask_score(turn, "utter_rate_ask")
        return
    if is_asked:
        turn.set("pending", None)
    remark = "" if turn.is_payload else remark_after(turn.text)[:MOST_REMARK]
    async with doing(turn, "other"):
        await feedback.score(turn.store, turn.conversation, found.value, remark or None)
    turn.remember(asked_score=True)
    if found.value >= 4:
        turn.say("utter_rated_high", score=found.value, choices=[])
        return
    choices = [*menu("complaint"), librarian()]
    if remark:
        turn.say("utter_rated_low_with_remark", score=found.value, choices=choices)
        return
    turn.await_("remark", "words", score=found.value)
    turn.say("utter_rated_low", score=found.value, choices=choices)


@pending_action("remark")
async def remark(turn: Turn, args: dict[str, Any], reply: PatronReply) -> None:
    """Keep what is said after a low score with it."""
    async with doing(turn, "other"):
        await feedback.score(turn.store, turn.conversation, int(args.get("score", 1)), reply.text[:MOST_REMARK])
    turn.say("utter_remark_kept")
