"""The reply to a message, read back from the events of its conversation."""

from __future__ import annotations

import re
from typing import Any

from rasa.shared.core.constants import ACTION_LISTEN_NAME, REQUESTED_SLOT
from rasa.shared.core.events import ActionExecuted, BotUttered, Event, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from protocol.turns import Button, EngineAnswer, EngineMessage, Intent, Parse, status_of, whole_id

RANKING_LENGTH = 3
# Facts that are told, one by itself or each beside its question …
_FACTS = frozenset({"utter_fact", "utter_facts"})
_ITEM = re.compile(r"^• ", re.MULTILINE)
# … and what leads back to a question that waits.
_BACK = "utter_back_to_question"


def events_of(tracker: DialogueStateTracker, message_id: str) -> list[Event] | None:
    """The events from a message on up to the next one, its further requests included; None when it is not known."""
    following: list[Event] = []
    for event in reversed(tracker.events):
        following.append(event)
        if isinstance(event, UserUttered):
            if event.message_id == message_id:
                return following[::-1]
            if whole_id(event.message_id or "") != message_id:
                following = []
    return None


def parse_of(data: dict[str, Any]) -> Parse:
    """Intent, the likeliest readings and the entities, as the gateway stores them."""
    ranking = [_intent(row) for row in (data.get("intent_ranking") or [])[:RANKING_LENGTH]]
    entities = [
        {key: entity.get(key) for key in ("entity", "value", "start", "end")} for entity in data.get("entities") or []
    ]
    return Parse(_intent(data.get("intent") or {}), ranking, entities)


def reply_of(
    tracker: DialogueStateTracker, events: list[Event], *, duplicate: bool, engine_version: str
) -> EngineAnswer:
    """The whole answer of a turn; `messages` is empty when nothing was said."""
    said = events[0]
    messages = [_message(event) for event in events if isinstance(event, BotUttered)]
    actions = [event.action_name for event in events if isinstance(event, ActionExecuted) and event.action_name]
    requested = tracker.slots.get(REQUESTED_SLOT)
    return EngineAnswer(
        messages=_question_last(
            _each_once([message for message in messages if message.answer or message.text or message.custom])
        ),
        parse=parse_of(said.parse_data if isinstance(said, UserUttered) else {}),
        actions=[name for name in actions if name != ACTION_LISTEN_NAME],
        form=tracker.active_loop_name,
        requested_slot=requested.value if requested is not None else None,
        duplicate=duplicate,
        engine_version=engine_version,
        event_count=len(tracker.events),
    )


def _each_once(messages: list[EngineMessage]) -> list[EngineMessage]:
    """Leave out what a message of several requests would hear a second time in the very same words.

    So is what only tells facts that were told before, now beside their questions: "in colour, and how much is it?".
    """
    told: set[tuple[str | None, str]] = set()
    facts: list[str] = []
    kept = []
    for message in messages:
        said = (message.answer, message.text)
        told_now = _facts_of(message)
        again = bool(told_now) and all(any(_is_same(one, known) for known in facts) for one in told_now)
        if not message.text or (said not in told and not again):
            kept.append(message)
        told.add(said)
        facts += told_now
    return kept


def _facts_of(message: EngineMessage) -> list[str]:
    """Give the facts that a message tells, each with its question where it stands in a list."""
    return [one.strip() for one in _ITEM.split(message.text) if one.strip()] if message.answer in _FACTS else []


def _is_same(one: str, other: str) -> bool:
    """Tell whether two facts are the same, one of them beside its question perhaps."""
    short, long = sorted((one, other), key=len)
    before = long[: len(long) - len(short)].rstrip()
    return long.endswith(short) and (not before or before.endswith(("?", "؟")))


def _question_last(messages: list[EngineMessage]) -> list[EngineMessage]:
    """Put the question that is come back to behind what the later requests were answered, unless that asks, too."""
    at = next((at for at, message in enumerate(messages) if message.answer == _BACK), None)
    if at is None or any(message.status == "clarified" for message in messages[at + 1 :]):
        return messages
    return [*messages[:at], *messages[at + 1 :], messages[at]]


def _intent(row: dict[str, Any]) -> Intent:
    return Intent(row.get("name"), round(float(row.get("confidence") or 0.0), 4))


def _message(event: BotUttered) -> EngineMessage:
    about = event.metadata
    buttons = event.data.get("buttons") or []
    return EngineMessage(
        text=event.text or "",
        buttons=[Button(each.get("title", ""), each.get("payload", "")) for each in buttons],
        answer=about.get("utter_action"),
        facts=about.get("facts"),
        language=about.get("language"),
        status=status_of(about.get("status")),
        custom=event.data.get("custom") or None,
    )
