"""Imports put off until they are used: Rasa imports TensorFlow for components that this project does not have.

A postponed module is replaced by the real one at the first use of one of its names; nothing changes but the
time of it. Without this, starting the engine takes some eight seconds more and 350 MB.
(`importlib.util.LazyLoader` cannot be used: a second `import` of the module already executes it.)
"""

from __future__ import annotations

import importlib
import importlib.util
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from types import ModuleType
from typing import Any

# Modules that Rasa imports whole (`import x.y`) and that only its TensorFlow components use.
POSTPONED = ("rasa.utils.train_utils",)


class _Postponed(ModuleType):
    """Stands in for a module until one of its names is asked for."""

    def __getattr__(self, name: str) -> Any:
        if name.startswith("__"):
            raise AttributeError(name)
        return getattr(_real(self.__name__), name)


def _real(name: str) -> ModuleType:
    if isinstance(sys.modules.get(name), _Postponed):
        del sys.modules[name]
    module = importlib.import_module(name)
    parent, _, child = name.rpartition(".")
    if parent:
        setattr(sys.modules[parent], child, module)
    return module


def postpone(names: tuple[str, ...] = POSTPONED) -> None:
    """Put stand-ins where these modules would be; those already imported stay as they are."""
    for name in names:
        spec = importlib.util.find_spec(name)
        if name in sys.modules or spec is None:
            continue
        stand_in = _Postponed(name)
        stand_in.__spec__ = spec
        sys.modules[name] = stand_in
        parent, _, child = name.rpartition(".")
        if parent:
            setattr(sys.modules[parent], child, stand_in)


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
