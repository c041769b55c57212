"""The topic of a conversation: what was last answered in it, small talk and what was not understood aside."""

from __future__ import annotations

from typing import Any

from rasa.shared.core.events import UserUttered
from rasa.shared.core.trackers import DialogueStateTracker

from engine.buttons import PENDING
from protocol.intents import traits_of
from protocol.turns import whole_id

# What the actions keep of the last turns: which intent's work each of them did.
THREAD = "thread"
# After so many messages about nothing a topic is over.
_MOST = 4
# What is waited for in these is an answer, not more about the topic.
_ANSWERED_IN_WORDS = frozenset({"words", "told", "branch", "one", "score"})


def last_topic(tracker: DialogueStateTracker) -> str | None:
    """Give the intent that the next message may belong to, told or called for too; None where it answers a question."""
    slots = tracker.current_slot_values()
    pending = slots.get(PENDING)
    if tracker.active_loop_name or (isinstance(pending, dict) and pending.get("awaits") in _ANSWERED_IN_WORDS):
        return None
    done = _done(slots.get(THREAD))
    looked_at = 0
    for event in reversed(tracker.events):
        if not isinstance(event, UserUttered):
            continue
        name = done.get(whole_id(event.message_id or "")) or event.intent_name
        traits = traits_of(name or "")
        if name and not traits.is_passing:
            return str(name)
        looked_at += 1
        if looked_at == _MOST:
            return None
    return None


def _done(thread: Any) -> dict[str, str]:
    """What the messages of a thread did last, by the id of the message."""
    done: dict[str, str] = {}
    for turn in thread if isinstance(thread, list) else ():
        acts = turn.get("acts") if isinstance(turn, dict) else None
        if acts:
            done[str(turn.get("message"))] = str(acts[-1].get("act"))
    return done
