"""Which loan came back is asked once with the list, and never guessed from where it was brought."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

CARD = "20000001"


@pytest.mark.parametrize(
    ("language", "first", "then", "intent", "sure"),
    [
        ("en", "I RETURNED IT on Monday and it is still on my account", "saadi. it was a weekday, the note said closed",
         "lost_item", 0.46),
        ("en", "I RETURNED IT on Monday and it is still on my account",
         "He didn't give me a receipt because nobody ever gives anybody a receipt here", "complaint", 0.74),
        ("fa", "کتاب رو دوشنبه پس دادم ولی هنوز تو حسابمه", "شعبهٔ سعدی بود، یه روز وسط هفته، روی در نوشته بود تعطیل",
         "hours", 0.5),
        ("fa", "کتاب رو دوشنبه پس دادم ولی هنوز تو حسابمه", "به یه آقای ریش‌دار دادم، رسید هم نداد", "complaint", 0.7),
    ],
)  # fmt: skip
async def test_what_is_told_meanwhile_chooses_none_and_the_list_is_not_told_again(
    begin: Begin, language: str, first: str, then: str, intent: str, sure: float
) -> None:
    talk = await begin(language, CARD)
    said = await talk.says("loans", first, sure=0.9)
    assert said.names == ["utter_returned_which"]
    said = await talk.says(intent, then, sure=sure)
    assert said.names == ["utter_returned_which_again"]
    said = await talk.says("search_book", "کوری" if language == "fa" else "the first one", sure=0.9)
    assert said.names == ["utter_returned_taken"]


async def test_a_branch_alone_takes_none_for_returned_and_leaves_the_question(begin: Begin) -> None:
    talk = await begin("en", "20000004")
    await talk.says("loans", "I returned the book and it is still on my account", sure=0.9)
    said = await talk.says("location", "the saadi one", sure=0.6)
    assert "utter_returned_taken" not in said.names and said.names[-1] == "utter_back_to_question"


@pytest.mark.parametrize(
    "words", ["fine. put it in writing that I objected today", "I complain about this, it is a scandal"]
)
async def test_who_objects_instead_is_heard_for_that(begin: Begin, words: str) -> None:
    talk = await begin("en", CARD)
    await talk.says("loans", "I RETURNED IT on Monday and it is still on my account", sure=0.9)
    await talk.says("complaint", "He gave me no receipt because nobody ever gives anybody one", sure=0.7)
    said = await talk.says("complaint", words, sure=0.7)
    assert "utter_returned_which_again" not in said.names
