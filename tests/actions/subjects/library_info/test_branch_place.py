"""Where a branch is, is told of the branch, whatever facts speak of it."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    "words",
    [
        "where is Central Library?",
        "where's the Central Library",
        "and where is central library?",
        "ok where is central",
    ],
)
async def test_where_a_branch_is_tells_its_address(begin: Begin, words: str) -> None:
    talk = await begin("en")
    said = await talk.says("location", words)
    assert said.names == ["utter_location"] and "1 Enghelab Street" in said.text


async def test_a_room_in_it_is_another_question(begin: Begin) -> None:
    talk = await begin("en")
    said = await talk.says("location", "where is the children's room at Central?")
    assert "utter_location" not in said.names
