"""The production component, trained and asked outside a Rasa graph, with its options from `config.yml`."""

from __future__ import annotations

import os
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.resource import Resource
from rasa.shared.nlu.constants import INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from benchmarks.nlu.sets import ROOT, Example
from engine.evaluation.rows import EvaluationRow
from engine.nlu.decision import Ranking, Thresholds
from engine.nlu.intents import BilingualIntentClassifier
from engine.nlu.options import classifier_options
from engine.nlu.vectors import SentenceVectors


def production_options() -> dict[str, Any]:
    """The component's defaults under what `config.yml` sets."""
    options = classifier_options(ROOT / "config.yml")
    del options["name"]
    return options


class Reader:
    """A trained component with the seconds its training took, by the clock and of processors."""

    def __init__(
        self, examples: Sequence[Example], options: dict[str, Any], vectors: SentenceVectors | None = None
    ) -> None:
        self._folder = tempfile.TemporaryDirectory()
        storage = LocalModelStorage(Path(self._folder.name))
        self.component = BilingualIntentClassifier(options, storage, Resource("intents"), vectors=vectors)
        data = TrainingData([Message(data={TEXT: each.text, INTENT: each.intent}) for each in examples])
        begun, worked = time.perf_counter(), processor_seconds()
        self.component.train(data)
        self.seconds = time.perf_counter() - begun
        self.work = processor_seconds() - worked

    def rankings(self, texts: Sequence[str]) -> list[Ranking]:
        """The likeliest intents of each text with their probabilities, likeliest first."""
        read = self.component.process([Message(data={TEXT: text}) for text in texts])
        return [[(row["name"], row["confidence"]) for row in each.get("intent_ranking") or []] for each in read]

    def rows(self, examples: Sequence[Example]) -> list[EvaluationRow]:
        """Each example as the component reads and decides it."""
        result = []
        for example in examples:
            message = Message(data={TEXT: example.text})
            begun = time.perf_counter()
            self.component.process([message])
            ms = (time.perf_counter() - begun) * 1000
            intent = message.get(INTENT) or {"name": "nlu_fallback", "confidence": 0.0}
            right = (example.intent,)
            result.append(EvaluationRow(example.text, example.lang, right, intent["name"], intent["confidence"], ms))
        return result


def decide(rankings: Sequence[Ranking], thresholds: Thresholds) -> list[str]:
    """The reading of each ranking under some thresholds."""
    return [thresholds.decide(ranking)[0] for ranking in rankings]


def processor_seconds() -> float:
    """Seconds that processors worked for this process and for its children that ended."""
    spent = os.times()
    return spent.user + spent.system + spent.children_user + spent.children_system
