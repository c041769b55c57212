"""A bare number is what was announced before it, in one message, in halves, or behind a word that says nothing."""

from __future__ import annotations

import pytest

from language.expected import announced, is_filler, is_secret_alone, mask_expected, may_answer, number_alone
from language.masking import mask

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
    # A card number was just typed: what follows is its PIN, a guess or two of it, or a year that it is.
    ("[card]", "۴۸۱۲", "[pin]"),
    ("here is my card [card] thanks", "ok. 9035", "ok. [pin]"),
    ("[card]", "4 8 1 2", "[pin]"),
    ("[card]", "four eight one two", "[pin]"),
    ("[card]", "چهار هشت یک دو", "[pin]"),
    ("[card]", "4812 or 4821", "[pin] or [pin]"),
    ("[card]", "۴۸۱۲ رو زدم نشد", "[pin] رو زدم نشد"),
    ("[card]", "it's the year 1360", "it's the year [pin]"),
    ("[card]", "سال تولدم ۱۳۶۰", "سال تولدم [pin]"),
    ("[card]", "I tried 4812 and it failed", "I tried [pin] and it failed"),
]
STAYS = [
    ("how do I change my pin?", "12"),
    ("my pin is", "3"),
    ("my pin is wrong", "12"),
    ("رمزم کار نمی‌کنه، چی کار کنم؟", "۱۲"),
    ("do you have the book", "1984"),
    ("[card]", "do you have 1984 by Orwell"),
    ("[card]", "2"),
    ("[card]", "the second one, 12"),
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


def test_a_year_that_is_said_to_be_the_pin_is_masked() -> None:
    assert mask("my pin is the year 1360").text == "my pin is the year [pin]"
    assert mask("a book on passwords published in 1998").text == "a book on passwords published in 1998"


@pytest.mark.parametrize(
    "text", ["[pin]", "my pin is [pin]", "رمزم [pin] هست", "[card] and [pin]", "i tried [pin], doesn't work"]
)
def test_a_secret_and_what_is_said_of_it_say_nothing_else(text: str) -> None:
    assert is_secret_alone(text)


def test_a_number_alone_has_its_digits() -> None:
    assert (number_alone("۲۰۰۰ ۱۰۰۲ ممنون"), number_alone("call me at noon")) == ("20001002", "")
