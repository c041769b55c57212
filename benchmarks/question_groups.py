"""Measure how well unanswered questions find their group, and make the mean of each language that it needs.

`.venv-engine/bin/python -m benchmarks.question_groups [--centres]` (the engine's environment: it holds the vectors).
"""

from __future__ import annotations

import argparse
import itertools
import json
import random
from pathlib import Path

import numpy as np

from crm.learning import likeness
from engine.nlu.examples import read_examples
from engine.nlu.vectors import PackagedVectors
from protocol import plain_yaml
from protocol.values import LANGUAGES

ROOT = Path(__file__).resolve().parents[1]
PAIRS = Path(__file__).with_name("question_pairs.yml")
SAMPLE = 600


def main() -> None:
    """Print the figures; with --centres write crm/learning/likeness.json anew first."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--centres", action="store_true", help="make the means anew from the training utterances")
    if parser.parse_args().centres:
        write_centres()
    rows = [
        (number, language, text)
        for number, matter in enumerate(plain_yaml.load(PAIRS.read_text(encoding="utf-8")))
        for language in LANGUAGES
        for text in matter[language]
    ]
    raw = PackagedVectors(fine=True).encode([likeness.bare(text) for _, _, text in rows])
    vectors = [likeness.centred(vector.tolist(), language) for vector, (_, language, _) in zip(raw, rows)]  # noqa: B905
    pairs = [(rows[i], rows[j], vectors[i], vectors[j]) for i, j in itertools.combinations(range(len(rows)), 2)]
    print(f"{len(rows)} wordings of {len({row[0] for row in rows})} matters")
    for same_language in (True, False):
        scores = np.asarray(
            [
                (likeness.alike(u, v, same_language=same_language), a[0] == b[0])
                for a, b, u, v in pairs
                if (a[1] == b[1]) == same_language
            ]
        )
        alike, unlike = scores[scores[:, 1] == 1, 0], scores[scores[:, 1] == 0, 0]
        bound = likeness.WITHIN if same_language else likeness.ACROSS
        print("within one language" if same_language else "across languages", f"(bound {bound})")
        for part in (0.8, 0.9, 1.0, 1.1, 1.2):
            print(
                f"  at {part * bound:.3f}: {(alike >= part).mean():6.1%} of {len(alike)} pairs of one matter, "
                f"{(unlike >= part).mean():7.2%} of {len(unlike)} pairs of two"
            )
    grouped(rows, vectors)


def grouped(rows: list[tuple[int, str, str]], vectors: list[list[float]]) -> None:
    """Put the wordings into groups one after the other, as the job does, and print how good these are."""
    found: dict[str, list[float]] = {"precision": [], "recall": [], "groups": []}
    for seed in range(10):
        order = list(range(len(rows)))
        random.Random(seed).shuffle(order)
        groups: list[list[int]] = []
        for place in order:
            best, score = None, 1.0
            for members in groups:
                mean = np.mean(
                    [
                        likeness.alike(vectors[place], vectors[other], same_language=rows[place][1] == rows[other][1])
                        for other in members
                    ]
                )
                if mean >= score:
                    best, score = members, float(mean)
            if best is None:
                groups.append([place])
            else:
                best.append(place)
        group = {place: number for number, members in enumerate(groups) for place in members}
        together = [(i, j) for i, j in itertools.combinations(range(len(rows)), 2) if group[i] == group[j]]
        right = sum(rows[i][0] == rows[j][0] for i, j in together)
        wanted = sum(rows[i][0] == rows[j][0] for i, j in itertools.combinations(range(len(rows)), 2))
        found["precision"].append(right / max(1, len(together)))
        found["recall"].append(right / wanted)
        found["groups"].append(len(set(group.values())))
    right, held, count = (float(np.mean(found[name])) for name in ("precision", "recall", "groups"))
    print(f"in groups: {right:.1%} of pairs belong together, {held:.1%} of those that do are found, {count:.1f} groups")


def write_centres() -> None:
    """Write the mean vector of each language's training utterances, without their common words."""
    source, centres = PackagedVectors(fine=True), {}
    for language in LANGUAGES:
        texts = [text for text, _ in read_examples(ROOT / "data" / "nlu" / language)]
        random.Random(1).shuffle(texts)
        vectors = source.encode([likeness.bare(text) for text in texts[:SAMPLE] if text])
        centres[language] = [round(float(value), 4) for value in vectors.mean(axis=0)]
    likeness.CENTRES.write_text(json.dumps(centres, separators=(",", ":")) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
