"""Texts of facts as they are told: with the values of the lending rules that they name."""

from __future__ import annotations

from collections.abc import Mapping

from actions.dialogue.turn import Turn
from crm.library_info import directory
from language.rule_values import filled, without_rule_values
from library.rule_values import values_of

__all__ = ["first_facts", "with_rule_values"]


async def with_rule_values(turn: Turn, texts: Mapping[str, str]) -> dict[str, str] | None:
    """Give a fact's texts by language with the values of the rules as they are now; None where one is not known."""
    if all(text == without_rule_values(text) for text in texts.values()):
        return dict(texts)
    value_of = values_of(await turn.library.lending_terms())
    said = {language: filled(text, language, value_of) for language, text in texts.items()}
    return {language: text for language, text in said.items() if text is not None} if all(said.values()) else None


async def first_facts(turn: Turn, topic: str) -> dict[str, str] | None:
    """Give the first facts of a topic as one text, by language; None without any."""
    found = await directory.first_facts(turn.store, topic)
    return await with_rule_values(turn, found.text) if found is not None else None
