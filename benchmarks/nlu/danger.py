"""`python -m benchmarks.nlu.danger`: who is heard to be in danger, of messages that the model has not learnt from.

Run in the engine's environment. The model learns from the messages of danger and from those that only sound alike of
`written_danger/learnt`, and from the training data; what is beside that folder, and `distress_kept_apart.jsonl`, are by
other writers, and nothing is learnt from them. With `--write` the product's file is made anew.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import numpy.typing as npt
import scipy.sparse as sparse
from sklearn.linear_model import LogisticRegression

from engine.nlu.danger import LETTERS, WORDS_SCALE, DangerModel, columns_of, rarity_of, values_of
from engine.nlu.examples import read_conversations, read_examples
from engine.nlu.features import Floats
from engine.nlu.hashed import COLUMNS
from engine.nlu.texts import readable
from engine.nlu.vectors import PackagedVectors

HERE = Path(__file__).resolve().parent
WRITTEN = HERE / "written_danger"
DISTRESS = HERE / "distress_kept_apart.jsonl"
_DATA = HERE.parents[1] / "data" / "nlu"
_EMERGENCY = "emergency"
_WORDS_C, _C, _FOLDS = 10.0, 5.0, 4
# Ordinary messages whose meaning is learnt from, beside all that patrons say in conversations: those whose words sound
# most like danger, and others by chance.
_ALIKE, _OTHERS = 5000, 3000
# A word that weighs less says nothing.
_LEAST_WEIGHT = 0.02
_SHARES = (0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9)


def main(arguments: Sequence[str] | None = None) -> int:
    """Read the arguments; write the product's file, or print what it makes of the messages kept apart."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu.danger", description=__doc__)
    parser.add_argument("--write", action="store_true", help="learn, and write the product's file")
    vectors = PackagedVectors()
    if parser.parse_args(arguments).write:
        fitted(vectors).write(_LEAST_WEIGHT)
    print(report(DangerModel.read(), vectors))
    return 0


def rows_of(file: Path) -> list[dict[str, str]]:
    """Give the rows of a file; `danger` names the kind of danger, and is empty where there is none."""
    return [json.loads(line) for line in file.read_text(encoding="utf-8").splitlines()]


def fitted(vectors: PackagedVectors) -> DangerModel:
    """Learn both models: the second one of what the first would say of messages that it had not seen."""
    written = [row for file in sorted((WRITTEN / "learnt").glob("*.jsonl")) for row in rows_of(file)]
    in_conversations = [(one.text, one.intent) for one in read_conversations(_DATA)]
    said = [*read_examples(_DATA), *in_conversations]
    danger = {readable(text) for text, intent in said if intent == _EMERGENCY}
    danger |= {readable(row["text"]) for row in written if row["danger"]}
    calm = {readable(row["text"]) for row in written if not row["danger"]} - danger
    others = {readable(text) for text, intent in said if intent != _EMERGENCY} - danger - calm
    folded = [*sorted(danger), *sorted(calm), *sorted(others)]
    truth = np.arange(len(folded)) < len(danger)
    rarity, matrix = _rows(folded)
    fold_of = np.random.default_rng(7).permutation(len(folded)) % _FOLDS
    by_words = np.zeros(len(folded))
    for fold in range(_FOLDS):
        by_words[fold_of == fold] = _words(matrix[fold_of != fold], truth[fold_of != fold]).decision_function(
            matrix[fold_of == fold]
        )
    ordinary = np.arange(len(danger) + len(calm), len(folded))
    alike = ordinary[np.argsort(-by_words[ordinary], kind="stable")[:_ALIKE]]
    some = np.random.default_rng(7).permutation(ordinary)[:_OTHERS]
    talked = {readable(text) for text, _ in in_conversations}
    of_talk = [place for place in ordinary if folded[place] in talked]
    chosen = np.unique(np.concatenate([np.arange(len(danger) + len(calm)), alike, some, of_talk]))
    seen = vectors.encode([folded[place][:LETTERS] for place in chosen])
    second = LogisticRegression(C=_C, max_iter=800).fit(np.c_[seen, WORDS_SCALE * by_words[chosen]], truth[chosen])
    first = _words(matrix, truth)
    return DangerModel(
        rarity,
        first.coef_[0].astype(np.float32),
        float(first.intercept_[0]),
        second.coef_[0][:-1].astype(np.float32),
        float(second.coef_[0][-1]),
        float(second.intercept_[0]),
    )


def _rows(folded: Sequence[str]) -> tuple[Floats, sparse.csr_matrix]:
    """Give how rare each column is, and a row for each text."""
    rows = [columns_of(text) for text in folded]
    counts = np.bincount(np.concatenate([columns for row in rows for columns in row]), minlength=COLUMNS)
    rarity = rarity_of(counts, len(rows))
    ends = np.cumsum([0, *(sum(map(len, row)) for row in rows)])
    values = np.concatenate([values_of(columns, rarity) for row in rows for columns in row])
    columns = np.concatenate([columns for row in rows for columns in row])
    return rarity, sparse.csr_matrix((values, columns, ends), shape=(len(rows), COLUMNS))


def _words(matrix: sparse.csr_matrix, truth: npt.NDArray[np.bool_]) -> LogisticRegression:
    return LogisticRegression(C=_WORDS_C, solver="liblinear").fit(matrix, truth)


def report(model: DangerModel, vectors: PackagedVectors) -> str:
    """Tell of messages that nothing was learnt from how many are heard, from several shares on."""
    apart = [*(row for file in sorted(WRITTEN.glob("*.jsonl")) for row in rows_of(file)), *_distress()]
    shares: Floats = np.asarray([model.sure(row["text"], vectors) for row in apart], dtype=np.float32)
    lines = ["| of | messages | " + " | ".join(map(str, _SHARES)) + " |", "|---" * (len(_SHARES) + 2) + "|"]
    for name, is_danger in (("in danger", True), ("only sounds alike", False)):
        those = shares[[bool(row["danger"]) is is_danger for row in apart]]
        heard = " | ".join(f"{(those >= share).mean():.1%}" for share in _SHARES)
        lines.append(f"| {name} | {len(those)} | {heard} |")
    return "\n".join(lines)


def _distress() -> list[dict[str, str]]:
    return [
        {"text": row["text"], "danger": "despair" if row["intent"] == _EMERGENCY else ""} for row in rows_of(DISTRESS)
    ]


if __name__ == "__main__":
    sys.exit(main())
