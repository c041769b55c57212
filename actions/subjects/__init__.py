"""The subjects patrons write about, in rooms: the handlers of their intents and the answers to their moves."""

from __future__ import annotations

from importlib import import_module
from pkgutil import walk_packages

from actions.rasa import order, registry

__all__ = ["load"]


def load() -> None:
    """Import every subject, so that its handlers register, and put in order what is asked one after the other."""
    for module in walk_packages(__path__, f"{__name__}."):
        import_module(module.name)
    order.put_in_order(registry.LISTENING, order.LISTENING)
    order.put_in_order(registry.FOLLOW_UPS, order.FOLLOW_UPS)
    order.put_in_order(registry.RESCUES, order.RESCUES)
    order.put_in_order(registry.CONCLUDING, order.CONCLUDING)
