"""How a message is read: as one or as several requests, and as a button's payload."""

from __future__ import annotations

import logging
from collections.abc import Mapping
from functools import partial
from typing import Any

from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import DEFAULT_INTENTS
from rasa.shared.core.trackers import DialogueStateTracker

from engine.buttons import PENDING
from engine.clauses import Clause, Requests
from engine.compound_requests import requests_in
from engine.cutting.apart import Apart
from engine.figures import FIGURES
from engine.last_topic import before, last_topic
from engine.message_pieces import question_beside
from engine.nlu.decision import FALLBACK
from engine.nlu.described import DESCRIBED
from engine.nlu.respelling import AS_WRITTEN
from engine.part_readings import grieves, is_courtesy, is_unsure, unread
from engine.request import BadRequest, read_payload
from language.emergencies.reading import find_distress
from language.payloads import well_formed_values
from language.requests.speech.behind import words_behind
from language.requests.speech.yes_and_no import find_word
from process.pace import READING_SECONDS, TooLong, within
from protocol.intents import traits_of
from protocol.turns import TurnRequest

_log = logging.getLogger(__name__)

CHANNEL = "ketabyar"
EMERGENCY = "emergency"
# So likely a message may be one.
_PERHAPS = 0.1
# What is read less surely than this may be hidden by what is told around it; and so sure must its question be.
_UNSURE, _SURE = 0.5, 0.75
# So sure a part must be to be taken for what it was read as; and so sure the first one for the message to be cut.
_SURE_PART, _SURE_FIRST = 0.7, 0.5
# What the question is read as must be at least half as likely for the whole as what that was read as.
_AS_LIKELY = 0.5
# So likely a message describes a work that it does not name, and is heard whole.
_SURELY_DESCRIBED = 0.6
# Entities whose words are names, which nobody need have said before.
_NAMES = frozenset({"title", "author"})


class Silent(OutputChannel):
    """An output channel that sends nothing: the answer is read from the saved conversation."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send nothing."""


