"""Rasa's NLG: answers of domain.yml, rendered with facts in the language of the turn."""

from __future__ import annotations

import json
import logging
import time
from pathlib import Path
from typing import Any

from rasa.core.nlg import TemplatedNaturalLanguageGenerator
from rasa.shared.core.domain import Domain
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.endpoints import EndpointConfig

from language.answers import Answers
from language.detect import detect
from protocol.values import LANGUAGES

_log = logging.getLogger(__name__)

# How often the file of published answers is looked at, at most.
LOOK_SECONDS = 0.5
STATUSES = frozenset({"answered", "clarified", "fallback", "refused", "error"})


class AnswerBook(TemplatedNaturalLanguageGenerator):
    """Finds an answer by its name among the published ones, then in domain.yml.

    Rasa hands the responses of a loaded domain to a templated generator, so this is one.
    """

    def __init__(
        self,
        endpoint_config: EndpointConfig | None = None,
        domain: Domain | None = None,
        published: Path | None = None,
    ) -> None:
        self._published: dict[str, Any] = {}
        self._path = published
        self._seen: tuple[int, int, int] | None = None
        self._look_at = 0.0
        super().__init__(domain.responses if domain else {})

    @property
    def responses(self) -> dict[str, Any]:
        """The responses of the loaded domain."""
        return self._responses

    @responses.setter
    def responses(self, responses: dict[str, Any]) -> None:
        self._responses = responses
        self._book = self._with(self._published)

    def publish(self, path: Path) -> None:
        """Take published answers from a JSON file in the shape of a domain; raises ValueError for a bad file."""
        read = json.loads(path.read_text(encoding="utf-8"))
        published = read.get("responses", read) if isinstance(read, dict) else None
        if not isinstance(published, dict):
            raise ValueError("the published answers are no JSON object")
        own, book = Answers.from_domain({"responses": published}), self._with(published)
        names = set(published)
        # Only they are judged; what domain.yml says they may use in their texts and buttons.
        problems = [problem for problem in book.problems() if problem.partition(":")[0] in names]
        problems += sorted(f"{name}: no variations" for name in names - set(own.names()))
        if problems:
            raise ValueError(f"the published answers are not usable: {problems[0]}")
        self._published, self._book = published, book

    def _with(self, published: dict[str, Any]) -> Answers:
        """The answers of the domain with the published ones in their place, so that each finds the others."""
        return Answers.from_domain({"responses": self._responses}).replaced(published)

    def refresh(self) -> None:
        """Take the published answers from their file when it is another than before, looking twice a second at most.

        A file that cannot be used is logged once, and the answers stay what they were; no file, no published answers.
        """
        now = time.monotonic()
        if self._path is None or now < self._look_at:
            return
        self._look_at = now + LOOK_SECONDS
        try:
            state = self._path.stat()
        except OSError:
            if self._seen is not None:
                _log.info("no published answers are left")
                self._seen, self._published = None, {}
                self._book = self._with({})
            return
        seen = (state.st_mtime_ns, state.st_ino, state.st_size)
        if seen == self._seen:
            return
        self._seen = seen
        try:
            self.publish(self._path)
        except (OSError, ValueError, TypeError, AttributeError, KeyError) as error:
            _log.error("the published answers cannot be used and stay what they were: %s", error)
        else:
            _log.info("%d published answers are in use", len(self._published))

    async def generate(
        self, utter_action: str, tracker: DialogueStateTracker, output_channel: str, **kwargs: Any
    ) -> dict[str, Any]:
        """Render an answer: text, buttons, and what is for the gateway."""
        self.refresh()
        language = language_of(tracker)
        rendered = self._book.render(utter_action, language, kwargs)
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
    if slot is not None and slot.value in LANGUAGES:
        return str(slot.value)
    text = tracker.latest_message.text if tracker.latest_message is not None else None
    return (detect(text) if text else None) or "fa"
