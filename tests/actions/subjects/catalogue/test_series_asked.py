"""What is asked of a series, by its name, of a volume that is named or of the one spoken of."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

LION, CASPIAN = "The Lion, the Witch and the Wardrobe", "Prince Caspian"


@pytest.mark.parametrize(
    ("language", "read_as", "text"),
    [
        ("en", "recommendation", "we finished the first Narnia, which one is next and have you got it?"),
        ("en", "search_book", "hi, finishd narnia book 1, wats the nxt one"),
        ("en", "nlu_fallback", f"My niece has read {LION}. What comes after that one?"),
        ("fa", "events", "Narnia ۱ رو تموم کردم بعدیش کدومه؟"),
        ("fa", "search_book", "narnia 1 ro tamum kardam badish kodume? darin?"),
    ],
)
async def test_the_volume_after_the_one_that_was_read(begin: Begin, language: str, read_as: str, text: str) -> None:
    said = await (await begin(language)).says(read_as, text)
    assert said.names[:2] == ["utter_series_next", "utter_search_one"] and CASPIAN in said.text


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("en", "How many books are there in the Narnia series and do you have all of them?"),
        ("en", "do you have the whole set of Narnia"),
        ("fa", "Narnia چند جلده؟ همه‌ش رو دارین؟"),
        ("fa", "narnia hamash chand jelde?"),
    ],
)
async def test_how_many_there_are_and_whether_all_are_in(begin: Begin, language: str, text: str) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert said.names == ["utter_series_told"] and LION in said.text and CASPIAN in said.text


async def test_a_series_is_gone_on_with(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Prince Caspian", title=CASPIAN)
    assert (await talk.says("search_book", "and what's the next one?")).names == ["utter_search_no_volume"]
    told = await talk.says("search_book", "how many volumes are there in all?", moves={"title.series": 0.9})
    assert told.names == ["utter_series_told"] and "does not say" in told.text
    first = await talk.says("search_book", "is the first one in right now?")
    assert first.names == ["utter_search_one"] and LION in first.text


async def test_a_title_of_no_series_has_volumes_that_are_not_told(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "کوری چند جلده؟ همه‌ش رو دارین؟")
    assert said.names[0] == "utter_title_unknown" and len(said.names) == 2


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("card_registration", "what comes next after I apply for a card?"),
        ("loan_policy", "how many books can I borrow?"),
        ("renew", "my third renewal was refused, what is next"),
        ("recommendation", "she has read all of Narnia, can you suggest something similar?"),
        ("events", "نوبت بعدی قصه‌گویی کیه؟"),
    ],
)
async def test_what_asks_of_no_series(begin: Begin, read_as: str, text: str) -> None:
    language = "en" if text.isascii() else "fa"
    said = await (await begin(language)).says(read_as, text)
    assert not {"utter_series_next", "utter_series_told"} & set(said.names)
