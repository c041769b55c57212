"""What a message means after what the conversation was about: "and on Friday?" after the opening hours.

It is first read as if nothing had come before. That reading, the words, the length and the topic together say what it
means there: that it stays with the topic, or one of the intents. What is said without a topic is read as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, TypeVar

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats, Ints, TextFeatures, word_grams, words
from engine.nlu.support import spread

Read = TypeVar("Read")

# In a reading: its intent is the topic before it, and its words are less than a sentence.
LEANS = "leans"
# Words from which a message is of the next longer kind.
_LONGER = (2, 3, 4, 5, 7, 10, 14)
_C = 3.0
# Of so many texts a word must stand in, to count.
_FEWEST = 2
# A reading less likely than this says no more by being less likely still.
_LEAST = 1e-4
# The logarithms of a reading are as large as the other facts.
_SCALE = 0.25
# What was never said after a topic is not likely, and not impossible.
_UNSEEN = -12.0

# Words that lean on what came before, or go on with it.
_LEANING = frozenset(
    "it its it's that that's this them those these they he she his her him there then and also too same other another"
    " else more one ones first second third next last which what's how's why"
    " اون این آن اونا اینا آنها همون همین همان هم نیز و پس خب دیگه دیگر بعدی اولی دومی سومی یکی بقیه کدوم کدومش چرا"
    " un oon in on unam ham hamun hamin dige baadi avali dovomi yeki kodoom kodum chera khob pas".split()
)
_WHOLE = 3


def is_whole(folded: str) -> bool:
    """Tell whether a text of some words has none that leans on what came before."""
    said = words(folded)
    return len(said) >= _WHOLE and not _LEANING.intersection(said)


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


def of_example(metadata: Any, read: Callable[[Any], Read]) -> Read:
    """Read the metadata of a training example as Rasa keeps it: its own, or else that of its block of examples."""
    kept = metadata or {}
    return read(kept.get("example")) or read(kept.get("intent"))


def move_of(metadata: Any) -> str | None:
    """Give the move that the metadata of an example, or of its intent, say it is ("title.pages"); None without."""
    found = metadata.get("move") if isinstance(metadata, Mapping) else None
    return found if isinstance(found, str) else None


def moves_too(metadata: Any) -> tuple[str, ...]:
    """Give the further moves that the metadata of an example say it makes, where it asks two things."""
    found = metadata.get("moves_too") if isinstance(metadata, Mapping) else None
    return tuple(found.split()) if isinstance(found, str) else ()


def conversed_in(metadata: Any) -> Mapping[str, Any] | None:
    """Give the metadata of an example that was said in a judged conversation; None of any other.

    It names the `round`, and is for the model of conversations alone (engine.nlu.context).
    """
    return metadata if isinstance(metadata, Mapping) and "round" in metadata else None


class ThreadModel:
    """Weights over the words of a message and over what is known of its reading: (columns + facts) x (intents + 1).

    The last class is that a message stays with the topic, whichever that is.
    """

    def __init__(self, topics: Sequence[str], columns: Ints, weights: Floats, bias: Floats) -> None:
        self.topics = list(topics)
        self.columns = columns
        self.weights = weights
        self.bias = bias
        self._places = {topic: i for i, topic in enumerate(self.topics)}

    def __contains__(self, topic: object) -> bool:
        return topic in self._places

    @classmethod
    def fit(
        cls,
        features: TextFeatures,
        names: Sequence[str],
        said: Sequence[FollowUp],
        folded: Sequence[str],
        probabilities: Floats,
    ) -> ThreadModel:
        """Train on messages with what was talked of before; a row of probabilities is how each was read alone."""
        import warnings

        from scipy.sparse import csr_matrix, hstack
        from sklearn.exceptions import ConvergenceWarning
        from sklearn.linear_model import LogisticRegression

        index = {name: i for i, name in enumerate(names)}
        rows = [features.word_block.vector(word_grams(words(text))) for text in folded]
        starts = np.cumsum([0, *(len(columns) for columns, _ in rows)])
        shape = (len(rows), len(features.word_block.idf))
        sparse = csr_matrix(
            (np.concatenate([values for _, values in rows]), np.concatenate([columns for columns, _ in rows]), starts),
            shape=shape,
        )
        columns = np.flatnonzero(sparse.getnnz(axis=0) >= _FEWEST).astype(np.int32)
        topics = sorted({one.after for one in said})
        model = cls(topics, columns, np.empty((0, 0), dtype=np.float32), np.empty(0, dtype=np.float32))
        facts = np.asarray(
            [
                model.facts(text, one.after, index, reading)
                for one, text, reading in zip(said, folded, probabilities, strict=True)
            ]
        )
        labels = [len(names) if one.intent == one.after else index[one.intent] for one in said]
        matrix = hstack([sparse[:, columns], csr_matrix(facts)], format="csr")
        with warnings.catch_warnings():
            # Stopped early on purpose: later steps fit these messages closer and read new ones no better.
            warnings.simplefilter("ignore", ConvergenceWarning)
            fitted = LogisticRegression(C=_C, max_iter=60).fit(matrix, labels)
        weights, bias = spread(fitted, matrix.shape[1], len(names) + 1)
        bias[np.setdiff1d(np.arange(len(names) + 1), fitted.classes_)] = _UNSEEN
        model.weights, model.bias = weights, bias
        return model

    def facts(self, folded: str, after: str, index: Mapping[str, int], probabilities: Floats) -> Floats:
        """Give what is known of a message beside its words: its reading, its length, and what came before."""
        there = float(probabilities[index[after]])
        count = len(words(folded))
        row = np.zeros(len(probabilities) + 3 + len(_LONGER) + len(self.topics), dtype=np.float32)
        rest = row[len(probabilities) :]
        row[: len(probabilities)] = _SCALE * np.log(np.maximum(probabilities, _LEAST))
        rest[0] = there
        rest[1] = float(probabilities.max()) - there
        rest[2] = float(probabilities[index["out_of_scope"]]) if "out_of_scope" in index else 0.0
        rest[3 : 3 + len(_LONGER)] = [count >= longer for longer in _LONGER]
        rest[3 + len(_LONGER) + self._places[after]] = 1.0
        return row

    def shares(self, columns: Ints, values: Floats, facts: Floats) -> Floats:
        """Give the probabilities of the intents and, last, of staying, from a message's word columns and its facts."""
        places = np.searchsorted(self.columns, columns)
        known = places < len(self.columns)
        known[known] = self.columns[places[known]] == columns[known]
        scores = values[known] @ self.weights[places[known]] + facts @ self.weights[len(self.columns) :] + self.bias
        powers = np.exp(scores - scores.max())
        return np.asarray(powers / powers.sum(), dtype=np.float32)

    def arrays(self) -> dict[str, npt.NDArray[Any]]:
        """The weights as named arrays, in half precision."""
        return {
            "thread_columns": self.columns,
            "thread_weights": self.weights.astype(np.float16),
            "thread_bias": self.bias,
        }

    @classmethod
    def from_arrays(cls, arrays: Any, topics: Sequence[str]) -> ThreadModel:
        """Rebuild from named arrays."""
        return cls(
            topics,
            np.asarray(arrays["thread_columns"], dtype=np.int32),
            np.ascontiguousarray(arrays["thread_weights"], dtype=np.float32),
            np.asarray(arrays["thread_bias"], dtype=np.float32),
        )
