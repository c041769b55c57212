"""Another kind of page after printing was spoken of; colours of other things are none."""

from __future__ import annotations

import pytest

from actions.subjects.library_info.print_kinds import kinds_of_pages


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        ("سیاه سفید چی؟ پشت و رو", ["plain", "both sides"]),
        ("siah sefid chi posht o ru", ["plain", "both sides"]),
        ("and in colour?", ["colour"]),
        ("what about black and white, double sided", ["plain", "both sides"]),
        ("A3?", ["a3"]),
        ("colour as well? it's a poster, A3", ["colour", "a3"]),
        ("رنگی هم دارین؟ آ۳ میخوام", ["colour", "a3"]),
        ("do you have colour films", []),
        ("کتاب رنگی برای بچه‌ها", []),
        ("my black and white cat", []),
        ("سفید و سیاه چه فیلمی دارین", []),
    ],
)
def test_kinds_are_named_by_what_says_nothing_else(text: str, kinds: list[str]) -> None:
    assert kinds_of_pages(text) == kinds
