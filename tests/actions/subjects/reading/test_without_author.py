"""An author who is turned down in a wish for something else, and what was read as its measure."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("read_as", "text"),
    [
        ("recommendation", "Orwell, no thanks. what about some other novel or an adventure?"),
        ("recommendation", "a different novel then, I'm not married to Orwell"),
        ("search_book", "I am not wedded to Orwell. Something with adventure?"),
    ],
)
async def test_a_refused_author_is_left_out(begin: Begin, read_as: str, text: str) -> None:
    said = await (await begin("en")).says(read_as, text)
    assert said.names[0].startswith("utter_reading") and "Animal Farm" not in said.text


async def test_what_was_read_is_the_measure_and_its_author_no_wish(begin: Begin) -> None:
    text = "my nephew (9) has just finished Animal Farm by George Orwell, what do we give him next?"
    said = await (await begin("en")).says("recommendation", text)
    assert "by George Orwell, for" not in said.text and "Leaving out “by" not in said.text


async def test_more_of_the_same_is_no_search_for_the_title(begin: Begin) -> None:
    text = "پسرم ۹ سالشه Prince Caspian رو سه بار خونده، یه چیزی تو همون style ولی انگلیسی پیدا میشه؟"
    said = await (await begin("fa")).says("search_book", text)
    assert said.names[0].startswith("utter_reading")


async def test_what_one_had_enough_of_is_left_out(begin: Begin) -> None:
    said = await (await begin("en")).says(
        "chitchat", "do you ever get bored? anyway give me something to read then. I've had enough fantasy", sure=0.98
    )
    assert said.names[0].startswith("utter_reading") and "The Hobbit" not in said.text
