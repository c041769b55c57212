"""Policies whose cost does not grow with the conversation.

At each prediction RulePolicy replays the whole conversation, makes a state of every action in it, copies all
of them for a debug message, and compares every rule with them, two or three times a turn. Here a conversation
is replayed once, new events are added to it, only the states that the longest rule looks at are made, and
only the rules that fit the latest intent are compared. MemoizationPolicy does nothing when there is nothing
that it remembers. The results are the same (tests/engine/test_policies.py compares them).
"""

from __future__ import annotations

import logging
from collections import deque
from collections.abc import Mapping
from itertools import islice
from typing import Any

from rasa.core.policies.memoization import MemoizationPolicy
from rasa.core.policies.policy import PolicyPrediction
from rasa.core.policies.rule_policy import RULES, RULES_FOR_LOOP_UNHAPPY_PATH, SHOULD_NOT_BE_SET, RulePolicy
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import (
    ActionExecuted,
    ActionReverted,
    ActiveLoop,
    Event,
    Restarted,
    SessionStarted,
    UserUtteranceReverted,
)
from rasa.shared.core.trackers import DialogueStateTracker

State = dict[str, Any]

_rule_log = logging.getLogger("rasa.core.policies.rule_policy")

# Events after which earlier ones no longer count as they did: the conversation is replayed from its start.
REWRITING = (ActionReverted, ActiveLoop, Restarted, SessionStarted, UserUtteranceReverted)

stock_prediction_states = RulePolicy._prediction_states
stock_possible_keys = RulePolicy._get_possible_keys
stock_format = RulePolicy.format_tracker_states
stock_memoization = MemoizationPolicy.predict_action_probabilities


class Replay:
    """The states before each action of a conversation, kept up with its events."""

    def __init__(self, tracker: DialogueStateTracker, domain: Domain, length: int) -> None:
        self.domain = domain
        self.states: deque[State] = deque(maxlen=length)
        self._loops = frozenset(domain.form_names)
        self._shadow = tracker.init_copy()
        for event in tracker.applied_events():
            self._apply(event)
        self._mark(tracker)

    def follows(self, tracker: DialogueStateTracker, domain: Domain, length: int) -> bool:
        """Take in the new events of a tracker; False when it must be replayed from its start."""
        events = tracker.events
        if self.domain is not domain or self.states.maxlen != length or len(events) < self._seen:
            return False
        if self._seen and events[self._seen - 1] is not self._last:
            return False
        new = list(islice(events, self._seen, None))
        if any(isinstance(e, REWRITING) or (type(e) is ActionExecuted and e.action_name in self._loops) for e in new):
            return False
        for event in new:
            self._apply(event)
        self._mark(tracker)
        return True

    def recent(self) -> list[State]:
        """Copies of the latest states, the present one last."""
        states = [*self.states, self.domain.get_active_state(self._shadow)]
        return [{kind: dict(part) for kind, part in state.items()} for state in states]

    def _apply(self, event: Event) -> None:
        if isinstance(event, ActionExecuted):
            self.states.append(self.domain.get_active_state(self._shadow))
        event.apply_to(self._shadow)

    def _mark(self, tracker: DialogueStateTracker) -> None:
        self._seen = len(tracker.events)
        self._last = tracker.events[-1] if tracker.events else None


class RuleIndex:
    """The rules of a lookup by the intent that their latest state asks for."""

    def __init__(self, lookup: Mapping[str, str]) -> None:
        self.lookup = lookup
        self.size = len(lookup)
        self.longest = 1
        self._by_intent: dict[str | None, list[str]] = {}
        for key in lookup:
            states = RulePolicy._rule_key_to_state(key)
            self.longest = max(self.longest, len(states))
            wanted = states[-1].get("user", {}).get("intent")
            self._by_intent.setdefault(wanted if wanted and wanted != SHOULD_NOT_BE_SET else None, []).append(key)

    def candidates(self, intent: str | None) -> list[str]:
        """Rules that ask for this intent, and rules that ask for none in particular."""
        free = self._by_intent.get(None, [])
        return free + self._by_intent.get(intent, []) if intent is not None else free


_indexes: dict[int, RuleIndex] = {}


def _index(lookup: Mapping[str, str]) -> RuleIndex:
    known = _indexes.get(id(lookup))
    if known is None or known.lookup is not lookup or known.size != len(lookup):
        if len(_indexes) > 16:
            _indexes.clear()
        known = _indexes[id(lookup)] = RuleIndex(lookup)
    return known


def possible_keys(self: RulePolicy, lookup: dict[str, str], states: list[State]) -> set[str]:
    """Find the rules that fit the latest states."""
    if not states:
        return set(lookup)
    fitting = _index(lookup).candidates(states[-1].get("user", {}).get("intent"))
    for turn, state in enumerate(reversed(states)):
        if not fitting:
            break
        fitting = [key for key in fitting if self._is_rule_applicable(key, turn, state)]
    return set(fitting)


def prediction_states(
    self: RulePolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    use_text_for_last_user_input: bool = False,
    rule_only_data: dict[str, Any] | None = None,  # noqa: ARG001 - Rasa's signature; rules use no such data
) -> list[State]:
    """Make the states that the longest rule can look at, the present one last."""
    length = max(_index(self.lookup[name]).longest for name in (RULES, RULES_FOR_LOOP_UNHAPPY_PATH))
    replay: Replay | None = tracker.__dict__.get("_replay")
    if replay is None or not replay.follows(tracker, domain, length):
        replay = tracker.__dict__["_replay"] = Replay(tracker, domain, length)
    states = replay.recent()
    self.featurizer._choose_last_user_input([states], use_text_for_last_user_input)
    return states


def memoized(
    self: MemoizationPolicy,
    tracker: DialogueStateTracker,
    domain: Domain,
    rule_only_data: dict[str, Any] | None = None,
    **kwargs: Any,
) -> PolicyPrediction:
    """Predict from remembered stories; nothing at once when there are none."""
    if not self.lookup:
        return self._prediction(self._default_predictions(domain))
    return stock_memoization(self, tracker, domain, rule_only_data, **kwargs)


# Rasa reads the annotations of what a model uses, and would want a value for an annotated `self`.
del memoized.__annotations__["self"]


def format_tracker_states(states: list[State]) -> str:
    """Word states for a debug line; not for one that is not written."""
    return stock_format(states) if _rule_log.isEnabledFor(logging.DEBUG) else ""


def apply() -> None:
    """Replace the costly parts of prediction."""
    RulePolicy.format_tracker_states = staticmethod(format_tracker_states)
    RulePolicy._prediction_states = prediction_states
    RulePolicy._get_possible_keys = possible_keys
    MemoizationPolicy.predict_action_probabilities = memoized
