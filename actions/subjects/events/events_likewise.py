"""What points at the events that were told before: at the same branch, at the same time, for oneself meanwhile."""

# Lists of words are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import re
from collections.abc import Sequence
from datetime import date

from actions.dialogue.turn import Turn
from crm.library_info.directory import Branch, Event
from language.normalise import fold

__all__ = ["points_at_told", "same_branch", "same_day", "told_last"]

_SAME_BRANCH = re.compile(
    r"\b(?:at|in) (?:the same|that) (?:branch|library|place|building)\b|\bsame (?:branch|library|place)\b"
    r"|(?<!\w)(?:همون|همان|اون|آن) (?:شعبه|کتابخونه|کتابخانه)(?!\w)|(?<!\w)(?:همونجا|همانجا|همون ?جا)(?!\w)"
    r"|\b(?:hamoo?n|hamun) ?(?:ja|shobe)\b"
)
_SAME_TIME = re.compile(
    r"\bat (?:the same|that) (?:time|hour)\b|\bsame (?:time|hour|day)\b|\bin the meantime\b|\bmeanwhile\b|\bwhile (?:(?:s?he|they)(?:'s|'re| is| are)|(?:my|the) \w{1,12} (?:is|are)) (?:busy|there|in (?:it|there)|at it)\b"
    r"|(?<!\w)(?:همون|همان|همین) (?:ساعت\w{0,3}|موقع\w{0,3}|زمان|وقت|روز)(?!\w)|(?<!\w)(?:همزمان|هم زمان)(?!\w)|\b(?:hamoo?n|hamun) (?:saat\w{0,3}|moghe|rooz)\b"
)


def points_at_told(text: str) -> bool:
    """Tell whether a text asks for events where, or when, those are that were told before."""
    said = fold(text).replace("’", "'")
    return _SAME_BRANCH.search(said) is not None or _SAME_TIME.search(said) is not None


def told_last(turn: Turn, soon: Sequence[Event]) -> list[Event]:
    """Give the events that were told last, as they stand in the calendar."""
    last = next((act for act in turn.thread.acts(kind="event") if act.things), None)
    return [event for event in soon if last is not None and str(event.id) in last.things]


def same_branch(text: str, told: Sequence[Event]) -> Branch | None:
    """Give the one branch of what was told, where a text points at it."""
    branches = {event.branch.code: event.branch for event in told if event.branch is not None}
    points = _SAME_BRANCH.search(fold(text)) is not None
    return next(iter(branches.values())) if points and len(branches) == 1 else None


def same_day(text: str, told: Sequence[Event]) -> tuple[date, date] | None:
    """Give the one day of what was told, where a text points at its time."""
    days = {event.starts_at.date() for event in told}
    points = _SAME_TIME.search(fold(text).replace("’", "'")) is not None
    return (min(days), min(days)) if points and len(days) == 1 else None
