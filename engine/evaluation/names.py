"""Names of the intents for people, in Persian and in English."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from language import plain_yaml

_DOMAIN = Path(__file__).resolve().parents[2] / "domain.yml"
_PREFIX = "utter_intent_"


def intent_names(domain: Path = _DOMAIN) -> dict[str, tuple[str, str]]:
    """The Persian and the English name of each intent that has a button; empty without a domain file."""
    if not domain.is_file():
        return {}
    responses = plain_yaml.load(domain.read_text(encoding="utf-8")).get("responses") or {}
    names = {}
    for key, variants in responses.items():
        if key.startswith(_PREFIX):
            by_language = {
                condition["value"]: variant["text"]
                for variant in variants
                for condition in variant.get("condition", ())
                if condition.get("name") == "language"
            }
            names[key.removeprefix(_PREFIX)] = (by_language.get("fa", ""), by_language.get("en", ""))
    return names


def label(intent: str, names: Mapping[str, tuple[str, str]]) -> str:
    """The technical name with both names that people read."""
    said = " · ".join(each for each in names.get(intent, ()) if each)
    return f"{intent} ({said})" if said else intent
