"""The ways to ask for a fact are kept in one text, and read from it as they were typed."""

from __future__ import annotations

import pytest

from crm.knowledge.ways_to_ask import WaysToAsk, ways_of


@pytest.mark.parametrize(
    ("ways", "kept"),
    [
        (WaysToAsk(), None),
        (WaysToAsk("wlan wifi"), "wlan wifi"),
        (WaysToAsk("wlan", ("اینترنت دارید؟",), ("و رمزش؟",)), "wlan\nاینترنت دارید؟\n… و رمزش؟"),
        # Without words of its own the line of words holds the question: what follows would be taken for them.
        (WaysToAsk("", ("Is there internet?",)), "Is there wifi?\nIs there internet?"),
        (WaysToAsk("", (), ("and its password?",)), "Is there wifi?\n… and its password?"),
    ],
)
def test_what_is_typed_is_read_again_as_it_was(ways: WaysToAsk, kept: str | None) -> None:
    question = "Is there wifi?"
    assert ways.kept(question) == kept
    assert ways_of(kept, (question, "وای‌فای هست؟")) == ways


def test_three_full_stops_are_read_as_the_sign_that_a_keyboard_may_lack() -> None:
    ways = ways_of("wlan\n...and its password?\n…\n \nIs there internet?")
    assert ways == WaysToAsk("wlan", ("Is there internet?",), ("and its password?",))
