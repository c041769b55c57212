"""Titles and authors named after others were shown, titles in the first person, and the shelves of several branches."""

from __future__ import annotations

import pytest

from actions.dialogue.turn import Turn
from actions.facts.shelves import standing
from library.values import BranchAvailability, BranchRef, Title
from tests.support.talk import Begin

ORWELL = ("search_book", "anything by Orwell?")


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("the animal one", "Animal Farm"),
        ("is there another one too? the farm one", "Animal Farm"),
        ("the one about burmese days", "Burmese Days"),
    ],
)
async def test_a_title_of_the_list_is_told_by_a_word_of_its_name(begin: Begin, text: str, title: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", text)
    assert said.names == ["utter_search_one"] and title in said.text


async def test_so_it_is_reserved(begin: Begin) -> None:
    talk = await begin("en", card="20000003")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("hold", "reserve the animal one for me")
    assert said.names == ["utter_hold_where"] and "Animal Farm" in said.text


@pytest.mark.parametrize("text", ["the second one", "the other one", "the best one"])
async def test_a_place_or_a_judgement_is_no_name(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    assert "Animal Farm" not in (await talk.says("nlu_fallback", text)).text.splitlines()[0]


@pytest.mark.parametrize(
    ("language", "text", "title"),
    [
        ("en", "not that one, the one by Orwell", "Burmese Days"),
        ("en", "no, the one whose author is George Orwell", "Burmese Days"),
        ("fa", "نه اون، اونی که نویسنده‌ش ژوزه ساراماگوئه، کوری", "کوری"),
        ("fa", "نه، فقط کوری", "کوری"),
    ],
)
async def test_the_author_says_which_other_one_is_meant(begin: Begin, language: str, text: str, title: str) -> None:
    talk = await begin(language)
    first = "do you have The Hobbit?" if language == "en" else "بوف کور دارین؟"
    await talk.says("search_book", first, title="The Hobbit" if language == "en" else "بوف کور")
    said = await talk.says("search_book", text, moves={"title.author": 0.4})
    assert title in said.text and "The Hobbit" not in said.text


async def test_another_one_by_her_is_of_the_author_spoken_of(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have The Wise Crow?", title="The Wise Crow")
    said = await talk.says("recommendation", "another one by her")
    assert "The Mill Below" in said.text


@pytest.mark.parametrize("intent", ["recommendation", "nlu_fallback", "out_of_scope"])
async def test_a_bare_author_is_a_search(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    said = await talk.says(intent, "orwell", sure=0.4)
    assert said.names == ["utter_search_author"] and "Animal Farm" in said.text


@pytest.mark.parametrize("text", ["thanks a lot", "library", "renew"])
async def test_a_word_that_is_no_author_is_none(begin: Begin, text: str) -> None:
    talk = await begin("en")
    assert "utter_search_author" not in (await talk.says("nlu_fallback", text, sure=0.4)).names


async def test_a_liked_title_is_what_it_shall_be_like_and_for_whom_it_is_said(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", "something for a 9 year old, fantasy")
    said = await talk.says("recommendation", "something similar for me, I loved The Hobbit")
    assert "The Hobbit" in said.text and "age 9" not in said.text


async def test_a_liked_title_that_is_asked_for_is_searched(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("search_book", "I loved The Hobbit. do you have it?", title="The Hobbit")
    assert said.names == ["utter_search_one"]


async def test_a_title_behind_a_wish_is_what_is_wished_for(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("search_book", "how about something shorter then, The Hobbit")
    assert said.names == ["utter_search_one"] and "The Hobbit" in said.text


async def test_a_name_beside_where_is_told_of_and_not_asked_back(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says(*ORWELL, author="Orwell")
    said = await talk.says("shelf_location", "where is it, the animal one?", moves={"title.where": 0.9})
    assert "Animal Farm" in said.text and "utter_which_one" not in said.names


@pytest.mark.parametrize("text", ["cancel the animal one", "renew the animal one"])
async def test_an_order_to_cancel_or_renew_is_no_search(begin: Begin, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says(*ORWELL, author="Orwell")
    assert "utter_search_one" not in (await talk.says("hold", text)).names


async def test_a_place_behind_by_is_no_author(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "where is Animal Farm?", title="Animal Farm")
    said = await talk.says("hours", "the one by the park, when does it open")
    assert said.names[0] in {"utter_hours", "utter_hours_all"}


@pytest.mark.parametrize(
    ("text", "intent", "name"),
    [
        (
            "I loved The Great Gatsby but my copy was dirty, do something similar",
            "complaint",
            "utter_complaint_taken",
        ),
        (
            "I loved The Great Gatsby at your book club, what events are there for me",
            "events",
            "utter_events_none_such",
        ),
    ],
)
async def test_a_liked_title_in_another_matter_is_no_wish(begin: Begin, text: str, intent: str, name: str) -> None:
    talk = await begin("en", card="20000003")
    assert (await talk.says(intent, text)).names == [name]


@pytest.mark.parametrize("intent", ["recommendation", "search_book", "nlu_fallback"])
async def test_a_title_that_was_found_is_not_told_as_missing(begin: Begin, intent: str) -> None:
    talk = await begin("en")
    said = await talk.says(intent, "I loved The Great Gatsby at your book club, what events are there for me")
    assert "couldn't find “The Great Gatsby”" not in said.text


async def test_each_branch_is_told_with_its_shelf(begin: Begin) -> None:
    talk = await begin("en")
    turn = Turn(talk.services, talk.conversation, "m1", "en", "", "search_book")
    title = Title("t", "Dune", "Frank Herbert", "en", call_number="813")
    main, saadi = BranchRef("main", "مرکزی", "Central"), BranchRef("saadi", "سعدی", "Saadi")
    out = BranchAvailability(main, 0, 1, call_number="813", shelf="2/25")
    there = BranchAvailability(main, 1, 1, call_number="813", shelf="2/25")
    free = BranchAvailability(saadi, 1, 1, call_number="813", shelf="25")
    both = (await standing(turn, title, [there, free]))["call_number"]["list"]
    assert [(line["branch"]["en"], line["shelf"]["shelf"]) for line in both] == [("Central", "2/25"), ("Saadi", "25")]
    # Where one branch alone has a free copy, it is that one's shelf, and no other's.
    assert (await standing(turn, title, [out, free]))["shelf"]["shelf"] == "25"


@pytest.mark.parametrize(
    "text", ["which shelf at Saadi?", "where exactly at Saadi", "do you have Burmese Days at Saadi?"]
)
async def test_the_branch_that_is_asked_of_is_told_of(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "do you have Burmese Days?", title="Burmese Days")
    said = await talk.says("shelf_location", text, branch="Saadi")
    assert "Burmese Days" in said.text and "Saadi Branch" in said.text
