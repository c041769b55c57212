"""Whether the library has a title that the patron has reserved or on loan."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words", "title", "says"),
    [
        ("fa", "کتاب صد سال تنهایی دارین؟", "صد سال تنهایی", ("گابریل گارسیا مارکز", "نفر اول نوبت هستید", "در امانت")),
        ("fa", "صد سال تنهایی الان موجوده؟", "صد سال تنهایی", ("نفر اول نوبت هستید", "در امانت")),
        (
            "en",
            "do you have Animal Farm?",
            "Animal Farm",
            ("George Orwell", "number 1 in the queue", "No copy is free"),
        ),
        ("en", "is Animal Farm in at the moment?", "Animal Farm", ("number 1 in the queue", "No copy is free")),
    ],
)
async def test_of_what_is_reserved_it_is_told_how_that_stands_and_whether_it_is_in(
    begin: Begin, language: str, words: str, title: str, says: tuple[str, ...]
) -> None:
    said = await (await begin(language, card="20000002")).says("search_book", words, title=title)
    assert said.names == ["utter_title_own_hold"]
    assert all(part in said.text for part in says), said.text


async def test_what_is_ready_is_in(begin: Begin) -> None:
    talk = await begin("en", card="20000001")
    said = await talk.says("search_book", "have you got Animal Farm?", title="Animal Farm")
    assert "Ready at Saadi Branch" in said.text and "No copy" not in said.text


@pytest.mark.parametrize(
    ("language", "card", "words", "title", "says"),
    [
        ("en", "20000002", "do you have The Hobbit?", "The Hobbit", "you have it on loan yourself"),
        ("fa", "20000004", "بوف کور رو دارین؟", "بوف کور", "نسخهٔ دیگر: موجود در کتابخانهٔ مرکزی"),
        ("en", "20000001", "is Nineteen Eighty-Four available?", "Nineteen Eighty-Four", "on loan yourself, until"),
    ],
)
async def test_of_what_is_on_loan_it_is_told_that_one_has_it_and_whether_another_copy_is_in(
    begin: Begin, language: str, card: str, words: str, title: str, says: str
) -> None:
    said = await (await begin(language, card=card)).says("search_book", words, title=title)
    assert said.names == ["utter_title_own_loan"] and says in said.text
    assert not [button for button in said.buttons if button["title"] in ("Reserve it", "رزروش کن")]


async def test_a_copy_that_waits_on_the_shelf_is_said_to_be_for_those_who_reserved(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    hold = await talk.says("hold", "reserve Burmese Days at Saadi", title="Burmese Days", branch="Saadi")
    if "utter_hold_placed" not in hold.names:
        await talk.says("affirm", "yes")
    said = await talk.says("search_book", "do you have Burmese Days?", title="Burmese Days")
    assert said.names == ["utter_title_own_hold"]
    assert "on the shelf at Saadi Branch, for those who have reserved it" in said.text, said.text


async def test_somebody_else_is_told_as_ever(begin: Begin) -> None:
    said = await (await begin("en", card="20000003")).says("search_book", "do you have The Hobbit?")
    assert said.names == ["utter_search_one"]