class MessageReader:
    """Reads texts with the model of an agent, after what came before them in a conversation."""

    def __init__(self, processor: MessageProcessor) -> None:
        self.processor = processor
        self.apart = Apart.of_model(processor.model_metadata.predict_schema.nodes)

    def read(self, tracker: DialogueStateTracker | None, text: str) -> tuple[Requests | None, dict[str, Any]]:
        """Read a text, in a conversation as several requests if it is; what takes too long is not understood."""

        def read() -> tuple[Requests | None, dict[str, Any]]:
            topic = last_topic(tracker) if tracker is not None else None
            said = before(tracker) if tracker is not None else {}
            if tracker is None or not self._may_hold_several(tracker, text):
                return None, self._whole_reading(text, topic, said)
            if _describes(whole := self._whole_reading(text, topic, said)):
                # A plot is told in several sentences, none of which is a request.
                return None, whole
            waiting = bool(tracker.current_slot_values().get(PENDING))
            requests = self._cut(text, topic, said) or requests_in(
                text, partial(self.reading, said=said), topic, waiting=waiting
            )
            if requests is not None:
                return requests, requests.answered[0].reading
            return None, whole

        try:
            with FIGURES.parse():
                return within(READING_SECONDS, read)
        except TooLong:
            _log.warning("a message of %d characters took too long to read and is not understood", len(text))
            unknown = {"name": FALLBACK, "confidence": 0.0}
            return None, {"text": text, "intent": unknown, "intent_ranking": [unknown], "entities": []}

    def _may_hold_several(self, tracker: DialogueStateTracker, text: str) -> bool:
        """Tell whether a message may be cut into requests."""
        pending = tracker.current_slot_values().get(PENDING) or {}
        # What is told in a form, or was asked for in the patron's own words, is taken whole.
        if tracker.active_loop_name or (isinstance(pending, dict) and pending.get("awaits") in ("words", "told")):
            return False
        if find_distress(text) is not None:
            # Nothing else in the message is answered before it, nor with it.
            return False
        # "Yes, then cancel it": what is agreed to and what is ordered beside it are one answer.
        return not (isinstance(pending, dict) and pending.get("awaits") == "yes" and _agrees(text))

    def _cut(self, text: str, topic: str | None, said: Mapping[str, Any]) -> Requests | None:
        """Give the requests of a message that is cut as readers would; None where it is one, or may be an emergency."""
        parts, over = self.apart.parts(text)
        if not parts or _may_be_emergency(self.reading(text, topic, said)):
            return None
        if any(_may_be_emergency(self.reading(part)) for part in parts):
            # "She'll give up if it is too thick" tells of despair by itself, and of none in its message.
            return None
        first = self._whole_reading(parts[0], topic, said)
        while is_courtesy(first) and len(parts) > 1:
            # "Thank you. How long do you keep it?": only what is asked is answered.
            parts = parts[1:]
            first = self._whole_reading(parts[0], topic, said)
        if is_unsure(first, _SURE_FIRST):
            return None
        first = self._told_whole(first, text)
        # Each of the others is read when the one before it has been answered, and taken back where it is not known.
        others = (Clause(part, text.find(part), {}, tried=True, counted=True, is_apart=True) for part in parts[1:])
        return Requests((Clause(parts[0], 0, first), *others), tuple(over))

    def read_part(self, tracker: DialogueStateTracker, part: str, text: str) -> dict[str, Any]:
        """Read a part of a message after what was answered before it; one that is not sure as one not understood."""
        reading = self._whole_reading(part, last_topic(tracker), before(tracker))
        if is_unsure(reading, _SURE_PART):
            # "And also renew my books" says all by itself.
            alone = self._whole_reading(part, None, {})
            reading = reading if is_unsure(alone, _SURE_PART) else alone
        if is_unsure(reading, _SURE_PART) and not is_courtesy(reading):
            # What the library tells, or what is surely asked of the thing spoken of, may answer it all the same.
            reading = unread(reading)
        return self._told_whole(reading, text)

    def _told_whole(self, reading: dict[str, Any], text: str) -> dict[str, Any]:
        """Let what happened be told with all words of the message."""
        if not grieves(reading, _UNSURE):
            return reading
        return {**reading, "text": text, "entities": self.reading(text).get("entities") or []}

    def reading(self, text: str, topic: str | None = None, said: Mapping[str, Any] | None = None) -> dict[str, Any]:
        """Read words after a topic and what else came before."""
        # Rasa takes a text that begins with "/" for a payload: what a patron types never is one.
        words = text.strip().lstrip("/").strip() or "؟"
        data = self._parsed(words, topic, said or {})
        if data["text"] != words:
            as_written = self._parsed(words, topic, said or {}, as_written=True)
            if _stands_as_written(as_written, data):
                data = as_written
        meant = data["text"]
        shift = text.find(words)
        if shift > 0:
            for entity in data.get("entities") or []:
                entity["start"] += shift
                entity["end"] += shift
        text = text.replace(words, meant, 1)
        data["text"] = text
        data.pop("text_tokens", None)
        return data

    def _parsed(
        self, words: str, topic: str | None, said: Mapping[str, Any], *, as_written: bool = False
    ) -> dict[str, Any]:
        told = {name: value for name, value in said.items() if name != "after"} | ({"after": topic} if topic else {})
        metadata = {**told, AS_WRITTEN: True} if as_written else told or None
        message = UserMessage(words, Silent(), "reading", metadata=metadata)
        data: dict[str, Any] = self.processor._parse_message_with_graph(
            message, DialogueStateTracker.from_events("reading", []), True
        )
        return data

    def _whole_reading(self, text: str, topic: str | None, said: Mapping[str, Any]) -> dict[str, Any]:
        """Read a text, and apart from it the words behind a yes, a no or a correction: actions know which counts."""
        data = self.reading(text, topic, said)
        if _describes(data):
            return data
        if _confidence(data) < _UNSURE and (asked := question_beside(text)):
            # What is told around the only question may hide it: the message is read by that, and keeps its words.
            beside = self.reading(asked, topic, said)
            traits = traits_of(_intent(beside))
            # What the whole is hardly like, a question that leans on it only sounds like: "can you see which one?".
            shares = {row["name"]: row["confidence"] for row in data.get("intent_ranking") or ()}
            likely = shares.get(_intent(beside), 0.0) >= _AS_LIKELY * max(shares.values(), default=1.0)
            if likely and _confidence(beside) >= _SURE and not (traits.declined or traits.social):
                whole = {name: data[name] for name in ("text", DESCRIBED) if name in data}
                data = {**beside, **whole, "entities": data.get("entities") or []}
        if traits_of(_intent(data)).social and (asked := question_beside(text)):
            # "Thank you. Why was that one refused?": the courtesy needs no answer of its own.
            beside = self.reading(asked, topic, said)
            if not traits_of(_intent(beside)).is_passing:
                return beside
        behind = words_behind(text)
        if behind is not None:
            data["rest"] = self.reading(behind, topic, said)
        return data

    def payload(self, request: TurnRequest) -> dict[str, Any]:
        """Read what a button carries; raises BadRequest for what names no intent."""
        name, values = read_payload(request.text)
        # Rasa's own intents (restart, back …) belong to its commands, not to a patron's buttons.
        if name not in self.processor.domain.intents or name in DEFAULT_INTENTS or not isinstance(values, dict):
            raise BadRequest("the payload names no intent of this model")
        # What no button of ours carries is left out: the question is answered as if it were asked without it.
        known = {entity: value for entity, value in values.items() if entity in self.processor.domain.entities}
        values = well_formed_values(known)
        return {
            "text": request.text,
            "intent": {"name": name, "confidence": 1.0},
            "intent_ranking": [{"name": name, "confidence": 1.0}],
            "entities": [
                {"entity": entity, "value": value, "start": 0, "end": len(request.text)}
                for entity, value in values.items()
            ],
        }


