"""Searching by title, author, subject and ISBN, with spelling as people spell."""

from __future__ import annotations

import pytest

from actions.dialogue.wording import search_words
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words", "entities", "expected"),
    [
        ("fa", "بوف کور رو دارید؟", {}, "«بوف کور» نوشتهٔ صادق هدایت"),
        ("fa", "كتاب شاهنامه موجوده؟", {"title": "شاهنامه"}, "شاهنامه"),
        ("en", "do you have the hobbit?", {}, "The Hobbit"),
        ("en", "9780141036144", {}, "Nineteen Eighty-Four"),
        ("en", "is ISBN 978-0-14-103614-4 in?", {"isbn": "9780141036144"}, "Nineteen Eighty-Four"),
    ],
)
async def test_found(begin: Begin, language: str, words: str, entities: dict[str, str], expected: str) -> None:
    said = await (await begin(language)).says("search_book", words, **entities)
    assert said.names == ["utter_search_one"] and expected in said.text


async def test_availability_and_a_button_to_reserve(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "Burmese Days", title="Burmese Days")
    assert "Available at Saadi Branch" in said.text
    assert said.buttons == [{"title": "Reserve it", "payload": '/hold{"ref": "title:t-burma"}'}]
    out = await (await begin("fa")).says("search_book", "کوری", title="کوری")
    assert "نزدیک‌ترین موعد بازگشت: پنجشنبه ۵ آذر ۱۴۰۵" in out.text


async def test_did_you_mean(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "بوف کول رو دارین", title="بوف کول")
    assert said.names == ["utter_search_one_similar"] and "بوف کول" in said.text and "بوف کور" in said.text


async def test_a_wrongly_cut_title_does_not_hide_the_book(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "search_book", "is The Great Gatsby in at Saadi?", title="Gatsby in at Saadi", branch="Saadi"
    )
    assert "The Great Gatsby" in said.text


async def test_nothing_found_and_nothing_named(begin: Begin) -> None:
    talk = await begin("en")
    none = await talk.says("search_book", "zzqqxx wwvv", title="zzqqxx wwvv")
    assert none.names == ["utter_search_none"] and none.buttons[0]["payload"] == "/suggest_purchase"
    what = await talk.says("search_book", "do you have a book?")
    assert what.names == ["utter_search_what"]
    answered = await talk.says("nlu_fallback", "Animal Farm")
    assert "Animal Farm" in answered.text


async def test_new_arrivals_and_recommendations(begin: Begin) -> None:
    talk = await begin("fa")
    new = await talk.says("new_arrivals", "تازه چی دارید؟")
    assert new.names == ["utter_new_arrivals"] and "کوری" in new.text and "شاهنامه" not in new.text
    read = await talk.says("recommendation", "یه کتاب خوب پیشنهاد بده")
    assert read.names == ["utter_recommend"]
    topic = await talk.says("recommendation", "یه رمان پیشنهاد کن", topic="رمان")
    assert topic.names == ["utter_reading"]


async def test_where_it_stands(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("shelf_location", "where is nineteen eighty-four", title="nineteen eighty-four")
    assert said.names == ["utter_shelf"] and "2/14" in said.text
    assert (await talk.says("shelf_location", "where is the history section")).names == ["utter_note_missing"]


@pytest.mark.parametrize(
    ("sentence", "words"),
    [
        ("Do you have any books by Agatha Christie?", "agatha christie"),
        ("looking for the Name of the Rose please", "the name of the rose"),
        ("can you find me something about bees", "bees"),
        ("«سمفونی مردگان» رو دارید؟", "سمفونی مردگان"),
        ("ببخشید، کتاب بوف کور رو دارین؟", "بوف کور"),
        ("دنبال کتابی از صادق هدایت می‌گردم", "صادق هدایت"),
        ("ببخشید بوف کور رو امانت میدین؟", "بوف کور"),
        ("می‌تونم کلیدر رو قرض بگیرم؟", "کلیدر"),
        ("سووشون رو میشه برد", "سووشون"),
        ("سلام", "سلام"),
    ],
)
def test_words_of_asking_are_taken_off(sentence: str, words: str) -> None:
    assert search_words(sentence) == words


@pytest.mark.parametrize(
    ("text", "holds"),
    [
        ("We are a club of seven and next month it shall be Orwell, so what could you give us?", "Animal Farm"),
        ("my neighbour raved about burmese days yesterday", "Burmese Days"),
    ],
)
async def test_a_name_is_found_within_a_chatty_sentence(begin: Begin, text: str, holds: str) -> None:
    assert holds in (await (await begin("en")).says("search_book", text)).text
