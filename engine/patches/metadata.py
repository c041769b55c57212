"""A model's metadata without the graph it was trained with.

Reading that graph imports every class in it, and its validator imports every classifier that Rasa ships,
TensorFlow with them. Nothing that answers messages looks at it.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rasa.engine.storage.storage import ModelMetadata


@contextmanager
def without_training_graph() -> Iterator[None]:
    """Let metadata that is read inside have an empty training graph."""
    stock = ModelMetadata.__dict__["from_dict"]

    def from_dict(cls: type[ModelMetadata], serialized: dict[str, Any]) -> ModelMetadata:
        return stock.__func__(cls, {**serialized, "train_schema": {"nodes": {}}})

    ModelMetadata.from_dict = classmethod(from_dict)
    try:
        yield
    finally:
        ModelMetadata.from_dict = stock
