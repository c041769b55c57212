"""Readings of the parts of a message: what they are of, how sure they are, and whether two of them are two requests."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from engine.nlu.thread import LEANS
from protocol.intents import traits_of

__all__ = [
    "Reading",
    "are_two_requests",
    "asks_the_same",
    "confidence_of",
    "grieves",
    "is_courtesy",
    "intent_of",
    "is_told",
    "is_told_of",
    "is_unsure",
    "may_stand",
    "takes_title",
    "titles_of",
    "unread",
    "values_of",
]

Reading = dict[str, Any]
# What happened is told with all words of a message; a wish or an idea is what its own sentence says.
_GRIEVANCES = frozenset({"complaint", "report_fault", "website_problem", "lost_property"})


def is_told_of(reading: Reading) -> bool:
    """Tell whether a reading is of a topic that is answered from what the library tells of it, or not at all."""
    return traits_of(intent_of(reading)).note_then is not None


def may_stand(reading: Reading, answered: Sequence[Reading]) -> bool:
    """Tell whether a reading may be one of several: as any of them, or as the last one."""
    traits = traits_of(intent_of(reading))
    # After the last one there is none: a librarian may have the conversation then.
    ended = any(traits_of(intent_of(each)).last_only for each in answered)
    return not ended and (traits.may_be_second or (traits.last_only and bool(answered)))


def is_told(reading: Reading, sure: float) -> bool:
    """Tell whether something is told that is taken whole: a complaint, a fault, an idea."""
    traits = traits_of(intent_of(reading))
    free = traits.may_be_second or traits.last_only or traits.social or traits.declined
    return not free and confidence_of(reading) >= sure


def grieves(reading: Reading, sure: float) -> bool:
    """Tell whether something that happened is told: a complaint, a fault, a loss."""
    return intent_of(reading) in _GRIEVANCES and confidence_of(reading) >= sure


def is_unsure(reading: Reading, sure: float) -> bool:
    """Tell whether a reading is of nothing, or less sure than it has to be."""
    return traits_of(intent_of(reading)).declined or confidence_of(reading) < sure


def is_courtesy(reading: Reading) -> bool:
    """Tell whether a reading is of small talk alone: thanks, a greeting, a goodbye."""
    traits = traits_of(intent_of(reading))
    return traits.social and not traits.declined and not traits.answers_a_question


def unread(reading: Reading) -> Reading:
    """Give a reading as one of which nothing is known: the library's facts may answer it."""
    return {**reading, "intent": {"name": "nlu_fallback", "confidence": confidence_of(reading)}}


def are_two_requests(first: Reading, second: Reading) -> bool:
    """Tell whether two readings, one after the other, are two requests."""
    one, other = intent_of(first), intent_of(second)
    if one == other:
        if second.get(LEANS):
            return False
        return traits_of(one).takes_title and bool(titles_of(first)) and bool(titles_of(second) - titles_of(first))
    return other not in traits_of(one).one_request_with and one not in traits_of(other).one_request_with


def asks_the_same(first: Reading, second: Reading) -> bool:
    """Tell whether a reading asks once more for what was asked before."""
    return intent_of(first) == intent_of(second) and values_of(second) <= values_of(first)


def values_of(reading: Reading) -> set[tuple[str, str]]:
    """Give the entities of a reading with their values."""
    return {(str(entity.get("entity")), str(entity.get("value"))) for entity in reading.get("entities") or ()}


def takes_title(reading: Reading) -> bool:
    """Tell whether what was read takes a title."""
    return traits_of(intent_of(reading)).takes_title


def titles_of(reading: Reading) -> set[str]:
    """Give the titles that a reading has found."""
    return {value for name, value in values_of(reading) if name == "title"}


def intent_of(reading: Reading) -> str:
    """Give the name of what was read."""
    return str((reading.get("intent") or {}).get("name"))


def confidence_of(reading: Reading) -> float:
    """Give how sure a reading is."""
    return float((reading.get("intent") or {}).get("confidence") or 0.0)
