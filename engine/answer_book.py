"""Rasa's NLG: answers of domain.yml, rendered with facts in the language of the turn."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from language.answers import Answers
from language.detect import detect

STATUSES = frozenset({"answered", "clarified", "fallback", "refused", "error"})


class AnswerBook(TemplatedNaturalLanguageGenerator):
    """Finds an answer by its name among the published ones, then in domain.yml.

    Rasa hands the responses of a loaded domain to a templated generator, so this is one.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        self._published: Answers | None = None
        super().__init__(domain.responses if domain else {})

    @property
    def responses(self) -> dict[str, Any]:
        """The responses of the loaded domain."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, Any]) -> None:
        self._responses = responses
        self._domain = Answers.from_domain({"responses": responses})

    def publish(self, path: Path) -> None:
        """Take published answers from a JSON file in the shape of a domain; raises ValueError for a bad file."""
        answers = Answers.from_domain(json.loads(path.read_text(encoding="utf-8")))
        problems = answers.problems()
        if problems:
            raise ValueError(f"the published answers are not usable: {problems[0]}")
        self._published = answers

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Render an answer: text, buttons, and what is for the gateway."""
        language = language_of(tracker)
        book = self._published if self._published and utter_action in self._published.names() else self._domain
        rendered = book.render(utter_action, language, kwargs)
        message: dict[str, Any] = {"text": rendered.text, "utter_action": utter_action, "language": language}
        if rendered.buttons:
            message["buttons"] = rendered.buttons
        if isinstance(kwargs.get("custom"), dict) and kwargs["custom"]:
            message["custom"] = kwargs["custom"]
        status = kwargs.get("status")
        message["status"] = status if status in STATUSES else "answered"
        return message


def language_of(tracker: DialogueStateTracker) -> str:
    """The language of the turn: what the gateway says, else the script of what was written, else Persian."""
    slot = tracker.slots.get("language")
    if slot is not None and slot.value in ("fa", "en"):
        return str(slot.value)
    text = tracker.latest_message.text if tracker.latest_message is not None else None
    return (detect(text) if text else None) or "fa"
