"""The subjects patrons write about, a module each with the handlers of its intents."""

from __future__ import annotations

from importlib import import_module
from pkgutil import iter_modules

__all__ = ["load"]


def load() -> None:
    """Import every subject, so that its handlers register."""
    for module in iter_modules(__path__):
        import_module(f"{__name__}.{module.name}")
