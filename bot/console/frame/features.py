"""Discovery of the console's features among its subpackages."""

from __future__ import annotations

import importlib
import pkgutil
from dataclasses import dataclass
from functools import cache
from typing import Any

from bot.console.frame.navigation import Home, NavItem

__all__ = ["Feature", "features", "names"]


@dataclass(frozen=True, slots=True)
class Feature:
    """The exports of a subpackage: CONTROLLERS (handlers of paths under /console), NAV and, optionally, HOME."""

    name: str
    controllers: tuple[Any, ...]
    nav: tuple[NavItem, ...]
    home: Home | None


@cache
def features() -> tuple[Feature, ...]:
    """Give every feature, by name."""
    found = []
    for name in names():
        module = importlib.import_module(f"bot.console.{name}")
        controllers = tuple(getattr(module, "CONTROLLERS", ()))
        if controllers:
            nav = tuple(getattr(module, "NAV", ()))
            found.append(Feature(name, controllers, nav, getattr(module, "HOME", None)))
    return tuple(found)


def names() -> list[str]:
    """Give the names of the subpackages, of which those without CONTROLLERS are no features."""
    package = importlib.import_module("bot.console")
    return sorted(about.name for about in pkgutil.iter_modules(package.__path__) if about.ispkg)
