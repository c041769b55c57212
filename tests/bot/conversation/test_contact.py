"""Contact data: taken out of the words, held for a while, and handed over once."""

from __future__ import annotations

from bot.conversation.contact import ContactKeeper, contact_in
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


def test_what_is_held_adds_up_and_ends() -> None:
    now = 0.0
    keeper = ContactKeeper(seconds=10, monotonic=lambda: now)
    keeper.hold(1, "09123456789")
    keeper.hold(1, "a@example.org")
    keeper.hold(1, "a@example.org")
    assert keeper.peek(1) == "09123456789; a@example.org"
    assert keeper.peek(2) is None
    now = 10.5
    assert keeper.peek(1) is None
    keeper.hold(2, "x@example.org")
    assert len(keeper) == 1
    keeper.drop(2)
    assert keeper.peek(2) is None


def test_what_is_kept_for_another_try_is_so_until_it_is_let_go() -> None:
    keeper = ContactKeeper()
    keeper.keep(1)
    assert not keeper.is_kept(1)
    keeper.hold(1, "09123456789")
    keeper.keep(1)
    assert keeper.is_kept(1)
    keeper.drop(1)
    assert not keeper.is_kept(1)
