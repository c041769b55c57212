"""The values of lending rules that facts name: "{member.book.loan_days}" is looked up in the terms as they are now."""

from __future__ import annotations

from collections.abc import Sequence

from language.rule_values import ValueOf
from library.values import LendingTerms, Money

__all__ = ["values_of"]

ANY = "*"


def values_of(terms: Sequence[LendingTerms]) -> ValueOf:
    """Give what looks a value up: of the rule for a category and a type, else for any type, else for any category."""
    known = {(one.category, one.item_type): one for one in terms}

    def value_of(category: str, item_type: str, name: str) -> int | tuple[int, str] | None:
        tried = ((category, item_type), (category, ANY), (ANY, item_type), (ANY, ANY))
        found = getattr(next((known[each] for each in tried if each in known), None), name, None)
        return (found.minor, found.currency) if isinstance(found, Money) else found

    return value_of
