"""One turn: read, decide, act, and save all of it or nothing."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterable, Sequence
from itertools import islice
from typing import Any

from msgspec.structs import replace
from rasa.core.actions.action import create_bot_utterance
from rasa.core.agent import Agent
from rasa.core.channels.channel import UserMessage
from rasa.core.processor import MessageProcessor
from rasa.shared.core.constants import ACTION_LISTEN_NAME
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, SlotSet
from rasa.shared.core.trackers import DialogueStateTracker

from engine.asking import may_be_named, only_tells, word_count
from engine.buttons import answers_open_question, as_stale
from engine.deadline import seconds_left, until
from engine.event_log import EventLogError
from engine.figures import of_this_turn
from engine.locks import PATIENCE_SECONDS
from engine.nlu.decision import FALLBACK
from engine.part_readings import confidence_of, intent_of, is_courtesy, is_told_of
from engine.patches.errors import ActionFailed
from engine.reading import CHANNEL, MessageReader, Silent
from engine.reply import events_of, parse_of, reply_of
from engine.request import metadata_of
from engine.tracker_store import KetabyarTrackerStore, unwrapped
from language.normalise import fold
from process.queues import QueueBusy, Queues
from protocol.turns import EngineAnswer, Parse, TurnRequest, part_id, status_of

_log = logging.getLogger(__name__)

LANGUAGE = "language"
HALF_FAILED = "utter_half_failed"
UNANSWERED = "utter_parts_unanswered"
# What says that words were not understood, or name nothing that there is.
_TELLS_NOTHING = frozenset(
    "utter_fact_unknown utter_out_of_scope utter_clarify utter_clarify_again utter_not_understood utter_search_what"
    " utter_search_none utter_search_similar utter_reading_what utter_reading_none utter_nothing_pending"
    " utter_nothing_to_cancel utter_reference_none utter_back_to_question".split()
)
_SIGN_IN = frozenset({"utter_sign_in", "utter_sign_in_again"})
# What is read from the record needs a sign-in. Where a part is not surely that, or of a few words that name nothing of
# one's own ("and until when?"), it is rather of the request before it: nobody signs in for it.
_OF_RECORD, _FEW_WORDS, _SURELY = frozenset({"account", "fines", "hold_status", "loans"}), 4, 0.9
_OWN = re.compile(
    r"\b(?:my|mine|i|i'm|i've|me|our|we)\b|\b(?:loans?|fines?|fees?|reservations?|holds?|account|debts?|due|owe)\b"
    r"|(?<!\w)(?:من|خودم|جریمه|کتاب|امانت|رزرو|نوبت|حساب|کارت|بدهی|مهلت|موعد)|\b(?:jarim|ketab|amanat|rezerv|nobat|hesab|kart|bedehi|mohlat|moed)"
)
# Characters of a part that is named because it was not answered.
_NAMED = 100


class TurnFailed(Exception):
    """A turn that was not done; nothing of it is kept and it may be sent again."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code


def _is_answered(events: Iterable[Event], before: int) -> bool:
    """Tell whether what was said since then answers something, rather than asks back or says that it is not known."""
    said = [event for event in islice(events, before, None) if isinstance(event, BotUttered)]
    return any(status_of(event.metadata.get("status")) == "answered" for event in said)


def _tells_something(events: Iterable[Event], before: int) -> bool:
    """Tell whether what was said since then helps on: an answer, a refusal, a question or what may be the answer.

    Where nothing was said, it is kept with what waits already: for the sign-in that was asked for, say.
    """
    said = [event for event in islice(events, before, None) if isinstance(event, BotUttered)]
    return not said or any(str(event.metadata.get("utter_action")) not in _TELLS_NOTHING for event in said)


def _is_said_again(events: Iterable[Event], begin: int, before: int) -> bool:
    """Tell whether all that was said since `before` had been said since `begin` already."""
    said = [
        [event.text for event in islice(events, *part) if isinstance(event, BotUttered)]
        for part in ((begin, before), (before, None))
    ]
    return bool(said[1]) and set(said[1]) <= set(said[0])