def _agrees(text: str) -> bool:
    """Tell whether a text begins with a yes and asks nothing beside it."""
    word = find_word(text)
    return word is not None and word.leads and word.kinds[0] == "yes" and not set("?؟") & set(text)


def _stands_as_written(written: dict[str, Any], meant: dict[str, Any]) -> bool:
    """Tell whether words are read better as they were written: a name in them is no slip, nor what is read surely."""
    said = str(meant["text"])
    named = [str(one.get("value")) for one in written.get("entities") or () if one.get("entity") in _NAMES]
    if any(name not in said for name in named) and not _is_hasty(str(written["text"]), said):
        return True
    return traits_of(_intent(meant)).declined and not traits_of(_intent(written)).declined


def _is_hasty(written: str, meant: str) -> bool:
    """Tell whether several words of an English message are slips: one in a name is no name’s either."""
    changed = sum(one != other for one, other in zip(written.split(), meant.split(), strict=False))
    return written.isascii() and changed >= _HASTY


# So many slips in a message are no name's.
_HASTY = 2


def _intent(reading: dict[str, Any]) -> str:
    return str((reading.get("intent") or {}).get("name"))


def _may_be_emergency(reading: dict[str, Any]) -> bool:
    """Tell whether a message may tell of an emergency: all of it is heard then."""
    shares = {str(row["name"]): float(row["confidence"]) for row in reading.get("intent_ranking") or ()}
    return _intent(reading) == EMERGENCY or shares.get(EMERGENCY, 0.0) >= _PERHAPS


def _describes(reading: dict[str, Any]) -> bool:
    """Tell whether a message surely describes a work that it does not name."""
    return float(reading.get(DESCRIBED) or 0.0) >= _SURELY_DESCRIBED and _intent(reading) != EMERGENCY


def _confidence(reading: dict[str, Any]) -> float:
    return float((reading.get("intent") or {}).get("confidence") or 0.0)
