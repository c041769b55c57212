"""What is asked of a branch that was told of is answered of that branch, and of the day that is meant."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "branch", "move", "words", "expected"),
    [
        ("en", "Central", "phone", "what do I dial", "Central Library: 021-00000001"),
        ("fa", "مرکزی", "phone", "به چی زنگ بزنم", "تلفن کتابخانهٔ مرکزی"),
        ("en", "Central", "where", "and the street?", "1 Enghelab Street"),
        ("en", "Central", "travel", "how would I get to you", "Opposite the park"),
        ("en", "Saadi", "day", "may I come on Friday", "Friday 27 November 2026: closed"),
        ("en", "Saadi", "now", "tomorrow you are shut, so what about today, till when", "today, Tuesday"),
        ("fa", "سعدی", "now", "پس فردا که بسته‌ست، امروز تا چند", "امروز، سه‌شنبه ۳ آذر"),
        ("en", "Saadi", "desk", "and the children's section?", "no hours of its own; these are the branch's"),
        ("en", "Saadi", "access", "my father cannot climb", "Saadi Branch has a lift."),
        ("en", "Saadi", "toilet", "where could my son pee", "on the ground floor"),
        ("en", "Central", "other", "and the rest of them", "Saadi Branch: 8:00 to 20:00"),
    ],
)
async def test_it_is_answered_of_the_branch_spoken_of(
    begin: Begin, language: str, branch: str, move: str, words: str, expected: str
) -> None:
    talk = await begin(language)
    await talk.says("hours", {"en": f"{branch} today", "fa": f"امروز {branch}"}[language])
    said = await talk.says("out_of_scope", words, sure=0.6, moves={f"place.{move}": 0.8})
    assert expected in said.text


async def test_when_it_is_quiet_is_known_only_where_it_is_told(begin: Begin) -> None:
    talk = await begin("en")
    await talk.says("hours", "Central today")
    said = await talk.says("hours", "when are few people there?", sure=0.6, moves={"place.quiet": 0.8})
    assert said.names == ["utter_place_quiet_unknown"]
