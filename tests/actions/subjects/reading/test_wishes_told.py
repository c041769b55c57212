"""Wishes told in many words: what was read or is refused, what narrows them, and what is asked of those shown."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("I'm finally done with Animal Farm and everything feels grey. What reads like that?", "Nineteen Eighty-Four"),
        ("somthing like Animal Fram pls, i read it twice", "Nineteen Eighty-Four"),
    ],
)
async def test_what_is_like_a_title_named_in_passing(begin: Begin, text: str, title: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert said.names[-1] == "utter_reading" and title in said.text and "take over" not in said.text


async def test_what_was_read_already_is_not_suggested(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a political novel please, I've read Animal Farm already")
    assert "Nineteen Eighty-Four" in said.text and "take over" not in said.text


async def test_an_author_who_is_refused_is_no_author_wished_for(begin: Begin) -> None:
    said = await (await begin("en")).says("recommendation", "a political novel but not George Orwel, I know them all")
    assert "by George Orwell" not in said.text and "Animal Farm" not in said.text


@pytest.mark.parametrize(
    "text", ["books for my nephew George, he is 9", "fantasy for my son, nine, he is called Lewis"]
)
async def test_somebody_of_ones_own_is_no_author(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("recommendation", text)
    assert (
        "by George Orwell," not in said.text
        and "by C. S. Lewis," not in said.text
        and said.names[-1] == "utter_reading"
    )


async def test_words_around_a_wish_are_no_subject(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "recommendation", "It has rained since Monday over the farm and I am so bored of everything here, hmm"
    )
    assert "about" not in said.text.split("\n")[0].split("(")[-1] or said.names == ["utter_reading_what"]


async def test_a_wish_is_kept_by_what_narrows_it_in_many_words(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says(
        "recommendation",
        "Ooh. I didn't say, but I'd rather have a woman writer if there is one. And thinner. Like 100, 200 pages",
    )
    assert said.names[0] == "utter_reading_untold"
    assert "politics" in said.text and "Animal Farm" in said.text and "Nineteen Eighty-Four" not in said.text


async def test_another_subject_begins_anew(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says(
        "recommendation",
        "Now something on whales for my sister, she is a biologist and has a lot of time, so it may be long",
    )
    assert "politics" not in said.text.split("\n")[0]


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("is any of them under 150 pages?", "utter_reading"),
        ("which of these is the shortest?", "utter_choose_shortest"),
        ("which of them is about whales?", "utter_titles_told"),
        ("which of these are in?", "utter_titles_none_in"),
    ],
)
async def test_what_is_asked_of_those_shown(begin: Begin, text: str, answer: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "a political novel")
    said = await talk.says("search_book", text)
    assert said.names == [answer]
    if answer == "utter_reading":
        assert "Animal Farm" in said.text and "Nineteen" not in said.text


@pytest.mark.parametrize(
    ("intent", "sure", "text", "heard"),
    [
        ("chitchat", 0.9, "writing exams lol. do you have any book that like.. calms you down?", True),
        ("hold", 0.3, "The doctor says it is only stress. You have a book that helps for this?", True),
        ("facilities", 0.76, "and what have you got in today that's funny?", True),
        ("chitchat", 0.95, "I'm so nervous about my exam, wish me luck", False),
        ("facilities", 0.76, "is there a room for our book club?", False),
    ],
)
async def test_a_book_that_is_asked_for(begin: Begin, intent: str, sure: float, text: str, heard: bool) -> None:
    said = await (await begin("en")).says(intent, text, sure=sure)
    assert any(name.startswith("utter_reading") for name in said.names) is heard
