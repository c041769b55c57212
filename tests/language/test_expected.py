"""A bare number is what was announced before it, in one message, in halves, or behind a word that says nothing."""

from __future__ import annotations

import pytest

from language.expected import announced, is_filler, mask_expected, may_answer

FOLLOWED = [
    ("what is my pin?", "it was 7407 I think", "it was [pin] I think"),
    ("my pin is", "83", "[pin]"),
    ("[pin]", "24", "[pin]"),
    ("رمزم", "۸۳", "[pin]"),
    ("my pin is", "8323", "[pin]"),
    ("رمزم رو میگم", "۸۳۲۵ بود", "[pin] بود"),
    ("رمزم رو میگم", "فکر کنم ۸۳۲۵ باشه", "فکر کنم [pin] باشه"),
    ("I forgot my password", "well, I guess it should be 8326", "well, I guess it should be [pin]"),
    ("my card is", "it's 2000 8806", "it's [card]"),
]
STAYS = [
    ("how do I change my pin?", "12"),
    ("my pin is", "3"),
    ("my pin is wrong", "12"),
    ("رمزم کار نمی‌کنه، چی کار کنم؟", "۱۲"),
    ("do you have the book", "1984"),
]


@pytest.mark.parametrize(("before", "text", "masked"), FOLLOWED)
def test_what_was_announced_is_masked(before: str, text: str, masked: str) -> None:
    kind = announced(before)
    assert kind is not None and may_answer(text)
    assert mask_expected(text, kind).text == masked


@pytest.mark.parametrize(("before", "text"), STAYS)
def test_what_was_not_announced_stays(before: str, text: str) -> None:
    kind = announced(before)
    assert kind is None or mask_expected(text, kind).text == text


@pytest.mark.parametrize("text", ["sorry wait", "باشه", "ok", "یه لحظه صبر کن", "hold on a sec…", "Let me check."])
def test_a_word_between_says_nothing(text: str) -> None:
    assert is_filler(text)


@pytest.mark.parametrize("text", ["do you have 1984", "12", "hours", "رمان می‌خوام", "", "?", "renew all", "[pin]"])
def test_what_says_something_ends_what_was_expected(text: str) -> None:
    assert not is_filler(text)
