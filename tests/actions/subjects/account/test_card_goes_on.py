"""Whether a card stops working is told from the account, and blocks no card."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("en", "And while you people think about it is my card going to stop working?"),
        ("en", "will my card get blocked meanwhile?"),
        ("fa", "تا اون موقع کارتم از کار می‌افته؟"),
        ("fa", "کارتم مسدود میشه یعنی؟"),
    ],
)
async def test_whether_it_goes_on_is_told(begin: Begin, language: str, words: str) -> None:
    said = await (await begin(language, "20000004")).says("lost_card", words, sure=0.6)
    assert said.names[0].startswith("utter_blocks")


async def test_one_that_is_lost_is_lost(begin: Begin) -> None:
    said = await (await begin("en", "20000004")).says("lost_card", "I lost my card, will it stop working?", sure=0.6)
    assert said.names[0].startswith("utter_lost_card")
