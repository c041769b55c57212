"""Training of the intent model: its parts learn one beside the other, and what conversations teach last."""

from __future__ import annotations

from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from typing import Any

import numpy as np
import numpy.typing as npt

from engine.nlu.context import ContextModel, InContext, beside_follow_ups
from engine.nlu.dense import Made, centred, spread_over, with_neighbours
from engine.nlu.described import DescribedModel
from engine.nlu.despair import DespairModel
from engine.nlu.examples import numbered
from engine.nlu.features import Floats, TextFeatures
from engine.nlu.linear import LinearModel
from engine.nlu.model import ALARM, IntentModel
from engine.nlu.neighbours import Neighbours
from engine.nlu.texts import known_texts, readable, shortened
from engine.nlu.thread import FollowUp, ThreadModel
from engine.nlu.vectors import SentenceVectors

_VECTOR_C = 10.0
# Sentences that stand for themselves, for each that follows something: after a topic they are said too.
_ALONE = 1.0


def fit_model(
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
    if vectors is not None and ALARM in names:
        alarm = names.index(ALARM)
        sounds = np.asarray(matrix @ words_and_characters.weights[:, alarm].astype(np.float32)).ravel()
        despair = DespairModel.fit(folded, labels == alarm, sounds, vectors)
    described = None
    if vectors is not None and describing:
        described = _described(features, matrix, folded, describing, said, vectors)
    known = known_texts(folded, intents)
    thread = _thread(features, words_and_characters, names, follow_ups, folded, labels, left_out)
    model = IntentModel(names, features, words_and_characters, beside, centre, near, known, thread, sure=sure)
    model.context = _learnt_from(model, beside_follow_ups(said, follow_ups) if said else (), vectors)
    # What conversations teach has nothing of these, and no vectors of whole messages.
    model.despair, model.described = despair, described
    return model


def _learnt_from(model: IntentModel, said: Sequence[InContext], vectors: SentenceVectors | None) -> ContextModel | None:
    """Train what conversations teach, on how this model reads their messages."""
    if not said or vectors is None or model.centre is None:
        return None
    folded = [readable(one.text) for one in said]
    made = Made(dict(zip(map(shortened, folded), vectors.encode([shortened(one) for one in folded]), strict=True)))
    dense = centred(np.asarray([made.encode_one(shortened(one)) for one in folded]), model.centre)
    read = np.zeros((len(said), len(model.names)), dtype=np.float32)
    for i, one in enumerate(said):
        for name, share in model.reading(one.text, made, len(model.names), one.before.topic).ranking:
            read[i, model.index[name]] = share
    return ContextModel.fit(said, model.names, folded, dense, read)


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
