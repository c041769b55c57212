"""The utterances that are measured with: public benchmarks, our own training data, files of the evaluation format."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import numpy.typing as npt

from engine.evaluation.rows import OUT_OF_SCOPE
from engine.nlu.examples import read_examples
from engine.nlu.features import Floats
from protocol.values import LANGUAGES

ROOT = Path(__file__).resolve().parents[2]
# Beside the checkout, where the people who build this keep what is measured with and never trained on.
SHARED = ROOT.parent / "shared"


@dataclass(frozen=True)
class Example:
    """One utterance and its intent; the language where it is known."""

    text: str
    intent: str
    lang: str = ""


@dataclass(frozen=True)
class Benchmark:
    """A public set: what to train on, what to choose thresholds on (may be empty), what to test on."""

    train: list[Example]
    valid: list[Example]
    test: list[Example]


def benchmark(file: Path, outside: str = "", version: str = "") -> Benchmark:
    """Read a public set; the label `outside` becomes `out_of_scope`, `version` chooses one of several."""
    splits: dict[str, list[Example]] = {"train": [], "valid": [], "test": []}
    for line in file.read_text(encoding="utf-8").splitlines():
        row = json.loads(line)
        if not version or row.get("version") == version:
            intent = OUT_OF_SCOPE if row["intent"] == outside else row["intent"]
            splits[row["split"]].append(Example(row["text"], intent, row.get("lang", "")))
    return Benchmark(**splits)


def own(folder: Path = ROOT / "data" / "nlu") -> list[Example]:
    """Our training utterances: a folder a language, a file a subject."""
    languages = sorted(each for each in folder.iterdir() if each.is_dir())
    return [Example(text, intent, each.name) for each in languages for text, intent in read_examples(each)]


def twins(examples: Sequence[Example], vectors: Floats) -> npt.NDArray[np.int64]:
    """A number a text: two texts of one intent share it when each is the other language's nearest to the other.

    The data has no mark for a text and its translation; nearest is by the cosine of sentence vectors, from
    which the mean of each language is taken first (else every text is nearest to the language's commonest).
    """
    groups = np.arange(len(examples))
    langs = np.asarray([example.lang for example in examples])
    intents = np.asarray([example.intent for example in examples])
    levelled = vectors.copy()
    for lang in set(langs.tolist()):
        levelled[langs == lang] -= vectors[langs == lang].mean(axis=0)
    levelled /= np.maximum(np.linalg.norm(levelled, axis=1, keepdims=True), 1e-9)
    for intent in sorted(set(intents.tolist())):
        first, second = (np.flatnonzero((intents == intent) & (langs == lang)) for lang in LANGUAGES)
        if len(first) and len(second):
            alike = levelled[first] @ levelled[second].T
            there, back = alike.argmax(axis=1), alike.argmax(axis=0)
            for i, j in enumerate(there):
                if back[j] == i:
                    groups[first[i]] = groups[second[j]]
    return groups


def folds(examples: Sequence[Example], groups: npt.NDArray[np.int64], count: int) -> npt.NDArray[np.int64]:
    """The fold of each text: the groups of every intent are dealt out in turn, in an order shuffled once."""
    dealer = np.random.default_rng(7)
    of_group: dict[int, int] = {}
    intents = np.asarray([example.intent for example in examples])
    for intent in sorted(set(intents.tolist())):
        there = dealer.permutation(np.unique(groups[intents == intent]))
        of_group |= {int(group): turn % count for turn, group in enumerate(there)}
    return np.asarray([of_group[int(group)] for group in groups], dtype=np.int64)
