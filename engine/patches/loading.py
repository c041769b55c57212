"""Training data, read once, and not copied or compared again at each step of a training.

Rasa reads all files once for its validation and once more to train, parses each up to four times, copies every example
at each of about twenty merges, and compares all examples each time, by a fingerprint of everything in them, to drop
repeated ones. Afterwards it takes a fingerprint of every example, before and after each component, for a cache that the
kept sentence vectors make needless. With fifty thousand examples that is more work than learning from them. Only
`engine.train` puts these replacements in place.
"""

from __future__ import annotations

import contextlib
import copy
from collections.abc import Iterable, Iterator
from typing import Any

import rasa.shared.importers.utils
import rasa.shared.nlu.training_data.util as training_data_util
import rasa.shared.utils.io
import rasa.shared.utils.validation
from rasa.engine.training.hooks import TrainingHook
from rasa.shared.importers.importer import TrainingDataImporter
from rasa.shared.nlu.constants import ACTION_NAME, INTENT, TEXT
from rasa.shared.nlu.training_data.message import Message
from rasa.shared.nlu.training_data.training_data import TrainingData
from ruamel.yaml.nodes import ScalarNode
from ruamel.yaml.resolver import VersionedResolver

stock_hash = Message.__hash__
stock_read_yaml = rasa.shared.utils.io.read_yaml
stock_validate_yaml_schema = rasa.shared.utils.validation.validate_yaml_schema
stock_merge = TrainingData.merge
stock_load_from_config = TrainingDataImporter.load_from_config
stock_training_data_from_paths = rasa.shared.importers.utils.training_data_from_paths
stock_resolve = VersionedResolver.resolve


def merge(self: TrainingData, *others: TrainingData | None) -> TrainingData:
    """Join training data as Rasa does, sharing the examples instead of copying them."""
    parts = [self, *(other for other in others if other)]
    merged = TrainingData()
    synonyms: dict[str, str] = {}
    for i, part in enumerate(parts):
        if i:
            for text, synonym in part.entity_synonyms.items():
                training_data_util.check_duplicate_synonym(synonyms, text, synonym, "merging training data")
        synonyms.update(part.entity_synonyms)
        merged.regex_features.extend(copy.deepcopy(part.regex_features))
        merged.lookup_tables.extend(copy.deepcopy(part.lookup_tables))
        merged.responses.update(copy.deepcopy(part.responses))
    merged.entity_synonyms = synonyms
    merged.sort_regex_features()
    with_examples = [part.training_examples for part in parts if part.training_examples]
    if len(with_examples) == 1:
        # Each part has no example twice.
        merged.training_examples = list(with_examples[0])
    else:
        merged.training_examples = TrainingData.sanitize_examples([each for part in with_examples for each in part])
    merged._fill_response_phrases()
    return merged


def short_hash(self: Message) -> int:
    """Hash what tells examples apart; a fingerprint of all that is in them is left to compare the few that agree."""
    return hash((self.data.get(TEXT), self.data.get(INTENT), self.data.get(ACTION_NAME)))


_read: dict[tuple[str, ...], TrainingData] = {}


def training_data_from_paths(paths: Iterable[str], language: str) -> TrainingData:
    """Read the files once in a process: validation changes nothing in what training reads next.

    Rasa asks in its default language to check and in the project's to learn; no reader of YAML looks at either.
    """
    key = tuple(paths)
    if key not in _read:
        _read[key] = stock_training_data_from_paths(key, language)
    return _read[key]


_importers: dict[tuple[Any, ...], TrainingDataImporter] = {}


def load_from_config(
    config_path: str, domain_path: str | None = None, training_data_paths: list[str] | None = None, args: Any = None
) -> TrainingDataImporter:
    """Give the same importer to validation and to training: it keeps what it has read."""
    key = (str(config_path), str(domain_path), tuple(map(str, training_data_paths or ())))
    if key not in _importers:
        _importers[key] = stock_load_from_config(config_path, domain_path, training_data_paths, args or {})
    return _importers[key]


def no_fingerprint_before(*_: Any, **__: Any) -> dict[str, Any]:
    """Keep nothing of a component's inputs."""
    return {}


def nothing_kept_after(*_: Any, **__: Any) -> None:
    """Keep nothing of a component's output beside the model itself."""


_parsed: dict[tuple[str, str], Any] = {}


def read_yaml(content: str, reader_type: str | list[str] = "safe") -> Any:
    """Parse a text once in a process; whoever asks again gets a fresh copy of the result."""
    key = (content, str(reader_type))
    if key not in _parsed:
        _parsed[key] = stock_read_yaml(content, reader_type)
    return copy.deepcopy(_parsed[key])


def validate_yaml_schema(yaml_file_content: str, schema_path: str, package_name: str = "rasa") -> None:
    """Check a file by the fast parser; only when something is wrong by the slow one, which can tell the lines."""
    with contextlib.suppress(Exception), _fast_parser():
        return stock_validate_yaml_schema(yaml_file_content, schema_path, package_name)
    return stock_validate_yaml_schema(yaml_file_content, schema_path, package_name)


@contextlib.contextmanager
def _fast_parser() -> Iterator[None]:
    caching = rasa.shared.utils.io.read_yaml
    rasa.shared.utils.io.read_yaml = lambda content, reader_type="safe": read_yaml(content)
    try:
        yield
    finally:
        rasa.shared.utils.io.read_yaml = caching


# Of longer texts each stands once.
_SHORT = 40
_tags: dict[tuple[Any, ...], Any] = {}


def resolve(self: VersionedResolver, kind: Any, value: Any, implicit: Any) -> Any:
    """Tell a scalar's tag as YAML does, once for each word."""
    if kind is not ScalarNode or self.yaml_path_resolvers or len(value) > _SHORT:
        return stock_resolve(self, kind, value, implicit)
    key = (self.processing_version, value, implicit)
    if key not in _tags:
        _tags[key] = stock_resolve(self, kind, value, implicit)
    return _tags[key]


def forget() -> None:
    """Let go of what was read: the files may have changed."""
    _importers.clear()
    _read.clear()
    _parsed.clear()
    _tags.clear()


def apply() -> None:
    """Put the replacements in place."""
    Message.__hash__ = short_hash
    rasa.shared.utils.io.read_yaml = read_yaml
    rasa.shared.utils.validation.validate_yaml_schema = validate_yaml_schema
    VersionedResolver.resolve = resolve
    TrainingData.merge = merge
    TrainingDataImporter.load_from_config = staticmethod(load_from_config)
    rasa.shared.importers.utils.training_data_from_paths = training_data_from_paths
    TrainingHook.on_before_node = no_fingerprint_before
    TrainingHook.on_after_node = nothing_kept_after
