"""What a message means in the conversation that it stands in, learnt from real ones.

It is read by its words and its topic first (engine.nlu.model). That reading is an offset here; what is learnt is by how
much the sentence vector, the topics before, the names of the last answers and the length move it, and how much it stays
with the topic, whichever that is. Beside the intent it tells what a good answer is made of and what it is about.
"""

from __future__ import annotations

import hashlib
import json
import random
import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.features import Floats, words
from engine.nlu.linear import softmax
from engine.nlu.thread import FollowUp
from protocol.intents import traits_of

ARRAYS = "context.npz"
NAMES = "context.json"
# In a reading: what the message asks for beside its intent, {"way": {"fact": 0.8, …}, "account": {…}, …}.
CONTEXT = "context"
# What is told beside the intent: what a good answer is made of, whether it needs the patron's account, whether the
# message leans on what came before, and what kind of thing it is about.
SIDES = ("way", "account", "leans", "about")
_VERSION = 1
# An answer's word must stand before so many messages, to count.
_FEWEST = 4
# A reading less likely than this says no more by being less likely still.
_LEAST = 1e-3
# What the vector, the topics, answers and length weigh beside the last topic.
_VECTOR, _EARLIER, _ANSWER, _LENGTH = 2.5, 0.5, 0.5, 0.5
_LONGER = (4, 7, 12, 20)
# How strongly weights are held near nothing, and the share of the first reading near its own.
_HELD, _HELD_SHARE = 0.2, 10.0
_STEPS = 60
# So many follow-ups that we wrote stand beside the real messages: small talk and what is refused, what leaves its topic
# for another, and what stays. Real conversations seldom leave one abruptly; without these, whatever is said after the
# hours ("I lost my card") would be about the hours.
_PASSING, _LEAVING, _STAYING = 1500, 3000, 300
_SIDE_C = 1.0
_SIDE_SCALE = 0.2
# What is less likely is not told.
_TOLD = 0.01
_QUESTION = re.compile("[?؟]")


@dataclass(frozen=True)
class Before:
    """What came before a message: its topic, the one before that, and the names of the last answers."""

    topic: str | None = None
    earlier: str | None = None
    answers: tuple[str, ...] = ()

    @classmethod
    def of(cls, metadata: Any) -> Before | None:
        """Read it from a message's metadata; None where the message stands in no conversation."""
        if not isinstance(metadata, Mapping) or "answers" not in metadata:
            return None
        answers = metadata["answers"]
        names = answers.split() if isinstance(answers, str) else [str(one) for one in answers]
        return cls(_name(metadata.get("after")), _name(metadata.get("before")), tuple(names))

    @property
    def words(self) -> set[str]:
        """The names of the answers, and the words that these are made of."""
        names = {name.removeprefix("utter_") for name in self.answers}
        return {f"{name}." for name in names} | {word for name in names for word in name.split("_")}


@dataclass(frozen=True)
class InContext:
    """A message of a conversation with what it meant there, and what that asks for (`SIDES`)."""

    text: str
    intent: str
    before: Before
    sides: Mapping[str, str]

    @classmethod
    def of(cls, text: str, intent: str, metadata: Any) -> InContext | None:
        """Read an example of the training data; None for one that stands in no conversation."""
        before = Before.of(metadata)
        if before is None:
            return None
        return cls(text, intent, before, {side: str(metadata[side]).lower() for side in SIDES if side in metadata})


def beside_follow_ups(said: Sequence[InContext], follow_ups: Sequence[FollowUp]) -> list[InContext]:
    """Give the messages of conversations, and some follow-ups that we wrote, as if said after answers like theirs.

    Real patrons seldom say only yes, no or never mind, or ask for what is no library's: without these it would be
    unlearnt.
    """
    after: dict[str | None, list[Before]] = defaultdict(list)
    for one in said:
        after[one.before.topic].append(one.before)
    later = [before for topic in sorted(after, key=str) if topic for before in after[topic]]
    if not later:
        return list(said)
    # In an order of each text alone: an edit changes few of those that are chosen.
    ordered = sorted(follow_ups, key=lambda one: hashlib.sha256(f"{one.after} {one.text}".encode()).digest())
    passing = [one for one in ordered if traits_of(one.intent).is_passing]
    others = [one for one in ordered if not traits_of(one.intent).is_passing]
    leaving = [one for one in others if one.intent != one.after]
    staying = [one for one in others if one.intent == one.after]
    chance = random.Random(7)  # noqa: S311 - no secret
    written = []
    for each in (*passing[:_PASSING], *leaving[:_LEAVING], *staying[:_STAYING]):
        like = chance.choice(after.get(each.after) or later)
        written.append(InContext(each.text, each.intent, Before(each.after, like.earlier, like.answers), {}))
    return [*said, *written]


