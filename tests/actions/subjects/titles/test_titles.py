"""Titles in talk: what only points, several questions of one title, several titles, and what is not known of one."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ORWELL = ("search_book", "books by Orwell")


@pytest.mark.parametrize(
    ("language", "text", "read_as"),
    [
        ("fa", "اون یکی رو چی؟", "search_book"),
        ("fa", "دومی چی", "search_book"),
        ("fa", "یکی دیگه؟", "recommendation"),
        ("fa", "سومی چطور؟", "out_of_scope"),
        ("fa", "بعدی", "nlu_fallback"),
        ("en", "what about the other one?", "search_book"),
        ("en", "and the second?", "loans"),
        ("en", "another one?", "search_book"),
        ("en", "the fifth one", "search_book"),
        ("en", "do you have the other one", "search_book"),
        ("en", "any others?", "out_of_scope"),
    ],
)
async def test_there_was_only_one(begin: Begin, language: str, text: str, read_as: str) -> None:
    talk = await begin(language)
    name = "بوف کور" if language == "fa" else "Burmese Days"
    await talk.says("search_book", name, title=name)
    said = await talk.says(read_as, text, title=text)
    assert said.names == ["utter_reference_only_title"] and name in said.text


async def test_a_list_has_only_so_many(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert len(talk.slots["shown"]["ids"]) == 3
    said = await talk.says("search_book", "and the fourth?", title="fourth")
    assert said.names == ["utter_reference_count"] and "3" in said.text
    assert (await talk.says("search_book", "the third one")).names == ["utter_search_one"]
    assert (await talk.says("search_book", "what about the other one?")).names == ["utter_which_one"]


async def test_next_and_previous_go_along_the_list(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    ids = talk.slots["shown"]["ids"]
    await talk.says("search_book", "the first one")
    await talk.says("out_of_scope", "the next one?")
    assert talk.slots["shown"]["at"] == ids[1]
    await talk.says("out_of_scope", "the previous one")
    assert talk.slots["shown"]["at"] == ids[0]


async def test_what_points_before_anything_was_shown(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "دومی رو دارید؟", title="دومی")
    assert said.names == ["utter_reference_none"]


@pytest.mark.parametrize("text", ["اون یکی رو چی؟", "یکی دیگه", "هیچ‌کدوم", "another?", "neither", "بعدی چی"])
async def test_after_suggestions_others_are_suggested(begin: Begin, text: str) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "something political")
    said = await talk.says("search_book", text, title=text)
    assert said.names[0].startswith("utter_reading") and "Animal Farm" in first.text
    assert "Animal Farm" not in said.text


async def test_a_title_of_such_words_is_a_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Burmese Days", title="Burmese Days")
    assert (await talk.says("search_book", "do you have “Another”?", title="Another")).names == ["utter_search_none"]


async def test_another_thing_of_ones_own_is_the_other_or_none(begin: Begin) -> None:
    talk = await begin("en", "20000004")
    await talk.says("renew", "renew The Great Gatsby", title="The Great Gatsby")
    other = await talk.says("loans", "and the other one?")
    assert "بوف کور" in other.text
    one = await begin("en", "20000002")
    await one.says("loans", "when is The Hobbit due", title="The Hobbit")
    said = await one.says("renew", "renew the other one")
    assert said.names == ["utter_reference_only"] and "The Hobbit" in said.text
    again = await one.says("renew", "renew the second one")
    assert again.names == ["utter_reference_only"]


async def test_a_place_belongs_to_the_list_seen_last(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.says("loans", "what do I have")
    ids = talk.slots["shown"]["ids"]
    said = await talk.says("renew", "renew the second and the fifth")
    assert said.names == ["utter_renewed_some"]
    assert talk.slots["shown"]["ids"] == [ids[1], ids[4]]
    # Of the two that were told last: the second of them is the fifth of before.
    await talk.says("loans", "when is the second one due")
    assert talk.slots["shown"]["at"] == ids[4]


async def test_the_rest_is_what_was_not_tried(begin: Begin) -> None:
    talk = await begin("en", "20000001")
    await talk.says("loans", "what do I have")
    ids = talk.slots["shown"]["ids"]
    await talk.says("renew", "renew the second and the fifth")
    await talk.says("renew", "renew the rest")
    assert set(talk.slots["shown"]["ids"]) == {ids[0], ids[2], ids[3]}


@pytest.mark.parametrize(
    ("text", "names", "holds"),
    [
        ("is Animal Farm in? and who wrote it", ["utter_search_one"], "Orwell"),
        ("who wrote Animal Farm and is it available?", ["utter_search_one"], "Orwell"),
        ("do you have Animal Farm, and how many pages is it", ["utter_search_one", "utter_title_pages"], "112"),
        ("how many pages does Animal Farm have and is it in?", ["utter_title_pages", "utter_search_one"], "112"),
        ("where is Nineteen Eighty-Four and when was it written", ["utter_search_one", "utter_title_year"], "1949"),
        ("how many pages has Prince Caspian, has it a sequel", ["utter_title_pages", "utter_title_series"], "number 2"),
        ("is Animal Farm available and what is it about", ["utter_search_one"], "take over a farm"),
        ("who translated Animal Farm? who published it?", ["utter_title_original", "utter_title_unknown"], "English"),
        ("Animal Farm darid? chand safhe", ["utter_search_one", "utter_title_pages"], "112"),
    ],
)  # fmt: skip
async def test_all_that_is_asked_of_a_title_is_answered(begin: Begin, text: str, names: list[str], holds: str) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert said.names == names and holds in said.text


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("بوف کور رو دارید؟ نویسنده‌ش کیه؟", ["utter_search_one"]),
        ("نویسندهٔ بوف کور کیه و موجوده؟", ["utter_search_one"]),
        ("بوف کور چند صفحه‌ست و الان هست؟", ["utter_title_unknown", "utter_search_one"]),
        ("بوف کور کجاست و مترجمش کیه", ["utter_search_one", "utter_title_unknown"]),
        ("بوف کور دارین؟ درباره چیه؟", ["utter_search_one", "utter_title_unknown"]),
    ],
)
async def test_all_that_is_asked_of_a_title_in_persian(begin: Begin, text: str, names: list[str]) -> None:
    said = await (await begin("fa")).says("search_book", text, title="بوف کور")
    assert said.names == names and "بوف کور" in said.text


async def test_two_questions_about_the_title_just_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("out_of_scope", "how many pages, and which language is it in?")
    assert said.names == ["utter_title_pages", "utter_title_language"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("how many pages does the second one have", ["utter_title_pages"]),
        ("دومی درباره چیه و موجوده؟", ["utter_title_unknown", "utter_search_one"]),
        ("who wrote the second one and when was it written?", ["utter_title_author", "utter_title_year"]),
    ],
)
async def test_a_question_about_a_place_in_the_list(begin: Begin, text: str, names: list[str]) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Hobbit, Nineteen Eighty-Four and Animal Farm")
    talk.slots["shown"]["ids"][1] = "t-1984"
    said = await talk.says("out_of_scope", text)
    assert said.names == names and "Nineteen Eighty-Four" in said.text


async def test_which_one_is_asked_and_then_told_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Hobbit and Animal Farm?")
    assert (await talk.says("out_of_scope", "how many pages?")).names == ["utter_which_one"]
    said = await talk.says("search_book", "the second", title="second")
    assert said.names == ["utter_title_pages"] and "112" in said.text
    other = await talk.says("out_of_scope", "what about the other one?")
    assert other.names == ["utter_title_pages"] and "The Hobbit" in other.text


@pytest.mark.parametrize("text", ["both", "هر دو", "both of them please"])
async def test_both_of_two_titles_are_wanted(begin: Begin, text: str) -> None:
    talk = await begin("en", "20000003")
    await talk.says("search_book", "do you have The Hobbit and Burmese Days?")
    said = await talk.says("out_of_scope", text)
    assert said.names[0].startswith("utter_hold_") and "The Hobbit" in said.text and "Burmese Days" in said.text


@pytest.mark.parametrize("text", ["the cheaper one", "ارزون‌تره کدومه؟", "the cheapest?"])
async def test_prices_are_not_compared(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert (await talk.says("recommendation", text)).names == ["utter_reference_no_price"]


async def test_a_question_about_a_suggestion_changes_no_wish(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("recommendation", "who wrote the second one, and is it in?")
    assert said.names == ["utter_search_one"]
    language = await talk.says("recommendation", "is it in English too?", sure=0.5)
    assert language.names == ["utter_search_one"]


async def test_a_question_is_no_answer_to_what_was_asked_before(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    await talk.says("recommendation", "something for flurbish wimbling")
    said = await talk.says("out_of_scope", "how many pages is it?", sure=0.5)
    assert said.names[0] == "utter_title_pages"


@pytest.mark.parametrize("text", ["no more", "no more thanks", "نه دیگه", "nothing else"])
async def test_no_more_points_at_nothing(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    assert (await talk.says("deny", text)).names == ["utter_denied"]


async def test_what_is_ordered_beside_a_question_is_done(begin: Begin) -> None:
    talk = await begin("en", "20000003")
    said = await talk.says("hold", "reserve The Hobbit please, and how many pages is it?", title="The Hobbit")
    assert said.names[0] == "utter_title_pages" and said.names[1].startswith("utter_hold_")


@pytest.mark.parametrize(
    ("text", "shown", "missing"),
    [
        ("do you have Animal Farm and The Hobbit?", ("Animal Farm", "The Hobbit"), ""),
        ("Animal Farm, Prince Caspian or Burmese Days?", ("Animal Farm", "Prince Caspian", "Burmese Days"), ""),
        ("do you have The Hobbit? and Animal Farm?", ("The Hobbit", "Animal Farm"), ""),
        ("have you got “Animal Farm” and “Burmese Days”", ("Animal Farm", "Burmese Days"), ""),
        ("is The Hobbit in, and Zzyzx Qwortle", ("The Hobbit",), "Zzyzx Qwortle"),
        ("بوف کور و شاهنامه رو دارین؟", ("بوف کور", "شاهنامه"), ""),
        ("بوف کور دارین؟ شاهنامه چی؟", ("بوف کور", "شاهنامه"), ""),
        ("کوری، بوف کور و فلان‌وبهمان رو دارید", ("کوری", "بوف کور"), "فلان‌وبهمان"),
    ],
)
async def test_each_of_several_titles_is_answered(
    begin: Begin, text: str, shown: tuple[str, ...], missing: str
) -> None:
    said = await (await begin("fa" if "دار" in text else "en")).says("search_book", text)
    assert said.names[0] == ("utter_search_several" if len(shown) > 1 else "utter_search_one")
    assert all(title in said.texts[0] for title in shown)
    assert (len(said.names) > 1) is bool(missing) and missing in said.text


@pytest.mark.parametrize(
    "text", ["The Lion, the Witch and the Wardrobe", "do you have the lion the witch and the wardrobe"]
)
async def test_a_title_with_and_in_it_is_one(begin: Begin, text: str) -> None:
    assert (await (await begin("en")).says("search_book", text)).names == ["utter_search_one"]


async def test_what_is_asked_of_several_titles_is_no_title(begin: Begin) -> None:
    said = await (await begin("fa")).says("search_book", "بوف کور و شاهنامه رو دارین؟ کی نوشته‌شون؟")
    assert said.names == ["utter_search_several"]


async def test_the_talk_stays_with_the_title_after_words_that_point_at_nothing(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    await talk.says("recommendation", "the cheaper one")
    await talk.says("out_of_scope", "and the third?")
    said = await talk.says("recommendation", "is there an audiobook of it?")
    assert said.names == ["utter_edition_no_kind"] and "Animal Farm" in said.text


async def test_several_authors_are_each_looked_for(begin: Begin) -> None:
    said = await (await begin("en")).says("search_book", "do you have anything by Orwell or Tolkien")
    assert "Burmese Days" in said.text and "The Hobbit" in said.text


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is there a sequel?", "utter_title_no_series"),
        ("how many pages is it", "utter_title_unknown"),
        ("when was it written", "utter_title_unknown"),
        ("who translated it", "utter_title_unknown"),
        ("what language was it originally written in", "utter_title_unknown"),
        ("who is the publisher", "utter_title_unknown"),
        ("what age is it for", "utter_title_unknown"),
        ("what is it about", "utter_title_unknown"),
    ],
)
async def test_what_the_catalogue_does_not_say_is_said_to_be_unknown(begin: Begin, text: str, answer: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "The Great Gatsby", title="The Great Gatsby")
    said = await talk.says("out_of_scope", text)
    assert said.names == [answer] and "Our catalogue doesn't" in said.text


async def test_another_language_of_the_title_just_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    assert (await talk.says("search_book", "is it in Persian too?")).names == ["utter_edition_only"]
    assert (await talk.says("search_book", "is it in English?")).names == ["utter_search_one"]
