"""What may come in, and in which language it is answered."""

from __future__ import annotations

import pytest

from bot.conversation.inbound import clean, problem_of
from bot.conversation.turn_language import as_language, language_of
from bot.conversation.wording import TurnProblem


@pytest.mark.parametrize("text", ["", "   ", "\n\t", "\u200c", "\u200b\u2060", None, "\x00\x01"])
def test_nothing_to_be_seen_is_empty(text: str | None) -> None:
    assert problem_of(text, None) is TurnProblem.EMPTY


@pytest.mark.parametrize("text", ["?", "سلام", "۱", "👍", "a" * 2000])
def test_what_can_be_seen_is_taken(text: str) -> None:
    assert problem_of(text, None) is None


def test_the_longest_text_has_two_thousand_characters() -> None:
    assert problem_of("a" * 2001, None) is TurnProblem.TOO_LONG


@pytest.mark.parametrize("payload", ["/renew", '/renew{"which":"all"}', '/hold{"title":"بوف کور"}', "/back_to_bot"])
def test_payloads_of_buttons_are_taken(payload: str) -> None:
    assert problem_of(None, payload) is None


@pytest.mark.parametrize("payload", ["", "renew", "//renew", "/Renew", "/re new", "/renew{", "/restart\n/renew"])
def test_other_payloads_are_not(payload: str) -> None:
    assert problem_of(None, payload) is TurnProblem.BAD_PAYLOAD


@pytest.mark.parametrize(
    "payload",
    [
        '/renew{"which":}',
        '/renew{"a":1,"a":2}',
        '/renew{"n":NaN}',
        '/renew{"a":"b"} {"c":"d"}',
        '/x{"a":' + "[" * 1990 + "}",
    ],
)
def test_payloads_that_cannot_be_read_in_one_way_only_are_not_taken(payload: str) -> None:
    assert problem_of(None, payload) is TurnProblem.BAD_PAYLOAD


def test_a_title_is_masked_and_so_are_the_values_of_a_payload() -> None:
    cleaned = clean(None, '/search_book{"title":"x"}', "call 09123456789")
    assert "09123456789" not in cleaned.text
    assert (cleaned.payload, cleaned.offered) == ('/search_book{"title":"x"}', None)
    sent = '/search_book{"title":"09123456789"}'
    cleaned = clean(None, sent, None)
    assert (cleaned.payload, cleaned.offered) == ('/search_book{"title": "[phone]"}', sent)
    assert clean(None, '/search_book{"title":"x"}', None).text == "/search_book"


@pytest.mark.parametrize(
    ("sent", "kept"),
    [
        (r'{"title":"\u0032\u0030\u0030\u0030\u0031\u0030\u0030\u0031"}', '{"title": "[card]"}'),
        (r'{"title":"2000\u20611001"}', '{"title": "[card]"}'),
        (r'{"title":"\u0631\u0645\u0632\u0645 \u06f1\u06f4\u06f0\u06f5"}', '{"title": "رمزم [pin]"}'),
        ('{"title":{"a":["x",{"b":"my pin is 1405"}]}}', '{"title": {"a": ["x", {"b": "my pin is [pin]"}]}}'),
        ('{"title":20001001,"which":[6037991234567893]}', '{"title": "[card]", "which": ["[bank-card]"]}'),
        ('{"pin":"1405","which":1}', '{"pin": "[pin]", "which": 1}'),
        ('{"20001001":"x"}', '{"[card]": "x"}'),
        (r'{"\u0032000 1001":true}', '{"[card]": true}'),
        (r'{"title":"a \"quoted\" one\u0000"}', r'{"title": "a \"quoted\" one"}'),
        (r'{"title":"\ud800"}', '{"title": "?"}'),
        ('{"isbn":"9780306406157","barcode":"30124000000010","date":"2026-12-05","ref":"loan:17"}', None),
    ],
)
def test_a_payload_is_kept_as_what_it_says(sent: str, kept: str | None) -> None:
    cleaned = clean(None, f"/search_book{sent}", None)
    assert cleaned.payload == "/search_book" + (kept or sent)


def test_a_bare_number_is_what_was_expected() -> None:
    assert clean("۲۹۶۹", None, None).text == "۲۹۶۹"
    assert clean("۲۹۶۹", None, None, expected="pin").text == "[pin]"
    cleaned = clean("88776655", None, None, expected="phone")
    assert (cleaned.text, cleaned.contact) == ("[phone]", "88776655")


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
    assert as_language("en-GB", "fa") == "en"
    assert as_language("FA_ir", "en") == "fa"
    assert as_language("de", "fa") == "fa"
    assert as_language(None, "en") == "en"


def test_the_librarys_own_telephone_stays_and_is_no_contact() -> None:
    taken = clean("is 021-00001500 yours? mine is 09121234567", None, None, own={"02100001500"})
    assert taken.text == "is 021-00001500 yours? mine is [phone]"
    assert taken.contact == "is 021-00001500 yours? mine is 09121234567"
    assert clean("021 0000 1500?", None, None, own={"02100001500"}).contact is None