class ContextModel:
    """Weights over what is known of a message in its conversation, for its intent and for each of its sides."""

    def __init__(
        self, names: Sequence[str], answers: Sequence[str], arrays: Mapping[str, Floats], sides: Mapping[str, list[str]]
    ) -> None:
        self.names = list(names)
        self.answers = list(answers)
        self.arrays = dict(arrays)
        self.sides = dict(sides)
        self._index = {name: i for i, name in enumerate(self.names)}
        self._answers = {word: i for i, word in enumerate(self.answers)}

    @classmethod
    def fit(
        cls, said: Sequence[InContext], names: Sequence[str], folded: Sequence[str], dense: Floats, read: Floats
    ) -> ContextModel | None:
        """Train on messages with their vectors and how each was read before (rows of probabilities); None without."""
        index = {name: i for i, name in enumerate(names)}
        rows = [i for i, one in enumerate(said) if one.intent in index]
        if len({said[i].intent for i in rows}) < 2:
            return None
        counts = Counter(word for i in rows for word in said[i].before.words)
        model = cls(names, sorted(word for word, count in counts.items() if count >= _FEWEST), {}, {})
        facts = np.asarray([model.facts(folded[i], dense[i], said[i].before) for i in rows])
        first = np.log(np.maximum(read[rows], _LEAST))
        labels = np.asarray([index[said[i].intent] for i in rows])
        topics = np.asarray([index.get(said[i].before.topic or "", -1) for i in rows])
        model.arrays = _moved(facts, first, labels, topics)
        beside = np.concatenate([facts, _SIDE_SCALE * first], axis=1)
        for side in SIDES:
            told = [(row, said[i].sides[side]) for row, i in enumerate(rows) if side in said[i].sides]
            values = sorted({value for _, value in told})
            if len(values) > 1:
                weights, bias = _logistic(beside[[row for row, _ in told]], [values.index(value) for _, value in told])
                model.sides[side] = values
                model.arrays |= {f"{side}_weights": weights, f"{side}_bias": bias}
        return model

    def facts(self, folded: str, vector: Floats, before: Before) -> Floats:
        """Give what is known of a message beside its first reading, as one row."""
        size = len(self.names)
        row = np.zeros(2 * size + len(self.answers) + len(_LONGER) + 2, dtype=np.float32)
        for place, name, weight in ((0, before.topic, 1.0), (size, before.earlier, _EARLIER)):
            if name in self._index:
                row[place + self._index[name]] = weight
        for word in before.words & self._answers.keys():
            row[2 * size + self._answers[word]] = _ANSWER
        count = len(words(folded))
        row[-len(_LONGER) - 2 :] = [
            *(_LENGTH * (count >= longer) for longer in _LONGER),
            _LENGTH * (before.topic is None and not before.answers),
            _LENGTH * bool(_QUESTION.search(folded)),
        ]
        return np.concatenate([_VECTOR * vector, row]).astype(np.float32)

    def read(self, facts: Floats, read: Floats, topic: str | None) -> tuple[Floats, dict[str, dict[str, float]]]:
        """Give the probabilities of the intents in the conversation, and of the likely values of each side."""
        first = np.log(np.maximum(read, _LEAST))
        scores = self.arrays["share"] * first + facts @ self.arrays["weights"] + self.arrays["bias"]
        if topic in self._index:
            scores[self._index[topic]] += facts @ self.arrays["stays"][:-1] + self.arrays["stays"][-1]
        beside = np.concatenate([facts, _SIDE_SCALE * first])
        sides = {}
        for side, values in self.sides.items():
            shares = softmax(beside @ self.arrays[f"{side}_weights"] + self.arrays[f"{side}_bias"])
            found = {value: round(float(share), 3) for value, share in zip(values, shares, strict=True)}
            sides[side] = {value: share for value, share in found.items() if share >= _TOLD}
        return softmax(np.asarray(scores, dtype=np.float32)), sides

    def save(self, folder: Path) -> None:
        """Write the arrays and the names; JSON holds the arrays' SHA-256."""
        kept: dict[str, Any] = {
            name: array if array.ndim < 2 else array.astype(np.float16) for name, array in self.arrays.items()
        }
        np.savez_compressed(folder / ARRAYS, **kept)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        names = {"version": _VERSION, "sha256": digest, "names": self.names, "answers": self.answers}
        (folder / NAMES).write_text(json.dumps(names | {"sides": self.sides}, ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> ContextModel | None:
        """Read a saved model; None where there is none; raises ValueError when its arrays are not the recorded ones."""
        if not (folder / NAMES).exists():
            return None
        names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        if names.get("version") != _VERSION or digest != names.get("sha256"):
            raise ValueError("the model of conversations is not the one that was recorded at training")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            kept = {name: np.ascontiguousarray(arrays[name], dtype=np.float32) for name in arrays.files}
        return cls(names["names"], names["answers"], kept, names["sides"])


def _name(found: Any) -> str | None:
    first = found[0] if isinstance(found, list) and found else found
    return str(first) if first else None


def _moved(
    facts: Floats, first: Floats, labels: npt.NDArray[np.int64], topics: npt.NDArray[np.int64]
) -> dict[str, Floats]:
    """Learn what moves a first reading: weights, biases, what stays with the topic, and the reading's own share."""
    from scipy.optimize import minimize

    count, width = facts.shape
    size = first.shape[1]
    rows, after = np.arange(count), np.flatnonzero(topics >= 0)
    with_one = np.concatenate([facts, np.ones((count, 1), dtype=np.float32)], axis=1)

    def parts(flat: npt.NDArray[Any]) -> list[Floats]:
        weights, bias, stays, share = np.split(flat, np.cumsum([width * size, size, width + 1]))
        return [weights.reshape(width, size), bias, stays, share]

    def loss(flat: npt.NDArray[Any]) -> tuple[float, npt.NDArray[Any]]:
        flat = flat.astype(np.float32)
        weights, bias, stays, share = parts(flat)
        scores = share * first + facts @ weights + bias
        scores[after, topics[after]] += with_one[after] @ stays
        scores -= scores.max(axis=1, keepdims=True)
        powers = np.exp(scores)
        sums = powers.sum(axis=1)
        wrong = powers / sums[:, None]
        value = -float((scores[rows, labels] - np.log(sums)).sum())
        wrong[rows, labels] -= 1
        slope = np.concatenate(
            [
                (facts.T @ wrong).ravel(),
                wrong.sum(axis=0),
                with_one[after].T @ wrong[after, topics[after]],
                (wrong * first).sum(axis=0) + 2 * _HELD_SHARE * (share - 1),
            ]
        )
        slope[:-size] += 2 * _HELD * flat[:-size]
        value += _HELD * float(flat[:-size] @ flat[:-size]) + _HELD_SHARE * float((share - 1) @ (share - 1))
        return value, slope.astype(np.float64)

    start = np.concatenate([np.zeros(width * size + size + width + 1), np.ones(size)])
    found = minimize(loss, start, jac=True, method="L-BFGS-B", options={"maxiter": _STEPS})
    weights, bias, stays, share = parts(found.x.astype(np.float32))
    return {"weights": weights, "bias": bias, "stays": stays, "share": share}


def _logistic(rows: Floats, labels: Iterable[int]) -> tuple[Floats, Floats]:
    import warnings

    from sklearn.exceptions import ConvergenceWarning
    from sklearn.linear_model import LogisticRegression

    from engine.nlu.support import spread

    truth = np.asarray(list(labels))
    with warnings.catch_warnings():
        # Stopped early on purpose: later steps fit these messages closer and read new ones no better.
        warnings.simplefilter("ignore", ConvergenceWarning)
        model = LogisticRegression(C=_SIDE_C, max_iter=_STEPS).fit(rows, truth)
    return spread(model, rows.shape[1], int(truth.max()) + 1)