def _signs_in_needlessly(events: Iterable[Event], before: int, reading: dict[str, Any], text: str) -> bool:
    """Tell whether all that was said since then to a later part asks to sign in, where it hardly is of one's own."""
    said = [event for event in islice(events, before, None) if isinstance(event, BotUttered)]
    if not said or any(str(event.metadata.get("utter_action")) not in _SIGN_IN for event in said):
        return False
    intent = intent_of(reading)
    if confidence_of(reading) < _SURELY:
        return intent in _OF_RECORD or intent == "hold"
    return intent in _OF_RECORD and word_count(text) <= _FEW_WORDS and _OWN.search(fold(text)) is None


def _in_time() -> None:
    if seconds_left(1.0) <= 0:
        raise TurnFailed("late")


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
        self.reader = MessageReader(self.processor)

    @property
    def domain(self) -> Domain:
        """The loaded domain."""
        return self.processor.domain

    async def run(self, request: TurnRequest) -> EngineAnswer:
        """Answer a message; the stored answer when the message was answered before.

        Raises TurnFailed with the code of the contract, and BadRequest for a payload that is none.
        """
        parse_data = self.reader.payload(request) if request.payload else None
        try:
            async with self.queues.hold(request.conversation, patience=self.patience):
                with until(request.deadline):
                    return await self._run(request, parse_data)
        except QueueBusy as error:
            raise TurnFailed("lock") from error

    async def parse(self, text: str) -> Parse:
        """Read a text as a patron's words, whatever it begins with."""
        return parse_of(self.reader.read(None, text)[1])

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
        """Answer a message in a conversation that is never stored; raises TurnFailed.

        That the actions do not answer yet is no failure: who rehearses tells of it.
        """
        tracker = self.store.init_tracker(request.conversation)
        try:
            await self._answer(tracker, request, self.reader.reading(request.text))
        except ActionFailed as error:
            self.store.forget(request.conversation)
            raise TurnFailed(error.code) from error
        except Exception as error:
            raise self._failed(request, "internal", error) from error
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
        requests, reading = self.reader.read(tracker, request.text) if parse_data is None else (None, parse_data)
        if requests is None:
            await self._answer(tracker, request, reading)
            return tracker
        before = len(tracker.events)
        first, *others = requests.answered
        left, told = list(requests.left), {first.reading["text"]}
        await self._answer(tracker, request, first.reading)
        for number, clause in enumerate(others, 2):
            done = list(islice(tracker.events, before, None))
            try:
                reading = clause.reading or self.reader.read_part(tracker, clause.text, request.text)
                if clause.is_apart and (is_courtesy(reading) or reading["text"] in told):
                    # What happened was told with all words of the message by the part before it.
                    continue
                told.add(reading["text"])
                await self._hear(tracker, request, reading, part_id(request.message_id, number))
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
            heard = _tells_something if clause.is_apart and intent_of(reading) != FALLBACK else _is_answered
            if taken_back and not heard(tracker.events, before + len(done)):
                tracker = await self._back(request, done)
                told_only = clause.is_apart and only_tells(clause.text)
                if (clause.counted and not told_only) or may_be_named(clause.text):
                    left.append(clause.text)
            elif clause.is_apart and _is_said_again(tracker.events, before, before + len(done)):
                tracker = await self._back(request, done)
            elif (clause.is_apart or clause.tried) and _signs_in_needlessly(
                tracker.events, before + len(done), reading, clause.text
            ):
                tracker = await self._back(request, done)
                if confidence_of(reading) < _SURELY and may_be_named(clause.text):
                    left.append(clause.text)
        if left:
            await self._name(tracker, UNANSWERED, sorted(left, key=request.text.find), "fallback")
        return tracker

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
