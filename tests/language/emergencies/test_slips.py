"""Words of emergencies that were typed in haste are read as they were meant, and no other word becomes one of them."""

from __future__ import annotations

import pytest

from language.emergencies.slips import respelt


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("he colapsed and is bleding", "he collapsed and is bleeding"),
        ("somone is shoutng", "someone is shouting"),
        ("call an ambulence", "call an ambulance"),
        ("he pushd her", "he pushed her"),
        ("smoek in the hall", "smoke in the hall"),
    ],
)
def test_a_slip_is_read_as_what_was_meant(typed: str, meant: str) -> None:
    assert respelt(typed) == meant


def test_other_words_stay() -> None:
    said = "i tapped the flame of the stove and stole a breath while casing the shed in spoke and treat policy"
    assert respelt(said) == said
