"""Prediction without debug copies: RulePolicy copies every state of the conversation for a message nobody reads."""

from __future__ import annotations

import rasa.core.policies.memoization as memoization
import rasa.core.policies.rule_policy as rule_policy


class _Quiet:
    """A logger whose debug messages are not even made."""

    def debug(self, *_: object, **__: object) -> None:
        """Say nothing."""

    def __getattr__(self, name: str) -> object:
        return getattr(_stock, name)


class _Uncopied:
    """Stands for the module `copy` where its only use is to copy for a debug message."""

    @staticmethod
    def deepcopy(thing: object) -> object:
        """Give the thing itself."""
        return thing


_stock = rule_policy.structlogger


def apply() -> None:
    """Leave out the copies of states that are made for debug messages."""
    for module in (rule_policy, memoization):
        module.structlogger = _Quiet()
        module.copy = _Uncopied()
