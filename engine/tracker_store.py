"""The tracker store: live trackers in memory, each of their events appended to the log.

Rasa wraps every store in one that swallows its exceptions and goes on with an empty tracker. So each
failure is also counted here, where the channel looks before it answers; and the channel reads from this
store itself, not through the wrapper.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from itertools import islice
from time import monotonic
from typing import Any

from rasa.core.brokers.broker import EventBroker
from rasa.core.tracker_store import TrackerStore
from rasa.shared.core.domain import Domain
from rasa.shared.core.events import Event, SessionStarted, deserialise_events
from rasa.shared.core.trackers import DialogueStateTracker

from engine import patches
from engine.event_log import EventLog, EventLogError
from engine.settings import EngineSettings

_log = logging.getLogger(__name__)

# A message takes some 25 KB here. Who writes again after so long waits the few milliseconds of reading the log.
IDLE_SECONDS = 600.0


@dataclass
class _Live:
    """A tracker in memory, how many of its events are stored, the number of the next one, and when it was last used."""

    tracker: DialogueStateTracker
    stored: int
    next_seq: int
    used_at: float = 0.0


class KetabyarTrackerStore(TrackerStore):
    """A tracker store that reads once, appends what is new, and lets no failure go unseen."""

    def __init__(
        self,
        domain: Domain | None = None,
        host: str | None = None,
        event_broker: EventBroker | None = None,
        url: str | None = None,
        live: int = 2000,
        monotonic: Callable[[], float] = monotonic,
        **kwargs: Any,
    ) -> None:
        super().__init__(domain, event_broker)
        # Rasa makes its store before it loads a model: so `rasa shell` and `rasa run` get what our server gets.
        patches.apply()
        self.log = EventLog(url or host or EngineSettings.load().tracker_url)
        self.failures = 0
        self.last_failure: str | None = None
        self._limit = live
        self._monotonic = monotonic
        # An earlier process may have ended between deleting and tidying.
        self._untidy = True
        self._live: OrderedDict[str, _Live] = OrderedDict()

    async def retrieve(self, sender_id: str) -> DialogueStateTracker | None:
        """The tracker of the latest session, or None for a new conversation; raises EventLogError."""
        live = self._live.get(sender_id)
        if live is not None:
            # Changed but never saved: that turn failed, and what it did is forgotten. And behind the log: another
            # engine has gone on with the conversation, and nothing may be done on what this one remembers.
            if len(live.tracker.events) == live.stored and self._next_seq(sender_id) == live.next_seq:
                self._live.move_to_end(sender_id)
                live.used_at = self._monotonic()
                return live.tracker
            del self._live[sender_id]
        events, next_seq = self._read(sender_id, whole=False)
        if not events:
            return None
        tracker = self._rebuilt(sender_id, events)
        self._keep(tracker, next_seq)
        return tracker

    async def retrieve_full_tracker(self, conversation_id: str) -> DialogueStateTracker | None:
        """A tracker with the events of all sessions, for reading only."""
        events, _ = self._read(conversation_id, whole=True)
        return self._rebuilt(conversation_id, events) if events else None

    async def save(self, tracker: DialogueStateTracker) -> None:
        """Append the events that are not stored yet; raises EventLogError and keeps nothing on failure."""
        live = self._live.get(tracker.sender_id)
        if live is None or live.tracker is not tracker:
            live = _Live(tracker, 0, self._read(tracker.sender_id, whole=False)[1])
        new: list[Event] = list(islice(tracker.events, live.stored, None))
        if not new:
            return
        try:
            self.log.append(tracker.sender_id, live.next_seq, [event.as_dict() for event in new])
        except EventLogError as error:
            self.forget(tracker.sender_id)
            self._failed(error)
            raise
        if any(isinstance(event, SessionStarted) for event in new) and live.stored:
            # The next turn starts from the new session alone, as after a restart.
            self.forget(tracker.sender_id)
        else:
            self._keep(tracker, live.next_seq + len(new))

    async def keys(self) -> Iterable[str]:
        """The ids of all conversations."""
        try:
            return self.log.senders()
        except EventLogError as error:
            self._failed(error)
            raise

    def forget(self, sender_id: str) -> None:
        """Drop a tracker from memory; the next turn reads it from the log."""
        self._live.pop(sender_id, None)

    def erase(self, sender_ids: Sequence[str]) -> int:
        """Delete conversations in memory and in the log; give how many events were stored of them.

        Raises EventLogError; what was in memory alone is gone even then.
        """
        for sender_id in sender_ids:
            self.forget(sender_id)
        try:
            deleted = self.log.delete(sender_ids)
        except EventLogError as error:
            self._failed(error)
            raise
        self._untidy = self._untidy or deleted > 0
        self.tidy()
        return deleted

    def tidy(self) -> None:
        """Let the file, too, hold nothing of what was deleted; what is in the way now is tried again."""
        if self._untidy:
            self._untidy = not self.log.tidy()

    def close(self) -> None:
        """Close the log."""
        self._live.clear()
        self.log.close()

    def _keep(self, tracker: DialogueStateTracker, next_seq: int) -> None:
        now = self._monotonic()
        self._live[tracker.sender_id] = _Live(tracker, len(tracker.events), next_seq, now)
        self._live.move_to_end(tracker.sender_id)
        while len(self._live) > self._limit or self._longest_idle().used_at < now - IDLE_SECONDS:
            self._live.popitem(last=False)

    def _longest_idle(self) -> _Live:
        return next(iter(self._live.values()))

    def _read(self, sender_id: str, *, whole: bool) -> tuple[list[dict[str, Any]], int]:
        try:
            return self.log.read(sender_id, whole=whole)
        except EventLogError as error:
            self._failed(error)
            raise

    def _next_seq(self, sender_id: str) -> int:
        try:
            return self.log.next_seq(sender_id)
        except EventLogError as error:
            self._failed(error)
            raise

    def _rebuilt(self, sender_id: str, events: list[dict[str, Any]]) -> DialogueStateTracker:
        tracker = self.init_tracker(sender_id)
        for event in deserialise_events(events):
            tracker.update(event, self.domain)
        return tracker

    def _failed(self, error: Exception) -> None:
        self.failures += 1
        self.last_failure = str(error)
        _log.error("%s", error)


def unwrapped(store: TrackerStore) -> TrackerStore:
    """The store inside Rasa's wrappers."""
    while hasattr(store, "_tracker_store"):
        store = store._tracker_store
    return store
