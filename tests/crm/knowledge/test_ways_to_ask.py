"""The ways to ask for a fact are kept in one text, and read from it as they were typed."""

from __future__ import annotations

import pytest

from crm.knowledge.ways_to_ask import WaysToAsk, in_order, ways_of, without_sign

QUESTIONS = ("Is there wifi?", "وای‌فای هست؟")


@pytest.mark.parametrize(
    ("ways", "kept"),
    [
        (WaysToAsk(), None),
        (WaysToAsk("wlan wifi"), "wlan wifi"),
        (WaysToAsk("wlan", ("اینترنت دارید؟",), ("و رمزش؟",)), "wlan\nاینترنت دارید؟\n… و رمزش؟"),
        # Without words their line is empty: what follows would be taken for them.
        (WaysToAsk("", ("Is there internet?",)), "\nIs there internet?"),
        (WaysToAsk("", (), ("and its password?",)), "\n… and its password?"),
    ],
)
def test_what_is_typed_is_read_again_as_it_was(ways: WaysToAsk, kept: str | None) -> None:
    assert ways.kept == kept
    assert ways_of(kept, QUESTIONS) == ways


def test_the_same_ways_to_ask_are_the_same_text() -> None:
    assert in_order("wlan\n...its code?\nIs there internet?", QUESTIONS) == "wlan\nIs there internet?\n… its code?"
    assert in_order("Is there wifi?\nIs there internet?", QUESTIONS) == "\nIs there internet?"
    assert in_order("Is there wifi?", QUESTIONS) == "Is there wifi?"


def test_three_full_stops_are_read_as_the_sign_that_a_keyboard_may_lack() -> None:
    ways = ways_of("wlan\n...and its password?\n…\n \nIs there internet?")
    assert ways == WaysToAsk("wlan", ("Is there internet?",), ("and its password?",))


@pytest.mark.parametrize(
    ("typed", "plain"),
    [(" … and its code?", "and its code?"), ("....and?", "and?"), (".NET courses?", ".NET courses?"), ("…", "")],
)
def test_only_the_sign_of_a_follow_up_is_taken_away(typed: str, plain: str) -> None:
    assert without_sign(typed) == plain
