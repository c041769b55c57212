"""What a title is like: what the catalogue says of it and what it does not, of that title and no new list."""

from __future__ import annotations

import pytest

from language.requests.titles.character_asked import find_character
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "asked"),
    [
        ("is the second one scary?", ("scary",)),
        ("is it very sad? my mum cries easily", ("sad",)),
        ("would it make me laugh?", ("funny",)),
        ("too scary?", ("scary",)),
        ("how hard is it to read?", ("hard",)),
        ("اولی واقعا خنده‌داره یا الکی؟", ("funny",)),
        ("آیا غم‌انگیز است؟", ("sad",)),
        ("tarsnake?", ("scary",)),
        ("sakhte khundanesh?", ("hard",)),
        ("something scary please", ()),
        ("do you have a funny book?", ()),
        ("nothing sad, our dog died", ()),
        ("is the fine that sad?", ()),
        ("یه چیز ترسناک دارین؟", ()),
        ("خنده‌دار باشه", ()),
        ("جریمه‌ش خنده‌داره، چرا؟", ()),
    ],
)
def test_what_asks_of_a_character(text: str, asked: tuple[str, ...]) -> None:
    assert find_character(text) == asked


async def test_what_the_catalogue_says_of_it_is_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "Animal Farm", title="Animal Farm")
    said = await talk.says("recommendation", "is it funny?")
    assert said.names == ["utter_title_character"] and "counts it as funny" in said.text
    assert "take over a farm" in said.text
    scary = await talk.says("recommendation", "and is it scary at all?")
    assert "does not count it as scary" in scary.text
    sad = await talk.says("search_book", "is it sad?", moves={"title.opinion": 0.4})
    assert "doesn’t say" in sad.text


async def test_one_of_a_list_is_told_of_alone(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "books by Orwell")
    said = await talk.says("recommendation", "is the second one scary?")
    assert said.names[0] == "utter_title_character" and said.text.count("Orwell") == 1


async def test_a_whole_name_is_a_title_whatever_it_was_read_as(begin: Begin) -> None:
    said = await (await begin("en")).says("facilities", "do you have The Mill Below?")
    assert said.names == ["utter_search_one"] and "Parvaneh Sarvi" in said.text
    other = await (await begin("fa")).says("location", "خانهٔ دوست کجاست دارین؟")
    assert "عباس کیارستمی" in other.text
