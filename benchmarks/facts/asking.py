"""The sets of questions, asked as the action server asks them, and what came of it."""

from __future__ import annotations

import asyncio
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from benchmarks.facts.demonstration import HERE, Vectors
from crm.database.store import Store
from crm.knowledge.entries import FACT, KnowledgeEntry, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import SURE_OF_TOPIC, After, FoundEntry, KnowledgeQuestion, ranked
from crm.library_info import directory
from language.requests.speech.bare_questions import find_aspect, in_full
from protocol import plain_yaml

SETS = [
    "looked_at", "kept_apart", "talked_looked_at", "talked_kept_apart", "fresh_looked_at", "fresh_kept_apart",
]  # fmt: skip
LOOKED_AT = [name for name in SETS if name.endswith("looked_at")]
DAY = date(2026, 11, 26)


@dataclass
class Asked:
    """A question of the set, with its ranking."""

    text: str
    language: str
    want: list[str]
    found: list[FoundEntry]
    seconds: float
    topic: str | None = None

    def is_told(self, sure: float) -> bool:
        """Whether the action server would say what stands first."""
        if not self.found:
            return False
        best = self.found[0]
        of_topic = best.leans or (self.topic is not None and best.entry.topic == self.topic)
        return best.score >= (SURE_OF_TOPIC if of_topic else sure)

    @property
    def is_open(self) -> bool:
        """Whether what stands first is a question without an answer, of which only that is said."""
        return bool(self.found) and self.found[0].entry.is_open

    @property
    def is_right(self) -> bool:
        """Whether what stands first is what was asked for."""
        return bool(self.found) and any(each in title_of(self.found[0].entry) for each in self.want)


def title_of(entry: KnowledgeEntry) -> str:
    """Give the English question or heading of an entry."""
    return entry.title.get("en") or entry.title["fa"]


def read_set(name: str) -> list[dict[str, Any]]:
    """Read the questions of a set."""
    rows: list[dict[str, Any]] = plain_yaml.load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return rows


def wanted_of(row: Mapping[str, Any], entries: Iterable[KnowledgeEntry]) -> list[str]:
    """Name what answers a question of a set."""
    return [entry.ref for entry in entries if any(each in title_of(entry) for each in row.get("want", []))]


async def asked(
    store: Store, index: Index, name: str, made: Vectors, *, with_vectors: bool, with_topics: bool
) -> list[Asked]:
    """Ask all questions of a set."""
    rows = read_set(name)
    said = [(row["fa"], "fa") if "fa" in row else (row["en"], "en") for row in rows]
    named = {entry.title["en"]: entry for entry in index.entries if entry.kind == FACT}
    told = [named.get(row.get("told", "")) for row in rows]
    # As actions.facts.finding does it.
    said = [(index.respelt(text), language) for text, language in said]
    full = [f"{text} {in_full(find_aspect(text) or '', language)}".strip() for text, language in said]
    texts = [text if last is None else more for (text, _), more, last in zip(said, full, told, strict=True)]
    both = [
        text if last is None else f"{text} {last.title[language]}"
        for (text, language), last in zip(said, told, strict=True)
    ]
    vectors = await asyncio.to_thread(made.of, [asked_text(text) for text in (*texts, *both)])
    answers = []
    for place, (row, (text, language)) in enumerate(zip(rows, said, strict=True)):
        vector, last = vectors[place], told[place]
        wanted = [named[each].topic for each in row.get("want", []) if each in named]
        start = time.process_time()
        branch = await directory.find_branch(store, text)
        after = (
            After(
                last.ref,
                last.topic,
                both[place],
                vectors[len(said) + place] if with_vectors else None,
                surely=find_aspect(text) is not None,
                aspect=find_aspect(text),
            )
            if last is not None
            else None
        )
        question = KnowledgeQuestion(
            texts[place],
            language,
            DAY,
            vector if with_vectors else None,
            topic=wanted[0] if wanted and with_topics else None,
            branch_id=branch.id if branch else None,
            after=after,
        )
        found = ranked(index, question)
        answers.append(Asked(text, language, row.get("want", []), found, time.process_time() - start, question.topic))
    return answers


def figures(answers: list[Asked], sure: float) -> dict[str, float]:
    """Sum up a set's answers."""
    right = [one for one in answers if one.want]
    none = [one for one in answers if not one.want]
    told = [one for one in right if one.is_told(sure)]
    seconds = sorted(one.seconds for one in answers)
    return {
        "first": sum(one.is_right for one in right) / len(right),
        "told and right": sum(one.is_right for one in told) / len(right),
        "told and wrong": sum(not one.is_right for one in told) / len(right),
        "falsely told": sum(one.is_told(sure) and not one.is_open for one in none) / max(1, len(none)),
        "search p95 ms": 1000 * seconds[int(0.95 * (len(seconds) - 1))],
    }
