"""The topic of a conversation: what was last answered in it, small talk and what was not understood aside."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import BotUttered, UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.buttons import PENDING
from protocol.intents import traits_of
from protocol.turns import whole_id

# What the actions keep of the last turns: which intent's work each of them did.
THREAD = "thread"
# After so many messages about nothing a topic is over.
_MOST = 4
# So many messages back another topic may stand.
_EARLIER = 8
# What is waited for in these is an answer, not more about the topic.
_ANSWERED_IN_WORDS = frozenset({"words", "told", "branch", "one", "score"})


def last_topic(tracker: DialogueStateTracker) -> str | None:
    """Give the intent that the next message may belong to, told or called for too; None where it answers a question."""
    topics = _topics(tracker)
    return topics[0] if topics else None


def before(tracker: DialogueStateTracker) -> dict[str, Any]:
    """Give what came before the next message, as its metadata tells the model: topics and the last answers’ names.

    Nothing is told where it answers a question in words of the patron’s own.
    """
    if _waits(tracker):
        return {}
    topics = _topics(tracker)
    earlier = next((topic for topic in topics if topic != topics[0]), None)
    told: dict[str, Any] = {"answers": _last_answers(tracker)}
    if topics:
        told["after"] = topics[0]
    return told | ({"before": earlier} if earlier else {})


def _topics(tracker: DialogueStateTracker) -> list[str]:
    """Give the last topics, newest first; none where an answer is waited for, or after too much about nothing."""
    if _waits(tracker):
        return []
    done = _done(tracker.current_slot_values().get(THREAD))
    found: list[str] = []
    looked_at = 0
    for event in reversed(tracker.events):
        if not isinstance(event, UserUttered):
            continue
        name = done.get(whole_id(event.message_id or "")) or event.intent_name
        if name and not traits_of(name).is_passing:
            found.append(str(name))
        looked_at += 1
        if looked_at == (_EARLIER if found else _MOST):
            break
    return found


def _waits(tracker: DialogueStateTracker) -> bool:
    pending = tracker.current_slot_values().get(PENDING)
    return bool(tracker.active_loop_name) or (isinstance(pending, dict) and pending.get("awaits") in _ANSWERED_IN_WORDS)


def _last_answers(tracker: DialogueStateTracker) -> list[str]:
    """Give the names of what was answered to the last message."""
    names: list[str] = []
    for event in reversed(tracker.events):
        if isinstance(event, UserUttered):
            break
        if isinstance(event, BotUttered) and (name := event.metadata.get("utter_action")):
            names.append(str(name))
    return names[::-1]


def _done(thread: Any) -> dict[str, str]:
    """What the messages of a thread did last, by the id of the message."""
    done: dict[str, str] = {}
    for turn in thread if isinstance(thread, list) else ():
        acts = turn.get("acts") if isinstance(turn, dict) else None
        if acts:
            done[str(turn.get("message"))] = str(acts[-1].get("act"))
    return done
