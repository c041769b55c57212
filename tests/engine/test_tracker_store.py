"""The trackers that stay in memory."""

from __future__ import annotations

from pathlib import Path
from typing import Any

from rasa.shared.core.domain import Domain
from rasa.shared.core.events import UserUttered

from engine.tracker_store import IDLE_SECONDS, KetabyarTrackerStore


async def test_a_conversation_that_rests_leaves_the_memory_and_goes_on_from_the_log(tmp_path: Path) -> None:
    now = 0.0
    store = KetabyarTrackerStore(Domain.empty(), host=f"sqlite:///{tmp_path / 'trackers.db'}", monotonic=lambda: now)

    async def say(sender: str, text: str) -> Any:
        tracker = await store.retrieve(sender) or store.init_tracker(sender)
        tracker.update(UserUttered(text))
        await store.save(tracker)
        return tracker

    rests, talks = await say("rests", "one"), await say("talks", "one")
    now = IDLE_SECONDS
    assert await store.retrieve("talks") is talks
    now = IDLE_SECONDS + 1
    await say("comes", "one")
    assert await store.retrieve("talks") is talks, "only looked at, but not long ago"
    again = await store.retrieve("rests")
    assert again is not None and again is not rests
    assert [event.text for event in again.events if isinstance(event, UserUttered)] == ["one"]
    await say("rests", "two")
    assert store.log.next_seq("rests") == 2
    store.close()
