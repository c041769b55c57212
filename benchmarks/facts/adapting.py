"""Adapt the last layers of the sentence vectors to what a library is asked; run in the engine's environment.

    .venv-engine/bin/python -m benchmarks.facts.adapting MATERIAL.json OUT.npz

MATERIAL is what benchmarks.facts.material writes. What asks for one fact is brought together, what asks for another is
driven apart, most of all for one of the same topic. The network's own weights stay; what is learned are low-rank
differences to the matrices of its last layers, and of these a half is taken: with the whole, ways to ask for facts that
were never seen were found less often. Takes a quarter of an hour of one processor. TensorFlow is there for Rasa.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import time
from pathlib import Path
from typing import Any

os.environ.setdefault("TF_CPP_MIN_LOG_LEVEL", "3")

import numpy as np
import tensorflow as tf

from benchmarks.facts.last_layers import Layers
from engine.nlu.e5 import Encoder
from engine.nlu.e5.adaptation import SHARED

RANK = 16
# Facts of one step: two thirds of a few topics, so that the nearest ones are beside each other.
FACTS, OF_ONE_TOPIC, PAIRS = 44, 8, 10
# How often a way is shown without the words that every question has, with them, and both with typing errors.
VIEWS = (0.4, 0.3, 0.15, 0.15)
# How often the second of two texts of a fact is what it tells.
TELLS = 0.3
WARMTH, LEFT_OUT, FASTEST, WARMING = 0.07, 0.1, 1e-3, 20
# It is ended half-way through what it slows down over.
STEPS, SLOWING = 220, 440
TAKEN = 0.5
# No question has more pieces; texts that tell are cut.
LONGEST = 48
_FA = range(0x622, 0x6CD)


class Material:
    """Texts by number with what the first layers make of them, and which of them ask for one thing."""

    def __init__(self, file: Path) -> None:
        read = json.loads(file.read_text(encoding="utf-8"))
        self._texts: dict[str, int] = {}
        self.ways: dict[int, list[list[int]]] = {}
        self.told: dict[int, list[int]] = {}
        self.by_topic: dict[str, list[int]] = {}
        for fact in read["facts"]:
            self.ways[fact["fact"]] = [list(map(self._number, views)) for views in fact["ways"]]
            self.told[fact["fact"]] = list(map(self._number, fact["told"]))
            self.by_topic.setdefault(str(fact["topic"]), []).append(fact["fact"])
        self.pairs = [(self._number(one), self._number(other)) for one, other in read["pairs"]]
        centres = {language: np.asarray(mean, np.float32) for language, mean in read["centres"].items()}
        self._centres = [centres["fa" if any(ord(sign) in _FA for sign in text) else "en"] for text in self._texts]
        self._hidden: list[Any] = [None] * len(self._texts)

    def _number(self, text: str) -> int:
        return self._texts.setdefault(text, len(self._texts))

    def read_by(self, encoder: Encoder) -> None:
        """Let the first layers read all texts."""
        for places, hidden in encoder.hidden(list(self._texts)):
            for place, rows in zip(places, hidden):  # noqa: B905
                self._hidden[place] = rows[:LONGEST].astype(np.float16)

    def batch(self, chance: random.Random) -> tuple[list[int], list[int]]:
        """Choose texts, and of each the number of what it asks for: two for everything."""
        chosen: list[int] = []
        for topic in chance.sample(list(self.by_topic), len(self.by_topic)):
            chosen += chance.sample(self.by_topic[topic], min(len(self.by_topic[topic]), OF_ONE_TOPIC))
            if len(chosen) >= FACTS * 2 // 3:
                break
        rest = [fact for fact in self.ways if fact not in set(chosen)]
        chosen += chance.sample(rest, max(0, FACTS - len(chosen)))
        texts: list[int] = []
        things: list[int] = []
        for fact in chosen:
            both = [chance.choices(views, VIEWS)[0] for views in chance.sample(self.ways[fact], 2)]
            if self.told[fact] and chance.random() < TELLS:
                both[1] = chance.choice(self.told[fact])
            texts += both
            things += [fact, fact]
        for place, pair in enumerate(chance.sample(self.pairs, PAIRS)):
            texts += pair
            things += [-1 - place] * 2
        return texts, things

    def padded(self, texts: list[int]) -> tuple[Any, Any, Any]:
        """Give what the last layers begin with, which of it is text, and the mean of each text's language."""
        longest = max(len(self._hidden[text]) for text in texts)
        hidden = np.zeros((len(texts), longest, len(self._centres[0])), np.float32)
        is_text = np.zeros((len(texts), longest), np.float32)
        for row, text in enumerate(texts):
            hidden[row, : len(self._hidden[text])] = self._hidden[text]
            is_text[row, : len(self._hidden[text])] = 1
        return hidden, is_text, np.stack([self._centres[text] for text in texts])


def adapted(material: Material, layers: Layers, steps: int) -> None:
    """Learn what is added to the layers' matrices."""
    optimizer = tf.keras.optimizers.legacy.Adam(FASTEST)
    width = layers.width

    @tf.function(
        input_signature=[
            tf.TensorSpec((None, None, width)), tf.TensorSpec((None, None)), tf.TensorSpec((None, width)),
            tf.TensorSpec((None,), tf.int32),
        ]
    )  # fmt: skip
    def step(hidden: Any, is_text: Any, centres: Any, things: Any) -> Any:
        with tf.GradientTape() as tape:
            vectors = tf.math.l2_normalize(layers.vectors(hidden, is_text, LEFT_OUT) - centres, -1)
            itself = tf.eye(tf.shape(vectors)[0])
            near = tf.matmul(vectors, vectors, transpose_b=True) / WARMTH - 1e9 * itself
            same = tf.cast(things[:, None] == things[None, :], tf.float32) - itself
            shares = near - tf.reduce_logsumexp(near, 1, keepdims=True)
            loss = -tf.reduce_mean(tf.reduce_sum(shares * same, 1) / tf.maximum(tf.reduce_sum(same, 1), 1))
        slopes, _ = tf.clip_by_global_norm(tape.gradient(loss, layers.learned), 1.0)
        optimizer.apply_gradients(zip(slopes, layers.learned))  # noqa: B905
        return loss

    chance, losses, begun = random.Random(1), [], time.monotonic()
    for number in range(steps):
        optimizer.learning_rate = (
            FASTEST * min(1, (number + 1) / WARMING) * (0.5 + 0.5 * np.cos(np.pi * number / SLOWING))
        )
        texts, things = material.batch(chance)
        losses.append(float(step(*map(tf.constant, material.padded(texts)), tf.constant(things, tf.int32))))
        if (number + 1) % 20 == 0:
            print(number + 1, round(float(np.mean(losses[-20:])), 3), f"{time.monotonic() - begun:.0f} s", flush=True)


def main() -> None:
    """Learn and write the differences."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("material", type=Path)
    parser.add_argument("out", type=Path)
    parser.add_argument("--steps", type=int, default=STEPS)
    parser.add_argument("--threads", type=int, default=1)
    chosen = parser.parse_args()
    tf.config.threading.set_intra_op_parallelism_threads(chosen.threads)
    tf.config.threading.set_inter_op_parallelism_threads(1)
    tf.random.set_seed(1)
    material, layers = Material(chosen.material), Layers(SHARED, RANK)
    material.read_by(Encoder(fine=True))
    adapted(material, layers, chosen.steps)
    np.savez(chosen.out, **layers.differences(TAKEN))


if __name__ == "__main__":
    main()
