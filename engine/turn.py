"""One turn: read, decide, act, and save all of it or nothing."""

from __future__ import annotations

import logging
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from itertools import islice
from typing import Any

from msgspec.structs import replace
from rasa.core.actions.action import create_bot_utterance
from rasa.core.agent import Agent
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME, DEFAULT_INTENTS
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.buttons import PENDING, answers_open_question, as_stale
from engine.compound_requests import Requests, requests_in
from engine.deadline import seconds_left, until
from engine.event_log import EventLogError
from engine.figures import FIGURES, of_this_turn
from engine.last_topic import before, last_topic
from engine.locks import PATIENCE_SECONDS
from engine.message_pieces import may_be_named, question_beside
from engine.nlu.decision import FALLBACK
from engine.nlu.respelling import AS_WRITTEN
from engine.part_readings import is_told_of
from engine.patches.errors import ActionFailed
from engine.reply import events_of, parse_of, reply_of
from engine.request import BadRequest, metadata_of, read_payload
from engine.tracker_store import KetabyarTrackerStore, unwrapped
from language.emergencies.reading import find_distress
from language.payloads import well_formed_values
from language.requests.speech.behind import words_behind
from language.requests.speech.yes_and_no import find_word
from process.pace import READING_SECONDS, TooLong, within
from process.queues import QueueBusy, Queues
from protocol.intents import traits_of
from protocol.turns import EngineAnswer, Parse, TurnRequest, part_id, status_of

_log = logging.getLogger(__name__)

LANGUAGE = "language"
CHANNEL = "ketabyar"
HALF_FAILED = "utter_half_failed"
UNANSWERED = "utter_parts_unanswered"
# Characters of a part that is named because it was not answered.
_NAMED = 100
# What is read less surely than this may be hidden by what is told around it; and so sure must its question be.
_UNSURE, _SURE = 0.5, 0.75
# What the question is read as must be at least half as likely for the whole as what that was read as.
_AS_LIKELY = 0.5
# Entities whose words are names, which nobody need have said before.
_NAMES = frozenset({"title", "author"})


class TurnFailed(Exception):
    """A turn that was not done; nothing of it is kept and it may be sent again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _agrees(text: str) -> bool:
    """Tell whether a text begins with a yes and asks nothing beside it."""
    word = find_word(text)
    return word is not None and word.leads and word.kinds[0] == "yes" and not set("?؟") & set(text)


def _is_answered(events: Iterable[Event], before: int) -> bool:
    """Tell whether what was said since then answers something, rather than asks back or says that it is not known."""
    said = [event for event in islice(events, before, None) if isinstance(event, BotUttered)]
    return any(status_of(event.metadata.get("status")) == "answered" for event in said)


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


def _confidence(reading: dict[str, Any]) -> float:
    return float((reading.get("intent") or {}).get("confidence") or 0.0)


def _in_time() -> None:
    if seconds_left(1.0) <= 0:
        raise TurnFailed("late")


class Silent(OutputChannel):
    """An output channel that sends nothing: the answer is read from the saved conversation."""

    @classmethod
    def name(cls) -> str:
        """The channel's name."""
        return CHANNEL

    async def send_response(self, recipient_id: str, message: dict[str, Any]) -> None:
        """Send nothing."""


