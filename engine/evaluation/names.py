"""Names of the intents for people, in Persian and in English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from language.answers import Answers

_DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
_PREFIX = "utter_intent_"


def intent_names(domain: Path = _DOMAIN) -> dict[str, tuple[str, str]]:
    """The Persian and the English name of each intent that has a button; empty without a domain file."""
    if not domain.is_file():
        return {}
    answers = Answers.from_file(domain)
    return {
        name[len(_PREFIX) :]: (answers.render(name, "fa").text, answers.render(name, "en").text)
        for name in answers.names()
        if name.startswith(_PREFIX)
    }


def label(intent: str, names: Mapping[str, tuple[str, str]]) -> str:
    """The technical name with both names that people read."""
    said = " · ".join(each for each in names.get(intent, ()) if each)
    return f"{intent} ({said})" if said else intent
