"""What only greets, thanks or reacts, and what it leaves of a message."""

from __future__ import annotations

import pytest

from language.requests.speech.filler import greets, without_filler


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("Lovely.", ""),
        ("ok so…", ""),
        ("Oh wow, that's great!", ""),
        ("Excellent. And the Fitzgerald?", "And the Fitzgerald?"),
        ("Thanks, and Emma?", "and Emma?"),
        ("متشکرم", ""),
        ("سلام، خسته نباشید", ""),
        ("چه خوب! مرسی. کلیدر چی؟", "کلیدر چی؟"),
        ("“Thanks”", "“Thanks”"),
        ("Good Omens", "Good Omens"),
    ],
)
def test_what_is_left_without_filler(text: str, rest: str) -> None:
    assert without_filler(text) == rest


def test_a_greeting_is_told_from_thanks() -> None:
    assert greets("سلام") and not greets("lovely, thanks")
