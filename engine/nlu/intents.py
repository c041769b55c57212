"""The intent classifier as a Rasa graph component."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import INTENT, METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.context import CONTEXT, Before, InContext
from engine.nlu.danger import DANGER, open_danger
from engine.nlu.decision import Thresholds
from engine.nlu.described import DESCRIBED, describes
from engine.nlu.emergencies import DESPAIR
from engine.nlu.model import IntentModel
from engine.nlu.model_files import load_model, save_model
from engine.nlu.options import DEFAULTS
from engine.nlu.thread import LEANS, FollowUp, after_of, conversed_in, move_of, of_example
from engine.nlu.training import fit_model
from engine.nlu.vectors import SentenceVectors, open_vectors


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.INTENT_CLASSIFIER, is_trainable=True)
class BilingualIntentClassifier(GraphComponent):
    """Words and characters, a linear model, sentence vectors if these are unsure, and a refusal."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default."""
        return dict(DEFAULTS)

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["numpy", "sklearn"]

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: IntentModel | None = None,
        vectors: SentenceVectors | None = None,
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._model = model
        self._thresholds = Thresholds(**{name: float(config[name]) for name in ("accept", "doubt", "out_of_scope")})
        self._vectors = vectors or open_vectors(config["vectors"])
        self._danger = open_danger()

    @property
    def model(self) -> IntentModel | None:
        """The trained model; None before training."""
        return self._model

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> BilingualIntentClassifier:
        """Make an untrained component."""
        return cls(config, model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> BilingualIntentClassifier:
        """Load a trained component; raises ModelFileError for a model that was changed."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, load_model(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples with an intent, on those that follow a topic, and on conversations; keep the model.

        Those that name a move are for the reader of moves; those that describe a work teach nothing of intents.
        """
        examples = [example for example in training_data.intent_examples if example.get(TEXT)]
        describing = [e.get(TEXT) for e in examples if of_example(e.get(METADATA), describes)]
        examples = [e for e in examples if not of_example(e.get(METADATA), describes)]
        conversed = [(e, of_example(e.get(METADATA), conversed_in)) for e in examples]
        talks = [InContext.of(e.get(TEXT), e.get(INTENT), metadata) for e, metadata in conversed if metadata]
        heard = [one for one in talks if one is not None]
        examples = [e for e, metadata in conversed if not metadata]
        said = [
            (e.get(TEXT), e.get(INTENT), of_example(e.get(METADATA), after_of))
            for e in examples
            if not of_example(e.get(METADATA), move_of)
        ]
        alone = [(text, intent) for text, intent, after in said if not after]
        # What leaned on nothing is an example like any other, in the words of real conversations.
        alone += [(one.text, one.intent) for one in heard if one.sides.get("leans") != "true"]
        self._model = fit_model(
            [text for text, _ in alone],
            [intent for _, intent in alone],
            self._vectors,
            [FollowUp(text, intent, topic) for text, intent, after in said for topic in after],
            heard,
            describing,
            c=float(self._config["C"]),
            sure=float(self._config["sure"]),
            vector_texts=int(self._config["vector_texts"]),
            balanced=bool(self._config["balanced"]),
        )
        with self._storage.write_to(self._resource) as folder:
            save_model(self._model, folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is: no component after this one learns from predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the intent and the ranking of each message; its metadata may name the topic it comes `after`."""
        for message in messages:
            text = message.get(TEXT)
            if self._model is None or not text or not text.strip():
                continue
            after = after_of(message.get(METADATA))
            length = int(self._config["ranking_length"])
            before = Before.of(message.get(METADATA))
            reading = self._model.reading(text, self._vectors, length, after[0] if after else None, before)
            ranking = reading.ranking
            name, confidence = self._thresholds.decide(ranking, reading.stays)
            message.set(INTENT, {"name": name, "confidence": confidence}, add_to_output=True)
            if reading.leans:
                message.set(LEANS, True, add_to_output=True)
            if reading.despair is not None:
                message.set(DESPAIR, reading.despair)
            if self._danger is not None:
                message.set(DANGER, self._danger.sure(text, self._vectors))
            if reading.described:
                message.set(DESCRIBED, round(reading.described, 3), add_to_output=True)
            if reading.sides:
                message.set(CONTEXT, reading.sides, add_to_output=True)
            rows = [{"name": each, "confidence": value} for each, value in ranking]
            message.set("intent_ranking", rows, add_to_output=True)
        return messages
