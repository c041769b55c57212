"""Effects of an action that the gateway has to know of: said in the `custom` part of a message, as `effects`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

__all__ = [
    "BINDING",
    "CASE_ASKED",
    "CASE_FAILED",
    "CONTACT_ASKED",
    "GAVE_UP",
    "MISSED",
    "STATUS",
    "UNCHANGED",
    "effects_in",
    "guardians_told_in",
    "named_effects",
    "named_guardians",
]

EFFECTS = "effects"
# Beside these: of which guardians a child is told in a message, by the numbers of their links.
GUARDIANS_TOLD = "guardians_told"
# The conversation may have gone to a librarian.
STATUS = "status"
# The chat is bound to another patron than before, or to none.
BINDING = "binding"
# The patron has given up what waited for their word.
GAVE_UP = "gave_up"
# The patron says that the answer before this message was none.
MISSED = "missed"
# A case could not be opened, and may be tried again: its contact data is needed still.
CASE_FAILED = "case_failed"
# What a case is about has been asked: contact data that comes before the answer is for that case.
CASE_ASKED = "case_asked"
# How to reach the patron of a case has been asked: a bare number is a telephone's.
CONTACT_ASKED = "contact_asked"

# What could not be done was not done: the library system has said so, or was asked.
UNCHANGED = "unchanged"


def named_effects(effects: Iterable[str]) -> dict[str, list[str]]:
    """Make the `custom` part that names effects."""
    return {EFFECTS: sorted(effects)}


def effects_in(customs: Iterable[Mapping[str, Any] | None]) -> frozenset[str]:
    """Gather the effects that are named in the `custom` parts of a turn's messages."""
    named = (custom.get(EFFECTS) for custom in customs if custom)
    return frozenset(str(effect) for effects in named if isinstance(effects, list) for effect in effects)


def named_guardians(links: Iterable[int]) -> dict[str, list[int]]:
    """Make the `custom` part of a message that tells a child of guardians, by the numbers of the links."""
    return {GUARDIANS_TOLD: sorted(links)}


def guardians_told_in(customs: Iterable[Mapping[str, Any] | None]) -> frozenset[int]:
    """Gather the links of which the messages of a turn tell a child."""
    named = (custom.get(GUARDIANS_TOLD) for custom in customs if custom)
    return frozenset(link for links in named if isinstance(links, list) for link in links if isinstance(link, int))
