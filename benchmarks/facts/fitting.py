"""Fit the weights of the search: `.venv/bin/python -m benchmarks.facts.fitting`; what it prints goes into searching.

Fitted are the ways that are held out, asked where they are not known, and where no way of their fact is; the questions
that may be looked at, without follow-ups; and what our training takes for out of scope. The figures are of a quarter
each that was not fitted.
"""

from __future__ import annotations

import argparse
import asyncio
import random
import re
import tempfile
from dataclasses import dataclass
from pathlib import Path

from benchmarks.facts.asking import LOOKED_AT, read_set, wanted_of
from benchmarks.facts.cases import Case, Rows, case, held_out
from benchmarks.facts.demonstration import ROOT, Vectors, filled
from benchmarks.facts.softmax import Asked
from crm.knowledge.entries import KnowledgeEntry, asked_text, digest_of, read_entries
from crm.knowledge.index import Index
from crm.knowledge.searching import LIKENESSES
from crm.knowledge.vectors import packed
from engine.nlu.examples import read_examples

PARTS = 4
# What each kind of question counts beside a way that is held out.
BARE, LOOKED, OUTSIDE, UNWRITTEN = 0.5, 2.0, 1.0, 0.3
MOST_WRONG = 0.05
THRESHOLDS = (0.3, 0.35, 0.4, 0.45, 0.5, 0.55, 0.6)
MOST_OUTSIDE, OUTSIDE_IT = 700, "out_of_scope"


_MARKED = re.compile(r"\[([^\]]*)\](?:\([^)]*\)|\{[^}]*\})")


@dataclass(frozen=True)
class Kind:
    """Cases of one kind, what each counts, and what it counts where nobody wrote what is asked for."""

    name: str
    cases: list[Case]
    counts: float
    unwritten: float = 0.0


def gathered(entries: list[KnowledgeEntry], made: Vectors) -> list[Kind]:
    """Ask all that the weights are fitted to."""
    rows = [row for name in LOOKED_AT for row in read_set(name) if "told" not in row]
    said = [row.get("fa") or row["en"] for row in rows]
    outside = [
        _MARKED.sub(r"\1", text) for text, intent in read_examples(ROOT / "data" / "nlu") if intent == OUTSIDE_IT
    ]
    outside = random.Random(5).sample(outside, min(len(outside), MOST_OUTSIDE))
    asked = [asked_text(text) for text in (*(way for entry in entries for way in entry.wordings), *said, *outside)]
    kept = [text for entry in entries for _, text, _ in entry.vector_texts()]
    texts = [text for text in dict.fromkeys((*kept, *asked)) if text]
    by_text = dict(zip(texts, made.of(texts), strict=True))
    vectors = {digest_of(text): packed(vector) for text, vector in by_text.items()}
    index = Index(entries, vectors)

    def ask(text: str, row: dict[str, object]) -> Case:
        return case(index, text, by_text[asked_text(text)], wanted_of(row, entries))

    answered = [ask(text, row) for text, row in zip(said, rows, strict=True) if row.get("want")]
    unanswered = [ask(text, row) for text, row in zip(said, rows, strict=True) if not row.get("want")]
    return [
        Kind("ways held out", list(held_out(entries, vectors, by_text)), 1.0, UNWRITTEN),
        Kind("of facts without ways", list(held_out(entries, vectors, by_text, bare=True)), BARE, BARE * UNWRITTEN),
        Kind("looked at", answered, LOOKED),
        Kind("without an answer", unanswered, LOOKED),
        Kind("out of scope", [ask(text, {}) for text in outside if asked_text(text)], OUTSIDE),
    ]


def fitted(kinds: list[Kind], left_out: int | None = None) -> Rows:
    """Fit the weights, to all but one part."""
    cases: list[Case] = []
    counts: list[float] = []
    for kind in kinds:
        used = [one for place, one in enumerate(kind.cases) if left_out is None or _part(one, place) != left_out]
        cases += used
        counts += [kind.counts] * len(used)
        if kind.unwritten:
            written = [one.without_right() for one in used if one.is_right.any()]
            cases += written
            counts += [kind.unwritten] * len(written)
    return Asked.of(cases, counts).fitted()


def _part(one: Case, place: int) -> int:
    return (one.group or place) % PARTS


def outcomes(cases: list[Case], weights: list[Rows]) -> list[tuple[float, bool, Case]]:
    """Give of each case how sure what stands first is, and whether it is right, by weights not fitted to it."""
    found = []
    for place, one in enumerate(cases):
        if not one.refs:
            found.append((0.0, False, one))
            continue
        shares = Asked.of([one], [1.0]).shares(weights[_part(one, place)])[0]
        best = int(shares.argmax())
        found.append((float(shares[best]), bool(one.is_right[best]), one))
    return found


def threshold(found: list[tuple[float, bool, Case]], answerable: int) -> tuple[float, float]:
    """Give the share that is told and right where so few are wrong, and how sure one must be for that."""
    best, right, wrong = (0.0, 1.0), 0, 0
    for score, is_right, _ in sorted(found, key=lambda one: -one[0]):
        right, wrong = right + is_right, wrong + (not is_right)
        if wrong <= MOST_WRONG * answerable and right / answerable > best[0]:
            best = right / answerable, score
    return best


def report(kinds: list[Kind]) -> None:
    """Print what comes of each kind, and the weights that all together give."""
    parts = [fitted(kinds, part) for part in range(PARTS)]
    results = {kind.name: outcomes(kind.cases, parts) for kind in kinds}
    for name, found in results.items():
        if any(one.is_right.any() for _, _, one in found):
            apart = [right for _, right, one in found if one.is_apart]
            first = sum(right for _, right, _ in found) / len(found)
            print(f"{name}: {len(found)}, first {first:.3f}, told and right at {threshold(found, len(found))}", end="")
            print(f", of facts apart first {sum(apart) / len(apart):.3f}" if apart else "")
    looked = results["looked at"]
    for sure in THRESHOLDS:
        told = {name: [right for score, right, _ in found if score >= sure] for name, found in results.items()}
        looked, without = len(results["looked at"]), len(results["without an answer"])
        print(
            f"from {sure:.2f} on: of the looked at {sum(told['looked at']) / looked:.3f} told and right, "
            f"{(len(told['looked at']) - sum(told['looked at'])) / looked:.3f} wrong, "
            f"{len(told['without an answer']) / without:.3f} of those without an answer told, "
            f"{len(told['out of scope']) / len(results['out of scope']):.3f} of what is out of scope"
        )
    weights = fitted(kinds).round(1).tolist()
    half = len(LIKENESSES)
    print(f"{LIKENESSES}\nBY_WAYS = {tuple(weights[:half])}\nBY_TEXT = {tuple(weights[half:])}")


async def main() -> None:
    """Print figures, weights and the threshold."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--adaptation", type=Path, help="vectors adapted by another file than the one that is shipped")
    vectors = Vectors(parser.parse_args().adaptation)
    with tempfile.TemporaryDirectory() as folder:
        store = await filled(Path(folder))
        entries = await store.look(read_entries)
        await store.close()
    report(gathered(entries, vectors))


if __name__ == "__main__":
    asyncio.run(main())
