"""Chat partners who were answered a moment ago."""

from __future__ import annotations

from bot.conversation.language_habits import RecentChats


def test_a_conversation_is_under_way_for_a_session_and_then_held_no_more() -> None:
    now = [0.0]
    recent = RecentChats(seconds=60, monotonic=lambda: now[0])
    for identity in range(1000):
        now[0] += 1
        recent.note(identity)
    assert recent.is_under_way(999) and recent.is_under_way(941)
    assert not recent.is_under_way(930)
    assert len(recent) <= 61
    recent.note(950)
    now[0] += 59
    assert recent.is_under_way(950) and not recent.is_under_way(951)
