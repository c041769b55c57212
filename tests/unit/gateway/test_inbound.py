"""What may come in, and in which language it is answered."""

from __future__ import annotations

import pytest

from bot.conversation.inbound import clean, problem_of
from bot.conversation.tongue import as_tongue, language_of
from bot.conversation.wording import Problem


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200c", "\u200b\u2060", None, "\x00\x01"])
def test_nothing_to_be_seen_is_empty(text: str | None) -> None:
    assert problem_of(text, None) is Problem.EMPTY


@pytest.mark.parametrize("text", ["?", "سلام", "۱", "👍", "a" * 2000])
def test_what_can_be_seen_is_taken(text: str) -> None:
    assert problem_of(text, None) is None


def test_the_longest_text_has_two_thousand_characters() -> None:
    assert problem_of("a" * 2001, None) is Problem.TOO_LONG


@pytest.mark.parametrize("payload", ["/renew", '/renew{"which":"all"}', '/hold{"title":"بوف کور"}', "/back_to_bot"])
def test_payloads_of_buttons_are_taken(payload: str) -> None:
    assert problem_of(None, payload) is None


@pytest.mark.parametrize("payload", ["", "renew", "//renew", "/Renew", "/re new", "/renew{", "/restart\n/renew"])
def test_other_payloads_are_not(payload: str) -> None:
    assert problem_of(None, payload) is Problem.BAD_PAYLOAD


def test_a_title_is_masked_and_a_payload_with_numbers_of_somebody_doubted() -> None:
    cleaned = clean(None, '/search_book{"title":"x"}', "call 09123456789")
    assert "09123456789" not in cleaned.text
    assert not cleaned.doubtful_payload
    assert clean(None, '/search_book{"title":"09123456789"}', None).doubtful_payload
    assert clean(None, '/search_book{"title":"x"}', None).text == "/search_book"


def test_signs_that_cannot_be_seen_are_taken_out_but_half_spaces_stay() -> None:
    assert clean("می\u200cخواهم\x00 \u2060", None, None).text == "می\u200cخواهم"


def test_a_chosen_language_stays_whatever_is_written() -> None:
    assert language_of("ساعت کار چیست؟", known="en", chosen=True, settled=True) == "en"
    assert language_of("What are your opening hours?", known="fa", chosen=True, settled=False) == "fa"


def test_without_a_choice_the_words_decide() -> None:
    assert language_of("What are your opening hours?", known="fa", chosen=False, settled=True) == "en"
    assert language_of("ساعت کار کتابخانه چیست؟", known="en", chosen=False, settled=True) == "fa"
    assert language_of("123", known="en", chosen=False, settled=False) == "en"
    assert language_of(None, known="fa", chosen=False, settled=False) == "fa"


def test_one_english_word_turns_over_only_a_talk_that_begins() -> None:
    assert language_of("hours", known="fa", chosen=False, settled=False) == "en"
    assert language_of("Sapiens", known="fa", chosen=False, settled=True) == "fa"
    assert language_of("سلام", known="en", chosen=False, settled=True) == "fa"


def test_tags_of_all_kinds_are_read() -> None:
    assert as_tongue("en-GB", "fa") == "en"
    assert as_tongue("FA_ir", "en") == "fa"
    assert as_tongue("de", "fa") == "fa"
    assert as_tongue(None, "en") == "en"
