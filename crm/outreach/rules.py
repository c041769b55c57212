"""Rules of segments: groups of conditions over patrons, joined by and, or and not.

A rule joins its groups, a group its conditions; groups and conditions may each be the other way round. So every
combination of conditions can be said, and the form of the console shows every rule.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from crm.errors import InvalidValue
from crm.records.values import LIFECYCLES, NOTICE_CHANNELS
from language.genres import GENRES
from protocol.values import LANGUAGES

__all__ = ["FIELDS", "JOINS", "STATES", "RuleCondition", "RuleGroup", "SegmentRule"]

JOINS = ("all", "any")
# Nobody of these is left to be found, or to be written to.
STATES = tuple(one for one in LIFECYCLES if one != "erased")
# What a condition may be about, and what it takes: values out of a list, words, numbers, or days.
FIELDS = ("category", "branch", "lifecycle", "language", "age", "interest", "loans", "seen", "channel")
_LISTED: Mapping[str, Sequence[str]] = {
    "lifecycle": STATES,
    "language": tuple(LANGUAGES),
    "channel": NOTICE_CHANNELS,
    "interest": GENRES,
}
_NUMBERED = ("age", "loans")
_DATED = ("loans", "seen")
MOST_GROUPS = 12
MOST_CONDITIONS = 12
MOST_VALUES = 60
MOST_NUMBER = 100_000
MOST_DAYS = 3650


@dataclass(frozen=True, slots=True)
class RuleCondition:
    """One condition. `values`: one of these (for an interest none means any); `least`, `most`: years of age, or loans;
    `days`: within so many days. `negated`: whoever does not meet it.
    """

    field: str
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None
    days: int | None = None
    negated: bool = False

    def checked(self) -> RuleCondition:
        """Give it as it is; raises InvalidValue (`rule`) for what means nothing."""
        if self.field not in FIELDS:
            raise InvalidValue("rule", "no such condition")
        if len(self.values) > MOST_VALUES or any(not value or len(value) > 64 for value in self.values):
            raise InvalidValue("rule", "values")
        allowed = _LISTED.get(self.field)
        if allowed is not None and any(value not in allowed for value in self.values):
            raise InvalidValue("rule", "values")
        if self.field in _NUMBERED:
            numbers = [one for one in (self.least, self.most) if one is not None]
            if not numbers or any(not 0 <= one <= MOST_NUMBER for one in numbers) or numbers != sorted(numbers):
                raise InvalidValue("rule", "numbers")
        if self.field in _DATED and (self.days is None or not 1 <= self.days <= MOST_DAYS):
            raise InvalidValue("rule", "days")
        if self.field not in (*_NUMBERED, *_DATED, "interest") and not self.values:
            raise InvalidValue("rule", "values")
        return self


@dataclass(frozen=True, slots=True)
class RuleGroup:
    """Conditions joined by `join`, the other way round when negated."""

    conditions: tuple[RuleCondition, ...]
    join: str = "all"
    negated: bool = False


@dataclass(frozen=True, slots=True)
class SegmentRule:
    """Groups joined by `join`."""

    groups: tuple[RuleGroup, ...]
    join: str = "all"

    def checked(self) -> SegmentRule:
        """Give it without empty groups; raises InvalidValue (`rule`) when it is none, or says nothing."""
        groups = tuple(group for group in self.groups if group.conditions)
        if not groups or len(groups) > MOST_GROUPS:
            raise InvalidValue("rule", "no condition, or too many")
        for group in groups:
            if group.join not in JOINS or len(group.conditions) > MOST_CONDITIONS:
                raise InvalidValue("rule", "group")
            for condition in group.conditions:
                condition.checked()
        if self.join not in JOINS:
            raise InvalidValue("rule", "join")
        return SegmentRule(groups, self.join)

    def packed(self) -> dict[str, Any]:
        """Give it as the store keeps it."""
        return {
            "join": self.join,
            "groups": [
                {
                    "join": group.join,
                    "negated": group.negated,
                    "conditions": [_packed(condition) for condition in group.conditions],
                }
                for group in self.groups
            ],
        }

    @classmethod
    def unpacked(cls, kept: Mapping[str, Any]) -> SegmentRule:
        """Read it as the store keeps it."""
        return cls(
            tuple(
                RuleGroup(
                    tuple(
                        RuleCondition(**{**condition, "values": tuple(condition.get("values", ()))})
                        for condition in group["conditions"]
                    ),
                    group["join"],
                    group["negated"],
                )
                for group in kept["groups"]
            ),
            kept["join"],
        )


def _packed(condition: RuleCondition) -> dict[str, Any]:
    kept: dict[str, Any] = {"field": condition.field, "negated": condition.negated}
    if condition.values:
        kept["values"] = list(condition.values)
    for name in ("least", "most", "days"):
        value = getattr(condition, name)
        if value is not None:
            kept[name] = value
    return kept
