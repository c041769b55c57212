"""Replay of a group's own wordings on the engine that answers patrons now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from bot.console.frame.visit import Visit
from bot.engine_client import EngineError
from crm.learning.question_groups import Group, QuestionWording
from protocol.intents import intents_with

__all__ = ["MOST", "tried_again"]

MOST = 200
SECONDS = 10.0
UNANSWERED = intents_with("declined")


async def tried_again(visit: Visit, group: Group, wordings: Sequence[QuestionWording]) -> list[dict[str, Any]]:
    """Let the engine read every wording; one row each, as crm.learning.question_work keeps it.

    One is answered when it is read as something that can be, and as the group's own intent where that is known.
    Raises EngineError when the engine does not answer.
    """
    rows = []
    # What was erased cannot be tried any more.
    wordings = [one for one in wordings if one.text]
    for one in wordings[:MOST]:
        parse = await visit.console.engine.parse(one.text, one.language, timeout=SECONDS)
        name = parse.intent.name
        right = name is not None and name not in UNANSWERED and group.intent in (None, name)
        rows.append(
            {
                "question_id": one.id,
                "intent": name,
                "confidence": round(parse.intent.confidence, 4),
                "answered": right,
                "at": visit.store.clock.now().isoformat(timespec="seconds"),
            }
        )
    if len(wordings) > MOST:
        raise EngineError("too_many")
    return rows
