"""An author who is turned down in a wish for something else, and what was read as its measure."""

from __future__ import annotations

from typing import Any

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


@pytest.mark.parametrize(
    ("language", "text", "heard"),
    [
        (
            "en",
            "My sister is bored. She'd like a fantasy novel in English, other than Orwell.",
            {"genres": ["fantasy"], "forms": ["novel"], "language": "en"},
        ),
        ("en", "I am tired of Orwell, give me an adventure. It is for the train.", {"genres": ["adventure"]}),
        ("en", "Orwell, no thanks, a fantasy for my son. He's 9.", {"genres": ["fantasy"], "ages": [9, 9]}),
        ("en", "He's ten, he's into fantasy, but not Orwell. In English please.", {"ages": [10, 10], "language": "en"}),
        ("en", "I found him too sad, so no more Orwell. A fantasy book please.", {"genres": ["fantasy"]}),
        ("en", "No more Orwell because he is depressing. An adventure?", {"genres": ["adventure"]}),
        ("en", "An adventure please. Not Orwell, he is too sad.", {"genres": ["adventure"]}),
        ("fa", "مامانم مریضه. یه رمان فانتزی می‌خوام، غیر از صادق هدایت.", {"genres": ["fantasy"], "forms": ["novel"]}),
        ("fa", "برای پسرم می‌خوام. ۱۰ سالشه و فانتزی دوست داره، جز هدایت", {"genres": ["fantasy"], "ages": [10, 10]}),
        ("fa", "هدایت نه، خیلی غمگینه. یه چیز فانتزی می‌خوام.", {"genres": ["fantasy"]}),
    ],
)
async def test_what_is_wished_beside_the_refusal_is_heard(
    begin: Begin, language: str, text: str, heard: dict[str, Any]
) -> None:
    talk = await begin(language)
    said = await talk.says("recommendation", text, sure=0.9)
    wish = talk.slots["memory"]["reading"]["wish"]
    assert said.names[-1].startswith("utter_reading")
    assert {key: wish.get(key) for key in heard} == heard and wish["not_by"] and "author" not in wish
    assert set(wish.get("genres", ())) <= {*heard.get("genres", ()), "fantasy"}
