"""Contact data: taken out of the words; what a turn brings for those that a conversation holds."""

from __future__ import annotations

from bot.conversation.contact import contact_in
from language.masking import mask


def contact(text: str) -> str | None:
    masked = mask(text)
    return contact_in(masked.text, masked.found)


def test_a_short_sentence_keeps_its_words_and_other_numbers_stay_masked() -> None:
    given = contact("after five: 09123456789 (national id 0084575948)")
    assert given is not None
    assert "09123456789" in given
    assert given.startswith("after five")
    assert "0084575948" not in given


def test_of_a_long_text_only_the_numbers_are_taken() -> None:
    given = contact("The hall is so loud that one cannot read. " * 5 + "Write to reader@example.org or 09123456789")
    assert given is not None
    assert given.split("; ") == ["reader@example.org", "09123456789"]


def test_without_contact_data_there_is_none() -> None:
    assert contact("ساعت کار کتابخانه چیست؟") is None
    assert contact("my card is 6037991234567893") is None


def test_persian_digits_are_contact_data_too() -> None:
    given = contact("با ۰۹۱۲۳۴۵۶۷۸۹ تماس بگیرید")
    assert given is not None
    assert "09123456789" in given