class Turns:
    """Runs the turns of all conversations of one agent."""

    def __init__(self, agent: Agent, *, patience: float = PATIENCE_SECONDS) -> None:
        if agent.processor is None:
            raise TurnFailed("internal")
        self.processor: MessageProcessor = agent.processor
        store = unwrapped(agent.tracker_store)
        if not isinstance(store, KetabyarTrackerStore):
            raise TypeError("endpoints.yml must name engine.tracker_store.KetabyarTrackerStore")
        self.store = store
        self.queues: Queues[None] = Queues()
        self.patience = patience
        self.version = str(agent.processor.model_metadata.model_id)

    @property
    def domain(self) -> Domain:
        """The loaded domain."""
        return self.processor.domain

    async def run(self, request: TurnRequest) -> EngineAnswer:
        """Answer a message; the stored answer when the message was answered before.

        Raises TurnFailed with the code of the contract, and BadRequest for a payload that is none.
        """
        parse_data = self._payload(request) if request.payload else None
        try:
            async with self.queues.hold(request.conversation, patience=self.patience):
                with until(request.deadline):
                    return await self._run(request, parse_data)
        except QueueBusy as error:
            raise TurnFailed("lock") from error

    async def parse(self, text: str) -> Parse:
        """Read a text as a patron's words, whatever it begins with."""
        return parse_of(self._read(None, text)[1])

    async def forget(self, conversations: Sequence[str]) -> tuple[list[str], int]:
        """Delete conversations that no turn is under way in; give which, and how many events were stored of them.

        Raises TurnFailed when the log cannot be changed. What is not there is forgotten too.
        """
        # A turn would write on: the conversation is left for the next time.
        idle = [one for one in dict.fromkeys(conversations) if not self.queues.length(one)]
        try:
            return idle, self.store.erase(idle)
        except EventLogError as error:
            raise TurnFailed("tracker_failed") from error

    async def rehearse(self, request: TurnRequest) -> None:
        """Answer a message in a conversation that is never stored; raises TurnFailed."""
        tracker = self.store.init_tracker(request.conversation)
        try:
            await self._answer(tracker, request, self._reading(request.text))
        except Exception as error:
            code = error.code if isinstance(error, ActionFailed) else "internal"
            raise self._failed(request, code, error) from error
        if not any(isinstance(event, BotUttered) for event in tracker.events):
            raise TurnFailed("internal")

    async def _run(self, request: TurnRequest, parse_data: dict[str, Any] | None) -> EngineAnswer:
        failures = self.store.failures
        try:
            _in_time()
            tracker = await self._tracker(request.conversation)
            known = events_of(tracker, request.message_id)
            if known is not None:
                return reply_of(tracker, known, duplicate=True, engine_version=self.version)
            tracker = await self._answer_all(tracker, request, parse_data)
            if self.store.failures != failures:
                raise EventLogError(self.store.last_failure or "unknown")
            events = events_of(tracker, request.message_id) or []
            if not any(isinstance(event, BotUttered) for event in events):
                raise TurnFailed("internal")
            # What the patron was told had failed must not be remembered as asked or answered.
            _in_time()
            await self.store.save(tracker)
        except EventLogError as error:
            raise self._failed(request, "tracker_failed", error) from error
        except ActionFailed as error:
            raise self._failed(request, error.code, error) from error
        except TurnFailed as error:
            raise self._failed(request, error.code, error) from error
        except Exception as error:
            _log.exception("a turn failed")
            raise self._failed(request, "internal", error) from error
        reply = reply_of(tracker, events, duplicate=False, engine_version=self.version)
        return replace(reply, seconds=of_this_turn())

    def _failed(self, request: TurnRequest, code: str, error: Exception) -> TurnFailed:
        # What the turn did to the tracker in memory was never saved.
        self.store.forget(request.conversation)
        # The words of an error that is not ours may be the patron's.
        why = str(error) if isinstance(error, (ActionFailed, TurnFailed)) else type(error).__name__
        _log.error("a turn failed (%s): %s", code, why)
        return TurnFailed(code)

    async def _tracker(self, conversation: str) -> DialogueStateTracker:
        # Not through Rasa's wrapper, which would give an empty tracker for one that cannot be read.
        tracker = await self.store.retrieve(conversation)
        if tracker is None:
            tracker = self.store.init_tracker(conversation)
        tracker.model_id = self.processor.model_metadata.model_id
        tracker.assistant_id = tracker.assistant_id or self.processor.model_metadata.assistant_id
        return tracker

    async def _answer_all(
        self, tracker: DialogueStateTracker, request: TurnRequest, parse_data: dict[str, Any] | None
    ) -> DialogueStateTracker:
        """Answer a message, or the requests in it one after the other; gives the tracker to be saved."""
        requests, reading = self._read(tracker, request.text) if parse_data is None else (None, parse_data)
        if requests is None:
            await self._answer(tracker, request, reading)
            return tracker
        before = len(tracker.events)
        first, *others = requests.answered
        left = list(requests.left)
        await self._answer(tracker, request, first.reading)
        for number, clause in enumerate(others, 2):
            done = list(islice(tracker.events, before, None))
            try:
                await self._hear(tracker, request, clause.reading, part_id(request.message_id, number))
            except Exception as error:
                # Over, or to be tried again as a whole: what was done before has its key, and is not done twice.
                if isinstance(error, ActionFailed) and error.code not in ("action_failed", "action_broken"):
                    raise
                _log.exception("request %d of a message failed (%s)", number, type(error).__name__)
                tracker = await self._back(request, done)
                rest = [one.text for one in others[number - 2 :]]
                await self._name(tracker, HALF_FAILED, (*rest, *left), "error")
                return tracker
            taken_back = clause.tried or (clause.counted and is_told_of(clause.reading))
            if taken_back and not _is_answered(tracker.events, before + len(done)):
                tracker = await self._back(request, done)
                if clause.counted or may_be_named(clause.text):
                    left.append(clause.text)
        if left:
            await self._name(tracker, UNANSWERED, left, "fallback")
        return tracker

    def _read(self, tracker: DialogueStateTracker | None, text: str) -> tuple[Requests | None, dict[str, Any]]:
        """Read a text, in a conversation as several requests if it is; what takes too long is not understood."""

        def read() -> tuple[Requests | None, dict[str, Any]]:
            topic = last_topic(tracker) if tracker is not None else None
            said = before(tracker) if tracker is not None else {}
            requests = self._requests(tracker, text, topic, said) if tracker is not None else None
            if requests is not None:
                return requests, requests.answered[0].reading
            return None, self._whole_reading(text, topic, said)

        try:
            with FIGURES.parse():
                return within(READING_SECONDS, read)
        except TooLong:
            _log.warning("a message of %d characters took too long to read and is not understood", len(text))
            unknown = {"name": FALLBACK, "confidence": 0.0}
            return None, {"text": text, "intent": unknown, "intent_ranking": [unknown], "entities": []}

    def _requests(
        self, tracker: DialogueStateTracker, text: str, topic: str | None, said: Mapping[str, Any]
    ) -> Requests | None:
        pending = tracker.current_slot_values().get(PENDING) or {}
        # What is told in a form, or was asked for in the patron's own words, is taken whole.
        if tracker.active_loop_name or (isinstance(pending, dict) and pending.get("awaits") in ("words", "told")):
            return None
        if find_distress(text) is not None:
            # Nothing else in the message is answered before it, nor with it.
            return None
        if isinstance(pending, dict) and pending.get("awaits") == "yes" and _agrees(text):
            # "Yes, then cancel it": what is agreed to and what is ordered beside it are one answer.
            return None
        return requests_in(text, partial(self._reading, said=said), topic, waiting=bool(pending))

    async def _back(self, request: TurnRequest, done: Sequence[Event]) -> DialogueStateTracker:
        """Go back to where the requests before this one were answered."""
        self.store.forget(request.conversation)
        tracker = await self._tracker(request.conversation)
        tracker.update_with_events(list(done), self.domain)
        return tracker

    async def _name(self, tracker: DialogueStateTracker, answer: str, parts: Sequence[str], status: str) -> None:
        """Say which parts of a message have no answer."""
        lines = [{"part": part if len(part) <= _NAMED else f"{part[:_NAMED].rstrip()}…"} for part in parts]
        listed = {"list": lines, "line": "utter_line_unanswered"}
        said = await self.processor.nlg.generate(answer, tracker, CHANNEL, status=status, parts=listed)
        if said:
            tracker.update(create_bot_utterance({**said, "utter_action": answer}), self.domain)

    async def _answer(self, tracker: DialogueStateTracker, request: TurnRequest, parse_data: dict[str, Any]) -> None:
        await self.processor._update_tracker_session(tracker, Silent())
        slot = tracker.slots.get(LANGUAGE)
        if slot is not None and slot.value != request.language:
            tracker.update(SlotSet(LANGUAGE, request.language), self.domain)
        if request.payload and not answers_open_question(tracker, parse_data):
            parse_data = as_stale(parse_data, self.domain)
        await self._hear(tracker, request, parse_data, request.message_id)

    async def _hear(
        self, tracker: DialogueStateTracker, request: TurnRequest, reading: dict[str, Any], message_id: str
    ) -> None:
        processor, output = self.processor, Silent()
        message = UserMessage(
            reading["text"],
            output,
            request.conversation,
            parse_data=reading,
            input_channel=CHANNEL,
            message_id=message_id,
            metadata=metadata_of(request),
        )
        await processor._handle_message_with_tracker(message, tracker)
        await processor.run_action_extract_slots(output, tracker)
        await processor._run_prediction_loop(output, tracker)
        if tracker.latest_action_name != ACTION_LISTEN_NAME:
            # Stopped in the middle: a chat that does not listen would do nothing for any message to come.
            tracker.update(ActionExecuted(ACTION_LISTEN_NAME), self.domain)

    def _reading(self, text: str, topic: str | None = None, said: Mapping[str, Any] | None = None) -> dict[str, Any]:
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
        data = self._reading(text, topic, said)
        if _confidence(data) < _UNSURE and (asked := question_beside(text)):
            # What is told around the only question may hide it: the message is read by that, and keeps its words.
            beside = self._reading(asked, topic, said)
            traits = traits_of(_intent(beside))
            # What the whole is hardly like, a question that leans on it only sounds like: "can you see which one?".
            shares = {row["name"]: row["confidence"] for row in data.get("intent_ranking") or ()}
            likely = shares.get(_intent(beside), 0.0) >= _AS_LIKELY * max(shares.values(), default=1.0)
            if likely and _confidence(beside) >= _SURE and not (traits.declined or traits.social):
                data = {**beside, "text": data["text"], "entities": data.get("entities") or []}
        if traits_of(_intent(data)).social and (asked := question_beside(text)):
            # "Thank you. Why was that one refused?": the courtesy needs no answer of its own.
            beside = self._reading(asked, topic, said)
            if not traits_of(_intent(beside)).is_passing:
                return beside
        behind = words_behind(text)
        if behind is not None:
            data["rest"] = self._reading(behind, topic, said)
        return data

    def _payload(self, request: TurnRequest) -> dict[str, Any]:
        name, values = read_payload(request.text)
        # Rasa's own intents (restart, back …) belong to its commands, not to a patron's buttons.
        if name not in self.domain.intents or name in DEFAULT_INTENTS or not isinstance(values, dict):
            raise BadRequest("the payload names no intent of this model")
        # What no button of ours carries is left out: the question is answered as if it were asked without it.
        known = {entity: value for entity, value in values.items() if entity in self.domain.entities}
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
