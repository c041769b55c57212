"""Facts that were told in judged conversations, looked up again as they were, with what was said of the answer."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from typing import Any

import numpy as np

from benchmarks.facts.asking import DAY
from benchmarks.facts.demonstration import ROOT, Vectors
from crm.knowledge.entries import FACT, KnowledgeEntry, asked_text
from crm.knowledge.index import Index
from crm.knowledge.searching import After, FoundEntry, KnowledgeQuestion, ranked
from language.detect import is_finglish
from language.requests.speech.bare_questions import find_aspect, in_full
from protocol.values import LANGUAGES

__all__ = ["Judged", "judged", "told_patterns", "told_texts"]

# Played when the demonstration's facts had the ways to ask for them that they have now.
ROUNDS = ("2026-11-5", "2026-11-6", "2026-11-7")
GOOD = frozenset({"right", "acceptable"})
TOLD = frozenset({"utter_fact", "utter_fact_near"})
ANY = TOLD | {"utter_facts_near", "utter_facts"}
# As actions.facts.finding: so long a question leans loosely or not at all, and on one of the last turns only.
SHORT, LONG, RECENT = 9, 28, 2
_VALUE = re.compile(r"\{[^}]*\}")

VectorOf = Callable[[str], Any]


@dataclass(frozen=True)
class Judged:
    """A question to which one fact was told: what is found for it now, and whether the answer was good."""

    round: str
    half: int
    text: str
    entry: KnowledgeEntry
    found: list[FoundEntry]
    vector: Any
    is_near: bool
    is_good: bool
    is_first: bool
    last_topic: str | None


@dataclass(frozen=True)
class _Row:
    round: str
    row: dict[str, Any]
    entry: KnowledgeEntry
    last: KnowledgeEntry | None
    text: str

    @property
    def both(self) -> str:
        """Give the question with what it may lean on."""
        if self.last is None or len(self.text.split()) > SHORT:
            return self.text
        return f"{self.text} {self.last.title[self.row['lang']]}"

    @property
    def full(self) -> str:
        """Give the question with what a bare one asks for."""
        return self.text if self.last is None else f"{self.text} {in_full(self.aspect or '', self.row['lang'])}".strip()

    @property
    def aspect(self) -> str | None:
        return find_aspect(self.text)


def judged(index: Index, made: Vectors) -> list[Judged]:
    """Look up every question of the rounds to which a single fact was told."""
    rows = [each for name in ROUNDS for each in _rows(index, name)]
    texts = list(dict.fromkeys(asked_text(text) for each in rows for text in (each.full, each.both)))
    vectors = dict(zip(texts, made.of(texts), strict=True))
    return [_looked_up(index, each, lambda text: vectors[asked_text(text)]) for each in rows]


def _rows(index: Index, name: str) -> Iterator[_Row]:
    patterns = {language: told_patterns(index, language) for language in LANGUAGES}
    file = ROOT / "tests" / "dialogue" / "judged" / f"{name}.jsonl"
    conversation, last, told_at = "", None, 0
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["conversation"] != conversation:
            conversation, last = row["conversation"], None
        names, text = frozenset(row.get("names") or ()), row.get("text") or ""
        told = told_texts(patterns[row["lang"]], row) if names & ANY else []
        if len(told) == 1 and names & TOLD and text and not text.startswith("/"):
            leans = last is not None and row["turn"] - told_at <= RECENT and len(text.split()) <= LONG
            spelt = index.in_persian(text) if is_finglish(text) else index.respelt(text)
            yield _Row(name, row, told[0], last if leans else None, spelt)
        if told:
            last, told_at = told[-1], row["turn"]


def told_patterns(index: Index, language: str) -> list[tuple[KnowledgeEntry, re.Pattern[str]]]:
    """Give each fact with a pattern of its text as it is said, whatever stands for the rules' numbers."""
    facts = [entry for entry in index.entries if entry.kind == FACT and entry.text.get(language)]
    return [(one, re.compile(".{1,40}?".join(map(re.escape, _VALUE.split(one.text[language]))))) for one in facts]


def told_texts(patterns: list[tuple[KnowledgeEntry, re.Pattern[str]]], row: dict[str, Any]) -> list[KnowledgeEntry]:
    """Give the facts whose texts stand in a reply, without those that are only a part of another's."""
    found = [entry for entry, pattern in patterns if any(pattern.search(text) for text in row["reply"])]
    texts = {entry.ref: entry.text[row["lang"]] for entry in found}
    return [
        entry
        for entry in found
        if not any(ref != entry.ref and texts[entry.ref] in other for ref, other in texts.items())
    ]


def _looked_up(index: Index, each: _Row, vector_of: VectorOf) -> Judged:
    row, last, after = each.row, each.last, None
    if last is not None:
        loosely = len(each.text.split()) > SHORT
        vector = np.asarray(vector_of(each.both), dtype=np.float32)
        surely = each.aspect is not None
        after = After(last.ref, last.topic, each.both, vector, surely, each.aspect, loosely)
    vector = np.asarray(vector_of(each.full), dtype=np.float32)
    question = KnowledgeQuestion(each.full, row["lang"], DAY, vector, topic=row["intent"], after=after)
    return Judged(
        round=each.round,
        half=int(sha256(row["conversation"].encode()).hexdigest(), 16) % 2,
        text=each.full,
        entry=each.entry,
        found=ranked(index, question),
        vector=vector,
        is_near="utter_fact" not in row["names"],
        is_good=row["verdict"] in GOOD,
        is_first=row["turn"] == 1,
        last_topic=last.topic if last is not None else None,
    )
