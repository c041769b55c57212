"""Values of the library's lending rules in a fact's text: "{member.book.loan_days}" is said as the rule has it now.

A number that stands in a rule is named in a fact and not written there, so that a changed rule is told by both alike.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from language.money import format_money
from language.writing import in_digits

__all__ = ["RULE_VALUES", "filled", "is_well_formed", "without_rule_values"]

# What of a rule can be told: category.type.value, as in "{student.textbook.max_loans}".
RULE_VALUES = frozenset(
    "loan_days max_loans max_renewals renew_window_days late_renewal_days per_day debt_limit max_holds hold_shelf_days"
    .split()
)  # fmt: skip
_NAMED = re.compile(r"\{([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\.([a-z][a-z0-9_]*)\}")

ValueOf = Callable[[str, str, str], "int | tuple[int, str] | None"]
"""Give a value by category, type of item and name: a number, or minor units and currency; None without a rule."""


def is_well_formed(text: str) -> bool:
    """Tell whether all braces of a text name a value of a rule."""
    rest = _NAMED.sub(lambda named: "" if named[3] in RULE_VALUES else named[0], text)
    return "{" not in rest and "}" not in rest


def without_rule_values(text: str) -> str:
    """Give a text as it is searched: the names of values are nobody's words."""
    return _NAMED.sub(" ", text) if "{" in text else text


def filled(text: str, language: str, value_of: ValueOf) -> str | None:
    """Put the values into a text, in the digits of a language; None where one of them is not known."""
    missing = False

    def value(named: re.Match[str]) -> str:
        nonlocal missing
        found = value_of(named[1], named[2], named[3])
        if found is None:
            missing = True
            return ""
        if isinstance(found, tuple):
            return format_money(*found, language)
        return in_digits(found, language)

    said = _NAMED.sub(value, text)
    return None if missing else said
