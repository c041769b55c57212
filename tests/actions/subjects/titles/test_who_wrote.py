"""The author who is told by a title of theirs, and two kinds of one title asked for at once."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "name", "holds"),
    [
        ("what else do you have by the author who wrote Animal Farm?", "utter_search_author", "Burmese Days"),
        ("have you anything by the man who wrote Animal Farm, at Saadi?", "utter_reading", "Burmese Days"),
        ("نویسنده‌ای که Animal Farm رو نوشته، ازش دیگه چی دارین؟", "utter_search_author", "Burmese Days"),
    ],
)
async def test_of_whoever_wrote_a_title_all_is_shown(begin: Begin, text: str, name: str, holds: str) -> None:
    said = await (await begin("en")).says("search_book", text, title="Animal Farm")
    assert said.names == [name] and holds in said.text


@pytest.mark.parametrize(
    "text",
    [
        "who is the author who wrote Animal Farm?",
        "I admire the man who wrote Animal Farm",
        "is it true that the one who wrote Animal Farm died young?",
        "have you any books about the man who wrote Animal Farm? something on his life, not by him",
        "have you any novels not by the man who wrote Animal Farm but in his vein?",
        "any biographies of the man who wrote Animal Farm?",
        "غیر از نویسنده‌ای که Animal Farm رو نوشته، کتاب خانوادگی چی دارین؟",
        "have you anything by the man who wrote Animal Farm in Persian?",
        "what else is there by the man who wrote Animal Farm for my 8 year old?",
        "is there anything by the man who wrote Animal Farm that is not in now, I can wait",
    ],
)
async def test_who_only_speaks_of_an_author_asks_for_nothing_of_theirs(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text, title="Animal Farm")
    assert "Burmese Days" not in said.text


@pytest.mark.parametrize(
    "text",
    [
        "Is there an audio version of it, or one in large print? It's for my father.",
        "نسخهٔ صوتی یا چاپ درشت آن را هم دارید؟ برای مادرم می‌خواهم که چشمشان ضعیف است.",
    ],
)
async def test_each_of_two_kinds_is_told_of(begin: Begin, text: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("search_book", text)
    assert said.names[0] == "utter_edition_no_kind"
    assert "audiobook" in said.text and "large print" in said.text


@pytest.mark.parametrize(
    ("intent", "text"),
    [
        ("recommendation", "it's for my mother, she needs large print or audio, something cheerful"),
        ("recommendation", "این رو نمی‌خوام، کتاب صوتی یا درشت‌خط دیگه چی دارین؟"),
        ("search_book", "مادرم این روزها چشمش ضعیفه، کتاب صوتی یا بریل چی دارید؟"),
    ],
)
async def test_who_only_points_at_something_asks_for_no_kinds_of_it(begin: Begin, intent: str, text: str) -> None:
    talk = await begin("en", card="20000003")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says(intent, text)
    assert "utter_edition_no_kind" not in said.names


async def test_two_kinds_of_no_title_are_of_any(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("search_book", "Do you have novels in large print or audiobooks?")
    assert "We don't have it as" not in said.text
