"""The trained intent model: how a text is read by features, two linear models, nearest and known texts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

import numpy as np

from engine.nlu.context import Before, ContextModel
from engine.nlu.decision import STAYS, Ranking
from engine.nlu.dense import NEAR, centred
from engine.nlu.described import DescribedModel
from engine.nlu.despair import HEARD, DespairModel
from engine.nlu.features import Floats, Ints, TextFeatures
from engine.nlu.intent_reading import FirstReading, IntentReading
from engine.nlu.linear import LinearModel
from engine.nlu.neighbours import Neighbours
from engine.nlu.texts import EDGE_SIGNS, readable, shortened
from engine.nlu.thread import ThreadModel, is_whole
from engine.nlu.vectors import SentenceVectors
from protocol.intents import traits_of

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
ALARM = "emergency"


def _on_purpose(intent: str) -> bool:
    """Tell whether an intent has to do with the chat itself (to sign out, to have a person), or is an alarm."""
    traits = traits_of(intent)
    return traits.settles_question and not (traits.answers_a_question or traits.about_case)


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
        self.index = {name: i for i, name in enumerate(self.names)}
        self.sure = sure

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

    def _despair(self, folded: str, first: FirstReading, vectors: SentenceVectors | None) -> float | None:
        """Tell how likely a message tells of despair, where it is anything like an alarm; None where not looked at."""
        if self.despair is None or vectors is None or first.probabilities[self.index[ALARM]] < HEARD:
            return None
        return self.despair.sure(folded, vectors)

    def _describes(self, folded: str, vectors: SentenceVectors | None) -> float:
        """Tell how likely a message describes a work that it does not name."""
        if self.described is None:
            return 0.0
        return self.described.sure(folded, *self.features.vector(folded), vectors)

    def _first(self, folded: str, vectors: SentenceVectors | None, after: str | None) -> FirstReading:
        """Read a folded text after a topic, without what a conversation teaches."""
        known = self.known.get(folded.strip(EDGE_SIGNS))
        threaded = self.thread is not None and after in self.thread and after in self.index
        if known is not None and (not threaded or _on_purpose(known) or is_whole(folded)):
            return FirstReading(self._known(known), None, known, is_sure=True)
        columns, values = self.features.vector(folded)
        scores = self.cheap.scores(columns, values)
        by_words = self.cheap.calibrated(scores)
        probabilities = self._known(known) if known is not None else by_words
        if threaded and self.thread is not None and after is not None:
            looked = vectors if known is None else None
            grams = self.features.of_words(columns, values)
            shares, stays, leans, is_sure = self._after(folded, after, grams, scores, probabilities, looked)
            return FirstReading(shares, by_words, known, stays, leans, is_sure)
        return FirstReading(self._looked_at(folded, scores, probabilities, vectors), by_words)

    def _as_read(self, first: FirstReading, length: int) -> IntentReading:
        # Of a known text by itself there is no second reading.
        ranking = self._best(first.probabilities, length if first.by_words is not None else 1)
        return IntentReading(ranking, first.stays, first.leans)

    def _in_context(
        self,
        folded: str,
        first: FirstReading,
        vectors: SentenceVectors,
        length: int,
        after: str | None,
        before: Before,
    ) -> IntentReading:
        """Read a message after its topic, then by what conversations teach.

        A first message keeps its reading, and so does what is plain by itself.
        """
        assert self.context is not None  # noqa: S101 - asked for by `reading`
        if after not in self.index or self._is_plain(first):
            return self._as_read(first, length)
        probabilities = first.probabilities
        dense = centred(vectors.encode_one(shortened(folded)), self.centre)
        facts = self.context.facts(folded, dense, replace(before, topic=after))
        found, sides = self.context.read(facts, probabilities, after)
        found = self._moved(found, probabilities)
        if ALARM in self.index:
            # What is heard as an alarm by itself is never heard less for what was spoken of before.
            place = self.index[ALARM]
            found[place] = max(found[place], probabilities[place])
            found /= found.sum()
        ranking = self._best(found, length)
        if ranking[0][0] == self._likeliest(probabilities):
            return IntentReading(ranking, first.stays, first.leans, sides)
        # What only the conversation makes a matter of its topic has no words of its own for it.
        stays = float(found[self.index[after]])
        return IntentReading(ranking, stays, stays > STAYS, sides)

    def _likeliest(self, probabilities: Floats) -> str:
        return self.names[int(np.argsort(-probabilities)[0])]

    def _is_plain(self, first: FirstReading) -> bool:
        """Tell whether a text surely is of its intent by itself, by its words alone."""
        intent = self._likeliest(first.probabilities)
        if first.known == intent or first.is_sure:
            return True
        return first.by_words is not None and float(first.by_words[self.index[intent]]) >= _SURE_ALONE

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
        topic = self.index[after]
        shares = self.thread.shares(*grams, self.thread.facts(folded, after, self.index, alone))
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
        probabilities[self.index[intent]] = 1.0
        return probabilities

    def _looked_at(self, folded: str, scores: Floats, probabilities: Floats, vectors: SentenceVectors | None) -> Floats:
        """The probabilities of a text, by its vector too where words and characters are unsure."""
        if self.beside is not None and vectors is not None and probabilities.max() < self.sure:
            dense = centred(vectors.encode_one(shortened(folded)), self.centre)
            if self.near is not None:
                scores = scores + NEAR * self.near.scores(dense)
            probabilities = self.beside.calibrated(scores + self.beside.dense_scores(dense))
        return probabilities
