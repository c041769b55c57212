"""Rasa's message processor without debug copies, with the ordered runner, and with failures that are seen.

`MessageProcessor._run_action` takes any exception for an action that did nothing: the turn goes on, the
patron hears nothing, and the tracker says that the action was executed. Here the exception ends the turn,
before anything of it is saved. Deep copies of events and slots made for debug messages are left out.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from typing import Any

import rasa.core.agent
from rasa.core.actions import loops
from rasa.core.actions.action import Action, ActionExecutionRejection, ActionExtractSlots
from rasa.core.channels.channel import OutputChannel, UserMessage
from rasa.core.nlg import NaturalLanguageGenerator
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.processor import MessageProcessor
from rasa.engine import loader
from rasa.engine.storage.local_model_storage import LocalModelStorage
from rasa.engine.storage.storage import ModelMetadata
from rasa.model import get_latest_model
from rasa.shared.core.constants import ACTION_LISTEN_NAME, ACTION_VALIDATE_SLOT_MAPPINGS, DEFAULT_SLOT_NAMES
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import ActionExecutionRejected, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker
from rasa.utils.common import TempDirectoryPath, get_temp_dir_name

from engine.patches.domains import domain_of_metadata
from engine.patches.metadata import without_training_graph
from engine.patches.policies import REWRITING
from engine.patches.runner import OrderedGraphRunner

# A slot's mapping that no message fills: only what an action says.
BY_ACTIONS = {"type": "custom"}

_stock_load_model = MessageProcessor._load_model


class KetabyarProcessor(MessageProcessor):
    """Handles messages as Rasa does, and lets nothing fail in silence."""

    @staticmethod
    def _load_model(model_path: str | Path) -> tuple[str, ModelMetadata, OrderedGraphRunner]:
        file = model_path if os.path.isfile(model_path) else get_latest_model(model_path)  # noqa: PTH113
        if not file:
            return _stock_load_model(model_path)  # raises ModelNotFound
        with TempDirectoryPath(get_temp_dir_name()) as folder, without_training_graph(), domain_of_metadata():
            metadata, runner = loader.load_predict_graph_runner(
                Path(folder), Path(file), LocalModelStorage, OrderedGraphRunner
            )
        return os.path.basename(file), metadata, runner  # noqa: PTH119

    async def parse_message(
        self,
        message: UserMessage,
        tracker: DialogueStateTracker | None = None,
        only_output_properties: bool = True,
    ) -> dict[str, Any]:
        """Read a message with the model."""
        if tracker is None:
            tracker = DialogueStateTracker.from_events(message.sender_id, [])
        parsed: dict[str, Any] = self._parse_message_with_graph(message, tracker, only_output_properties)
        return parsed

    @staticmethod
    def _log_slots(tracker: DialogueStateTracker) -> None:
        """Write no slots into a log: they are a patron's."""

    async def run_action_extract_slots(
        self, output_channel: OutputChannel, tracker: DialogueStateTracker
    ) -> DialogueStateTracker:
        """Fill the slots of the domain from the latest message, where any is filled from messages."""
        if not self._fills_slots():
            return tracker
        events = await ActionExtractSlots(self.action_endpoint).run(output_channel, self.nlg, tracker, self.domain)
        await self._send_bot_messages(events, tracker, output_channel)
        tracker.update_with_events(events, self.domain)
        return tracker

    def _fills_slots(self) -> bool:
        """Tell whether anything but an action sets a slot of the domain; found out once for a domain."""
        known: tuple[Domain, bool] | None = self.__dict__.get("_slots_filled")
        if known is None or known[0] is not self.domain:
            of_ours = [slot for slot in self.domain.slots if slot.name not in DEFAULT_SLOT_NAMES]
            by_message = any(mapping != BY_ACTIONS for slot in of_ours for mapping in slot.mappings)
            known = self.domain, by_message or ACTION_VALIDATE_SLOT_MAPPINGS in self.domain.user_actions
            self.__dict__["_slots_filled"] = known
        return known[1]

    async def _update_tracker_session(
        self, tracker: DialogueStateTracker, output_channel: OutputChannel, metadata: dict[str, Any] | None = None
    ) -> None:
        """Begin a session where there is none yet, or the last message is too old."""
        # Rasa lists all events of the conversation, twice, to find its last message.
        said = None if self.domain.form_names else _last_said(tracker)
        if said is None:
            await super()._update_tracker_session(tracker, output_channel, metadata)
            return
        session = self.domain.session_config
        if session.are_sessions_enabled() and (time.time() - said.timestamp) / 60 > session.session_expiration_time:
            await super()._update_tracker_session(tracker, output_channel, metadata)

    async def _run_action(
        self,
        action: Action,
        tracker: DialogueStateTracker,
        output_channel: OutputChannel,
        nlg: NaturalLanguageGenerator,
        prediction: PolicyPrediction,
    ) -> bool:
        seen = tracker
        if isinstance(action, loops.LoopAction):
            # A form reads the policy's events, and may still reject its turn and with it these events.
            seen = tracker.copy()
            seen.update_with_events(prediction.events, self.domain)
        try:
            events = await action.run(output_channel, nlg, seen, self.domain)
        except ActionExecutionRejection:
            tracker.update(ActionExecutionRejected(action.name(), prediction.policy_name, prediction.max_confidence))
            return bool(self.should_predict_another_action(action.name()))
        self._log_action_on_tracker(tracker, action, events, prediction)
        if action.name() != ACTION_LISTEN_NAME and events:
            await self.execute_side_effects(events, tracker, output_channel)
        return bool(self.should_predict_another_action(action.name()))

    def _log_action_on_tracker(
        self, tracker: DialogueStateTracker, action: Action, events: list[Event] | None, prediction: PolicyPrediction
    ) -> None:
        given = events or []
        if not any(isinstance(event, ActionExecutionRejected) for event in given):
            tracker.update_with_events(prediction.events, self.domain)
            tracker.update(action.event_for_successful_execution(prediction))
        tracker.update_with_events(given, self.domain)


def _last_said(tracker: DialogueStateTracker) -> UserUttered | None:
    """Give the last message of a conversation; None where there is none, or something behind it takes things back."""
    for event in reversed(tracker.events):
        if isinstance(event, REWRITING):
            return None
        if isinstance(event, UserUttered):
            return event
    return None


def apply() -> None:
    """Let every agent make this processor."""
    rasa.core.agent.MessageProcessor = KetabyarProcessor
