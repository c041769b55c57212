"""Rasa's NLG: answers of domain.yml, rendered with facts in the language of the turn."""

from __future__ import annotations

from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from language.answers import Answers
from language.detect import detect
from protocol.turns import status_of
from protocol.values import LANGUAGES

# What is handed over with an answer and is none of its facts; the last is Rasa's own.
_BESIDE = frozenset({"status", "custom", "domain_responses"})


class AnswerBook(TemplatedNaturalLanguageGenerator):
    """Words an answer as the model's domain has it, and keeps its facts: the gateway words it anew from them.

    Rasa hands the responses of a loaded domain to a templated generator, so this is one. Its words are for Rasa's own
    commands, and for an answer that the gateway does not know.
    """

    def __init__(self, endpoint_config: EndpointConfig | None = None, domain: Domain | None = None) -> None:
        super().__init__(domain.responses if domain else {})

    @property
    def responses(self) -> dict[str, Any]:
        """The responses of the loaded domain."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, Any]) -> None:
        self._responses = responses
        self._book = Answers.from_domain({"responses": responses})

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Render an answer: text, buttons, and what is for the gateway."""
        language = language_of(tracker)
        facts = {name: fact for name, fact in kwargs.items() if name not in _BESIDE}
        rendered = self._book.render(utter_action, language, facts)
        message: dict[str, Any] = {
            "text": rendered.text,
            "utter_action": utter_action,
            "facts": facts,
            "language": language,
            "status": status_of(kwargs.get("status")),
        }
        if rendered.buttons:
            message["buttons"] = rendered.buttons
        if isinstance(kwargs.get("custom"), dict) and kwargs["custom"]:
            message["custom"] = kwargs["custom"]
        return message


def language_of(tracker: DialogueStateTracker) -> str:
    """The language of the turn: what the gateway says, else the script of what was written, else Persian."""
    slot = tracker.slots.get("language")
    if slot is not None and slot.value in LANGUAGES:
        return str(slot.value)
    text = tracker.latest_message.text if tracker.latest_message is not None else None
    return (detect(text) if text else None) or "fa"
