"""The sets of questions (benchmarks.facts.asking), answered by the choice: nothing was read of them, or their topic."""

from __future__ import annotations

import asyncio
from typing import Any

import numpy as np

from benchmarks.facts.asking import DAY, SETS, Asked, figures, read_set
from benchmarks.facts.demonstration import Vectors
from crm.database.store import Store
from crm.knowledge.choosing import ChoiceWeights, MessageAsked, ToldFact, chosen, views_of
from crm.knowledge.entries import FACT, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import SURE
from crm.library_info import directory

__all__ = ["report_sets"]

# As is read what is not understood, and what is.
UNREAD, READ = ("nlu_fallback", 0.4), 0.95


async def report_sets(store: Store, index: Index, made: Vectors, weights: ChoiceWeights | None = None) -> None:
    """Print of each set how it is answered, without a reading and with the topic of the fact that is wanted."""
    for name in SETS:
        for with_topics in (False, True):
            answers = await _asked(store, index, name, made, weights, with_topics=with_topics)
            shown = {key: round(value, 3) for key, value in figures(answers, SURE).items() if "ms" not in key}
            print(f"   {name}{' with topics' if with_topics else ''}", shown)


async def _asked(
    store: Store, index: Index, name: str, made: Vectors, weights: ChoiceWeights | None, *, with_topics: bool
) -> list[Asked]:
    named = {entry.title["en"]: entry for entry in index.entries if entry.kind == FACT}
    rows: list[tuple[dict[str, Any], str, str, dict[str, str]]] = []
    for row in read_set(name):
        text, language = (row["fa"], "fa") if "fa" in row else (row["en"], "en")
        told = named.get(row.get("told", ""))
        text = index.respelt(text)
        rows.append((row, text, language, views_of(text, language, told.title[language] if told else "", "")))
    texts = list(dict.fromkeys(asked_text(text) for _, _, _, views in rows for text in views.values()))
    vectors = dict(zip(texts, await asyncio.to_thread(made.of, texts), strict=True))
    answers = []
    for row, text, language, views in rows:
        told = named.get(row.get("told", ""))
        wanted = [named[each].topic for each in row.get("want", []) if each in named]
        topic = wanted[0] if wanted and with_topics else None
        intent, sure = (topic, READ) if topic else UNREAD
        branch = await directory.find_branch(store, text)
        message = MessageAsked(
            text=text,
            day=DAY,
            views={key: (view, np.asarray(vectors[asked_text(view)], dtype=np.float32)) for key, view in views.items()},
            intent=intent,
            confidence=sure,
            topic=topic,
            before=told.topic if told else None,
            told=ToldFact(told.ref, told.topic) if told else None,
            branch_id=branch.id if branch else None,
            first=told is None,
        )
        found = chosen(index, message, weights)
        answers.append(Asked(text, language, row.get("want", []), found, 0.0, topic))
    return answers
