"""What a no to a guess tells of the book besides."""

from __future__ import annotations

from language.requests.titles.half_remembered import details


def test_what_a_no_tells_besides_is_added_to_the_description() -> None:
    assert details("no, there was a dog in it too") == "there was a dog in it too"
    assert details("nope, not that one") == "" == details("نه این نیست")
