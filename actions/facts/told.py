"""Texts of facts as they are told: with the values of the lending rules that they name."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from actions.dialogue.turn import Turn
from crm.library_info import directory
from language.rule_values import filled, without_rule_values
from library.values import LendingTerms, Money

__all__ = ["first_facts", "with_rule_values"]

ANY = "*"


async def with_rule_values(turn: Turn, texts: Mapping[str, str]) -> dict[str, str] | None:
    """Give a fact's texts by language with the values of the rules as they are now; None where one is not known."""
    if all(text == without_rule_values(text) for text in texts.values()):
        return dict(texts)
    terms = await turn.library.lending_terms()

    def value_of(category: str, item_type: str, name: str) -> int | tuple[int, str] | None:
        found = getattr(_closest(terms, category, item_type), name, None)
        return (found.minor, found.currency) if isinstance(found, Money) else found

    said = {language: filled(text, language, value_of) for language, text in texts.items()}
    return {language: text for language, text in said.items() if text is not None} if all(said.values()) else None


async def first_facts(turn: Turn, topic: str) -> dict[str, str] | None:
    """Give the first facts of a topic as one text, by language; None without any."""
    found = await directory.first_facts(turn.store, topic)
    return await with_rule_values(turn, found.text) if found is not None else None


def _closest(terms: Sequence[LendingTerms], category: str, item_type: str) -> LendingTerms | None:
    """Give the rule for a category and a type: of its own, else for any type, else for any category."""
    known = {(one.category, one.item_type): one for one in terms}
    tried = ((category, item_type), (category, ANY), (ANY, item_type), (ANY, ANY))
    return next((known[each] for each in tried if each in known), None)
