"""A day that is asked for alone, after what one comes for; and the day on which one is asked about, of several."""

from __future__ import annotations

import pytest

from tests.support.talk import Begin


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "is there a quiet place where I can study?", "ok thx. is friday posible too? i realy cant loose a day"),
        ("en", "where is the reading room?", "and on Saturday?"),
        ("fa", "جای آروم برای درس خوندن دارید؟", "جمعه هم میشه بیام؟"),
        ("fa", "jaye aroom darid?", "shanbe chi?"),
    ],
)
async def test_its_hours_are_told(begin: Begin, language: str, first: str, then: str) -> None:
    talk = await begin(language)
    await talk.says("facilities", first)
    talk.slots["pending"] = None
    said = await talk.says("visitor_access", then, sure=0.54)
    assert any(name.startswith("utter_hours") for name in said.names)


@pytest.mark.parametrize(
    ("read", "words"),
    [("events", "is there anything on Friday for children?"), ("room_booking", "I want a room on Friday")],
)
async def test_what_more_is_asked_of_the_day_is_no_hour(begin: Begin, read: str, words: str) -> None:
    talk = await begin("en")
    await talk.says("facilities", "is there a quiet place where I can study?")
    talk.slots["pending"] = None
    said = await talk.says(read, words, sure=0.54)
    assert not any(name.startswith("utter_hours") for name in said.names)


@pytest.mark.parametrize(
    ("words", "day"),
    [
        ("is central open late tonite, i have my konkur mock exam on saturday and cant study at home", "24 November"),
        ("I have an exam on Saturday, are you open on Friday?", "27 November"),
        ("are you open on Friday? my train is on Saturday", "27 November"),
        ("my exam is on Saturday, when do you close?", "28 November"),
    ],
)
async def test_a_day_of_ones_own_is_not_asked_about_beside_another(begin: Begin, words: str, day: str) -> None:
    talk = await begin("en")
    assert day in (await talk.says("hours", words)).text


@pytest.mark.parametrize(
    ("language", "first", "then"),
    [
        ("en", "how do I join the library?", "today after four ok?"),
        ("fa", "چجوری عضو بشم؟", "امروز بعد از چهار میشه؟"),
        ("fa", "chejuri ozv besham?", "farda saat 5 mishe?"),
    ],
)
async def test_a_time_for_what_one_comes_for_is_asked_of_the_hours(
    begin: Begin, language: str, first: str, then: str
) -> None:
    talk = await begin(language)
    await talk.says("card_registration", first)
    talk.slots["pending"] = None
    said = await talk.says("card_registration", then, sure=0.98)
    assert any(name.startswith("utter_hours") for name in said.names)
