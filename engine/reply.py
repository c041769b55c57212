"""The reply to a message, read back from the events of its conversation."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

RANKING_LENGTH = 3
# After a message's id: the second wish of that message, answered in the same turn.
SECOND = "#2"


def events_of(tracker: DialogueStateTracker, message_id: str) -> list[Event] | None:
    """The events from a message on up to the next one, its second wish included; None when it is not known."""
    following: list[Event] = []
    for event in reversed(tracker.events):
        following.append(event)
        if isinstance(event, UserUttered):
            if event.message_id == message_id:
                return following[::-1]
            if event.message_id != f"{message_id}{SECOND}":
                following = []
    return None


def parse_of(data: dict[str, Any]) -> dict[str, Any]:
    """Intent, the likeliest readings and the entities, as the gateway stores them."""
    intent = data.get("intent") or {}
    return {
        "intent": {"name": intent.get("name"), "confidence": round(float(intent.get("confidence") or 0.0), 4)},
        "ranking": [
            {"name": row["name"], "confidence": round(float(row["confidence"]), 4)}
            for row in (data.get("intent_ranking") or [])[:RANKING_LENGTH]
        ],
        "entities": [
            {key: entity.get(key) for key in ("entity", "value", "start", "end")}
            for entity in data.get("entities") or []
        ],
    }


def reply_of(
    tracker: DialogueStateTracker, events: list[Event], *, duplicate: bool, engine_version: str
) -> dict[str, Any]:
    """The whole answer of a turn; `messages` is empty when nothing was said."""
    said = events[0]
    messages = [_message(event) for event in events if isinstance(event, BotUttered)]
    actions = [event.action_name for event in events if isinstance(event, ActionExecuted) and event.action_name]
    requested = tracker.slots.get(REQUESTED_SLOT)
    return {
        "messages": [message for message in messages if message["text"] or message["custom"]],
        "parse": parse_of(said.parse_data if isinstance(said, UserUttered) else {}),
        "actions": [name for name in actions if name != ACTION_LISTEN_NAME],
        "form": tracker.active_loop_name,
        "requested_slot": requested.value if requested is not None else None,
        "duplicate": duplicate,
        "engine_version": engine_version,
        "event_count": len(tracker.events),
    }


def _message(event: BotUttered) -> dict[str, Any]:
    buttons = event.data.get("buttons") or []
    return {
        "text": event.text or "",
        "buttons": [{"title": each.get("title", ""), "payload": each.get("payload", "")} for each in buttons],
        "answer": event.metadata.get("utter_action"),
        "status": event.metadata.get("status") or "answered",
        "custom": event.data.get("custom") or None,
    }
