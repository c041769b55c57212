"""The trained intent model: features, two linear models, nearest and known texts; stored as npz and JSON."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.context import Before, ContextModel, InContext, beside_follow_ups
from engine.nlu.decision import STAYS, Ranking
from engine.nlu.described import DescribedModel
from engine.nlu.despair import HEARD, DespairModel
from engine.nlu.examples import numbered
from engine.nlu.features import Floats, Ints, TextFeatures
from engine.nlu.linear import LinearModel
from engine.nlu.neighbours import Neighbours
from engine.nlu.thread import FollowUp, ThreadModel, is_whole
from engine.nlu.vectors import SentenceVectors
from language.normalise import fold
from protocol.intents import traits_of

ARRAYS = "intents.npz"
NAMES = "intents.json"
_VERSION = 7

_LONG_NUMBER = re.compile(r"\d[\d\- ]{7,}[\dx]")
# A vector costs half a millisecond a word piece: a long letter is read by its beginning and its end.
_VECTOR_LETTERS = 75
_VECTOR_C = 10.0
# What a cosine of 1 to the nearest training texts adds; between 1 and 3 it makes no difference to speak of.
_NEAR = 2.0
# Sentences that stand for themselves, for each that follows something: after a topic they are said too.
_ALONE = 1.0
# What by itself is likelier than this to be of the topic does not need the topic to be read so.
_BY_ITSELF = 0.5
# What is as sure as this by itself is no part of what was spoken of before: of the messages of four judged rounds that
# conversations read otherwise, left out of training, these are too few to tell who is right, and they need no vector.
_SURE_ALONE = 0.9995
# With its vector, where the thread is unsure of it. (Of 364 leaning messages of a round that nobody had seen this reads
# one more wrong.)
_SURE_WITH_VECTOR = 0.998
# What is said on purpose (to sign out, to have a person) is seldom met in conversations, and is heard from here on.
_SURE_ON_PURPOSE = 0.97
# Small talk as sure as this stays small talk: the conversations that are learnt from have hardly any in their midst.
_SMALL_TALK = 0.7
# Probabilities below this are as good as none, when two readings are compared.
_LEAST = 1e-4
# The intent of an emergency.
_ALARM = "emergency"
_EDGE_SIGNS = " .,;:!?؟،؛…\"'«»()-"


class ModelFileError(Exception):
    """A model file is missing, changed since training, or of another version."""


def read_features(names: Mapping[str, Any], arrays: Mapping[str, Any]) -> TextFeatures:
    """The features of a saved model; raises ModelFileError where its vocabularies and arrays do not agree."""
    try:
        return TextFeatures.from_dict(names, arrays["word_idf"], arrays["char_idf"])
    except ValueError as error:
        raise ModelFileError(f"a saved model is damaged: {error}") from error


def readable(text: str) -> str:
    """The folded text that is classified: a long number stands for its kind, not for itself."""
    return _LONG_NUMBER.sub(" 9999999999 ", fold(text)).strip()


def shortened(folded: str) -> str:
    """The part of a folded text that sentence vectors are made from."""
    if len(folded) <= _VECTOR_LETTERS:
        return folded
    third = _VECTOR_LETTERS // 3
    return f"{folded[: 2 * third]} {folded[-third:]}"


@dataclass(frozen=True)
class IntentReading:
    """The likeliest intents of a message, how likely it stays with its topic, and whether it needs that to be read.

    In a conversation, what it asks for beside: the likely values of each of engine.nlu.context.SIDES. `despair` is how
    likely it tells of that by its meaning; None where that was not looked at. `described` is how likely it describes a
    work that it does not name.
    """

    ranking: Ranking
    stays: float = 0.0
    leans: bool = False
    sides: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    despair: float | None = None
    described: float = 0.0


@dataclass(frozen=True)
class _FirstReading:
    """How likely each intent is before a conversation is heard, and by words alone; `known` is that of a known text.

    `is_sure` tells that it is surely of one by itself, though it stands after a topic.
    """

    probabilities: Floats
    by_words: Floats | None
    known: str | None = None
    stays: float = 0.0
    leans: bool = False
    is_sure: bool = False


def _on_purpose(intent: str) -> bool:
    """Tell whether an intent has to do with the chat itself (to sign out, to have a person), or is an alarm."""
    traits = traits_of(intent)
    return traits.settles_question and not (traits.answers_a_question or traits.about_case)


class Made:
    """Vectors that were made before, by their text."""

    def __init__(self, made: Mapping[str, Floats]) -> None:
        self._made = made
        self.width = len(next(iter(made.values()), ()))

    def encode_one(self, text: str) -> Floats:
        """The vector of one text."""
        return self._made[text]

    def encode(self, texts: Sequence[str]) -> Floats:
        """The vectors of texts, one row each."""
        return np.asarray([self._made[text] for text in texts])


class IntentModel:
    """Ranks the intents of a text: known texts first, cheap features next, vectors when these are unsure.

    After a topic, its share is what the thread model says.
    """

    def __init__(
        self,
        names: Sequence[str],
        features: TextFeatures,
        cheap: LinearModel,
        beside: LinearModel | None,
        centre: Floats | None,
        near: Neighbours | None,
        known: Mapping[str, str],
        thread: ThreadModel | None = None,
        *,
        sure: float,
        context: ContextModel | None = None,
        despair: DespairModel | None = None,
        described: DescribedModel | None = None,
    ) -> None:
        self.names = list(names)
        self.features = features
        self.cheap = cheap
        self.beside = beside
        self.centre = centre
        self.near = near
        self.known = dict(known)
        self.thread = thread
        self.context = context
        self.despair = despair
        self.described = described
        self._index = {name: i for i, name in enumerate(self.names)}
        self.sure = sure

    @classmethod
    def fit(
        cls,
        texts: Sequence[str],
        intents: Sequence[str],
        vectors: SentenceVectors | None,
        follow_ups: Sequence[FollowUp] = (),
        said: Sequence[InContext] = (),
        describing: Sequence[str] = (),
        *,
        c: float,
        sure: float,
        vector_texts: int = 0,
        balanced: bool = True,
    ) -> IntentModel:
        """Train on texts as written and their intents, on follow-ups and on what was said; needs two intents or more.

        Those that are `describing` a work teach what such a text is, and nothing of intents.

        Balanced, an intent of few texts counts as much as one of many; else texts are taken to come in the proportions
        in which patrons send them. Vectors are made of about `vector_texts` of the texts at most (0: of all), the
        large intents' thinned most.
        """
        folded = [readable(text) for text in texts]
        names, labels = numbered(intents)
        chosen = spread_over(folded, labels, vector_texts)
        beside, centre, near = None, None, None
        with ThreadPoolExecutor(2) as pool:
            # Vectors are made by processes of their own; meanwhile this one trains on words and characters.
            made = pool.submit(vectors.encode, [shortened(folded[i]) for i in chosen]) if vectors else None
            features, matrix = TextFeatures.learn(folded)
            cheap, left_out = LinearModel.fit(matrix, labels, len(names), c=c, balanced=balanced, pool=pool)
            if made is not None:
                raw = made.result()
                centre = raw.mean(axis=0)
                # Half precision here as in the saved model: it reads the same before and after.
                dense, truth = centred(raw, centre).astype(np.float16).astype(np.float32), labels[chosen]
                near = Neighbours(dense, truth, len(names))
                scores = with_neighbours(left_out[chosen], dense, truth)
                beside = LinearModel.fit_beside(scores, dense, truth, c=_VECTOR_C, balanced=balanced)
            words_and_characters = cheap()
        despair = None
        if vectors is not None and _ALARM in names:
            alarm = names.index(_ALARM)
            sounds = np.asarray(matrix @ words_and_characters.weights[:, alarm].astype(np.float32)).ravel()
            despair = DespairModel.fit(folded, labels == alarm, sounds, vectors)
        described = None
        if vectors is not None and describing:
            described = _described(features, matrix, folded, describing, said, vectors)
        known = known_texts(folded, intents)
        thread = _thread(features, words_and_characters, names, follow_ups, folded, labels, left_out)
        model = cls(names, features, words_and_characters, beside, centre, near, known, thread, sure=sure)
        model.context = model._learnt_from(beside_follow_ups(said, follow_ups) if said else (), vectors)
        # What conversations teach has nothing of these, and no vectors of whole messages.
        model.despair, model.described = despair, described
        return model

    def _learnt_from(self, said: Sequence[InContext], vectors: SentenceVectors | None) -> ContextModel | None:
        """Train what conversations teach, on how this model reads their messages."""
        if not said or vectors is None or self.centre is None:
            return None
        folded = [readable(one.text) for one in said]
        made = Made(dict(zip(map(shortened, folded), vectors.encode([shortened(one) for one in folded]), strict=True)))
        dense = centred(np.asarray([made.encode_one(shortened(one)) for one in folded]), self.centre)
        read = np.zeros((len(said), len(self.names)), dtype=np.float32)
        for i, one in enumerate(said):
            for name, share in self.reading(one.text, made, len(self.names), one.before.topic).ranking:
                read[i, self._index[name]] = share
        return ContextModel.fit(said, self.names, folded, dense, read)

    def reading(
        self,
        text: str,
        vectors: SentenceVectors | None,
        length: int,
        after: str | None = None,
        before: Before | None = None,
    ) -> IntentReading:
        """The likeliest intents and their probabilities, likeliest first, of what is said after a topic.

        With what came before it, the message is read as conversations teach; its sides are told with it.
        """
        folded = readable(text)
        first = self._first(folded, vectors, after)
        if before is not None and self.context is not None and vectors is not None:
            read = self._in_context(folded, first, vectors, length, after, before)
        else:
            read = self._as_read(first, length)
        return replace(read, despair=self._despair(folded, first, vectors), described=self._describes(folded, vectors))

    def _despair(self, folded: str, first: _FirstReading, vectors: SentenceVectors | None) -> float | None:
        """Tell how likely a message tells of despair, where it is anything like an alarm; None where not looked at."""
        if self.despair is None or vectors is None or first.probabilities[self._index[_ALARM]] < HEARD:
            return None
        return self.despair.sure(folded, vectors)

    def _describes(self, folded: str, vectors: SentenceVectors | None) -> float:
        """Tell how likely a message describes a work that it does not name."""
        if self.described is None:
            return 0.0
        return self.described.sure(folded, *self.features.vector(folded), vectors)

    def _first(self, folded: str, vectors: SentenceVectors | None, after: str | None) -> _FirstReading:
        """Read a folded text after a topic, without what a conversation teaches."""
        known = self.known.get(folded.strip(_EDGE_SIGNS))
        threaded = self.thread is not None and after in self.thread and after in self._index
        if known is not None and (not threaded or _on_purpose(known) or is_whole(folded)):
            return _FirstReading(self._known(known), None, known, is_sure=True)
        columns, values = self.features.vector(folded)
        scores = self.cheap.scores(columns, values)
        by_words = self.cheap.calibrated(scores)
        probabilities = self._known(known) if known is not None else by_words
        if threaded and self.thread is not None and after is not None:
            looked = vectors if known is None else None
            grams = self.features.of_words(columns, values)
            shares, stays, leans, is_sure = self._after(folded, after, grams, scores, probabilities, looked)
            return _FirstReading(shares, by_words, known, stays, leans, is_sure)
        return _FirstReading(self._looked_at(folded, scores, probabilities, vectors), by_words)

    def _as_read(self, first: _FirstReading, length: int) -> IntentReading:
        # Of a known text by itself there is no second reading.
        ranking = self._best(first.probabilities, length if first.by_words is not None else 1)
        return IntentReading(ranking, first.stays, first.leans)

    def _in_context(
        self,
        folded: str,
        first: _FirstReading,
        vectors: SentenceVectors,
        length: int,
        after: str | None,
        before: Before,
    ) -> IntentReading:
        """Read a message after its topic, then by what conversations teach.

        A first message keeps its reading, and so does what is plain by itself.
        """
        assert self.context is not None  # noqa: S101 - asked for by `reading`
        if after not in self._index or self._is_plain(first):
            return self._as_read(first, length)
        probabilities = first.probabilities
        dense = centred(vectors.encode_one(shortened(folded)), self.centre)
        facts = self.context.facts(folded, dense, replace(before, topic=after))
        found, sides = self.context.read(facts, probabilities, after)
        found = self._moved(found, probabilities)
        if _ALARM in self._index:
            # What is heard as an alarm by itself is never heard less for what was spoken of before.
            place = self._index[_ALARM]
            found[place] = max(found[place], probabilities[place])
            found /= found.sum()
        ranking = self._best(found, length)
        if ranking[0][0] == self._likeliest(probabilities):
            return IntentReading(ranking, first.stays, first.leans, sides)
        # What only the conversation makes a matter of its topic has no words of its own for it.
        stays = float(found[self._index[after]])
        return IntentReading(ranking, stays, stays > STAYS, sides)

    def _likeliest(self, probabilities: Floats) -> str:
        return self.names[int(np.argsort(-probabilities)[0])]

    def _is_plain(self, first: _FirstReading) -> bool:
        """Tell whether a text surely is of its intent by itself, by its words alone."""
        intent = self._likeliest(first.probabilities)
        if first.known == intent or first.is_sure:
            return True
        return first.by_words is not None and float(first.by_words[self._index[intent]]) >= _SURE_ALONE

    def _moved(self, found: Floats, first: Floats) -> Floats:
        """Give what the conversation makes likelier than not, or agrees with, and else the first reading.

        Where both agree, what is told, called for or done with a thing stays as sure as its words made it; of a topic
        that is only asked about, a fact that fits better may still be told.
        """
        best = int(found.argmax())
        if best != int(first.argmax()):
            small = traits_of(self.names[int(first.argmax())])
            talks = small.social and not (small.declined or small.answers_a_question)
            if talks and float(first.max()) >= _SMALL_TALK:
                return first.copy()
            return found if found[best] > STAYS else first.copy()
        traits = traits_of(self.names[best])
        if first[best] > found[best] and (traits.told or traits.last_only or traits.acts_on or traits.is_passing):
            found = found * (1 - first[best]) / max(1 - float(found[best]), 1e-9)
            found[best] = first[best]
        return found

    def _after(
        self,
        folded: str,
        after: str,
        grams: tuple[Ints, Floats],
        scores: Floats,
        alone: Floats,
        vectors: SentenceVectors | None,
    ) -> tuple[Floats, float, bool, bool]:
        """Read a message after a topic: by the thread, and where that is unsure by what its vector adds.

        Gives the probabilities, how likely it stays with the topic, whether it needs that to be read, and whether it is
        surely of an intent by itself.
        """
        assert self.thread is not None  # noqa: S101 - asked for by `reading`
        topic = self._index[after]
        shares = self.thread.shares(*grams, self.thread.facts(folded, after, self._index, alone))
        if vectors is not None and shares.max() < self.sure:
            looked = self._looked_at(folded, scores, alone, vectors)
            on_purpose = _on_purpose(self.names[int(looked.argmax())])
            if looked.max() >= (_SURE_ON_PURPOSE if on_purpose else _SURE_WITH_VECTOR):
                # What is surely of an intent by itself leans on nothing, however little the thread knows of its words.
                return looked, 0.0, False, True
            ratio = np.maximum(looked, _LEAST) / np.maximum(alone, _LEAST)
            shares = shares * np.append(ratio, ratio[topic])
            shares = shares / shares.sum()
            alone = looked
        stays = float(shares[-1])
        probabilities = shares[:-1]
        probabilities[topic] += stays
        return probabilities, stays, stays > STAYS and float(alone[topic]) < _BY_ITSELF, False

    def _best(self, probabilities: Floats, length: int) -> Ranking:
        return [(self.names[i], float(probabilities[i])) for i in np.argsort(-probabilities)[:length]]

    def _known(self, intent: str) -> Floats:
        probabilities = np.zeros(len(self.names), dtype=np.float32)
        probabilities[self._index[intent]] = 1.0
        return probabilities

    def _looked_at(self, folded: str, scores: Floats, probabilities: Floats, vectors: SentenceVectors | None) -> Floats:
        """The probabilities of a text, by its vector too where words and characters are unsure."""
        if self.beside is not None and vectors is not None and probabilities.max() < self.sure:
            dense = centred(vectors.encode_one(shortened(folded)), self.centre)
            if self.near is not None:
                scores = scores + _NEAR * self.near.scores(dense)
            probabilities = self.beside.calibrated(scores + self.beside.dense_scores(dense))
        return probabilities

    def save(self, folder: Path) -> None:
        """Write the arrays and the names, each with the other's trust: JSON holds the arrays' SHA-256."""
        arrays: dict[str, Any] = {
            "word_idf": self.features.word_block.idf,
            "char_idf": self.features.char_block.idf,
            **self.cheap.arrays("cheap"),
        }
        if self.beside is not None and self.centre is not None and self.near is not None:
            arrays |= {"centre": self.centre, **self.beside.arrays("beside"), **self.near.arrays()}
        if self.thread is not None:
            arrays |= self.thread.arrays()
        if self.despair is not None:
            arrays |= self.despair.arrays()
        if self.described is not None:
            arrays |= self.described.arrays()
        np.savez_compressed(folder / ARRAYS, **arrays)
        if self.context is not None:
            self.context.save(folder)
        digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
        names = {"version": _VERSION, "sha256": digest, "names": self.names, "sure": self.sure, "known": self.known,
                 "topics": self.thread.topics if self.thread is not None else None}  # fmt: skip
        (folder / NAMES).write_text(json.dumps(names | self.features.as_dict(), ensure_ascii=False), encoding="utf-8")

    @classmethod
    def load(cls, folder: Path) -> IntentModel:
        """Read a saved model; raises ModelFileError when the arrays are not the recorded ones."""
        try:
            names = json.loads((folder / NAMES).read_text(encoding="utf-8"))
            digest = hashlib.sha256((folder / ARRAYS).read_bytes()).hexdigest()
            context = ContextModel.load(folder)
        except (OSError, ValueError) as error:
            raise ModelFileError(f"the intent model cannot be read: {error}") from error
        if names.get("version") != _VERSION or digest != names.get("sha256"):
            raise ModelFileError("the intent model is not the one that was recorded at training")
        with np.load(folder / ARRAYS, allow_pickle=False) as arrays:
            return cls(
                names["names"],
                read_features(names, arrays),
                LinearModel.from_arrays(arrays, "cheap", kept=np.float16),
                LinearModel.from_arrays(arrays, "beside") if "beside_weights" in arrays else None,
                np.asarray(arrays["centre"], dtype=np.float32) if "centre" in arrays else None,
                Neighbours.from_arrays(arrays, len(names["names"])) if "near_rows" in arrays else None,
                names["known"],
                ThreadModel.from_arrays(arrays, names["topics"]) if names["topics"] is not None else None,
                sure=float(names["sure"]),
                context=context,
                despair=DespairModel.from_arrays(arrays),
                described=DescribedModel.from_arrays(arrays),
            )


def _thread(
    features: TextFeatures,
    cheap: LinearModel,
    names: Sequence[str],
    follow_ups: Sequence[FollowUp],
    folded: Sequence[str],
    labels: npt.NDArray[np.int64],
    left_out: Floats,
) -> ThreadModel | None:
    """Train the model of the thread, beside follow-ups on sentences left out that are said after anything else."""
    said = [one for one in follow_ups if one.after in names and one.intent in names]
    held = np.flatnonzero(~np.isnan(left_out[:, 0]))
    if not any(one.after == one.intent for one in said) or not len(held):
        return None
    chance = np.random.default_rng(7)
    topics = sorted({one.after for one in said})
    alone = chance.permutation(held)[: int(_ALONE * len(said))]
    others = [FollowUp(folded[i], names[labels[i]], str(chance.choice(topics))) for i in alone]
    own = [readable(one.text) for one in said]
    scores = np.asarray([cheap.scores(*features.vector(text)) for text in own])
    return ThreadModel.fit(
        features,
        names,
        [*said, *others],
        [*own, *(one.text for one in others)],
        np.concatenate([cheap.calibrated(scores), cheap.calibrated(left_out[alone])]),
    )


def _described(
    features: TextFeatures,
    matrix: Any,
    folded: Sequence[str],
    describing: Sequence[str],
    said: Sequence[InContext],
    vectors: SentenceVectors,
) -> DescribedModel | None:
    """Train what tells descriptions of works: all other texts, and all that was said in conversations, are none."""
    from scipy.sparse import csr_matrix, vstack

    described = {readable(text) for text in describing}
    more = sorted({*described, *(readable(one.text) for one in said)} - {*folded})
    rows = [features.vector(text) for text in more]
    ends = np.cumsum([0, *(len(columns) for columns, _ in rows)])
    values = np.concatenate([values for _, values in rows])
    columns = np.concatenate([columns for columns, _ in rows])
    others = csr_matrix((values, columns, ends), shape=(len(more), matrix.shape[1]))
    return DescribedModel.fit(vstack([matrix, others]).tocsr(), [*folded, *more], described, vectors)


def with_neighbours(left_out: Floats, dense: Floats, labels: npt.NDArray[np.int64]) -> Floats:
    """Add to the scores of texts left out how near they are to the texts that were not; rows of NaN stay."""
    held = ~np.isnan(left_out[:, 0])
    near = Neighbours(dense[~held], labels[~held], left_out.shape[1])
    scores = left_out.copy()
    for i in np.flatnonzero(held):
        scores[i] += _NEAR * near.scores(dense[i])
    return scores


def centred(raw: Floats, centre: Floats | None) -> Floats:
    """Vectors without what all sentences share, of unit length."""
    moved = raw if centre is None else raw - centre
    lengths = np.linalg.norm(moved, axis=-1, keepdims=True)
    return np.asarray(moved / np.maximum(lengths, 1e-9), dtype=np.float32)


def spread_over(folded: Sequence[str], labels: npt.NDArray[np.int64], most: int) -> npt.NDArray[np.int64]:
    """Which of the texts to take so that there are about `most`: the groups of an intent and a script shrink alike.

    A group as large as the limit stays whole; of one four times as large, twice the limit is taken. The limit is
    found, and the same texts give the same choice.
    """
    if not 0 < most < len(folded):
        return np.arange(len(folded))
    groups: dict[tuple[int, bool], list[int]] = {}
    # In an order of each text alone: an edit changes few of the texts chosen, and few vectors are made anew.
    for i in sorted(range(len(folded)), key=lambda i: hashlib.sha256(folded[i].encode()).digest()):
        groups.setdefault((int(labels[i]), folded[i].isascii()), []).append(i)

    def sizes(limit: int) -> list[int]:
        return [min(len(group), int(limit * max(1.0, len(group) / limit) ** 0.5)) for group in groups.values()]

    limit = 1
    while sum(sizes(limit + 1)) <= most:
        limit += 1
    taken = [i for group, size in zip(groups.values(), sizes(limit), strict=True) for i in group[:size]]
    return np.asarray(sorted(taken), dtype=np.int64)


def known_texts(folded: Sequence[str], intents: Sequence[str]) -> dict[str, str]:
    """Texts that stand under exactly one intent, without the signs around them."""
    seen: dict[str, set[str]] = {}
    for text, intent in zip(folded, intents, strict=True):
        seen.setdefault(text.strip(_EDGE_SIGNS), set()).add(intent)
    return {text: next(iter(found)) for text, found in seen.items() if text and len(found) == 1}
