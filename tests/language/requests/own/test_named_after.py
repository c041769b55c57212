"""A message that is no more than the name of another thing is told from one that says something of it."""

from __future__ import annotations

import pytest

from language.requests.own.named_after import Manner, read_named_after


@pytest.mark.parametrize(
    ("text", "name", "manner"),
    [
        ("kite runner then", "kite runner", Manner.ADDED),
        ("ok Blindness too then, not finished after all", "blindness", Manner.ADDED),
        ("same for The Idiot please", "the idiot", Manner.ADDED),
        ("And Persepolis? no problem with that one, is there", "persepolis", Manner.ASKED),
        ("what about the Hobbit?", "the hobbit", Manner.ASKED),
        ("The Hobbit", "the hobbit", Manner.BARE),
        ("و بیگانه هم", "بیگانه", Manner.ADDED),
        ("پس دن کیشوت رو لطفا، هنوز تموم نشده", "دن کیشوت", Manner.ADDED),
        ("و Persepolis؟ اون که مشکلی نداره", "persepolis", Manner.ASKED),
        ("شاهنامه چی", "شاهنامه", Manner.ASKED),
        ("mersi. bigane ro ham", "bigane", Manner.ADDED),
    ],
)
def test_a_name_is_read_with_how_it_is_said(text: str, name: str, manner: Manner) -> None:
    found = read_named_after(text)
    assert found is not None and (found.name, found.manner) == (name, manner)


@pytest.mark.parametrize(
    "text",
    [
        "thanks, great",
        "don't renew the Hobbit",
        "also not The Trial",
        "I finished Emma",
        "when is the Hobbit due",
        "renew the Hobbit too",
        "ابله رو تمدید کن",
        "ابله رو نه",
        "مرسی، خب",
        "the Hobbit too, my daughter is reading it",
    ],
)
def test_what_says_more_or_less_is_none(text: str) -> None:
    assert read_named_after(text) is None
