"""Whether a message stays with what the conversation was about: "and on Friday?" after the opening hours.

Single sentences are read as if nothing had come before. Only then it is asked how likely a message leans on the last
topic, by its words and its length, and how sure it is of something else by itself; by the odds of both, its probability
goes to that topic or stays where it was. What is said without a topic before it is read as ever.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats, Ints, TextFeatures, words

# In a reading: its intent is the topic before it, and its words are less than a sentence.
LEANS = "leans"
# Words from which a message is of the next longer kind.
_LONGER = (2, 3, 4, 5, 7, 10, 14)
_C = 1.0
# However sure a reading is, it may be wrong.
_SUREST = 0.98


@dataclass(frozen=True)
class FollowUp:
    """An utterance with its intent and the topic that was talked of when it was said."""

    text: str
    intent: str
    after: str


def after_of(metadata: Any) -> tuple[str, ...]:
    """Give the topics that the metadata of an example, or of its intent, say it follows; none without such."""
    found = metadata.get("after") if isinstance(metadata, Mapping) else None
    if isinstance(found, str):
        return (found,)
    return tuple(str(one) for one in found) if isinstance(found, list) else ()


def against(stays: float, other: float) -> float:
    """Weigh how likely a message stays with its topic against how likely it means something else by itself."""
    other = min(max(other, 1 - _SUREST), _SUREST)
    kept, lost = stays * (1 - other), (1 - stays) * other
    return kept / (kept + lost) if kept + lost else 0.0


class ThreadModel:
    """Weights over the words of a message and over what is known of its reading, and a bias."""

    def __init__(self, topics: Sequence[str], weights: Floats, bias: float) -> None:
        self.topics = list(topics)
        self.weights = weights
        self.bias = bias
        self._places = {topic: i for i, topic in enumerate(self.topics)}

    @classmethod
    def fit(
        cls,
        features: TextFeatures,
        names: Sequence[str],
        said: Sequence[FollowUp],
        folded: Sequence[str],
        probabilities: Floats,
    ) -> ThreadModel:
        """Train on messages with what was talked of before; a row of probabilities is how each was read alone.

        A message whose intent is the topic stays; every other one goes on to something else.
        """
        from scipy.sparse import csr_matrix, hstack
        from sklearn.linear_model import LogisticRegression

        topics = sorted({one.after for one in said if one.after == one.intent})
        model = cls(topics, np.empty(0, dtype=np.float32), 0.0)
        rows = [features.vector(text) for text in folded]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        sparse = csr_matrix(
            (
                np.concatenate([values for _, values in rows]),
                np.concatenate([columns for columns, _ in rows]),
                starts,
            ),
            shape=(len(rows), features.width),
        )
        index = {name: i for i, name in enumerate(names)}
        facts = np.asarray(
            [
                model.facts(text, one.after, index, reading)
                for one, text, reading in zip(said, folded, probabilities, strict=True)
            ]
        )
        stays = np.asarray([one.after == one.intent for one in said])
        matrix = hstack([sparse, csr_matrix(facts)], format="csr")
        fitted = LogisticRegression(C=_C, max_iter=200, class_weight="balanced").fit(matrix, stays)
        model.weights = np.asarray(fitted.coef_[0], dtype=np.float32)
        model.bias = float(fitted.intercept_[0])
        return model

    def facts(self, folded: str, after: str, index: Mapping[str, int], probabilities: Floats) -> Floats:
        """Give what is known of a message beside its words: its length, its reading, and what came before."""
        topic = index.get(after)
        there = float(probabilities[topic]) if topic is not None else 0.0
        outside = index.get("out_of_scope")
        best = float(probabilities.max())
        count = len(words(folded))
        row = np.zeros(5 + len(_LONGER) + len(self.topics), dtype=np.float32)
        row[:5] = (
            there,
            best - there,
            float(probabilities[outside]) if outside is not None else 0.0,
            float(best == there),
            float(after in self._places),
        )
        row[5 : 5 + len(_LONGER)] = [count >= longer for longer in _LONGER]
        if after in self._places:
            row[5 + len(_LONGER) + self._places[after]] = 1.0
        return row

    def stays(self, columns: Ints, values: Floats, facts: Floats) -> float:
        """Give the probability that a message stays with the topic, from its columns and its facts."""
        width = len(self.weights) - len(facts)
        score = float(values @ self.weights[columns]) + float(facts @ self.weights[width:]) + self.bias
        return float(1 / (1 + np.exp(-score)))

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The weights as named arrays, in half precision."""
        return {
            "thread_weights": self.weights.astype(np.float16),
            "thread_bias": np.asarray([self.bias], dtype=np.float32),
        }

    @classmethod
    def from_arrays(cls, arrays: Any, topics: Sequence[str]) -> ThreadModel:
        """Rebuild from named arrays."""
        return cls(topics, np.asarray(arrays["thread_weights"], dtype=np.float32), float(arrays["thread_bias"][0]))
