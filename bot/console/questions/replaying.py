"""Replay of a group's own wordings on the engine that answers patrons now."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np

from bot.console.frame.visit import Visit
from bot.engine_client import EngineError
from crm.knowledge import searching
from crm.knowledge.entries import asked_text
from crm.knowledge.searching import KnowledgeQuestion
from crm.learning.question_groups import Group, QuestionWording
from protocol.intents import intents_with
from protocol.turns import Intent

__all__ = ["MOST", "tried_again"]

MOST = 200
OUTSIDE = "out_of_scope"
SECONDS = 10.0
UNANSWERED = intents_with("declined")


async def tried_again(visit: Visit, group: Group, wordings: Sequence[QuestionWording]) -> list[dict[str, Any]]:
    """Let the engine read every wording; one row each, as crm.learning.question_work keeps it.

    One is answered when a fact clearly answers it, or when it is read as something that can be answered, and as the
    group's own intent where that is known.
    Raises EngineError when the engine does not answer.
    """
    rows = []
    # What was erased cannot be tried any more.
    wordings = [one for one in wordings if one.text]
    for one in wordings[:MOST]:
        parse = await visit.console.engine.parse(one.text, one.language, timeout=SECONDS)
        name = parse.intent.name
        fact = await _fact(visit, one, parse.intent)
        read = name is not None and name not in UNANSWERED and group.intent in (None, name)
        rows.append(
            {
                "question_id": one.id,
                "intent": name,
                "confidence": round(parse.intent.confidence, 4),
                "answered": read or fact is not None,
                "fact": fact,
                "at": visit.store.clock.now().isoformat(timespec="seconds"),
            }
        )
    if len(wordings) > MOST:
        raise EngineError("too_many")
    return rows


async def _fact(visit: Visit, wording: QuestionWording, intent: Intent) -> str | None:
    """Name the fact that answers a wording; None where none surely does. By words alone while there are no vectors."""
    asked = asked_text(wording.text)
    try:
        made = await visit.console.engine.vectors([asked], timeout=SECONDS, adapted=True) if asked else []
    except EngineError:
        made = []
    vector = np.asarray(made[0], dtype=np.float32) if made else None
    question = KnowledgeQuestion(wording.text, wording.language, visit.locale.today(), vector, topic=intent.name)
    found = await searching.search(visit.store, question)
    outside = intent.name == OUTSIDE and intent.confidence >= searching.READ_OUTSIDE
    # As in a chat.
    least = searching.SURE_OUTSIDE if outside else searching.SURE
    best = next((one for one in found if not one.entry.is_open), None)
    return best.entry.ref if best is not None and best is found[0] and best.score >= least else None
