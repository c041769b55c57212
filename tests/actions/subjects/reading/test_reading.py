"""Something to read: each part of a wish is met and named, what is not met is said, and the next words change it."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


async def test_each_title_comes_with_its_reason(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "a fantasy for a ten year old, under 220 pages")
    assert said.names == ["utter_reading"]
    assert "The Lion, the Witch and the Wardrobe" in said.text and "Prince Caspian" not in said.text
    assert "fantasy" in said.text and "for ages 8 to 12" in said.text and "about 206 pages" in said.text
    assert said.buttons[0]["payload"] == '/search_book{"ref": "title:t-narnia-1"}'


async def test_what_is_not_met_is_said_and_the_rest_is_offered(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a fantasy for a ten year old under 100 pages")
    assert said.names == ["utter_reading_relaxed"]
    assert "at most 100 pages" in said.text and "Prince Caspian" in said.text


async def test_an_empty_list_says_so(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "dinosaurs")
    assert said.names == ["utter_reading_none"] and "dinosaurs" in said.text


async def test_words_that_say_nothing_are_asked_about(begin: Begin) -> None:
    talk = await begin("en")
    asked = await talk.says("recommendation", "something for flurbish wimbling")
    assert asked.names == ["utter_reading_what"]
    given = await talk.says("nlu_fallback", "funny and political")
    assert given.names == ["utter_reading"] and "Animal Farm" in given.text


@pytest.mark.parametrize(
    ("read_as", "text", "then", "not_then"),
    [
        ("nlu_fallback", "not for children", "The Hobbit", "Prince Caspian"),
        ("out_of_scope", "shorter please", "The Lion, the Witch and the Wardrobe", "The Hobbit"),
        ("insult", "کوتاه‌تر نداری؟", "The Lion, the Witch and the Wardrobe", "The Hobbit"),
        ("complaint", "for a seven year old", "", "The Hobbit"),
    ],
)
async def test_the_next_words_change_one_part(begin: Begin, read_as: str, text: str, then: str, not_then: str) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "a fantasy novel")
    assert "The Hobbit" in first.text and "Prince Caspian" in first.text
    said = await talk.says(read_as, text, sure=0.5)
    assert said.names[0].startswith("utter_reading")
    assert then in said.text
    assert not_then not in said.text


async def test_another_is_none_of_those_shown(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await talk.says("recommendation", "another one?")
    assert said.names == ["utter_reading_no_more"]


async def test_like_a_title_and_like_nobody(begin: Begin) -> None:
    talk = await begin("en")
    assert "Animal Farm" in (await talk.says("recommendation", "something like nineteen eighty-four")).text
    said = await talk.says("recommendation", "something like the works of Zzyzx Qwortle")
    assert said.names == ["utter_reading_unknown"]


async def test_something_new_of_a_kind_is_of_that_kind(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("new_arrivals", "anything new that is funny?")
    assert "Animal Farm" in said.text and "کوری" not in said.text
    nothing = await talk.says("new_arrivals", "anything new in cooking?")
    assert nothing.names == ["utter_reading_none"]


@pytest.mark.parametrize(
    ("text", "answer", "holds"),
    [
        ("who wrote it", "utter_title_author", "George Orwell"),
        ("how many pages", "utter_title_pages", "112"),
        ("what is it about?", "utter_title_about", "take over a farm"),
        ("has he written anything else", "utter_search_author", "Burmese Days"),
        ("is there a sequel", "utter_title_no_series", "Animal Farm"),
        ("when was it written", "utter_title_unknown", "Animal Farm"),
    ],
)
async def test_questions_about_the_title_just_told(begin: Begin, text: str, answer: str, holds: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("out_of_scope", text)
    assert said.names == [answer] and holds in said.text


async def test_a_question_may_name_its_title(begin: Begin) -> None:
    said = await (await begin("en")).says("out_of_scope", "who wrote The Hobbit?")
    assert said.names == ["utter_title_author"] and "Tolkien" in said.text


async def test_volumes_of_a_series(begin: Begin) -> None:
    talk = await begin("en")
    there = await talk.says("search_book", "narnia volume 2", title="narnia")
    assert there.names == ["utter_search_one"] and "Prince Caspian" in there.text
    missing = await talk.says("search_book", "narnia volume 5", title="narnia")
    assert missing.names == ["utter_search_no_volume"] and "Prince Caspian" in missing.text
    assert "Number 1" in (await talk.says("search_book", "the lion the witch and the wardrobe, is there a sequel")).text


async def test_the_kind_and_the_language_of_the_copy_count(begin: Begin) -> None:
    talk = await begin("en")
    film = await talk.says("search_book", "do you have Animal Farm as a film", title="Animal Farm as a film")
    assert film.names == ["utter_edition_no_kind"] and "a film" in film.text
    persian = await talk.says("search_book", "The Hobbit in Persian", title="The Hobbit in Persian")
    assert persian.names[0] == "utter_edition_only" and "Persian" in persian.text
    any_film = await talk.says("search_book", "do you have films")
    assert any_film.names == ["utter_reading"] and "خانهٔ دوست" in any_film.text
    blind = await talk.says("search_book", "بنده نابینا هستم. کتاب بریل دارید؟", title="بنده نابینا")
    assert blind.names == ["utter_reading_none"]


async def test_a_bare_title_is_a_search_though_it_was_declined(begin: Begin) -> None:
    talk = await begin("en")
    assert (await talk.says("out_of_scope", "burmese days")).names == ["utter_search_one"]
    assert (await talk.says("out_of_scope", "where is nineteen eighty-four")).names == ["utter_shelf"]
    assert (await talk.says("out_of_scope", "the weather is bad")).names == ["utter_out_of_scope"]


async def test_a_bare_word_for_a_book_asks_back(begin: Begin) -> None:
    assert (await (await begin("fa")).says("search_book", "کتاب", title="کتاب")).names == ["utter_search_what"]
