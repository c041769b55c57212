"""The entity extractor as a Rasa graph component: rules over the text, after the intent is read."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import ENTITIES, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.aligned import aligned
from engine.nlu.decision import FALLBACK, OUT_OF_SCOPE
from engine.nlu.found import Found
from engine.nlu.numbers import find_barcodes, find_isbns, find_score
from engine.nlu.places import Places
from engine.nlu.titles import find_names
from language.choices import find_choice
from language.clock import clock_from_env
from language.dates import find_dates, find_times

# A choice only means something where a list may have been shown, or in the middle of an answer.
CHOOSING = frozenset(
    {
        "renew", "loans", "hold", "hold_status", "cancel_hold", "search_book", "affirm", "deny", "cancel", "return",
        "shelf_location", "unsubscribe", FALLBACK, OUT_OF_SCOPE,
    }
)  # fmt: skip
# Here a day or an hour is rather a part of a name («شنبه», "Saturday") than a wish.
TIMELESS = frozenset({"search_book", "shelf_location", "recommendation", "ill", "suggest_purchase"})
SCORING = frozenset({"rate", "praise"})
_FILE = "places.json"


def _spoken(text: str) -> bool:
    """Tell whether a text is so short that a number in it may be a choice or a score."""
    return len(text.split()) <= 3


def find_entities(text: str, intent: str, places: Places) -> list[Found]:
    """Every entity of a text for the intent that was read, in order of place, none over another."""
    plain = aligned(text)
    found: list[Found] = []

    def take(candidates: Iterable[Found]) -> None:
        for each in candidates:
            if not any(each.overlaps(other) for other in found):
                found.append(each)

    take(find_isbns(plain))
    take(find_barcodes(plain))
    take(places.find(text, plain))
    if intent not in TIMELESS:
        take(_moments(text, choosing=intent in CHOOSING))
    take(find_names(text, plain, intent, list(found)))
    score = find_score(plain) if intent in SCORING or (_spoken(text) and intent in CHOOSING) else None
    # Outside of a score only a bare number may be one.
    if score is not None and (intent in SCORING or score.value == plain.strip(" .!")):
        found.append(score)
    if intent in CHOOSING and not any(each.entity in ("isbn", "barcode", "title") for each in found):
        choice = find_choice(text)
        if choice is not None:
            found.append(Found("which", choice.to_value(), 0, len(text)))
    return sorted(found, key=lambda each: (each.start, each.end))


def _moments(text: str, *, choosing: bool) -> Iterator[Found]:
    today = clock_from_env().now().date()
    for span in find_dates(text, today):
        # «دومی» after a list is the second one, not the second of the month.
        if choosing and len(span.text.split()) == 1 and find_choice(span.text) is not None:
            continue
        yield Found("date", text[span.start : span.end], span.start, span.end)
    for time in find_times(text):
        yield Found("time", text[time.start : time.end], time.start, time.end)


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
        self, config: dict[str, Any], storage: ModelStorage, resource: Resource, places: Places | None = None
    ) -> None:
        self._config = config
        self._storage = storage
        self._resource = resource
        self._places = places or Places(())

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
        return cls(config, model_storage, resource, Places(names))

    def train(self, training_data: TrainingData) -> Resource:
        """Keep the names of the lookup table."""
        names: list[str] = []
        for table in training_data.lookup_tables:
            if table["name"] == self._config["branch_lookup"] and isinstance(table["elements"], list):
                names.extend(table["elements"])
        self._places = Places(names)
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
            found = find_entities(text, intent, self._places)
            rows = [each.as_dict("LibraryEntityExtractor") for each in found]
            message.set(ENTITIES, message.get(ENTITIES, []) + rows, add_to_output=True)
        return messages
