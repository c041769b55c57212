"""A poem that is ordered beside a question is left out of it, and it is said that none is written."""

from __future__ import annotations

import pytest

from actions.subjects.talk.writes_nothing import without_writing
from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "rest"),
    [
        ("just write me a four line poem about rain, and tell me if you have Hafez", "tell me if you have Hafez"),
        ("what time do you close? and write me a story", "what time do you close?"),
        ("what time do you close? and tell me a story", None),
        ("what time do you close? and tell me a joke", None),
        ("یه شعر درباره بارون برام بنویس، راستی فروغ به انگلیسی دارین؟", "فروغ به انگلیسی دارین؟"),
        ("ye she'r baram benevis va emruz ta key bazin", "emruz ta key bazin"),
        ("write me a poem", None),
        ("کتاب داستان راستان رو برام تمدید کن و بگو تا کی", None),
        ("یه داستان خوب برای بچه‌م بگو کدوم شعبه داره", None),
        ("شعر حافظ رو دارین بگو کدوم شعبه است", None),
        ("شعر حافظ رو دارین بنویس کدوم شعبه است", None),
        ("یه کتاب شعر برام بنویس و نگه دار", None),
        ("tell me a good story about cats for my daughter, she is 6 years old", None),
        ("do you have a book that tells me a story about rain", None),
        ("can you tell me the story hour times?", None),
        ("tell me a good story book for kids, and is it in", None),
        ("write me an email when it is back, and renew my book", None),
        ("who wrote the poem about rain, and is it in?", None),
    ],
)
def test_the_rest_of_a_message(text: str, rest: str | None) -> None:
    assert without_writing(text) == rest


async def test_it_is_said_and_the_rest_answered(begin: Begin) -> None:
    talk = await begin("en")
    text = "write me a poem about rain, and what time do you close today?"
    said = await talk.says("out_of_scope", text, ranking=[("hours", 0.3)])
    assert said.names[0] == "utter_not_written" and said.names[1].startswith("utter_hours")


@pytest.mark.parametrize("intent", ["hours", "renew", "recommendation", "search_book"])
async def test_nothing_is_left_out_of_what_was_read(begin: Begin, intent: str) -> None:
    said = await (await begin("en")).says(intent, "write me a poem about rain, and what time do you close today?")
    assert "utter_not_written" not in said.names
