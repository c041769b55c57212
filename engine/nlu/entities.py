"""The entity extractor as a Rasa graph component: rules over the text, after the intent is read."""

from __future__ import annotations

import json
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.decision import FALLBACK
from engine.nlu.finding import find_entities
from engine.nlu.places import LookupTable
from engine.nlu.thread import LEANS

_FILE = "places.json"


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class LibraryEntityExtractor(GraphComponent):
    """isbn, barcode, date, time, which, score, branch, title, author and topic in both languages."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default."""
        return {
            # The lookup table (data/nlu/lookups.yml) that names the branches.
            "branch_lookup": "branch",
        }

    def __init__(
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, places: LookupTable | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._places = places or LookupTable(())

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> LibraryEntityExtractor:
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
    ) -> LibraryEntityExtractor:
        """Load the names of the branches."""
        with model_storage.read_from(resource) as folder:
            names = json.loads((folder / _FILE).read_text(encoding="utf-8"))
        return cls(config, model_storage, resource, LookupTable(names))

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the names of the lookup table."""
        names: list[str] = []
        for table in training_data.lookup_tables:
            if table["name"] == self._config["branch_lookup"] and isinstance(table["elements"], list):
                names.extend(table["elements"])
        self._places = LookupTable(names)
        with self._storage.write_to(self._resource) as folder:
            (folder / _FILE).write_text(json.dumps(self._places.names, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process(self, messages: list[Message]) -> list[Message]:
        """Add the entities of each message."""
        for message in messages:
            text = message.get(TEXT)
            if not text:
                continue
            intent = (message.get(INTENT) or {}).get("name") or FALLBACK
            if intent == FALLBACK:
                # The likeliest reading decides what may be named, so that a button back carries it.
                ranking = message.get("intent_ranking") or []
                intent = ranking[0]["name"] if ranking else FALLBACK
            found = find_entities(text, intent, self._places, leans=bool(message.get(LEANS)))
            rows = [each.as_dict("LibraryEntityExtractor") for each in found]
            message.set(ENTITIES, message.get(ENTITIES, []) + rows, add_to_output=True)
        return messages
