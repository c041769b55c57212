"""The answers in force: the content's own, replaced by those that staff have published."""

from __future__ import annotations

import asyncio
import logging
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.content.answers import FileAnswer, response_of
from bot.content.project import Project
from crm.content.answer_versions import effective, published_now
from crm.database.store import Store
from language.answers import Answers
from protocol.values import LANGUAGES

__all__ = ["answers_now", "sound"]

log = logging.getLogger(__name__)


async def answers_now(store: Store, content: Project) -> dict[str, FileAnswer]:
    """Give every answer as a patron gets it at this moment."""
    own = await asyncio.to_thread(content.answers)
    chosen = effective(await published_now(store), store.clock.now())
    usable = sound({name: version.content.response() for name, version in chosen.items()}, own)
    said = dict(own)
    for name, response in usable.items():
        if name in own:
            text = chosen[name].content
            said[name] = replace(
                own[name],
                texts={language: text.text(language) for language in LANGUAGES},
                buttons={language: text.buttons(language) for language in LANGUAGES},
                response=response,
            )
    return said


def sound(responses: Mapping[str, Any], own: Mapping[str, FileAnswer]) -> dict[str, Any]:
    """Leave out what has become unsound, as when an answer it names was removed: the rest is said all the same."""
    if not responses:
        return {}
    book = Answers.from_domain({"responses": {**response_of(own), **responses}})
    bad = {problem.partition(":")[0] for problem in book.problems()} & set(responses)
    if bad:
        log.error("published answers that cannot be used are left out: %s", ", ".join(sorted(bad)))
    return {name: response for name, response in responses.items() if name not in bad}
