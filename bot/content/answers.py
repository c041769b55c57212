"""Answers of the domain file: texts and buttons in both languages, and their subjects."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.domain import load
from protocol import plain_yaml
from protocol.values import LANGUAGES

__all__ = ["ADDED", "SUBJECTS", "FileAnswer", "read_answers", "response_of"]

# What every answer of domain.yml is about, subject by subject in the console's order.
_FILE = Path(__file__).with_name("subjects.yml")
_SUBJECTS: dict[str, list[str]] = plain_yaml.load(_FILE.read_text(encoding="utf-8"))
_SUBJECT_OF = {name: subject for subject, names in _SUBJECTS.items() for name in names}
# Of what staff add: an answer, and the short name of its intent.
ADDED, NAMES = "added", "names"
SUBJECTS = (*_SUBJECTS, ADDED)


@dataclass(frozen=True, slots=True)
class FileAnswer:
    """One answer as the file has it."""

    name: str
    subject: str
    texts: Mapping[str, str]
    buttons: Mapping[str, Sequence[Mapping[str, str]]]
    response: Sequence[Mapping[str, Any]]


def read_answers(path: Path) -> dict[str, FileAnswer]:
    """Read the answers of a domain file in their order."""
    found = {}
    for name, response in load(path)["responses"].items():
        texts: dict[str, str] = {}
        buttons: dict[str, Sequence[Mapping[str, str]]] = {}
        for variation in response:
            for language in _languages(variation):
                texts.setdefault(language, str(variation.get("text") or ""))
                buttons.setdefault(language, tuple(variation.get("buttons") or ()))
        found[name] = FileAnswer(name, _subject(name), texts, buttons, response)
    return found


def response_of(answers: Mapping[str, FileAnswer]) -> dict[str, Any]:
    """Give answers in the shape of a domain's `responses`."""
    return {name: answer.response for name, answer in answers.items()}


def _subject(name: str) -> str:
    return _SUBJECT_OF.get(name, NAMES if name.startswith("utter_intent_") else ADDED)


def _languages(variation: Mapping[str, Any]) -> Sequence[str]:
    for condition in variation.get("condition") or ():
        if condition.get("name") == "language":
            return (str(condition["value"]),)
    return LANGUAGES
