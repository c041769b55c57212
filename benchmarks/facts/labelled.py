"""Messages of judged rounds with what a perfect answer is (tests/dialogue/judged/labels), in numbers of the choice."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from benchmarks.facts.asking import DAY
from benchmarks.facts.demonstration import Vectors
from benchmarks.facts.judged import told_patterns, told_texts
from benchmarks.talk.rows import JUDGED
from crm.database.store import Store
from crm.knowledge.choosing import FactChoice, MessageAsked, ToldFact, choice_of, views_of
from crm.knowledge.entries import FACT, asked_text
from crm.knowledge.index import Index
from crm.library_info import directory
from language.detect import is_finglish
from protocol.values import LANGUAGES

__all__ = ["ROUNDS", "Labelled", "labelled"]

ROUNDS = tuple(f"2026-11-{number}" for number in (12, 13, 14, 15, 17, 18, 19))
LABELS = JUDGED / "labels" / "2026-11.jsonl"
# As actions.facts.finding: what was told so many turns ago may be leant on.
RECENT = 2
# A perfect answer of these is made of facts; of the others it is something else that a fact would do for.
OF_FACTS = frozenset({"fact", "rule"})
DONE_OR_READ = frozenset({"act", "account", "catalogue"})


@dataclass(frozen=True)
class Labelled:
    """A message in numbers, with the names of the facts that answer it; none where nothing told does.

    `asked` is what was looked up, `label` all that the label says, and `row` how it was answered when it was played.
    """

    asked: MessageAsked
    choice: FactChoice
    wanted: frozenset[str]
    label: dict[str, Any]
    row: dict[str, Any]

    @property
    def is_right(self) -> list[bool]:
        """Give which of the choice's entries answer."""
        return [entry.ref in self.wanted for entry in self.choice.entries]

    @property
    def is_of_facts(self) -> bool:
        """Tell whether a perfect answer is made of facts."""
        return bool(self.wanted) and self.label["way"] in OF_FACTS

    @property
    def is_either(self) -> bool:
        """Tell whether a fact would do, where a perfect answer is something done, read or looked for."""
        return bool(self.wanted) and self.label["way"] in DONE_OR_READ


async def labelled(store: Store, index: Index, made: Vectors, rounds: Sequence[str] = ROUNDS) -> list[Labelled]:
    """Give every message of the labelled rounds that was typed."""
    labels = {}
    for line in LABELS.read_text(encoding="utf-8").splitlines():
        label = json.loads(line)
        labels[label["round"], label["conversation"], label["turn"]] = label
    refs = {entry.title["en"]: entry.ref for entry in index.entries if entry.kind == FACT}
    rows = [each for name in rounds for each in _rows(index, name, labels)]
    texts: dict[str, None] = {}
    read = []
    for row, label, asked in rows:
        branch = await directory.find_branch(store, asked["text"])
        last = index.by_ref[asked["told"].ref] if asked["told"] is not None else None
        views = views_of(
            asked["text"], row["lang"], last.title[row["lang"]] if last is not None else "", asked.pop("said")
        )
        texts |= dict.fromkeys(asked_text(text) for text in views.values())
        read.append((row, label, asked | {"branch_id": branch.id if branch else None}, views))
    vectors = dict(zip(texts, made.of(list(texts)), strict=True))
    found = []
    for row, label, values, texts_of in read:
        seen = {
            name: (text, np.asarray(vectors[asked_text(text)], dtype=np.float32)) for name, text in texts_of.items()
        }
        message = MessageAsked(day=DAY, views=seen, **values)
        wanted = frozenset(refs[each] for each in label["facts"] if each in refs)
        found.append(Labelled(message, choice_of(index, message), wanted, label, row))
    return found


def _rows(
    index: Index, name: str, labels: dict[tuple[str, str, int], dict[str, Any]]
) -> Iterator[tuple[dict[str, Any], dict[str, Any], dict[str, Any]]]:
    patterns = {language: told_patterns(index, language) for language in LANGUAGES}
    conversation: str = ""
    before: list[tuple[dict[str, Any], list[Any]]] = []
    for line in (JUDGED / f"{name}.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if row["conversation"] != conversation:
            conversation, before = row["conversation"], []
        names, text = row.get("names") or [], row.get("text") or ""
        told = told_texts(patterns[row["lang"]], row) if any(each.startswith("utter_fact") for each in names) else []
        label = labels.get((name, conversation, row["turn"]))
        if label is not None and text and not text.startswith("/"):
            last = next((each[-1] for _, each in reversed(before[-RECENT:]) if each), None)
            said = (before[-1][0].get("text") or "") if before else ""
            spelt = index.in_persian(text) if is_finglish(text) else index.respelt(text)
            yield (
                row,
                label,
                {
                    "text": spelt,
                    "intent": row.get("intent") or "nlu_fallback",
                    "confidence": label["confidence"] or 0.0,
                    "topic": row.get("intent"),
                    "before": (before[-1][1][-1].topic if before[-1][1] else before[-1][0].get("intent"))
                    if before
                    else None,
                    "told": ToldFact(last.ref, last.topic) if last is not None else None,
                    "first": not before,
                    "said": "" if said.startswith("/") else said,
                },
            )
        before.append((row, told))
