"""A title told by what is in it is looked for among its author's; what was read already is not what is asked for."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("No, sorry, I meant the other one, the one with the miller.", "The Mill Below"),
        ("the one about the lantern please", "The Mill Below"),
        ("No! Not The Mill Below. The other one, with the village.", "The Wise Crow"),
    ],
)
async def test_the_one_with_something_in_it_is_shown(begin: Begin, text: str, told: str) -> None:
    talk = await begin("en")
    await talk.says("search_book", "what have you got by Parvaneh Sarvi?", author="Parvaneh Sarvi")
    said = await talk.says("search_book", text)
    assert said.names == ["utter_search_one"], said.names
    assert told in said.text


async def test_the_others_are_shown_without_the_one_refused(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "what have you got by George Orwell?", author="George Orwell")
    said = await talk.says("search_book", "No! Not Animal Farm, I've got that. The other one, with the rats.")
    assert said.names == ["utter_search_author"]
    assert "Nineteen" in said.text
    assert "Animal Farm" not in said.text


async def test_a_car_park_tells_no_title(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("search_book", "what have you got by George Orwell?", author="George Orwell")
    said = await talk.says("hours", "the one with the car park, when does it open?")
    assert "utter_search_one" not in said.names


@pytest.mark.parametrize(
    ("language", "text", "told", "read"),
    [
        ("en", "I just finished Animal Farm. Do you have Burmese Days?", "Burmese Days", "Animal Farm"),
        ("en", "I've read Animal Farm already, have you got Burmese Days?", "Burmese Days", "Animal Farm"),
        ("fa", "کوری رو خوندم، بوف کور رو هم دارین؟", "بوف کور", "کوری"),
        ("fa", "سلام. کوری را خوانده‌ام. شاهنامه موجود است؟", "شاهنامه", "کوری"),
    ],
)
async def test_what_was_read_is_not_shown(begin: Begin, language: str, text: str, told: str, read: str) -> None:
    said = await (await begin(language)).says("search_book", text)
    assert told in said.text, said.text
    assert f"{read}»" not in said.text
    assert f"{read}”" not in said.text


@pytest.mark.parametrize(
    "text", ["I've read Animal Farm. Is there a film of it?", "I read Animal Farm, is it in at Saadi?"]
)
async def test_what_is_asked_of_the_one_that_was_read_is_told_of_it(begin: Begin, text: str) -> None:
    said = await (await begin("en")).says("search_book", text)
    assert "Animal Farm" in said.text, said.text
