"""The subjects patrons write about, a module each with the handlers of its intents and the answers to its moves."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

__all__ = ["load"]


def load() -> None:
    """Import every subject, so that its handlers register."""
    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
