"""The rule builder: a form that grows by its own buttons, so that it needs no script.

Every button sends the whole form; what it asks for (another condition, one less, a count, to keep it) is done to what
was typed, which is then shown again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from dataclasses import field as made
from typing import Any

from bot.console.frame.fields import whole
from crm.errors import InvalidValue
from crm.outreach.rules import FIELDS, JOINS, RuleCondition, RuleGroup, SegmentRule
from language.digits import to_ascii

__all__ = ["MOST", "RuleDraft", "DraftCondition", "DraftGroup"]

# Groups, and conditions in each.
MOST = 12
_NUMBERED = ("age", "loans")
_DATED = ("loans", "seen")


@dataclass
class DraftCondition:
    """One condition as it is typed; `problem` is the key of what is wrong with it."""

    field: str
    negated: bool = False
    values: list[str] = made(default_factory=list)
    least: str = ""
    most: str = ""
    days: str = ""
    problem: str = ""

    def read(self) -> RuleCondition | None:
        """Read it; None, with the problem noted, for what means nothing."""
        least, most, days = (_number(text) for text in (self.least, self.most, self.days))
        if "bad" in (least, most) or days == "bad":
            self.problem = "segments.bad.numbers"
            return None
        numbered, dated = self.field in _NUMBERED, self.field in _DATED
        condition = RuleCondition(
            self.field,
            () if numbered or self.field == "seen" else tuple(dict.fromkeys(self.values)),
            least if numbered and isinstance(least, int) else None,
            most if numbered and isinstance(most, int) else None,
            days if dated and isinstance(days, int) else None,
            self.negated,
        )
        try:
            return condition.checked()
        except InvalidValue as error:
            self.problem = f"segments.bad.{error.reason if error.reason in ('numbers', 'days') else 'values'}"
            return None


@dataclass
class DraftGroup:
    """One group as it is typed."""

    join: str = "all"
    negated: bool = False
    conditions: list[DraftCondition] = made(default_factory=list)


@dataclass
class RuleDraft:
    """A rule as it is typed."""

    join: str = "all"
    groups: list[DraftGroup] = made(default_factory=lambda: [DraftGroup()])

    @classmethod
    def of(cls, rule: SegmentRule) -> RuleDraft:
        """Show a rule."""
        return cls(
            rule.join,
            [
                DraftGroup(
                    group.join,
                    group.negated,
                    [
                        DraftCondition(
                            one.field,
                            one.negated,
                            list(one.values),
                            *("" if number is None else str(number) for number in (one.least, one.most, one.days)),
                        )
                        for one in group.conditions
                    ],
                )
                for group in rule.groups
            ],
        )

    @classmethod
    def sent(cls, form: Mapping[str, Any]) -> RuleDraft:
        """Read what was sent: `g0.join`, `g0.c1.field`, `g0.c1.values` and so on; what is none of it is left out."""
        groups = []
        for group in range(MOST):
            at = f"g{group}"
            if f"{at}.join" not in form:
                break
            conditions = []
            for condition in range(MOST):
                name = _one(form, f"{at}.c{condition}.field")
                if name not in FIELDS:
                    break
                part = f"{at}.c{condition}."
                conditions.append(
                    DraftCondition(
                        name,
                        bool(_one(form, f"{part}not")),
                        _all(form, f"{part}values"),
                        *(_one(form, part + number)[:12] for number in ("least", "most", "days")),
                    )
                )
            groups.append(DraftGroup(_join(form, f"{at}.join"), bool(_one(form, f"{at}.not")), conditions))
        return cls(_join(form, "join"), groups or [DraftGroup()])

    def does(self, what: str, form: Mapping[str, Any]) -> bool:
        """Do what a button asks for (`add:0`, `drop:0:1`, `group`, `drop:0`); False for what it does not know."""
        name, _, rest = what.partition(":")
        places = [whole(place) for place in rest.split(":")] if rest else []
        group = places[0] if places and places[0] is not None and places[0] < len(self.groups) else None
        if name == "group" and len(self.groups) < MOST:
            self.groups.append(DraftGroup())
        elif name == "add" and group is not None:
            chosen = _one(form, f"g{group}.add")
            if chosen in FIELDS and len(self.groups[group].conditions) < MOST:
                self.groups[group].conditions.append(DraftCondition(chosen))
        elif name == "drop" and group is not None and len(places) == 1:
            del self.groups[group]
            self.groups = self.groups or [DraftGroup()]
        elif name == "drop" and group is not None and places[1] is not None:
            del self.groups[group].conditions[places[1] : places[1] + 1]
        else:
            return name in ("add", "drop", "group")
        return True

    def rule(self) -> SegmentRule | None:
        """Read the rule; None, with the problems noted where they are, for one that means nothing."""
        read = [
            RuleGroup(
                tuple(one for one in map(DraftCondition.read, group.conditions) if one), group.join, group.negated
            )
            for group in self.groups
        ]
        if any(one.problem for group in self.groups for one in group.conditions):
            return None
        try:
            return SegmentRule(tuple(read), self.join).checked()
        except InvalidValue:
            return None


def _one(form: Mapping[str, Any], name: str) -> str:
    value = form.get(name, "")
    return value if isinstance(value, str) else ""


def _all(form: Mapping[str, Any], name: str) -> list[str]:
    getall = getattr(form, "getall", None)
    found: Sequence[Any] = getall(name, []) if getall is not None else [form[name]] if name in form else []
    return [value for value in found if isinstance(value, str)][:60]


def _join(form: Mapping[str, Any], name: str) -> str:
    value = _one(form, name)
    return value if value in JOINS else "all"


def _number(text: str) -> int | str | None:
    plain = to_ascii(text.strip())
    if not plain:
        return None
    return int(plain) if plain.isdecimal() and len(plain) < 8 else "bad"
