"""Wishes beside what was read: taste, and none of it is offered again."""

from __future__ import annotations

import pytest

from language.requests.reading.beside_read import by_another_writer, by_same_writer, wishes_beside, without_watched
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "my son loved Narnia, he is 11, what would you suggest next?"),
        ("fa", "پسرم Narnia رو خونده، ۱۱ سالشه، چی پیشنهاد می‌دین؟"),
    ],
)
async def test_what_was_read_is_taste_and_none_of_its_series_is_offered(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("recommendation", text)
    assert said.names[0].startswith("utter_reading") and "The Hobbit" in said.text
    assert "Prince Caspian" not in said.text and "harry" not in said.text


async def test_by_the_same_writer_but_shorter(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Nineteen Eighty-Four", title="Nineteen Eighty-Four")
    said = await talk.says("recommendation", "something by the same author, but shorter?")
    assert said.names == ["utter_reading"] and "Animal Farm" in said.text and "at most 329 pages" in said.text


async def test_not_by_the_same_writer(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("search_book", "something like it but not by him, we have all of those")
    assert said.names[0].startswith("utter_reading") and "Burmese Days" not in said.text
    assert "Nineteen Eighty-Four" not in said.text


@pytest.mark.parametrize(
    ("text", "same", "another"),
    [
        ("anything else of hers?", True, False),
        ("the same author, but thinner", True, False),
        ("همون نویسنده، کوتاه‌تر", True, False),
        ("az hamin nevisande", True, False),
        ("like it but not by him", False, True),
        ("یه چیز شبیهش از یه نویسندهٔ دیگه", False, True),
        ("na hedayat na, kase dige", False, True),
        ("is there anything else I need to bring?", False, False),
        ("کتاب دیگه‌ای هم به اسم من هست؟", False, False),
    ],
)
def test_whose_it_shall_be(text: str, same: bool, another: bool) -> None:
    assert (by_same_writer(text), by_another_writer(text)) == (same, another)


@pytest.mark.parametrize(
    ("text", "wishes"),
    [
        ("my book club reads Animal Farm and I'd rather not buy another book. Do you have it?", False),
        ("قلعه حیوانات رو دارینش؟ نمی‌خوام یه کتاب دیگه بخرم", False),
        ("is it in at Saadi, or something else of his?", False),
        ("something like Animal Farm, but is it long?", True),
        ("یه چیز دیگه مثل قلعه حیوانات", True),
    ],
)
def test_who_asks_for_the_one_that_is_named_wishes_for_no_other(text: str, wishes: bool) -> None:
    assert wishes_beside(text) is wishes


def test_a_film_that_was_seen_is_no_wish_for_one() -> None:
    said = without_watched("no she's read Little Women and she's seen the film already")
    assert "film" not in said and "little women" in said
