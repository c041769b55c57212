"""The first of the pipeline: misspelt words are read as they were meant, by the words of the training."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from typing import Any

from rasa.engine.graph import ExecutionContext, GraphComponent
from rasa.engine.recipes.default_recipe import DefaultV1Recipe
from rasa.engine.storage.resource import Resource
from rasa.engine.storage.storage import ModelStorage
from rasa.shared.nlu.constants import METADATA, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData

from engine.nlu.described import describes
from engine.nlu.thread import conversed_in, of_example
from language.detect import is_finglish
from language.normalise import fold
from language.spelling import Speller, other_words
from language.spelling_english import EnglishSpeller, other_english_words

__all__ = ["AS_WRITTEN", "Respeller", "count_english", "count_words"]

# In the metadata of a message: its words are read as they stand.
AS_WRITTEN = "as_written"
WORDS = "words.json"


def count_words(texts: Iterable[str]) -> Counter[str]:
    """Count the folded Persian words of texts."""
    said: Counter[str] = Counter()
    for text in texts:
        if not text.isascii():
            said.update(word.strip("?!.,؟،؛:;()«»\"'…") for word in fold(text).split())
    return Counter({word: count for word, count in said.items() if word.isalpha() and not word.isascii()})


def count_english(texts: Iterable[str]) -> Counter[str]:
    """Count the words of English texts; Persian in Latin letters has none."""
    said: Counter[str] = Counter()
    for text in texts:
        if text.isascii() and not is_finglish(text):
            said.update(word.strip("?!.,;:()\"'") for word in text.lower().split())
    return Counter({word: count for word, count in said.items() if word.isascii() and word.isalpha()})


@DefaultV1Recipe.register(DefaultV1Recipe.ComponentType.ENTITY_EXTRACTOR, is_trainable=True)
class Respeller(GraphComponent):
    """Puts the words that were meant in place of misspelt ones, before anything is read."""

    @staticmethod
    def get_default_config() -> dict[str, Any]:
        """Every option of the component with its default: none."""
        return {}

    def __init__(self, storage: ModelStorage, resource: Resource, words: dict[str, int] | None = None) -> None:
        self._storage = storage
        self._resource = resource
        self._spellers = _spellers(words) if words else ()

    @classmethod
    def create(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
    ) -> Respeller:
        """Make an untrained component."""
        return cls(model_storage, resource)

    @classmethod
    def load(
        cls,
        config: dict[str, Any],
        model_storage: ModelStorage,
        resource: Resource,
        execution_context: ExecutionContext,
        **kwargs: Any,
    ) -> Respeller:
        """Load a trained component."""
        with model_storage.read_from(resource) as folder:
            words = json.loads((folder / WORDS).read_text(encoding="utf-8"))
        return cls(model_storage, resource, words)

    def train(self, training_data: TrainingData) -> Resource:
        """Count the words of the examples; keep them."""
        examples = training_data.intent_examples
        # What real patrons wrote is full of slips, which are no words; so is what describes a book.
        texts = [one.get(TEXT) or "" for one in examples if not of_example(one.get(METADATA), _has_slips)]
        words = {**count_words(texts), **count_english(texts)}
        self._spellers = _spellers(words)
        with self._storage.write_to(self._resource) as folder:
            (folder / WORDS).write_text(json.dumps(words, ensure_ascii=False), encoding="utf-8")
        return self._resource

    def process_training_data(self, training_data: TrainingData) -> TrainingData:
        """Leave the training data as it is: its misspelt examples teach the others."""
        return training_data

    def process(self, messages: list[Message]) -> list[Message]:
        """Respell each message, but one that is to be read as it is written."""
        for message in messages:
            text = message.get(TEXT)
            if not text or (message.get(METADATA) or {}).get(AS_WRITTEN):
                continue
            meant = text
            for speller in self._spellers:
                meant = speller.respelt(meant)
            if meant != text:
                message.set(TEXT, meant, add_to_output=True)
        return messages


def _has_slips(metadata: Any) -> bool:
    return conversed_in(metadata) is not None or describes(metadata)


def _spellers(words: dict[str, int]) -> tuple[Speller | EnglishSpeller, ...]:
    return Speller(words, other_words()), EnglishSpeller(words, other_english_words())
