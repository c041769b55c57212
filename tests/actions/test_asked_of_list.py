"""Questions about a list as a whole and about whom a title is for, and wishes that stand by themselves."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "read_as", "text"),
    [
        ("en", "search_book", "which of these are in at Central?"),
        ("en", "hours", "which of them could I pick up at the Central Library today?"),
        ("fa", "search_book", "از اینا کدومش تو مرکزی هست؟"),
        ("fa", "search_book", "کدوماش مرکزی موجوده؟"),
    ],
)
async def test_which_of_the_list_are_at_a_branch(begin: Begin, language: str, read_as: str, text: str) -> None:
    talk = await begin(language)
    await talk.says("recommendation", "a fantasy novel" if language == "en" else "یه رمان فانتزی به انگلیسی")
    said = await talk.says(read_as, text)
    assert said.names in (["utter_titles_at"], ["utter_titles_none_at"])


@pytest.mark.parametrize(
    ("text", "read_as"),
    [
        ("which branch is open today?", "hours"),
        ("reserve the second of these at Central", "hold"),
        ("what are your hours?", "hours"),
    ],
)
async def test_a_branch_itself_is_asked_for(begin: Begin, text: str, read_as: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    assert not (await talk.says(read_as, text)).names[0].startswith("utter_titles")


async def test_of_which_there_is_an_audiobook(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    assert (await talk.says("search_book", "any of these as an audiobook?")).names == ["utter_titles_none_of_kind"]


@pytest.mark.parametrize(
    ("read_as", "text", "title"),
    [
        ("search_book", "The Hobbit maybe? or is that too old for him", "The Hobbit"),
        ("nlu_fallback", "would Prince Caspian be too hard for my daughter, she's 9", "Prince Caspian"),
        ("recommendation", "is the first one too childish for her?", "for age"),
    ],
)
async def test_for_which_ages_a_title_is(begin: Begin, read_as: str, text: str, title: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel for a ten year old")
    said = await talk.says(read_as, text)
    assert said.names == ["utter_title_ages"] and title in said.text


async def test_what_fits_is_a_wish(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("recommendation", "something fantasy that is not too old for a ten year old")
    assert said.names == ["utter_reading"]


async def test_another_child_has_a_wish_of_its_own(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a book about animals for my daughter, she's 5")
    said = await talk.says("recommendation", "and her brother is 10 and loves fantasy. anything for him?")
    assert said.names[0].startswith("utter_reading") and "fantasy" in said.text and "animals" not in said.text


async def test_what_was_read_is_not_shown_again(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "a fantasy novel for a ten year old")
    assert "Prince Caspian" in first.text
    said = await talk.says("recommendation", "I've read most of these. Anything by a woman?")
    assert "Prince Caspian" not in said.text


async def test_a_gift_for_somebody_is_no_donation(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("donation", "a fantasy novel as a gift for my mother")
    assert said.names == ["utter_reading"]
    kept = await talk.says("donation", "do you take old novels as a gift to the library?")
    assert "utter_reading" not in kept.names


async def test_for_a_thesis_books_are_asked_for(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("research_help", "what books do you have on fantasy for my thesis?")
    assert said.names[0].startswith("utter_reading")
    advice = await talk.says("research_help", "can somebody help me with my thesis, where do I start?")
    assert not any(name.startswith("utter_reading") for name in advice.names)


async def test_one_author_of_a_list_is_shown_alone(begin: Begin) -> None:
    talk = await begin("en")
    first = await talk.says("recommendation", "a fantasy novel")
    assert "The Hobbit" in first.text and "Prince Caspian" in first.text
    said = await talk.says("search_book", "Tolkien. Which branch has it?")
    assert said.names == ["utter_search_author"] and "Prince Caspian" not in said.text


async def test_what_was_not_meant_is_not_replaced_by_something_else(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something political")
    said = await talk.says("search_book", "That's not what I asked. Cooking, and not politics.")
    assert said.names == ["utter_reading_none"]


async def test_under_so_many_pages_asks_for_others(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a fantasy novel")
    said = await talk.says("recommendation", "those sound long. Anything under 220 pages?", moves={"title.pages": 0.9})
    assert said.names[0].startswith("utter_reading") and "The Hobbit" not in said.text
