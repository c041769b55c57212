"""`python -m benchmarks.nlu.wishes`: what messages wish to read, in tags, beside how readers tagged them.

Run in the engine's environment. Messages of judged and written conversations that wish for something to read were
tagged by readers (tests/dialogue/judged/wishes), and others written with their tags. Each fifth of the first is told by
a tagger that learnt from the rest; beside it stands what their words say by themselves, and both together as production
takes them. With `--write` it learns from all, and the product's file is made anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from zlib import crc32

import numpy as np
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from benchmarks.talk.rows import JUDGED
from engine.nlu.model import readable
from engine.nlu.vectors import PackagedVectors
from engine.wished.tagger import COLUMNS, LETTERS, WORDS, Tagger, meaning_of, signs_of
from language.requests.reading.reading import read_wish
from language.requests.reading.tagged import SURE, tagged, tags_of

# A tag that fewer messages have is not learnt.
FEWEST = 12
C = 5.0
# A sign that weighs less says nothing.
LEAST_WEIGHT = 0.05
FOLDS = 5


@dataclass(frozen=True)
class Wish:
    """A message that wishes for something to read, with its tags; one that was written to learn from has no round."""

    text: str
    tags: frozenset[str]
    round: str = ""

    @property
    def fold(self) -> int:
        """The fifth that it belongs to."""
        return crc32(self.text.encode()) % FOLDS


def wishes() -> Iterator[Wish]:
    """Give the messages of conversations that readers tagged, and those that were written with their tags."""
    said: dict[tuple[str, str, int], str] = {}
    for file in (*JUDGED.glob("*.jsonl"), *(JUDGED / "written").glob("*.jsonl")):
        for row in map(json.loads, file.read_text(encoding="utf-8").splitlines()):
            said[file.stem, row["conversation"], row["turn"]] = row.get("text") or ""
    for line in (JUDGED / "wishes" / "said.jsonl").read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        text = " ".join(said[row["round"], row["conversation"], row["turn"]].split())
        yield Wish(text, frozenset(row["tags"]), row["round"])
    for line in (JUDGED / "wishes" / "written.tsv").read_text(encoding="utf-8").splitlines():
        tags, _, text = line.partition("\t")
        yield Wish(text, frozenset(tags.split()))


def fitted(learnt: Sequence[Wish], vectors: PackagedVectors) -> Tagger:
    """Learn a tagger from messages with their tags."""
    folded = [readable(one.text) for one in learnt]
    raw = vectors.encode([text[:LETTERS] for text in folded])
    centre = raw.mean(axis=0)
    meaning = np.stack([meaning_of(row, centre) for row in raw])
    rows = sparse.hstack([_signs(folded), sparse.csr_matrix(meaning)]).tocsr()
    often = Counter(tag for one in learnt for tag in one.tags)
    tags = sorted(tag for tag, count in often.items() if count >= FEWEST)
    weights, bias = np.zeros((rows.shape[1], len(tags)), dtype=np.float32), np.zeros(len(tags), dtype=np.float32)
    for column, tag in enumerate(tags):
        truth = np.asarray([tag in one.tags for one in learnt])
        model = LogisticRegression(C=C, solver="liblinear", random_state=7).fit(rows, truth)
        weights[:, column], bias[column] = model.coef_[0], float(model.intercept_[0])
    signs = np.where(np.abs(weights[:COLUMNS]) >= LEAST_WEIGHT, weights[:COLUMNS], 0.0).astype(np.float32)
    return Tagger(tags, centre, signs, weights[COLUMNS:], bias)


def _signs(folded: Sequence[str]) -> sparse.csr_matrix:
    columns = [signs_of(text) for text in folded]
    ends = np.cumsum([0, *map(len, columns)])
    values = np.concatenate([np.full(len(one), WORDS / max(1.0, len(one) ** 0.5)) for one in columns])
    return sparse.csr_matrix((values, np.concatenate(columns), ends), shape=(len(folded), COLUMNS))


def report(every: Sequence[Wish], vectors: PackagedVectors) -> str:
    """Tell the tags of each fifth, learnt from the rest, and give what is right and what is found of them."""
    told: list[tuple[Wish, dict[str, float]]] = []
    known: set[str] = set()
    for fold in range(FOLDS):
        tagger = fitted([one for one in every if not one.round or one.fold != fold], vectors)
        known |= set(tagger.tags)
        told += [(one, tagger.tagged(one.text, vectors)) for one in every if one.round and one.fold == fold]
    spoken = known & {tag for one in every for tag in tags_of(read_wish(one.text).wish)}
    ways: dict[str, Callable[[Wish, dict[str, float]], set[str] | frozenset[str]]] = {
        "the words alone": lambda one, tags: tags_of(read_wish(one.text).wish),
        f"the tagger alone, from {SURE} on": lambda one, tags: {tag for tag, share in tags.items() if share >= SURE},
        "both together": lambda one, tags: tags_of(tagged(read_wish(one.text).wish, tags)),
    }
    lines = [f"{len(told)} messages, {len(spoken)} tags that both know", "| | right | found |", "|---|---|---|"]
    for name, way in ways.items():
        right = wrong = missed = 0
        for one, tags in told:
            found = way(one, tags) & spoken
            right, wrong = right + len(found & one.tags), wrong + len(found - one.tags)
            missed += len((one.tags & spoken) - found)
        lines.append(f"| {name} | {right / max(1, right + wrong):.1%} | {right / max(1, right + missed):.1%} |")
    return "\n".join(lines)


def main(arguments: Sequence[str] | None = None) -> int:
    """Print how well the tags are told; or write the product's file."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu.wishes", description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn from all, and write the product's file")
    options = parser.parse_args(arguments)
    every, vectors = list(wishes()), PackagedVectors()
    if options.write:
        fitted(every, vectors).write()
    else:
        print(report(every, vectors))
    return 0


if __name__ == "__main__":
    sys.exit(main())
