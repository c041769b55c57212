"""Scores of the service: asked for with buttons, and stored with what is said about them."""

from __future__ import annotations

import logging

from actions.dialogue.doing import doing
from actions.dialogue.turn import Turn
from actions.rasa.registry import handles
from actions.subjects.service.survey_answers import (
    FOLLOW,
    NO_FOLLOW,
    answer_pressed,
    decline,
    follow_up,
    say_over,
    tell_score,
)
from actions.subjects.service.survey_questions import ask_survey, number_choices
from actions.subjects.talk.clarify import not_understood
from crm.errors import InvalidValue, NotFound, StoreError
from crm.surveys import answering, inviting
from crm.surveys.wordings import CONVERSATION
from language.scores import find_score, names_score, remark_after

__all__ = ["ask_score", "rate"]

_log = logging.getLogger(__name__)
MOST_REMARK = 1000
AT_GOODBYE = "utter_goodbye_rate"


async def ask_score(turn: Turn, answer: str) -> None:
    """Ask for a score with five buttons.

    At a goodbye only whoever is to be asked is, and of what it is their turn for; the others hear a plain goodbye. Who
    speaks of a score by themselves is asked for it in any case.
    """
    turn.remember(asked_score=True)
    if answer != AT_GOODBYE:
        waiting = turn.slot("pending") or {}
        token = (waiting.get("args") or {}).get("token") if waiting.get("awaits") == "score" else None
        _ask_conversation(turn, answer, token)
        return
    try:
        asked = await inviting.ask_at_goodbye(turn.store, turn.conversation)
    except (NotFound, StoreError) as error:
        # Nobody is asked whose answer could not be kept.
        _log.warning("an invitation to score was not kept (%s)", type(error).__name__)
        asked = None
    if asked is None:
        turn.say("utter_goodbye")
    elif asked.survey.code == CONVERSATION and not asked.survey.questions[0].text:
        _ask_conversation(turn, answer, asked.token)
    else:
        turn.say("utter_goodbye")
        ask_survey(turn, asked)


def _ask_conversation(turn: Turn, answer: str, token: str | None) -> None:
    turn.await_("score", "score", **({"token": token} if token else {}))
    turn.say(
        answer,
        status="clarified",
        custom={"ask_score": True},
        choices=number_choices(5, 1, f"ask:{token}:satisfaction" if token else None),
    )


@handles("rate")
async def rate(turn: Turn) -> None:
    """Keep a score that was asked for or is called one; ask for it where a score is spoken of without a number."""
    kind, _, about = (turn.entity("ref") or "").partition(":")
    if kind == "ask":
        await answer_pressed(turn, about)
        return
    if kind in (FOLLOW, NO_FOLLOW):
        await (follow_up if kind == FOLLOW else decline)(turn, about)
        return
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
    token = (waiting.get("args") or {}).get("token") if is_asked else None
    if is_asked:
        turn.set("pending", None)
    remark = "" if turn.is_payload else remark_after(turn.text)[:MOST_REMARK]
    try:
        async with doing(turn, "other"):
            if token:
                kept = await answering.give(
                    turn.store, token, turn.conversation, "satisfaction", found.value, comment=remark or None
                )
            else:
                kept = await answering.give_unasked(turn.store, turn.conversation, found.value, remark or None)
    except (NotFound, InvalidValue):
        say_over(turn)
        return
    turn.remember(asked_score=True)
    await tell_score(turn, kept, found.value, remark)
