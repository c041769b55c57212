"""Questions of the titles just shown, and what only mentions them: another wish, an order, a place, a queue."""

# Lists of messages are read as such: their lines may be longer.
# ruff: noqa: E501

from __future__ import annotations

import pytest

from tests.support.talk import Begin

_P = "a political novel"


@pytest.mark.parametrize(
    ("text", "answer", "told"),
    [
        ("is any of them under 250 pages?", "utter_reading", "Animal Farm"),
        ("which of those is shortest?", "utter_choose_shortest", "Animal Farm"),
        ("ok give me the shortest one of those, in Persian is fine too", "utter_choose_shortest", "Animal Farm"),
        ("are any of these in Persian?", "utter_titles_none_language", "Persian"),
        ("Which of them is about the railway? If one is about the railway I want this", "utter_titles_told", "Nineteen"),
        ("One more thing, if I may. Of all these, which would you say deals with farms?", "utter_reading", "Animal"),
        ("از اینا کدوم کوتاه‌تره؟ من attention span ندارم الان برای کتاب ۵۰۰ صفحه‌ای", "utter_choose_shortest", "Animal"),
        ("kodoom az ina emrooz mojoode va az hame kootahtare?", "utter_choose_shortest", ""),
    ],
)  # fmt: skip
async def test_a_question_of_one_clause_is_answered(begin: Begin, text: str, answer: str, told: str) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _P)
    said = await talk.says("search_book", text)
    assert said.names[-1] == answer and told in said.text


@pytest.mark.parametrize(
    ("intent", "text", "answer"),
    [
        ("search_book", "which of them has the longest queue?", "utter_search_what"),
        ("search_book", "Which of them has the shortest wait?", "utter_search_what"),
        ("search_book", "which of them is the oldest copy, with a torn page?", "utter_search_what"),
        ("search_book", "which of those is the newest translation?", "utter_reading"),
        ("search_book", "which of these is due back soonest, the newest?", "utter_search_what"),
        ("out_of_scope", "which of these branches is the newest of them?", "utter_reading"),
        ("search_book", "از اینا کدوم صفش کوتاه‌تره؟", "utter_search_what"),
        ("shelf_location", "where is the shortest of these?", "utter_note_missing"),
        ("shelf_location", "which shelf is the newest of them on?", "utter_reading"),
        ("search_book", "which of these is the shortest? put it aside for me", "utter_search_what"),
        ("search_book", "the shortest one of these, can I have it at Saadi?", "utter_which_one"),
        ("recommendation", "I'll take the thinnest of these", "utter_reading_what"),
        ("recommendation", "I have read all of these. none of them is funny, a fantasy for my son please", "utter_reading_relaxed"),
        ("recommendation", "My mother read one of those in Persian and cried. Do you have memoirs?", "utter_reading_none"),
        ("recommendation", "I own one of these in English already, something else", "utter_reading_no_more"),
        ("recommendation", "I've read either of these in English. Next please", "utter_reading_no_more"),
        ("chitchat", "some of them are in English, thanks", "utter_reading_no_more"),
        ("research_help", "I need to cite one of these in English, how?", "utter_note_missing"),
        ("nlu_fallback", "any of these in English that I can listen to?", "utter_reading_none"),
        ("search_book", "is either of them in large print or funny?", "utter_titles_none_of_kind"),
        ("search_book", "which of them is good for a nine year old and funny?", "utter_reading_relaxed"),
    ],
)  # fmt: skip
async def test_what_only_mentions_those_is_heard_elsewhere(begin: Begin, intent: str, text: str, answer: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("recommendation", _P)
    assert (await talk.says(intent, text)).names == [answer]


async def test_new_ones_of_those_are_new(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("recommendation", _P)
    said = await talk.says("new_arrivals", "which of these are new novels?")
    assert "Animal Farm" in said.text and "Nineteen" not in said.text


@pytest.mark.parametrize(
    ("text", "entities", "told"),
    [
        ("I have read some of them. Something about crows please, none of these.", {}, "The Wise Crow"),
        ("some of these I know. A fantasy novel for my son of nine, which of these would suit?", {}, "C. S. Lewis"),
        ("Not any of these, a fantasy novel please. Any of them for children?", {}, "C. S. Lewis"),
        ("any of these, or The Hobbit, in English?", {"title": "The Hobbit"}, "The Hobbit"),
        ("not one of these. Is there any of them about animals? no, what about The Hobbit", {"title": "The Hobbit"}, "The Hobbit"),
        ("are any of them as funny as The Hobbit? any of them in English", {"title": "The Hobbit"}, "The Hobbit"),
    ],
)  # fmt: skip
async def test_what_is_wished_for_beside_those(begin: Begin, text: str, entities: dict[str, str], told: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "George Orwell", author="George Orwell")
    said = await talk.says("search_book", text, **entities)
    assert told in said.text and "Orwell" not in said.text


async def test_a_question_for_a_child_is_no_question_of_kind(begin: Begin) -> None:
    talk = await begin("fa")
    await talk.says("search_book", "جورج اورول", author="جورج اورول")
    said = await talk.says("search_book", "کدوم از اینا رو برای یه بچه ده ساله که رمان دوست داره پیشنهاد می‌دید؟")
    assert "C. S. Lewis" in said.text and "Orwell" not in said.text
