"""What a new card costs is told after a loss; what joining or a workshop costs is none of it."""

from __future__ import annotations

from typing import Any

import pytest

from actions.dialogue.turn import Turn
from actions.subjects.account import lost_card
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("read", "words", "told"),
    [
        ("lost_card", "how mutch is a new one and can i get it at sadi or only centrl", 2),
        ("lost_card", "how much and what do I bring?", 2),
        ("card_registration", "how much does it cost to join and what does my wife need to bring?", 0),
        ("events", "I lost it at the story hour; how much does the workshop cost and do I need to bring a laptop?", 0),
        ("print_scan", "how much is a page and do I need to show something?", 0),
        ("room_booking", "what does a room cost and what do I need to bring?", 0),
        ("lost_card", "what does my wife pay to join, and what papers does she need?", 0),
        ("events", "what does the new one cost and at which branch, at what branch do I sign up?", 0),
    ],
)
async def test_other_costs_are_not_the_replacements(
    begin: Begin, monkeypatch: pytest.MonkeyPatch, read: str, words: str, told: int
) -> None:
    asked: list[str] = []

    async def answers(_turn: Turn, _intent: str, **question: Any) -> bool:
        asked.append(str(question["en"]))
        return False

    talk = await begin("en", card="20000001")
    await talk.says("lost_card", "I lost my library card on the bus")
    await talk.says("deny", "no")
    monkeypatch.setattr(lost_card, "answer_as", answers)
    await talk.says(read, words, sure=0.97)
    assert len(asked) == told, asked
