"""Variables of answers: meanings and sample values (texts `answers.variable.*` and `answers.sample.*`)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from bot.texts import LANGUAGES, has_text, text

__all__ = ["Variable", "sample_facts", "variables"]


@dataclass(frozen=True, slots=True)
class Variable:
    """A variable of an answer; `key` is the text that says what it is, `sample` stands for it in a preview."""

    name: str
    key: str
    sample: Mapping[str, str]


def variables(names: frozenset[str]) -> list[Variable]:
    """Describe the variables of an answer, by name; other answers that it quotes are left out."""
    return [_variable(name) for name in sorted(names) if not name.startswith("utter_")]


def sample_facts(names: frozenset[str]) -> dict[str, object]:
    """Give a fact for each variable, as the actions would."""
    return {variable.name: dict(variable.sample) for variable in variables(names)}


def _variable(name: str) -> Variable:
    key, sample = f"answers.variable.{name}", f"answers.sample.{name}"
    return Variable(
        name,
        key if has_text(key) else "answers.variable_other",
        {language: text(language, sample) if has_text(sample) else f"[{name}]" for language in LANGUAGES},
    )
