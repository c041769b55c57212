"""Patches of Rasa 3.6.21 where it is slow or silent: one small documented replacement each.

Every replacement does what Rasa's own code does, less what is done again at each message, and refuses what
Rasa refuses. `apply` puts them in place; it may be called more than once.
"""

from __future__ import annotations


def apply() -> None:
    """Put every replacement in place."""
    from engine.patches import actions, lookups, policies, processor

    actions.apply()
    lookups.apply()
    policies.apply()
    processor.apply()
