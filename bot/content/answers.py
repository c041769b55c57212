"""Answers of the domain file: texts and buttons in both languages, and their subjects."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.content.domain import load
from protocol.values import LANGUAGES

__all__ = ["SUBJECTS", "FileAnswer", "read_answers", "response_of"]

# The comments that part the answers in the file, in its order, and what we call what follows them.
_COMMENTS = {
    "conversation": "conversation",
    "said by the gateway when there is no answer in time": "limits",
    "said by the engine when of two wishes in a message only the first could be answered": "limits",
    "sign-in": "sign_in",
    "loans and renewals": "loans",
    "reasons": "reasons",
    "titles": "titles",
    "holds": "holds",
    "fines and the card": "card",
    "hours and places": "places",
    "feedback": "feedback",
    "a librarian": "librarian",
    "said by the gateway when no librarian came in time": "librarian",
    "said by the gateway when a librarian hands the conversation back or ends it": "librarian",
    "privacy": "privacy",
    "buttons": "buttons",
    "short names of the intents": "names",
}
SUBJECTS = (*dict.fromkeys(_COMMENTS.values()), "added")
_NAME = re.compile(r"  (utter_\w+):")
_COMMENT = re.compile(r"  # (.+)")


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
    subjects = _subjects(path)
    found = {}
    for name, response in load(path)["responses"].items():
        texts: dict[str, str] = {}
        buttons: dict[str, Sequence[Mapping[str, str]]] = {}
        for variation in response:
            for language in _languages(variation):
                texts.setdefault(language, str(variation.get("text") or ""))
                buttons.setdefault(language, tuple(variation.get("buttons") or ()))
        found[name] = FileAnswer(name, subjects.get(name, "added"), texts, buttons, response)
    return found


def response_of(answers: Mapping[str, FileAnswer]) -> dict[str, Any]:
    """Give answers in the shape of a domain's `responses`."""
    return {name: answer.response for name, answer in answers.items()}


def _languages(variation: Mapping[str, Any]) -> Sequence[str]:
    for condition in variation.get("condition") or ():
        if condition.get("name") == "language":
            return (str(condition["value"]),)
    return LANGUAGES


def _subjects(path: Path) -> dict[str, str]:
    found, subject = {}, "conversation"
    for line in path.read_text(encoding="utf-8").splitlines():
        comment, name = _COMMENT.fullmatch(line), _NAME.match(line)
        if comment is not None:
            subject = _COMMENTS.get(comment.group(1).strip(), subject)
        elif name is not None:
            # What staff add is written at the end of the section, whatever stood there last.
            is_added = subject == "names" and not name.group(1).startswith("utter_intent_")
            found[name.group(1)] = "added" if is_added else subject
    return found
