"""A yes that names again what waits for it is that yes; another name, a condition or a no is none."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin

ONE = "20000001"


@pytest.mark.parametrize(
    "words",
    ["yes. animal farm only", "yes, Animal Farm please", "yes just that one, Animal Farm",
     "yes, Animal Farm by George Orwell"],
)  # fmt: skip
@pytest.mark.parametrize("read", ["hold_status", "search_book", "affirm"])
async def test_what_waits_is_done_by_its_name(begin: Begin, words: str, read: str) -> None:
    talk = await begin("en", ONE)
    assert (await talk.says("cancel_hold", "cancel my reservation")).names == ["utter_cancel_hold_confirm"]
    assert (await talk.says(read, words)).names == ["utter_hold_cancelled"]


@pytest.mark.parametrize(
    "words",
    ["yes, Life of Pi only", "yes, Animal Farm is great", "no, Animal Farm only", "yes, but is Animal Farm ready?"],
)
async def test_other_words_are_no_yes(begin: Begin, words: str) -> None:
    talk = await begin("en", ONE)
    await talk.says("cancel_hold", "cancel my reservation")
    assert "utter_hold_cancelled" not in (await talk.says("hold_status", words)).names


async def test_an_order_to_cancel_gets_no_excuse(begin: Begin) -> None:
    talk = await begin("en", ONE)
    await talk.says("hold_status", "what have I reserved?")
    said = await talk.says("cancel_hold", "that is far too slow, cancel it please", moves={"hold.slow": 0.9})
    assert said.names == ["utter_cancel_hold_confirm"]
