"""Material for staff to learn from: turns to review, unanswered questions and their groups."""

from __future__ import annotations

from itertools import batched

from bot.engine_client import EngineClient, EngineError
from bot.jobs.runner import LATER, Job
from crm.conversations import unanswered
from crm.database.store import Store
from crm.knowledge import vectors as knowledge_vectors
from crm.learning import grouping
from crm.learning.review_picks import Picker

__all__ = ["Learning", "learning_jobs"]

# Small, so that the engine has time for patrons in between; a round follows in some seconds anyway.
AT_ONCE = 16
SECONDS = 20.0
# Of facts as many as it makes within that time beside a patron's message.
MOST_AT_ONCE = 64


class Learning:
    """Each task as a method that returns how much it did."""

    def __init__(self, store: Store, engine: EngineClient) -> None:
        self._store = store
        self._engine = engine
        self._picker = Picker(store)
        # The state of facts, documents and titles of which all vectors are there.
        self._complete = (-1, -1)

    async def pick_turns(self) -> int:
        """Pick turns for review."""
        return await self._picker.pick()

    async def count_missed(self) -> int:
        """Count questions of which only the rest of the conversation tells that they had no answer."""
        return await unanswered.count_missed(self._store)

    async def group_questions(self) -> int:
        """Let new wordings find their group; without the engine, by their words."""
        wanted = await grouping.without_vector(self._store, AT_ONCE)
        if wanted:
            try:
                vectors = await self._engine.vectors([text for _, text in wanted], timeout=SECONDS)
            except EngineError:
                # It may be starting, or have no vectors on this machine: words must do after a while.
                vectors = []
            await grouping.keep_vectors(self._store, dict(zip((number for number, _ in wanted), vectors, strict=False)))
        return await grouping.group_new(self._store)

    async def keep_fact_vectors(self) -> int:
        """Have vectors made of facts, passages and titles that are new; until then their words must do."""
        done = 0
        at_once = knowledge_vectors.MOST_AT_ONCE
        while (version := await self._store.look(knowledge_vectors.state_of)) != self._complete:
            wanted = await knowledge_vectors.without_vector(self._store, at_once)
            if not wanted:
                self._complete = version
                break
            made = await self._made(wanted)
            await knowledge_vectors.keep_vectors(self._store, made)
            done += len(made)
            if len(made) < len(wanted):
                break
            # All that is searched is read anew after each time.
            at_once *= 2
        return done

    async def _made(self, texts: list[str]) -> dict[str, list[float]]:
        """Give the vectors of texts by text; of the first ones only, where the engine stops answering."""
        made: dict[str, list[float]] = {}
        for part in batched(texts, MOST_AT_ONCE):
            try:
                vectors = await self._engine.vectors(list(part), timeout=SECONDS, adapted=True)
            except EngineError:
                break
            made |= zip(part, vectors, strict=True)
        return made

    async def drop_fact_vectors(self) -> int:
        """Delete vectors of what is searched no more."""
        return await knowledge_vectors.drop_unused(self._store)


def learning_jobs(store: Store, engine: EngineClient) -> list[Job]:
    """List the tasks with how often each is done."""
    learning = Learning(store, engine)
    return [
        Job("group questions", 15.0, learning.group_questions),
        Job("vectors of facts", 5.0, learning.keep_fact_vectors, LATER),
        Job("drop old vectors", 3600.0, learning.drop_fact_vectors, LATER),
        Job("count missed questions", 60.0, learning.count_missed, LATER),
        Job("pick turns for review", 300.0, learning.pick_turns, LATER),
    ]
