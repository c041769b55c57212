"""Lazy imports: Rasa imports TensorFlow, and clients of clouds and databases that this project does not have.

A postponed module is replaced by the real one at the first use of one of its names; nothing changes but the
time of it. Without this, starting the engine takes three times as long and 400 MB more.
(`importlib.util.LazyLoader` cannot be used: a second `import` of the module already executes it.)
"""

from __future__ import annotations

import importlib
import importlib.machinery
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# Modules that Rasa imports and that only components use which are not in our pipeline, with the names that
# it imports from them (none where it imports the module whole).
POSTPONED: Mapping[str, tuple[str, ...]] = {
    "rasa.utils.train_utils": (),
    "rasa.core.test": (),
    "sklearn.model_selection": ("train_test_split",),
    "boto3.dynamodb.conditions": ("Key",),
    "pymongo.collection": ("Collection",),
}

# Rasa's own neural components, whose mere import brings TensorFlow; for pipelines that name none of them.
NEURAL: Mapping[str, tuple[str, ...]] = {
    "rasa.nlu.classifiers.diet_classifier": ("DIETClassifier",),
    "rasa.nlu.selectors.response_selector": ("ResponseSelector",),
    "rasa.nlu.featurizers.dense_featurizer.convert_featurizer": ("ConveRTFeaturizer",),
    "rasa.nlu.featurizers.dense_featurizer.lm_featurizer": ("LanguageModelFeaturizer",),
    "rasa.core.policies.ted_policy": ("TEDPolicy",),
    "rasa.core.policies.unexpected_intent_policy": ("UnexpecTEDIntentPolicy",),
}


class _LateName:
    """Stands in for a function or a class until it is called."""

    def __init__(self, module: str, name: str) -> None:
        self._module = module
        self._name = name
        self.__name__ = name

    def __call__(self, *args: Any, **kwargs: Any) -> Any:
        return getattr(_real(self._module), self._name)(*args, **kwargs)


class _LateModule(ModuleType):
    """Stands in for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


def _real(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), _LateModule):
        del sys.modules[name]
    module = importlib.import_module(name)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    return module


def postpone(modules: Mapping[str, tuple[str, ...]] = POSTPONED) -> None:
    """Put stand-ins where these modules would be; those already imported stay as they are."""
    for name, names in modules.items():
        if name in sys.modules:
            continue
        stand_in = _LateModule(name)
        stand_in.__spec__ = importlib.machinery.ModuleSpec(name, None)
        for each in names:
            setattr(stand_in, each, _LateName(name, each))
        sys.modules[name] = stand_in
        if not names:
            # Imported whole, it is reached as an attribute of its package.
            parent, _, child = name.rpartition(".")
            setattr(importlib.import_module(parent), child, stand_in)


def postpone_neural(config: str) -> None:
    """Put off Rasa's neural components unless the text of a configuration names one."""
    if not any(name in config for names in NEURAL.values() for name in names):
        postpone(NEURAL)


@contextmanager
def without(*names: str) -> Iterator[None]:
    """Let imports inside fail to find these modules: spaCy's library imports every framework it can find.

    Modules that are imported already stay visible.
    """
    hidden = [name for name in names if name not in sys.modules]
    for name in hidden:
        sys.modules[name] = None  # type: ignore[assignment]
    try:
        yield
    finally:
        for name in hidden:
            sys.modules.pop(name, None)
