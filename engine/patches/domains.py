"""A model's domain, read once: the archive holds it twice, and parsing it takes longer than everything else.

The metadata, read first, have the domain as JSON; the component that gives it to the others reads and validates the
same domain from YAML, a second and a half for each start of an engine and each test of a model.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from rasa.engine.storage.storage import ModelMetadata
from rasa.graph_components.providers.domain_provider import DomainProvider


@contextmanager
def domain_of_metadata() -> Iterator[None]:
    """Let the domain of a model that is loaded inside be the one of its metadata."""
    stock_from_dict, stock_load = ModelMetadata.__dict__["from_dict"], DomainProvider.__dict__["load"]
    read: list[ModelMetadata] = []

    def from_dict(cls: type[ModelMetadata], serialized: dict[str, Any]) -> ModelMetadata:
        read.append(stock_from_dict.__func__(cls, serialized))
        return read[-1]

    def load(
        cls: type[DomainProvider], config: Any, model_storage: Any, resource: Any, *rest: Any, **named: Any
    ) -> DomainProvider:
        if not read:
            found: DomainProvider = stock_load.__func__(cls, config, model_storage, resource, *rest, **named)
            return found
        return cls(model_storage, resource, read[-1].domain)

    ModelMetadata.from_dict = classmethod(from_dict)
    DomainProvider.load = classmethod(load)
    try:
        yield
    finally:
        ModelMetadata.from_dict = stock_from_dict
        DomainProvider.load = stock_load
